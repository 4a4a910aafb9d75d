from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExchangeConfig(AppConfig):
    name = "secap.exchange"
    label = "exchange"
    verbose_name = _("Import and export")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the job worker what it may be asked to do."""
        from secap.exchange import work  # noqa: F401
        from secap.exchange.climate import work as climate_work  # noqa: F401
