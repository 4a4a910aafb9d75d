"""Every language is complete: each sentence and each name of a code, with the same places to fill."""

from __future__ import annotations

import gettext
import io
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from secap import locale
from secap.method.basis import tables
from secap.method.basis.editions import editions

LANGUAGES = [lang for lang in locale.LANGUAGES if lang != "en"]
PLACES = re.compile(r"%\(\w+\)[sd]|\{\w*\}|<[^>]+>")
NAMED = ["checks/validation_checks.csv", "estimation/vehicle_types.csv", "estimation/building_types.csv",
         "estimation/heating_systems.csv", "estimation/drivers.csv"]  # fmt: skip


def folder(lang: str) -> Path:
    return Path(locale.FOLDER) / lang / "LC_MESSAGES"


def catalogue(lang: str) -> Catalog:
    with (folder(lang) / "django.po").open("rb") as file:
        return read_po(file)


def forms(text: str | tuple[str, ...] | list[str] | None) -> list[str]:
    return [text or ""] if isinstance(text, str) or text is None else list(text)


def messages(lang: str) -> list[Message]:
    return [message for message in catalogue(lang) if message.id]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_sentence_is_translated(lang: str) -> None:
    missing = [forms(message.id)[0] for message in messages(lang) if not all(forms(message.string))]
    assert missing == [], (
        f"{len(missing)} sentences lack {lang}: fill them in django.po, then `make messages`"
    )
    assert [message.id for message in messages(lang) if message.fuzzy] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_translations_keep_the_places_to_fill(lang: str) -> None:
    wrong = []
    for message in messages(lang):
        wanted = set(PLACES.findall(forms(message.id)[-1]))
        for form in forms(message.string):
            # a plural form may leave the number out, as in "no entries"
            extra, lost = set(PLACES.findall(form)) - wanted, wanted - set(PLACES.findall(form))
            if extra or (lost and not (message.pluralizable and lost <= {"%(count)s", "%(count)d"})):
                wrong.append((form, extra, lost))
    assert wrong == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_compiled_catalogue_is_that_of_the_texts(lang: str) -> None:
    compiled = io.BytesIO()
    write_mo(compiled, catalogue(lang))
    compiled.seek(0)
    with (folder(lang) / "django.mo").open("rb") as file:
        present = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    wanted = gettext.GNUTranslations(compiled)._catalog  # type: ignore[attr-defined]
    assert {**present, "": ""} == {**wanted, "": ""}, "run `make messages`"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_names_outside_the_code_tables_are_translated(lang: str) -> None:
    wanted = [(table, edition.code) for edition in editions() for table in ("editions", "edition_notes")]
    for path in ("buildings", "general", "heating_systems", "transport"):
        notes = {row["note"] for row in tables.rows(f"estimation/{path}.csv")} - {""}
        wanted += [("assumption_notes", note) for note in sorted(notes)]
    for path in NAMED:
        wanted += [
            (Path(path).stem.replace("validation_", ""), row.get("code") or row["id"])
            for row in tables.rows(path)
        ]
    assert [key for key in wanted if key not in locale._labels(lang)] == []
