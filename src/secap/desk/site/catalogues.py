"""Collects the translatable texts of the whole package and compiles the catalogues: `make messages`.

Django's own collector finds the texts of templates and of gettext calls; here it also learns the book's
`Message`. GNU gettext is needed to collect, Babel compiles. Nothing is guessed: a new text stays empty until
somebody translates it, and a text that is no longer used is dropped.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.core.management.commands import makemessages

from secap import locale

PACKAGE = Path(locale.__file__).parents[1]


class Collector(makemessages.Command):
    """Django's collector with the keyword `Message`, and without fuzzy matches."""

    xgettext_options = [*makemessages.Command.xgettext_options, "--keyword=Message:1"]
    msgmerge_options = [*makemessages.Command.msgmerge_options, "--no-fuzzy-matching"]


def languages() -> list[str]:
    """Return the languages that have a catalogue; English is the language of the code."""
    return [lang for lang in locale.LANGUAGES if lang != "en"]


def path(lang: str) -> Path:
    return locale.FOLDER / lang / "LC_MESSAGES" / "django.po"


def begin(lang: str) -> None:
    """Write an empty catalogue for a new language, with its rule for plurals."""
    path(lang).parent.mkdir(parents=True, exist_ok=True)
    header = {
        "Project-Id-Version": "secap",
        "Language": lang,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": Catalog(locale=lang).plural_forms,
    }
    lines = ['msgid ""', 'msgstr ""', *(f'"{name}: {value}\\n"' for name, value in header.items())]
    path(lang).write_text("\n".join(lines) + "\n", encoding="utf-8")


def collect() -> None:
    """Bring every language's django.po up to date with the texts in the code."""
    for lang in languages():
        if not path(lang).exists():
            begin(lang)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "secap.desk.site.settings")
    os.environ.setdefault("SECAP_SECRET_KEY", "not-used-while-collecting")
    arguments = [argument for lang in languages() for argument in ("--locale", lang)]
    here = Path.cwd()
    os.chdir(PACKAGE)  # the collector looks below the folder it is started in
    try:
        Collector().run_from_argv(
            [
                "django-admin",
                "makemessages",
                *arguments,
                "--no-wrap",
                "--no-obsolete",
                "--add-location",
                "file",
            ]
            + ["--ignore", "static", "--ignore", "migrations"]
        )
    finally:
        os.chdir(here)
    for lang in languages():
        text = path(lang).read_text(encoding="utf-8")
        # the moment of collecting would be a difference in every commit
        path(lang).write_text(re.sub(r'"POT-Creation-Date: [^"]*\\n"\n', "", text), encoding="utf-8")


def compile_catalogue(lang: str) -> int:
    """Write `lang`'s django.mo from its django.po and return how many texts lack a translation."""
    with path(lang).open("rb") as file:
        catalogue = read_po(file, locale=lang)
    with path(lang).with_suffix(".mo").open("wb") as file:
        write_mo(file, catalogue)
    return sum(1 for message in catalogue if message.id and not translated(message.string))


def translated(string: str | Sequence[str] | None) -> bool:
    """Return whether a text, or each of its plural forms, is there."""
    return bool(string) and all(string or ())


def main() -> int:
    if shutil.which("xgettext") is None:
        print("GNU gettext is needed to collect texts (Debian: apt install gettext).", file=sys.stderr)
        return 2
    collect()
    for lang in languages():
        print(f"{path(lang).relative_to(PACKAGE)}: {compile_catalogue(lang)} without a translation")
    return 0


if __name__ == "__main__":
    sys.exit(main())
