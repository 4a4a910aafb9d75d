from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InventoryConfig(AppConfig):
    name = "secap.desk.inventory"
    label = "inventory"
    verbose_name = _("Emission inventory")
    default_auto_field = "django.db.models.BigAutoField"
