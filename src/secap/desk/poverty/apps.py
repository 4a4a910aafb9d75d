from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PovertyConfig(AppConfig):
    name = "secap.desk.poverty"
    label = "poverty"
    verbose_name = _("Energy poverty")
    default_auto_field = "django.db.models.BigAutoField"
