"""Somebody outside with a link, and how a link comes to be made."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from secap.desk.actions.models import Action
from secap.desk.registry.records import Record
from secap.desk.stakeholders import models
from secap.participation.links import make
from secap.participation.models import PersonalLink
from tests.cast import Cast

PURPOSES = ("data_request", "poll", "consultation", "progress")


def today() -> date:
    return timezone.localdate()


def thing(cast: Cast, purpose: str) -> Record:
    """Return what a link of the purpose opens, entered by Ada."""
    if purpose == "data_request":
        return cast.keep(cast.ada, models.DataRequest(title="Siltuma patēriņš", kind="energy", year=2024))
    if purpose == "consultation":
        return cast.keep(cast.ada, models.Consultation(title="Plāna projekts"))
    if purpose == "progress":
        return cast.keep(cast.ada, Action(number="4.2", title="Skolas siltināšana"))
    poll = cast.keep(cast.ada, models.Poll(title="Vīzija 2030"))
    for place, (kind, text, options) in enumerate(
        [
            ("single", "Kas vispirms?", "Skolas\nIelas"),
            ("ranking", "Sakārtojiet", "Saule\nVējš\nKoks"),
            ("budget", "Sadaliet punktus", "Skolas\nIelas\nMājas"),
            ("text", "Ko vēl?", ""),
        ],
        start=1,
    ):
        question = models.PollQuestion(poll=poll, place=place, text=text, kind=kind, options=options)
        cast.keep(cast.ada, question)
    return poll


Ask = Callable[..., tuple[PersonalLink, str]]


@pytest.fixture
def ask(cast: Cast) -> Ask:
    """Return a function that makes a link of Ada's: (purpose, target=None, days=60, **more) -> link, path."""

    def made(
        purpose: str, target: Record | None = None, *, days: int = 60, **more: Any
    ) -> tuple[PersonalLink, str]:
        target = target or thing(cast, purpose)
        said = {"title": "Jānis Bērziņš", "language": "en", **more}
        link, key = make(
            cast.town, purpose=purpose, target=target, made_by=cast.ada,
            expires_on=today() + timedelta(days=days), **said,
        )  # fmt: skip
        return link, f"/answer/{key}/"

    return made


@pytest.fixture
def visitor() -> Client:
    """A browser without an account that sends forms only with their token."""
    return Client(headers={"accept-language": "en"})
