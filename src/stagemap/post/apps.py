from datetime import timedelta

from django.apps import AppConfig

from stagemap.kit import jobs


class PostConfig(AppConfig):
    name = "stagemap.post"
    label = "post"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the worker deliver what is due."""
        from stagemap.post.services import deliver_due

        jobs.register(jobs.Job("deliver mail", lambda at: deliver_due(at=at), every=timedelta(seconds=2)))
