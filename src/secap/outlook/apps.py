from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OutlookConfig(AppConfig):
    name = "secap.outlook"
    label = "outlook"
    verbose_name = _("Outlook")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from secap.outlook import work  # noqa: F401  (registers what the worker can do)
