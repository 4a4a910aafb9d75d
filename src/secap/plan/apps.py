from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlanConfig(AppConfig):
    name = "secap.plan"
    label = "plan"
    verbose_name = _("Plan")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Answer the chapters' pages that ask for the whole plan."""
        from secap.desk.registry.whole import answer_with
        from secap.plan.plan import load_plan

        answer_with(load_plan)
