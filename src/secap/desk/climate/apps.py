from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClimateConfig(AppConfig):
    name = "secap.desk.climate"
    label = "climate"
    verbose_name = _("Climate profile")
    default_auto_field = "django.db.models.BigAutoField"
