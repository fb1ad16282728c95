"""The kit as a Django app; its checks are registered when the site starts."""

from django.apps import AppConfig


class KitConfig(AppConfig):
    """What every page and request of the site is made with."""

    name = "stagemap.kit"
    label = "kit"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the checks that refuse an unsafe start."""
        from stagemap.kit import checks  # noqa: F401 - registering is what the import is for
