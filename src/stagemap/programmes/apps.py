from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "stagemap.programmes"
    label = "programmes"
    default_auto_field = "django.db.models.BigAutoField"
