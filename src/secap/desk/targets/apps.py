from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TargetsConfig(AppConfig):
    name = "secap.desk.targets"
    label = "targets"
    verbose_name = _("Strategy")
    default_auto_field = "django.db.models.BigAutoField"
