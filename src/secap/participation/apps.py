from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ParticipationConfig(AppConfig):
    name = "secap.participation"
    label = "participation"
    verbose_name = _("Participation")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the stakeholders' chapter which tables can be asked for; follow what becomes of an answer."""
        from secap.desk.stakeholders.table_kinds import offer
        from secap.exchange.kinds import KINDS
        from secap.participation import arrivals

        offer(lambda: [(kind.code, str(kind.title)) for kind in KINDS.values()])
        arrivals.connect()
