"""The chapter's kinds of record, each with list, form, history and undo from the registry's furniture."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from secap.desk.registry.models import Municipality
from secap.desk.registry.record_views import RecordRoom
from secap.desk.registry.records import Record
from secap.desk.targets import models
from secap.desk.targets.forms import TargetForm
from secap.desk.targets.views.commitments import commitment_list
from secap.desk.targets.views.targets import target_list

TO_STRATEGY = [(_("Strategy"), "targets:index")]
TO_VISION = [*TO_STRATEGY, (_("Vision"), "targets:vision")]
TO_RESOURCES = [*TO_STRATEGY, (_("Staff and money"), "targets:resources")]


class SingleRoom(RecordRoom):
    """A room of which a plan has one record at most: its list is the form, and saving leads to the glance."""

    is_single = True

    def list(self, request: HttpRequest, municipality: Municipality, parent: Any = None) -> HttpResponse:
        """Go to the record's form; those who only read go where it is shown."""
        if not request.user.has_perm("plan.contribute", municipality):
            return redirect("targets:index", municipality.slug)
        record = self.model.objects.filter(municipality=municipality).first()
        if record is not None:
            record.municipality = municipality
            return redirect(self.edit_url(record))
        return redirect(f"{self.namespace}:{self.name}-new", municipality.slug)

    def edit(
        self, request: HttpRequest, municipality: Municipality, parent: Any = None, uid: str = ""
    ) -> HttpResponse:
        """Show and save the form; that of a new record only where there is none."""
        there = self.model.objects.filter(municipality=municipality)
        if not uid and request.method != "POST" and there.exists():
            return self.list(request, municipality)
        return super().edit(request, municipality, parent, uid)

    def list_url(self, municipality: Municipality, parent: Record | None = None) -> str:
        """Return where the record is shown: there is no list to go back to."""
        return reverse("targets:index", args=[municipality.slug])


