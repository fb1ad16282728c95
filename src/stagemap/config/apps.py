from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "stagemap.config"
    label = "config"

    def ready(self) -> None:
        """Registers the system checks."""
        from stagemap.config import checks

        checks.register_all()
