"""What a check found: severity, where, why, what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from secap.method.basis.messages import Code, Message, speak


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """One result of one check.

    id : the check's stable name, `<chapter>.<check>`;  where : codes, years or names from the outside in.
    """

    id: str
    severity: Severity
    where: tuple[object, ...]
    message: Message
    hint: Message

    def place(self, lang: str = "en") -> str:
        """Return the place in words."""
        return " / ".join(speak(part, lang) for part in self.where)

    def as_dict(self, lang: str = "en") -> dict[str, str]:
        """Return the finding as JSON-ready text; `where` keeps the codes."""
        codes = [part.id if isinstance(part, Code) else speak(part, "en") for part in self.where]
        return {
            "id": self.id,
            "severity": self.severity.value,
            "where": "/".join(codes),
            "message": self.message.text(lang),
            "hint": self.hint.text(lang),
        }


def worst(findings: list[Finding]) -> Severity | None:
    """Return the gravest severity among the findings, or None where there are none."""
    order = [Severity.ERROR, Severity.WARNING, Severity.INFO]
    return min((f.severity for f in findings), key=order.index, default=None)
