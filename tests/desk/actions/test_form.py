"""The form of an action, and its sheet."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client

from secap.desk.actions.models import Action, Effect, FundingProgramme, Goal, StageMove
from secap.method.actions.measures import measures
from tests.cast import Cast
from tests.desk.actions.conftest import TABLE, edit_of, keep, page_of

NEW = f"{TABLE}new/"
LEAST = {"title": "Jumti", "kinds": "mitigation", "origin": "local", "status": "not_started"}


def open_sections(page: str) -> set[str]:
    return set(re.findall(r'<details[^>]* id="section-(\w+)" open', page))


def test_a_draft_needs_only_a_title_and_its_page_tells_what_is_missing(
    inventory: object, ada: Client
) -> None:
    answer = ada.post(NEW, LEAST, follow=True)
    action = Action.objects.get(title="Jumti")
    assert answer.redirect_chain[-1][0] == page_of(action)
    page = answer.content.decode()
    assert "Not complete yet" in page
    for name in ("sector", "description", "responsible", "how", "start", "end"):
        assert f"{edit_of(action)}#id_{name}" in page


def test_a_complete_action_is_not_nagged(inventory: object, cast: Cast, ada: Client) -> None:
    action = keep(
        cast, title="Skola", sector="municipal_buildings", area="building_envelope", instrument="awareness",
        description="Siltina", responsible="Dome", how="Iepirkums", start=date(2027, 1, 1),
        end=date(2028, 1, 1),
    )  # fmt: skip
    assert "Not complete yet" not in ada.get(page_of(action)).content.decode()


def test_sections_of_other_kinds_are_folded_but_there(inventory: object, ada: Client) -> None:
    page = ada.get(NEW).content.decode()
    assert {"what", "who", "how", "when", "money", "effects"} <= open_sections(page)
    assert not {"adaptation", "poverty", "printed"} & open_sections(page)
    assert 'name="hazards"' in page
    page = ada.get(f"{NEW}?kinds=adaptation").content.decode()
    assert "adaptation" in open_sections(page)


def test_areas_and_instruments_of_the_sector_come_first(inventory: object, ada: Client) -> None:
    page = ada.get(f"{NEW}?sector=transport").content.decode()
    area = page[page.index('id="id_area"') :]
    area = area[: area.index("</select>")]
    first = area[: area.index("Others")]
    assert "Usual in this sector" in first and 'value="building_envelope"' not in first
    assert 'value="building_envelope"' in area


def test_what_was_typed_stays_when_something_is_wrong(inventory: object, ada: Client) -> None:
    wrong = {**LEAST, "start": "2028-01-01", "end": "2027-01-01", "how": "Ar iepirkumu"}
    answer = ada.post(NEW, wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Ar iepirkumu" in page and 'value="2028-01-01"' in page and "must not lie before" in page


def test_a_goal_can_be_given_along(goal: Goal, inventory: object, ada: Client) -> None:
    page = ada.get(f"{NEW}?goal={goal.pk}").content.decode()
    assert f'<option value="{goal.pk}" selected>' in page


def test_a_measure_of_the_catalogue_fills_in_and_brings_its_effect(inventory: object, ada: Client) -> None:
    measure = next(one for one in measures().values() if one.calculator and one.inputs)
    url = f"{NEW}?measure={measure.code}"
    page = ada.get(url).content.decode()
    assert measure.name in page and f'value="{measure.sector}" selected' in page
    ada.post(url, {**LEAST, "title": "No kataloga", "sector": measure.sector})
    action = Action.objects.get(title="No kataloga")
    effect = Effect.objects.get(action=action)
    assert (action.measure, effect.calculator) == (measure.code, measure.calculator)
    assert effect.inputs == dict(measure.inputs)
    assert ada.get(page_of(action)).status_code == 200


def test_parts_return_to_the_action(actions: list[Action], ada: Client) -> None:
    school = actions[0]
    answer = ada.post(f"{page_of(school)}financing/new/", {"source": "own", "percent": "40"})
    assert answer.headers["Location"] == page_of(school)
    page = ada.get(page_of(school)).content.decode()
    assert "270,000 EUR are missing" in page


def test_the_sheet_shows_figures_effects_and_findings(actions: list[Action], cast: Cast, ada: Client) -> None:
    programme = FundingProgramme(
        title="Klimata fonds", sectors="municipal_buildings", deadline=date(2099, 1, 1)
    )
    cast.keep(cast.ada, programme)
    cast.keep(
        cast.ada, FundingProgramme(title="Beidzies", sectors="municipal_buildings", deadline=date(2001, 1, 1))
    )
    page = ada.get(page_of(actions[0])).content.decode()
    assert "65" in page and "6,923" in page, "450,000 EUR / 65 t"
    assert "Klimata fonds" in page and "Beidzies" not in page
    assert "Energoaudits" in page or "As stated" in page or "ΔCO₂" in page
    findings = ada.get(page_of(actions[0])).context["findings"]
    assert any(finding.id == "actions.indicator" for finding in findings) or findings


def test_an_action_moves_to_its_next_stage(actions: list[Action], bo: Client) -> None:
    school = actions[0]
    data = {
        "stage": "research",
        "date": "2026-10-01",
        "revision": str(school.revision),
        "note": "Audits sākts",
    }
    page = bo.post(f"{page_of(school)}stage/", data, follow=True).content.decode()
    move = StageMove.objects.get(action=school)
    assert (move.stage, move.who, move.accepted) == ("research", "Bo", False)
    assert Action.objects.get(pk=school.pk).stage == "research"
    assert "Audits sākts" in page


@pytest.mark.parametrize("wrong", [{"stage": "nonsense"}, {"date": "yesterday"}, {"revision": "99"}])
def test_a_move_that_cannot_be_is_refused(wrong: dict[str, str], actions: list[Action], ada: Client) -> None:
    data = {"stage": "research", "date": "2026-10-01", "revision": str(actions[0].revision), **wrong}
    ada.post(f"{page_of(actions[0])}stage/", data)
    assert Action.objects.get(pk=actions[0].pk).stage == "commitment"
    assert not StageMove.objects.exists()
