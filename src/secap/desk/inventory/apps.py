from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InventoryConfig(AppConfig):
    name = "secap.desk.inventory"
    label = "inventory"
    verbose_name = _("Emission inventory")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Offer the installation's own factor editions (`secap factors --import`) beside the packaged
        ones."""
        from django.conf import settings

        from secap.method.basis import tables

        if (settings.DATA / "factors").is_dir():
            tables.set_extra_folder(settings.DATA)
