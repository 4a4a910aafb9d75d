"""Every language is complete: each sentence and each name of a code, with the same places to fill."""

from __future__ import annotations

import gettext
import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from secap import locale
from secap.method.basis import tables
from secap.method.basis.editions import editions

LANGUAGES = [lang for lang in locale.LANGUAGES if lang != "en"]
PLACES = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|</?\w[^>]*>")
NUMBERS = {"%(count)s", "%(count)d", "%(rows)s"}
# Tables whose rows have names: (table of labels.csv, file, column that identifies a row)
NAMED = [
    ("measures", "measures/measures.csv", "code"),
    ("measure_descriptions", "measures/measures.csv", "code"),
    ("measure_units", "measures/units.csv", "code"),
    ("templates", "measures/templates.csv", "code"),
    ("checks", "checks/validation_checks.csv", "id"),
    ("vehicle_types", "estimation/vehicle_types.csv", "code"),
    ("building_types", "estimation/building_types.csv", "code"),
    ("heating_systems", "estimation/heating_systems.csv", "code"),
    ("drivers", "estimation/drivers.csv", "code"),
    ("estimation", "estimation/general.csv", "key"),
    ("quality_levels", "estimation/quality_levels.csv", "level"),
    ("smart_questions", "actions/smart_questions.csv", "code"),
    ("visions", "targets/visions.csv", "code"),
    ("lists", "lists.csv", "code"),
    ("approach_rules", "process/approach_rules.csv", "code"),
    ("structure_examples", "process/structure_examples.csv", "code"),
    ("structure_example_texts", "process/structure_examples.csv", "code"),
    ("structure_parts", "process/structure_parts.csv", "code"),
    ("structure_part_texts", "process/structure_parts.csv", "code"),
    ("structure_details", "process/structure_details.csv", "code"),
    ("vision_texts", "targets/visions.csv", "code"),
    *(
        (Path(str(place)).stem, f"codes/{place.name}", "code")
        for place in sorted(tables.PACKAGED.joinpath("codes").iterdir(), key=lambda place: place.name)
        if place.name.endswith(".csv") and place.name != "aliases.csv"
    ),
]
# Tables whose notes readers see: (table of labels.csv, file); a note is known by its English text.
NOTED = [
    ("measure_notes", "measures/measures.csv"),
    ("assumption_notes", "estimation/buildings.csv"),
    ("assumption_notes", "estimation/general.csv"),
    ("assumption_notes", "estimation/heating_systems.csv"),
    ("assumption_notes", "estimation/transport.csv"),
    ("factor_notes", "factors/com_2017/fuels.csv"),
    ("minimum_notes", "targets/minimums.csv"),
]


def folder(lang: str) -> Path:
    return Path(locale.FOLDER) / lang / "LC_MESSAGES"


def catalogue(lang: str) -> Catalog:
    with (folder(lang) / "django.po").open("rb") as file:
        return read_po(file)


def forms(text: str | tuple[str, ...] | list[str] | None) -> list[str]:
    return [text or ""] if isinstance(text, str) or text is None else list(text)


def messages(lang: str) -> list[Message]:
    return [message for message in catalogue(lang) if message.id]


def listed(missing: list[str]) -> str:
    return "\n  ".join(["", *missing])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_sentence_is_translated(lang: str) -> None:
    wanted = catalogue(lang).num_plurals
    missing = [
        forms(message.id)[0]
        for message in messages(lang)
        if not all(forms(message.string)) or (message.pluralizable and len(forms(message.string)) != wanted)
    ]
    assert not missing, f"{len(missing)} sentences lack {lang} in django.po:{listed(missing)}"
    guessed = [forms(message.id)[0] for message in messages(lang) if message.fuzzy]
    assert not guessed, f"marked fuzzy in {lang}:{listed(guessed)}"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_translations_keep_the_places_to_fill(lang: str) -> None:
    wrong = []
    for message in messages(lang):
        wanted = Counter(PLACES.findall(forms(message.id)[-1]))
        for form in forms(message.string):
            present = Counter(PLACES.findall(form))
            lost, extra = wanted - present, present - wanted
            # a plural form may leave the number out, as in "no entries"
            if extra or (lost and not (message.pluralizable and set(lost) <= NUMBERS)):
                wrong.append(f"{form}  (lost: {sorted(lost)}, extra: {sorted(extra)})")
    assert not wrong, f"{lang}: other places to fill than in English:{listed(wrong)}"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_compiled_catalogue_is_that_of_the_texts(lang: str) -> None:
    compiled = io.BytesIO()
    write_mo(compiled, catalogue(lang))
    compiled.seek(0)
    with (folder(lang) / "django.mo").open("rb") as file:
        present = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    wanted = gettext.GNUTranslations(compiled)._catalog  # type: ignore[attr-defined]
    other = [str(key) for key in {**present, **wanted} if key and present.get(key) != wanted.get(key)]
    assert not other, f"run `make messages`; {lang}'s django.mo differs in:{listed(other)}"


def names() -> Iterator[tuple[str, str]]:
    """Yield (table, code) of every name and note that readers see."""
    for table, path, column in NAMED:
        yield from ((table, row[column]) for row in tables.rows(path))
    for table, path in NOTED:
        yield from ((table, note) for note in sorted({row["note"] for row in tables.rows(path)} - {""}))
    for edition in editions():
        yield "editions", edition.code
        if edition.note:
            yield "edition_notes", edition.code


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_name_is_translated(lang: str) -> None:
    labels = locale._labels(lang)
    missing = [f"{table},{code}" for table, code in names() if not labels.get((table, code))]
    assert not missing, f"add to locale/{lang}/labels.csv:{listed(missing)}"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_translated_name_is_left_over(lang: str) -> None:
    ours = {table for table, _path, _column in NAMED}
    ours |= {"editions", "edition_notes", "factor_notes", "measure_notes", "minimum_notes"}
    known = set(names())
    extra = [f"{key[0]},{key[1]}" for key in locale._labels(lang) if key[0] in ours and key not in known]
    assert not extra, f"remove from locale/{lang}/labels.csv:{listed(extra)}"
