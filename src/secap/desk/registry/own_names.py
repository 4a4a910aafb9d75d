"""The town's own names for rows of lists whose official wording could not be checked."""

from __future__ import annotations

from collections.abc import Iterable

from secap.desk.registry.models import Municipality, Wording

Names = dict[tuple[str, str, str], str]


def own_names(municipality: Municipality) -> Names:
    """Return {(table, code, language): name} of a town, for `locale.own_labels`. One query."""
    found = Wording.objects.filter(municipality=municipality)
    return {(table, code, lang): name for table, code, lang, name in found.values_list(*FIELDS)}


def names_in(wordings: Iterable[Wording]) -> Names:
    """Return the same of records that were loaded already."""
    return {(one.table, one.code, one.lang): one.name for one in wordings}


FIELDS = ("table", "code", "lang", "name")
