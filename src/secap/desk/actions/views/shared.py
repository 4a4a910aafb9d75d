"""What the ways of looking at the actions have in common: filters in the query string, the plan behind."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _

from secap.desk.actions.chapter import PARTS
from secap.desk.actions.models import Action
from secap.desk.actions.portfolio import Line
from secap.desk.registry.fields import code_choices
from secap.desk.registry.listing import FilterBox
from secap.desk.registry.models import Municipality
from secap.desk.registry.records import Record
from secap.desk.registry.whole import whole_of

View = Callable[..., HttpResponse]
# The query string's names that every way of looking at the actions keeps.
FILTERS = (
    "q", "sector", "kinds", "status", "stage", "is_key", "priority_area", "goal", "programme", "responsible",
    "state",
)  # fmt: skip
NONE = "-"  # stands for "without"
POINTERS = {"priority_area": "priority_areas", "goal": "goals", "programme": "programmes"}
SEARCHED = ("number", "title", "description", "responsible", "person")


@dataclass(frozen=True)
class Selection:
    """The actions that the query string asks for.

    boxes : the selects above the list;  search : typed text;  query : filters alone, to be kept in links;
    lines : what is shown;  everything : how many actions there are.
    """

    boxes: Sequence[FilterBox]
    search: str
    query: str
    lines: Sequence[Line]
    everything: int

    @property
    def is_narrowed(self) -> bool:
        return bool(self.query)


def collect_later(view: View) -> View:
    """Put the cyclic garbage collector off until a view is done.

    A plan of 1,000 actions is some 200,000 objects that all live until the page is out: walking through them
    again and again in between finds nothing and takes as long as making the page.
    """

    @wraps(view)
    def put_off(*args: Any, **kwargs: Any) -> HttpResponse:
        if not gc.isenabled():
            return view(*args, **kwargs)
        gc.disable()
        try:
            return view(*args, **kwargs)
        finally:
            gc.enable()

    return put_off


def kept_query(query: QueryDict) -> str:
    """Return the filters of a query string alone, encoded."""
    kept = QueryDict(mutable=True)
    for name in FILTERS:
        if value := query.get(name, "").strip():
            kept[name] = value
    return kept.urlencode()


def selection(plan: Any, query: QueryDict) -> Selection:
    """Return the plan's actions that a query string asks for, in the order of the plan."""
    lines: Sequence[Line] = plan.portfolio.lines
    boxes = _boxes(plan, lines, query)
    tests = [test for box in boxes if box.value for test in [_test(box.name, box.value)]]
    text = query.get("q", "").strip()
    if text:
        tests.append(_searching(text.casefold()))
    kept = QueryDict(mutable=True)
    if text:
        kept["q"] = text
    for box in boxes:
        if box.value:
            kept[box.name] = box.value
    found = [line for line in lines if all(test(line) for test in tests)]
    return Selection(boxes, text, kept.urlencode(), found, len(lines))


def is_waiting(line: Line) -> bool:
    """Return True where the action, or anything that belongs to it, awaits acceptance."""
    records = line.records
    return not records.action.accepted or any(
        not part.accepted for name in PARTS for part in getattr(records, name)
    )


def line_or_404(request: HttpRequest, municipality: Municipality, uid: str) -> Line:
    """Return one living action of the town with its effects calculated."""
    line = whole_of(request, municipality).portfolio.line(uid)
    if line is None:
        raise Http404
    found: Line = line
    found.records.action.municipality = municipality
    return found


def action_or_404(municipality: Municipality, uid: str) -> Action:
    """Return one living action of the town, without the rest of the plan."""
    action = Action.objects.filter(municipality=municipality, uid=uid).select_related("goal").first()
    if action is None:
        raise Http404
    action.municipality = municipality
    found: Action = action
    return found


def _boxes(plan: Any, lines: Sequence[Line], query: Mapping[str, str]) -> list[FilterBox]:
    actions = [line.records.action for line in lines]
    people = sorted({action.responsible for action in actions if action.responsible}, key=str.casefold)
    choices: dict[str, list[tuple[str, str]]] = {
        "sector": code_choices("action_sectors"),
        "kinds": code_choices("action_kinds"),
        "status": code_choices("action_statuses"),
        "stage": code_choices("implementation_stages"),
        "is_key": [("1", _("yes")), ("0", _("no"))],
        **{name: _named(getattr(plan, part)) for name, part in POINTERS.items()},
        "responsible": [(name, name) for name in people],
    }
    lacking = {"sector", "stage", "responsible", *POINTERS}
    boxes = []
    for name, offered in choices.items():
        attribute = f"{name}_id" if name in POINTERS else name
        if name in lacking and any(not getattr(action, attribute) for action in actions):
            offered = [*offered, (NONE, _("without"))]
        label = str(Action._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
        boxes.append(FilterBox(name, label, tuple(offered), _known(offered, query.get(name, ""))))
    state = [("waiting", _("Awaiting acceptance")), ("accepted", _("Accepted"))]
    boxes.append(FilterBox("state", _("State"), tuple(state), _known(state, query.get("state", ""))))
    return boxes


def _named(records: Iterable[Record]) -> list[tuple[str, str]]:
    return [(str(record.pk), str(record)) for record in records]


def _known(choices: Iterable[tuple[str, str]], value: str) -> str:
    return value if any(value == code for code, _label in choices) else ""


def _test(name: str, value: str) -> Callable[[Line], bool]:
    if name == "state":
        return lambda line: is_waiting(line) == (value == "waiting")
    if name == "kinds":
        return lambda line: value in line.records.action.kinds.split()
    if name == "is_key":
        return lambda line: line.records.action.is_key == (value == "1")
    attribute = f"{name}_id" if name in POINTERS else name
    wanted = "" if value == NONE else value
    return lambda line: str(getattr(line.records.action, attribute) or "") == wanted


def _searching(text: str) -> Callable[[Line], bool]:
    def test(line: Line) -> bool:
        action = line.records.action
        return any(text in getattr(action, name).casefold() for name in SEARCHED)

    return test
