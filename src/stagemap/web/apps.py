from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "stagemap.web"
    label = "web"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to every write, and to the change of day."""
        from stagemap.activity.signals import recorded
        from stagemap.kit import jobs
        from stagemap.web import services

        recorded.connect(services.after_write, dispatch_uid="web.standing")
        jobs.register(jobs.Job("standings", services.at_midnight))
