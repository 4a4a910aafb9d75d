"""The chapter's kinds of record, each with list, form, history and undo from the registry's furniture."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from secap.desk.actions import models
from secap.desk.actions.forms import ActionForm
from secap.desk.registry.record_views import Parent, RecordRoom

TO_STRATEGY = [(_("Strategy"), "targets:index")]
TO_HIERARCHY = [*TO_STRATEGY, (_("Directions and priority areas"), "actions:hierarchy")]
TO_ACTIONS = [(_("Actions"), "actions:actions")]
OF_ACTION = Parent(models.Action, "uid", "slug")


def to_action(part: models.ActionPart) -> str:
    """Return the page of the action that something belongs to."""
    return part.action.get_absolute_url()


# Below the strategy: what actions hang on.
HIERARCHY = [
    RecordRoom(
        models.Goal,
        "goals",
        "actions",
        columns=("number", "title", "kind", "indicator", "base_value", "target_value", "unit", "target_year"),
        filters=("kind", "direction"),
        search=("number", "title", "description", "indicator"),
        templates={"edit": "actions/goal_edit.html"},
        intro=_("What the plan wants to reach, each with an indicator, a base value and a target value."),
        empty=_("Add one goal for mitigation, one for adaptation and one on energy poverty."),
        crumbs=TO_STRATEGY,
    ),
    RecordRoom(
        models.Direction,
        "directions",
        "actions",
        columns=("number", "title", "description"),
        search=("number", "title", "description"),
        intro=_("The main directions below the vision."),
        empty=_("Two to five directions are enough, such as buildings, energy supply, mobility."),
        crumbs=TO_HIERARCHY,
    ),
    RecordRoom(
        models.PriorityArea,
        "priority-areas",
        "actions",
        columns=("number", "title", "direction"),
        filters=("direction",),
        search=("number", "title", "description"),
        intro=_("Priority areas below the directions; each action belongs to one."),
        empty=_("Add the areas in which the town acts, each below a direction."),
        crumbs=TO_HIERARCHY,
    ),
]
# Beside the actions.
AROUND = [
    RecordRoom(
        models.Programme,
        "programmes",
        "actions",
        columns=("number", "title", "area", "lead"),
        filters=("area",),
        search=("number", "title", "description"),
        intro=_("Bundles of actions that are carried out together, such as a district's renewal."),
        empty=_("Leave this empty unless several actions belong together."),
        crumbs=TO_ACTIONS,
    ),
    RecordRoom(
        models.FundingProgramme,
        "funding",
        "actions",
        columns=("title", "source", "deadline", "grant_percent", "most_eur"),
        filters=("source", "areas", "sectors"),
        search=("title", "conditions"),
        intro=_("Programmes that give money, until when, for which areas; actions that match are shown."),
        empty=_("Add a programme with its deadline as soon as you hear of it."),
        crumbs=TO_ACTIONS,
    ),
    RecordRoom(
        models.SectorChoice,
        "sector-choices",
        "actions",
        columns=("sector", "feasibility", "is_chosen", "note"),
        filters=("feasibility", "is_chosen"),
        intro=_("In which sectors the plan acts, and why."),
        empty=_("Choose sectors in the first of the four steps."),
        crumbs=TO_ACTIONS,
    ),
    RecordRoom(
        models.AmbitionReview,
        "ambition-reviews",
        "actions",
        columns=("measure", "decision", "reason"),
        filters=("decision",),
        search=("reason",),
        intro=_("Which ambitious measures were considered, adopted or rejected, and why."),
        empty=_("Decide on each of the eight measures."),
        crumbs=TO_ACTIONS,
    ),
    RecordRoom(
        models.Appraisal,
        "appraisal",
        "actions",
        columns=("discount_rate_percent", "price_year"),
        intro=_("Discount rate and year of the prices, for payback, net present value and cost per tonne."),
        empty=_("The usual settings hold until you change them."),
        crumbs=TO_ACTIONS,
    ),
]
# What belongs to one action.
PARTS = [
    RecordRoom(
        models.Effect,
        "effects",
        "actions",
        columns=("calculator", "sector", "note"),
        parent=OF_ACTION,
        intro=_("What the action saves or produces; each effect shows its formula and factor."),
        empty=_("Calculate an effect, or state one with its reason."),
        crumbs=TO_ACTIONS,
        home=to_action,
    ),
    RecordRoom(
        models.Financing,
        "financing",
        "actions",
        columns=("source", "eur", "percent", "programme", "is_secured"),
        parent=OF_ACTION,
        intro=_("Who pays how much; the parts should cover the cost."),
        empty=_("Enter the first source, as an amount or a share."),
        crumbs=TO_ACTIONS,
        home=to_action,
    ),
    RecordRoom(
        models.Body,
        "bodies",
        "actions",
        columns=("name", "role"),
        parent=OF_ACTION,
        intro=_("Who takes part beside the responsible body."),
        empty=_("Add those who carry out, pay for or support the action."),
        crumbs=TO_ACTIONS,
        home=to_action,
    ),
    RecordRoom(
        models.Indicator,
        "indicators",
        "actions",
        columns=("name", "unit", "base_value", "target_value", "target_year", "method"),
        parent=OF_ACTION,
        intro=_("How the action is measured."),
        empty=_("Add at least one indicator with its base value and target value."),
        crumbs=TO_ACTIONS,
        home=to_action,
    ),
    RecordRoom(
        models.Activity,
        "activities",
        "actions",
        columns=("title", "start", "end", "person", "is_done"),
        parent=OF_ACTION,
        intro=_("The steps of the work, with dates and names."),
        empty=_("Add the first step that has to be done."),
        crumbs=TO_ACTIONS,
        home=to_action,
    ),
    RecordRoom(
        models.ProgressReport,
        "progress",
        "actions",
        columns=("date", "reported_by", "status", "done_percent", "spent_eur", "saved_mwh"),
        parent=OF_ACTION,
        intro=_("How far the action was on which day; a later day is another report."),
        empty=_("Write the first report, or ask the responsible body for one by a personal link."),
        crumbs=TO_ACTIONS,
        home=to_action,
    ),
    RecordRoom(
        models.StageMove,
        "stage-moves",
        "actions",
        columns=("stage", "date", "who", "note"),
        parent=OF_ACTION,
        intro=_("When the action reached which of the eight stages."),
        empty=_("Move the action to its first stage on the board."),
        crumbs=TO_ACTIONS,
        home=to_action,
    ),
]
ACTIONS = RecordRoom(
    models.Action,
    "actions",
    "actions",
    columns=("number", "title", "sector", "responsible", "start", "end", "status"),
    filters=("sector", "kinds", "status", "stage", "area", "is_key", "priority_area", "goal", "programme"),
    search=("number", "title", "description", "responsible", "person"),
    intro=_("Everything that is to be done."),
    empty=_("Add an action, choose one from the catalogue, or import a list."),
    crumbs=(),
    form=ActionForm,
    templates={"edit": "actions/action_edit.html"},
    home=lambda action: str(action.get_absolute_url()),
)
