from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RiskConfig(AppConfig):
    name = "secap.desk.risk"
    label = "risk"
    verbose_name = _("Risk and vulnerability")
    default_auto_field = "django.db.models.BigAutoField"
