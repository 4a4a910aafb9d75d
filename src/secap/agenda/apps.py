from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgendaConfig(AppConfig):
    name = "secap.agenda"
    label = "agenda"
    verbose_name = _("Calendar")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let every tick send reminders."""
        from secap.agenda import reminding  # noqa: F401
