"""The five steps of the vision, and what they suggest."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from secap.desk.actions.models import Goal
from secap.desk.inventory.models import Inventory
from secap.desk.targets.models import (
    Consensus,
    EntryPoint,
    Feedback,
    Statement,
    TeamMember,
    VisionExample,
    VisionScenario,
    Workshop,
)
from tests.cast import Cast
from tests.desk.targets.conftest import STRATEGY, joined, target, text_of

VISION = f"{STRATEGY}vision/"
GROUPS = ("municipal_decision_makers", "utilities", "energy_sector", "experts", "ngos")


def test_missing_groups_are_named_with_a_prefilled_form(cast: Cast, ada: Client) -> None:
    cast.keep(cast.ada, TeamMember(name="Anna", group="experts"))
    text = text_of(ada, VISION)
    assert "Nobody yet from: Municipal decision makers; Utilities;" in text and "Experts;" not in text
    assert f'href="{STRATEGY}vision-team/new/?group=utilities"' in text
    form = ada.get(f"{STRATEGY}vision-team/new/?group=utilities").content.decode()
    assert '<option value="utilities" selected' in form


def test_steps_are_done_one_by_one(cast: Cast, ada: Client) -> None:
    def states() -> list[bool]:
        return [done for _number, _name, done in ada.get(VISION).context["steps"].values()]

    assert states() == [False] * 5
    for group in GROUPS:
        cast.keep(cast.ada, TeamMember(name=group, group=group))
    cast.keep(cast.ada, EntryPoint(title="Mājokļi"))
    assert states() == [True, True, False, False, False]
    cast.keep(cast.ada, VisionScenario(title="Kā līdz šim", archetype="bau"))
    cast.keep(cast.ada, VisionScenario(title="Efektivitāte", archetype="energy_efficiency"))
    assert not states()[2], "business as usual is none of the two futures"
    cast.keep(cast.ada, VisionScenario(title="Saule", archetype="high_renewables", is_chosen=True))
    workshop = cast.keep(cast.ada, Workshop(title="Pirmā darbnīca", date=date(2026, 3, 1)))
    assert states()[2:] == [True, False, False]
    cast.keep(cast.ada, Feedback(workshop=workshop, group="ngos", vote="object", text="Vairāk koku"))
    cast.keep(cast.ada, Consensus(statement="Saule", date=date(2026, 4, 1), agree=12, object=1))
    assert states() == [True] * 5
    text = text_of(ada, VISION)
    assert "Vairāk koku" in text and "chosen" in text and "agree: 12" in text
    assert "Not heard yet: Municipal decision makers; Utilities;" in text


def test_the_largest_sectors_and_carriers_are_suggested_as_entry_points(
    cast: Cast, ada: Client, bei: Inventory
) -> None:
    links = [one.query for one in ada.get(VISION).context["suggestions"]]
    assert [parse_qs(link)["title"] for link in links] == [["Residential buildings"], ["Natural gas"]]
    first = parse_qs(links[0])
    assert first["sector"] == ["residential_buildings"]
    assert first["finding"] == ["Residential buildings: 202 t, 100 % of all emissions of 2019."]
    text = text_of(ada, VISION)
    url = text.split(f'href="{STRATEGY}entry-points/new/?title=')[1].split('"')[0]
    page = ada.get(f"{STRATEGY}entry-points/new/?title={url}").content.decode()
    assert '<option value="residential_buildings" selected' in page
    assert urlsplit(url).path.startswith("Residential")
    cast.keep(cast.ada, EntryPoint(title="Mājokļi", sector="residential_buildings"))
    assert len(ada.get(VISION).context["suggestions"]) == 1, "what is an entry point already is not repeated"


def test_without_a_baseline_nothing_is_suggested(cast: Cast, ada: Client) -> None:
    assert "Once there is a baseline emission inventory" in text_of(ada, VISION)


@pytest.mark.parametrize(
    ("percent", "told"),
    [
        (45.0, "The value for 2030 is 45.0 %, at least the minimum of 40 %."),
        (20.0, "The value for 2030 is 20.0 %, below the minimum of 40 %."),
        (None, "There is no target for 2030; at least 40 % is asked for."),
    ],
)
def test_the_vision_is_checked_against_the_minimum(
    cast: Cast, ada: Client, bei: Inventory, percent: float | None, told: str
) -> None:
    joined(cast, date(2018, 5, 1))
    if percent:
        target(cast, reduction_percent=percent)
    assert told in text_of(ada, VISION)


def test_the_vision_asks_for_a_goal_for_adaptation(cast: Cast, ada: Client) -> None:
    assert "There is no goal for adaptation yet." in text_of(ada, VISION)
    cast.keep(cast.ada, Goal(title="Ēna", kind="adaptation"))
    assert "There is a goal for adaptation." in text_of(ada, VISION)


def test_examples_are_packaged_in_both_languages_and_own_ones_stand_beside(cast: Cast, ada: Client) -> None:
    cast.keep(cast.ada, VisionExample(city="Kaimiņi", kind="qualitative", text="Zaļi un mierīgi"))
    cast.keep(cast.ada, Statement(text="Kondicionieri silda ielu", is_maladaptation_warning=True))
    text = text_of(ada, VISION)
    assert "Växjö" in text and "Zaļi un mierīgi" in text and "your own" in text
    assert "warns of maladaptation" in text
    assert "Vekše" in ada.get(VISION, headers={"accept-language": "lv"}).content.decode()
