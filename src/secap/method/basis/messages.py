"""Sentences that carry their values, so that the desk, a document or the command can say them in any
language."""

from __future__ import annotations

from dataclasses import dataclass, field

from secap import locale


@dataclass(frozen=True, slots=True)
class Code:
    """A code with its table, so that a sentence names it in the reader's language."""

    table: str
    id: str
    english: str = ""

    def label(self, lang: str) -> str:
        return locale.label(self.table, self.id, lang, self.english or self.id)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit and the decimals worth printing; a unit that is a word is translated."""

    value: float | None
    unit: str = ""
    digits: int | None = None

    def label(self, lang: str) -> str:
        unit = locale.translate(self.unit, lang)
        return f"{locale.number(self.value, lang, self.digits)} {unit}".strip()


@dataclass(frozen=True, slots=True, init=False)
class Message:
    """An English sentence with named places and what stands in them.

    >>> coal = Code("carriers", "coal", "Coal")
    >>> str(Message("No factor for {carrier} in {year}.", carrier=coal, year=2019))
    'No factor for Coal in 2019.'
    """

    template: str
    values: dict[str, object] = field(default_factory=dict, hash=False)

    def __init__(self, template: str, **values: object) -> None:
        object.__setattr__(self, "template", template)
        object.__setattr__(self, "values", values)

    def text(self, lang: str = "en") -> str:
        spoken = {name: speak(value, lang) for name, value in self.values.items()}
        return locale.translate(self.template, lang).format(**spoken)

    def __str__(self) -> str:
        return self.text("en")


def speak(value: object, lang: str) -> str:
    """Return one value of a sentence in `lang`; integers (years, counts) are printed as they are."""
    if isinstance(value, Code | Amount):
        return value.label(lang)
    if isinstance(value, Message):
        return value.text(lang)
    if isinstance(value, float):
        return locale.number(value, lang)
    if isinstance(value, list | tuple):
        return ", ".join(speak(item, lang) for item in value)
    return str(value)