STRATEGY = SingleRoom(
    models.Strategy,
    "strategy",
    "targets",
    columns=("horizon_year", "effects_against", "rule_set"),
    intro=_("The vision and the settings that the whole plan follows."),
    empty=_("Write the vision first; everything below it can wait."),
    crumbs=TO_STRATEGY,
)
ROOMS = [
    STRATEGY,
    RecordRoom(
        models.Commitment,
        "commitments",
        "targets",
        columns=("framework", "pillar", "adhesion_date", "state", "evidence"),
        filters=("pillar", "framework"),
        search=("text", "evidence"),
        intro=_("What the town has promised, under which framework, on which day."),
        empty=_("Record the council's decision to join the Covenant, with its date."),
        crumbs=TO_STRATEGY,
        templates={"list": "targets/commitment_list.html"},
        context=commitment_list,
    ),
    RecordRoom(
        models.Cooperation,
        "cooperation",
        "targets",
        columns=("partner", "date", "subject", "outcome"),
        search=("partner", "subject", "outcome"),
        intro=_("Exchange with other authorities and networks: the Covenant's third pillar."),
        empty=_("Note whom you learnt from or helped, and what came of it."),
        crumbs=TO_STRATEGY,
    ),
    RecordRoom(
        models.RegionalPriority,
        "regional-priorities",
        "targets",
        columns=("title", "level", "concerns", "alignment"),
        filters=("level", "concerns"),
        search=("title", "alignment"),
        intro=_("Priorities of region and state, and how the plan agrees with them."),
        empty=_("List the regional and national plans that yours has to agree with."),
        crumbs=TO_STRATEGY,
    ),
    RecordRoom(
        models.TeamMember,
        "vision-team",
        "targets",
        columns=("name", "group", "body", "duty"),
        filters=("group",),
        search=("name", "body", "duty"),
        intro=_("First step: the core team of the vision, with somebody of each of the five groups."),
        empty=_("Begin with those who decide on energy in the municipality."),
        crumbs=TO_VISION,
    ),
    RecordRoom(
        models.EntryPoint,
        "entry-points",
        "targets",
        columns=("title", "sector", "finding", "chance"),
        filters=("sector",),
        search=("title", "finding", "chance"),
        intro=_("Second step: where the baseline shows that the vision may begin."),
        empty=_("Look at the results of the baseline: the largest sector is a first entry point."),
        crumbs=TO_VISION,
    ),
    RecordRoom(
        models.VisionScenario,
        "vision-scenarios",
        "targets",
        columns=("title", "archetype", "emissions_2030_t", "is_chosen"),
        filters=("archetype",),
        search=("title", "description"),
        intro=_("Third step: the futures that are put before the stakeholders."),
        empty=_("Describe at least two futures beside business as usual."),
        crumbs=TO_VISION,
    ),
    RecordRoom(
        models.Workshop,
        "workshops",
        "targets",
        columns=("title", "date", "scenario", "participants"),
        search=("title", "minutes"),
        intro=_("Fourth step: the meetings in which scenarios were tested."),
        empty=_("Record a workshop; the feedback of each group comes with it."),
        crumbs=TO_VISION,
    ),
    RecordRoom(
        models.Feedback,
        "feedback",
        "targets",
        columns=("workshop", "group", "vote", "text"),
        filters=("workshop", "group", "vote"),
        search=("text",),
        intro=_("What each group said in the test workshops."),
        empty=_("Add what a group said, and whether it agreed."),
        crumbs=TO_VISION,
    ),
    RecordRoom(
        models.Consensus,
        "consensus",
        "targets",
        columns=("date", "statement", "agree", "object", "abstain"),
        search=("statement", "minutes"),
        intro=_("Fifth step: what was agreed on, by how many, when."),
        empty=_("Record the agreement as soon as it is reached."),
        crumbs=TO_VISION,
    ),
    RecordRoom(
        models.Statement,
        "statements",
        "targets",
        columns=("text", "occasion", "date", "is_maladaptation_warning"),
        filters=("is_maladaptation_warning",),
        search=("text", "occasion"),
        intro=_("What citizens said, in focus groups or elsewhere."),
        empty=_("Write down statements as they were made; names are not needed."),
        crumbs=TO_VISION,
    ),
    RecordRoom(
        models.VisionExample,
        "vision-examples",
        "targets",
        columns=("city", "country", "kind", "text"),
        filters=("kind",),
        search=("city", "text"),
        intro=_("Visions of other towns worth looking at, beside those that come with the workbench."),
        empty=_("Add an example that convinced you."),
        crumbs=TO_VISION,
    ),
    RecordRoom(
        models.Target,
        "targets",
        "targets",
        columns=("kind", "sector", "target_year", "reduction_percent", "value_percent"),
        filters=("kind", "sector"),
        search=("note",),
        intro=_("What is to be reached by when: emissions, renewable energy, energy use."),
        empty=_("Begin with the reduction of emissions by 2030."),
        crumbs=TO_STRATEGY,
        form=TargetForm,
        templates={"list": "targets/target_list.html", "edit": "targets/target_edit.html"},
        context=target_list,
    ),
    RecordRoom(
        models.StaffResource,
        "staff",
        "targets",
        columns=("role", "body", "fte", "from_year", "to_year"),
        filters=("role",),
        search=("body", "note"),
        intro=_("Working time for the plan by role."),
        empty=_("Enter the co-ordinator's working time first."),
        crumbs=TO_RESOURCES,
    ),
    RecordRoom(
        models.BudgetLine,
        "budget",
        "targets",
        columns=("title", "source", "year", "eur", "is_monitoring"),
        filters=("source", "is_monitoring"),
        search=("title", "note"),
        intro=_("Money for the plan by source and year; monitoring has a line of its own."),
        empty=_("Enter what the municipality's budget holds for the plan next year."),
        crumbs=TO_RESOURCES,
    ),
]
