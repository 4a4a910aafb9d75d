from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GovernanceConfig(AppConfig):
    name = "secap.desk.governance"
    label = "governance"
    verbose_name = _("Process and organisation")
    default_auto_field = "django.db.models.BigAutoField"
