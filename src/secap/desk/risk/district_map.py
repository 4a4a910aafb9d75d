"""What a map file does to the districts: which it makes, which get a boundary, which stay; then doing it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from secap.desk.registry.models import Municipality, Person
from secap.desk.registry.records import StaleRecord
from secap.desk.registry.saving import keep_as
from secap.desk.risk.geojson import MapFile, Shape
from secap.desk.risk.models import District

REASON = "map file"
CREATE, UPDATE, SAME = "create", "update", "same"
NAMES = ("name", "nosaukums", "title", "district", "pagasts", "apkaime", "teritorija", "nos_pilns")
CODES = ("code", "kods", "atvk", "atvk_code", "id", "kadastrs")


@dataclass(frozen=True, slots=True)
class Planned:
    """One area of the file.

    verb : create | update | same;  changes : what would change of the district, in words;
    problem : why the area can't be taken.
    """

    name: str
    code: str
    shape: Shape
    district: District | None
    verb: str
    changes: tuple[str, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What the file does.  without : districts that the file does not have; they stay as they are."""

    areas: tuple[Planned, ...]
    without: tuple[District, ...]

    @property
    def is_blocked(self) -> bool:
        return any(area.problem for area in self.areas)

    @property
    def seen(self) -> str:
        """Name what the districts were when this was looked at."""
        there = [area.district for area in self.areas if area.district]
        return " ".join(sorted(f"{one.uid}:{one.revision}" for one in (*there, *self.without)))

    def count(self, verb: str) -> int:
        return sum(area.verb == verb for area in self.areas)


def guessed(offered: Sequence[str], known: Sequence[str]) -> str:
    """Return the property whose heading says what it is, else an empty text."""
    by_heading = {heading.casefold(): heading for heading in offered}
    return next((by_heading[one] for one in known if one in by_heading), "")


def chosen(file: MapFile, name: str, code: str) -> tuple[str, str]:
    """Return the properties that hold name and code: those chosen, else those that seem to."""
    by_name = name if name in file.names else guessed(file.names, NAMES) or (file.codes or file.names)[0]
    by_code = code if code in file.codes else "" if name else guessed(file.codes, CODES)
    return by_name, by_code


def plan(file: MapFile, districts: Iterable[District], name: str, code: str) -> Plan:
    """Return what the file would do, with `name` and `code` the properties that hold them ("": no code).

    A district is found by its code, else by its name; letter case and accents do not matter in a name.
    """
    there = list(districts)
    by_code = {one.code: one for one in there if one.code}
    by_name = {folded(one.name): one for one in there}
    areas: list[Planned] = []
    taken: set[str] = set()
    for shape in file.shapes:
        called, coded = shape.properties[name], shape.properties[code] if code else ""
        district = by_code.get(coded) if coded else None
        district = district or by_name.get(folded(called))
        key = district.uid if district else folded(called)
        problem = _problem(called, coded, key in taken)
        taken.add(key)
        areas.append(_planned(shape, called, coded, district, problem))
    met = {area.district.uid for area in areas if area.district}
    return Plan(tuple(areas), tuple(one for one in there if one.uid not in met))


def _problem(name: str, code: str, is_double: bool) -> str:
    longest: Any = District._meta.get_field("name").max_length
    longest_code: Any = District._meta.get_field("code").max_length
    if len(name) > longest or len(code) > longest_code:
        return _("The name or the code is too long; choose another property.")
    if is_double:
        return _("Two areas of the file are the same district; choose another property or join them.")
    return ""


def _planned(shape: Shape, name: str, code: str, district: District | None, problem: str) -> Planned:
    if district is None:
        return Planned(name, code, shape, None, CREATE, (), problem)
    changes = []
    if district.boundary != shape.geometry:
        changes.append(_("boundary") if district.boundary else _("boundary, the first one"))
    if district.name != name:
        changes.append(_("name: %(before)s → %(after)s") % {"before": district.name, "after": name})
    if code and district.code != code:
        changes.append(_("code: %(before)s → %(after)s") % {"before": district.code or "–", "after": code})
    return Planned(name, code, shape, district, UPDATE if changes else SAME, tuple(changes), problem)


@transaction.atomic
def apply(person: Person, municipality: Municipality, wanted: Plan, seen: str) -> int:
    """Make and change the districts; return how many.

    seen : `Plan.seen` of the plan that the person looked at
    Raises: StaleRecord where the districts are others by now; nothing is saved then
    """
    if wanted.seen != seen:
        raise StaleRecord
    if wanted.is_blocked:
        raise ValueError("an area with a problem can't be taken over")
    done = 0
    for area in wanted.areas:
        if area.verb == SAME:
            continue
        district = area.district or District(municipality=municipality)
        district.municipality = municipality
        district.name, district.code = area.name, area.code or district.code
        district.boundary = area.shape.geometry
        keep_as(person, district, REASON)
        done += 1
    return done


def folded(text: str) -> str:
    """Return a name without case and accents, for comparing."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(sign for sign in plain if not unicodedata.combining(sign)).split())
