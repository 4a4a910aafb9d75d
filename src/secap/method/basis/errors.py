"""Errors that say what is wrong, where, and what to do."""

from __future__ import annotations

from secap.method.basis.messages import Message, speak


class SecapError(Exception):
    """Anything the workbench refuses, told so that a person can go on.

    message : what is wrong;  where : the place, from the outside in (file, sheet, row, column, or codes);
    hint : what to do.
    """

    def __init__(
        self, message: Message, *, where: tuple[object, ...] = (), hint: Message | None = None
    ) -> None:
        super().__init__(message)
        self.message, self.where, self.hint = message, where, hint

    def text(self, lang: str = "en") -> str:
        place = " / ".join(speak(part, lang) for part in self.where)
        parts = [f"{place}: {self.message.text(lang)}" if place else self.message.text(lang)]
        return " ".join(parts + ([self.hint.text(lang)] if self.hint else []))

    def __str__(self) -> str:
        return self.text("en")


class InvalidInput(SecapError):
    """A value that the method can't use."""


class MissingFactor(SecapError):
    """Energy without an emission factor. Missing is never zero."""


class UnreadableFile(SecapError):
    """A file that can't be read as what it claims to be."""
