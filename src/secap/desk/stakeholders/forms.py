"""The form of a stakeholder: the five questions in their order, between who it is and how it is engaged."""

from __future__ import annotations

from dataclasses import dataclass

from django.forms.boundfield import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from secap.desk.registry.forms import RecordForm, record_form
from secap.desk.stakeholders.models import Stakeholder

SECTIONS: dict[str, tuple[Promise, Promise, tuple[str, ...]]] = {
    "who": (
        _("Who it is"),
        _("It is a stakeholder when one of the three criteria is met. Leave open what you don't know yet."),
        ("name", "organisation", "type", "vision_group", "is_primary", "is_affected", "has_resources",
         "is_needed"),
    ),
    "place": (
        _("1. Which sector does it represent, and where in the energy value chain does it stand?"),
        _("From the resource to the end use; finance, rules and knowledge stand around it."),
        ("sector", "value_chain"),
    ),
    "support": (
        _("2. Does it support your efforts?"),
        _("And how strongly do they affect it? The two answers make the second matrix. "
          "Not known is not the same as neutral: leave it empty and ask."),
        ("support", "affectedness"),
    ),
    "interest": (
        _("3. How interested is it in your efforts?"),
        _("Does it read what you send, ask, come to meetings?"),
        ("interest",),
    ),
    "power": (
        _("4. How powerful or influential is it?"),
        _("Can it decide, pay, forbid, delay, or move others?"),
        ("power",),
    ),
    "why": (
        _("5. Why do you engage it?"),
        _("Tick what applies and say it in your own words; what came out is compared with it later."),
        ("reasons", "reason_text"),
    ),
    "needs": (
        _("Needs, both ways"),
        _("Who gives something and gets nothing does not come twice."),
        ("they_need", "we_need"),
    ),
    "how": (
        _("How it is engaged"),
        _("Empty, the level follows from power and interest."),
        ("strategy", "level", "form", "steps", "methods", "contact_every_days", "responsible"),
    ),
    "conflict": (
        _("Conflicts"),
        _("Disputes that were named early seldom surprise."),
        ("conflict_sources", "conflict_done", "opponent_done"),
    ),
    "review": (
        _("Review and note"),
        _("Where somebody stands changes: set the day of the next look."),
        ("review_on", "note"),
    ),
}  # fmt: skip
FOLDED_WHILE_EMPTY = frozenset({"how", "conflict"})


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the form.  is_open : shown unfolded; a folded part opens without scripts, too."""

    code: str
    title: Promise
    intro: Promise
    fields: tuple[BoundField, ...]
    is_open: bool


class StakeholderFormBase(RecordForm):
    """See `StakeholderForm`."""

    @property
    def sections(self) -> list[Section]:
        """The parts of the form; those that most leave empty are folded until something is in them."""
        found = []
        for code, (title, intro, names) in SECTIONS.items():
            bound = tuple(self[name] for name in names if name in self.fields)
            is_open = code not in FOLDED_WHILE_EMPTY or any(one.errors or one.value() for one in bound)
            if bound:
                found.append(Section(code, title, intro, bound, is_open))
        return found


StakeholderForm = record_form(Stakeholder, base=StakeholderFormBase)
