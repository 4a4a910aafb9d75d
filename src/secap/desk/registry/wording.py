"""The page on which a co-ordinator gives rows of unverified lists the wording of the official text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from secap import locale
from secap.desk.registry.language import lang
from secap.desk.registry.models import Municipality, Person, Wording
from secap.desk.registry.permissions import member
from secap.desk.registry.records import StaleRecord
from secap.desk.registry.saving import keep_as, remove_as
from secap.method.basis import codes, tables

UNVERIFIED = "unverified"
FORM = "form: wording of lists"
LONGEST = Wording._meta.get_field("name").max_length or 0


@dataclass(frozen=True, slots=True)
class ListShown:
    """A list with rows that are not checked.  open : how many of them still have the draft's name."""

    code: str
    title: str
    unverified: int
    open: int


@dataclass(frozen=True, slots=True)
class RowShown:
    """One row: its published draft name in the language worked on, and the town's own."""

    code: str
    english: str
    draft: str
    own: Wording | None


def unverified_codes(table: str) -> list[str]:
    """Return the codes of a table whose wording could not be checked."""
    rows = codes.table(table)
    return [code for code, row in rows.items() if row.__dict__.get("quality") == UNVERIFIED]


def unverified_lists() -> Iterator[tuple[str, list[str]]]:
    """Yield (table, its unverified codes) of every list of codes that has some."""
    folder = tables.PACKAGED.joinpath("codes")
    for place in sorted(folder.iterdir(), key=lambda item: item.name):
        name = place.name.removesuffix(".csv")
        if place.name.endswith(".csv") and name != "aliases" and (found := unverified_codes(name)):
            yield name, found


def is_unchecked(table: str, lang: str) -> bool:
    """Return True where a row of the list has neither an official wording nor, in `lang`, the town's own.

    To be asked within `locale.own_labels`.
    """
    own = {code for _name, code in locale.own_codes(table, lang)}
    return any(code not in own for code in unverified_codes(table))


@member("coordinate")
def wordings(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show the lists with unverified rows, and the rows of one of them (`?list=hazards`)."""
    lang = _lang(request)
    known = _known(municipality)
    shown = [
        ListShown(name, _title(name), len(found), sum((name, code, lang) not in known for code in found))
        for name, found in unverified_lists()
    ]
    chosen = request.GET.get("list", "")
    if chosen and all(one.code != chosen for one in shown):
        raise Http404
    context = {
        "lists": sorted(shown, key=lambda one: one.title),
        "chosen": next((one for one in shown if one.code == chosen), None),
        "rows": _rows(chosen, lang, known) if chosen else [],
        "draft_sources": _draft_sources(chosen) if chosen else [],
        "longest": LONGEST,
        "working_lang": lang,
        "working_languages": locale.LANGUAGES.items(),
    }
    return render(request, "registry/wordings.html", context)


@member("coordinate")
@require_POST
def save_wordings(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Keep what was typed: a changed name is kept, an emptied one makes the draft stand again."""
    table, lang = request.POST.get("list", ""), _lang(request)
    if table not in dict(unverified_lists()):
        raise Http404
    assert isinstance(request.user, Person)
    known, changed = _known(municipality), 0
    try:
        with transaction.atomic():
            for code in unverified_codes(table):
                changed += _keep(request, municipality, known.get((table, code, lang)), (table, code, lang))
    except StaleRecord:
        messages.error(request, _("Somebody has just changed this. Look at it and try again."))
    else:
        text = ngettext("%(count)d wording changed.", "%(count)d wordings changed.", changed)
        messages.success(request, text % {"count": changed})
    return redirect(f"{reverse('registry:wordings', args=[municipality.slug])}?list={table}&lang={lang}")


def _keep(
    request: HttpRequest, municipality: Municipality, record: Wording | None, key: tuple[str, str, str]
) -> int:
    """Save one row if it changed; return 1 then."""
    assert isinstance(request.user, Person)
    table, code, lang = key
    name = request.POST.get(f"name-{code}", "").strip()[:LONGEST]
    source = request.POST.get(f"source-{code}", "").strip()[:300]
    if record is None and not name:
        return 0
    if record is not None and not name:
        remove_as(request.user, record)
        return 1
    if record is not None and (record.name, record.source) == (name, source):
        return 0
    record = record or Wording(municipality=municipality, table=table, code=code, lang=lang)
    record.name, record.source = name, source
    keep_as(request.user, record, FORM)
    return 1


def _known(municipality: Municipality) -> dict[tuple[str, str, str], Wording]:
    found = Wording.objects.filter(municipality=municipality).select_related("municipality")
    return {(one.table, one.code, one.lang): one for one in found}


def _rows(table: str, lang: str, known: dict[tuple[str, str, str], Wording]) -> list[RowShown]:
    rows = codes.table(table)
    return [
        RowShown(
            code,
            rows[code].name,
            locale.published_label(table, code, lang, rows[code].name),
            known.get((table, code, lang)),
        )
        for code in unverified_codes(table)
    ]


def _draft_sources(table: str) -> list[str]:
    """Return the publications that the unverified names of a list follow."""
    rows, sources = codes.table(table), tables.sources()
    keys = dict.fromkeys(str(rows[code].__dict__.get("source", "")) for code in unverified_codes(table))
    return [sources[key].title for key in keys if key in sources]


def _title(table: str) -> str:
    """Return a list's name in the reader's language."""
    english = next((row["name"] for row in tables.rows("lists.csv") if row["code"] == table), table)
    return locale.published_label("lists", table, lang(), english)


def _lang(request: HttpRequest) -> str:
    asked = request.GET.get("lang", "") or request.POST.get("lang", "")
    return asked if asked in locale.LANGUAGES else lang()
