"""What the kind "actions" can do beyond the fields of an action."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from math import fsum
from typing import Any

from django.utils.translation import gettext as _

from secap import locale
from secap.desk.actions.chapter import PARTS
from secap.desk.actions.models import Direction
from secap.desk.registry.language import lang as spoken
from secap.desk.registry.models import Municipality
from secap.desk.registry.records import Record
from secap.desk.registry.whole import whole
from secap.exchange import action_links, action_targets
from secap.exchange.action_around import IMPORTED, ActionAround
from secap.exchange.action_links import LINKS
from secap.exchange.action_reader import ActionReader
from secap.exchange.action_sections import ACTION, AREA, LEAVE_OUT
from secap.exchange.extension import Option, Part
from secap.exchange.understanding import Understanding
from secap.method.basis import codes


class ActionExtension:
    """See `extension.Extension`. spellings : {field: headings people use}."""

    links = tuple(LINKS)
    labels: tuple[type[Record], ...] = (
        *(PARTS[name] for name in IMPORTED),
        LINKS["programme"],
        LINKS["goal"],
        LINKS["priority_area"],
        Direction,
    )

    def __init__(self, spellings: Mapping[str, tuple[str, ...]]) -> None:
        self.spellings = spellings

    @cached_property
    def _headings(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for field, words in self.spellings.items():
            for word in words:
                found.setdefault(codes.folded(word), field)
        return found

    def in_town(self, municipality: Municipality) -> ActionExtension:
        return self

    def columns(self) -> list[tuple[str, str]]:
        return action_targets.columns()

    def target_of(self, heading: str) -> str | None:
        if (words := action_targets.of_words(heading)) == "":
            return ""
        field = self._headings.get(action_targets.without_unit(heading))
        for target in (
            action_targets.source_column(heading),
            action_targets.of_saved_carrier(heading),
            words,
            field,
            action_targets.of_unit(heading),
            action_targets.of_other_list(heading),
        ):
            if target and action_targets.fits(heading, target):
                return target
        return None

    def options(self) -> list[Option]:
        lang = spoken()
        sections = [
            (AREA, _("the priority area of the rows below")),
            (LEAVE_OUT, _("left out")),
            (ACTION, _("actions like the others")),
        ]
        carriers = [("", "—"), *((row.code, row.label(lang)) for row in codes.table("carriers").values())]
        return [
            Option("sections", _("Headings in the middle of the table are"), sections, AREA),
            Option("carrier", _("Energy saved, where a row does not say, is"), carriers),
        ]

    def tables(self) -> set[str]:
        names = {f"link:{field}" for field in (*LINKS, action_targets.DIRECTION)}
        return {action_targets.SOURCES, "carriers"} | names

    def reader(self, table: Understanding) -> ActionReader:
        return ActionReader(table, self.links)

    def around(self, municipality: Municipality, words: Mapping[str, Mapping[str, str]]) -> ActionAround:
        return ActionAround(municipality, words)

    def describe(self, part: Part) -> tuple[str, str]:
        lang, values = spoken(), part.values
        label = str(PARTS[part.name]._meta.verbose_name)
        if part.name == "effects":
            return label, _effect(values["inputs"], lang)
        if part.name == "financing":
            shares = [(values.get("percent"), "%"), (values.get("eur"), "EUR")]
            texts = [f"{locale.number(value, lang)} {unit}" for value, unit in shares if value is not None]
            return label, " ".join([codes.get("financing_sources", values["source"]).label(lang), *texts])
        if part.name == "bodies":
            return label, f"{values['name']} ({codes.get('body_roles', values['role']).label(lang)})"
        target = values.get("target_value")
        tail = "" if target is None else f": {locale.number(target, lang)} {values.get('unit') or ''}"
        return label, f"{values['name']}{tail}".strip()

    def results(self, records: Sequence[Record]) -> list[tuple[str, Mapping[str, str | float | None]]]:
        """Return the effects of the actions as the plan calculates them; no import reads these columns."""
        lines = whole(records[0].municipality).portfolio.lines if records else ()
        found = {line.records.action.uid: line.action for line in lines}
        tonnes = {uid: one.t for uid, one in found.items()}
        saved = {
            uid: None if one.saved_mwh is None else fsum(one.saved_mwh.values()) for uid, one in found.items()
        }
        renewable = {uid: one.renewable_mwh for uid, one in found.items()}
        headings = [one.text(spoken()) for one in action_targets.CALCULATED]
        return list(zip(headings, (tonnes, saved, renewable), strict=True))

    def is_still_used(self, record: Record) -> bool:
        return action_links.is_still_used(record)


def _effect(inputs: Mapping[str, Any], lang: str) -> str:
    """Return an effect's amounts in words."""
    words = {
        "avoided_t": _("%(amount)s t avoided"),
        "saving_mwh": _("%(amount)s MWh saved"),
        "renewable_mwh": _("%(amount)s MWh renewable"),
    }
    found = []
    for name, template in words.items():
        value = inputs.get(name)
        if isinstance(value, Mapping):
            amount = f"{locale.number(value.get('low'), lang)}–{locale.number(value.get('high'), lang)}"
            found.append(template % {"amount": amount})
        elif value is not None:
            found.append(template % {"amount": locale.number(value, lang)})
    for code, row in codes.table("carriers").items():
        if (value := inputs.get(f"saved_{code}_mwh")) is not None:
            found.append(f"{row.label(lang)}: {locale.number(value, lang)} MWh")
        if inputs.get("carrier") == code:
            found.append(row.label(lang))
    return ", ".join(found)
