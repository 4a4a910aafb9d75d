from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SiteConfig(AppConfig):
    name = "secap.desk.site"
    label = "site_frame"
    verbose_name = _("Site")
