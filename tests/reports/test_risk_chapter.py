"""Section 3 of the plan document: the plan's own figures, gaps in words, nothing scored that is not known."""

from __future__ import annotations

import io
import json
import re
from datetime import date

import pytest
from pypdf import PdfReader

from secap import locale
from secap.desk.actions.chapter import ActionRecords
from secap.desk.actions.models import Action
from secap.desk.registry.models import Municipality
from secap.desk.risk import models
from secap.plan.plan import Plan
from secap.reports.blocks import Items
from secap.reports.build import figures as figures_of
from secap.reports.pdf import pdf
from secap.reports.plan.content import document
from secap.reports.plan.frame import lacking
from secap.reports.plan.risk import risk
from secap.reports.second_half import risk as risk_figures
from tests.reports.conftest import TODAY
from tests.reports.sections import Example, figures, headings, notes, table, texts, written

PARTS = (
    "What the assessment says", "Climate profile", "Climate hazards", "Past events", "Impacted sectors",
    "Vulnerabilities", "Vulnerable groups", "Adaptive capacity", "Vulnerability score", "Impact chains",
    "High risks and what meets them", "Adaptation scoreboard",
)  # fmt: skip
ENGLISH = re.compile(r"\b(the|of|and|with|without|is|are|rated|days|years|value)\b")


def town(**records: object) -> Plan:
    return Plan(Municipality(slug="upe", name="Upe", country="LV"), today=TODAY, **records)  # type: ignore[arg-type]


def hazard(code: str, probability: str = "", impact: str = "", **more: object) -> models.Hazard:
    return models.Hazard(uid=f"h-{code}", hazard=code, probability=probability, impact=impact, **more)


def action(number: str, hazards: str, *, sectors: str = "", status: str = "") -> ActionRecords:
    return ActionRecords(
        Action(
            uid=f"a-{number}", number=number, title=f"Rīcība {number}", kinds="adaptation", hazards=hazards,
            adaptation_sectors=sectors, status=status,
        )
    )  # fmt: skip


def said(plan: Plan, lang: str = "en") -> str:
    return "\n".join(texts(written(risk, plan, lang)))


@pytest.mark.parametrize("lang", ["lv", "en"])
def test_all_parts_are_there_in_their_order(example: Example, lang: str) -> None:
    found = headings(written(risk, example("upesciems"), lang))
    wanted = [locale.translate(part, lang) for part in PARTS]
    assert [heading for heading in found if heading in wanted] == wanted


def test_no_english_is_left_in_the_latvian_section(example: Example) -> None:
    plan = example("upesciems")
    for one in plan.hazards:
        one.proposed = {}  # its reason is kept as text
    left = [text for text in texts(written(risk, plan, "lv")) if ENGLISH.search(text)]
    assert left == []


def test_matrix_map_radar_and_climate_figures_tell_their_message(example: Example) -> None:
    found = figures(written(risk, example("upesciems")))
    assert {"risk-matrix", "district-map", "scoreboard", "stripes-tm", "trend-tm"} <= set(found)
    assert all(len(one.figure.alt) > 60 for one in found.values())


def test_the_ranking_holds_probability_times_impact() -> None:
    plan = town(
        hazards=[
            hazard("drought", "low", "moderate"),
            hazard("river_flood", "high", "moderate", change_frequency="increase"),
        ]
    )
    rows = table(written(risk, plan), "Climate hazards, the gravest first").rows
    assert [(row[0], row[3], row[4], row[7]) for row in rows] == [
        ("River flood", "6", "High", "grows"),
        ("Drought", "2", "Low", "not known"),
    ]


def test_an_unrated_hazard_is_a_gap_and_never_scored() -> None:
    plan = town(
        hazards=[
            hazard("heat_wave", "high", "high"),
            hazard("drought"),
            hazard("forest_fire", "not_known", "low"),
        ]
    )
    blocks = written(risk, plan)
    assert [row[0] for row in table(blocks, "Climate hazards, the gravest first").rows] == ["Heat wave"]
    assert [row[0] for row in figures(blocks)["risk-matrix"].figure.rows] == ["Heat wave"]
    assert "Hazards without a score: 2" in notes(blocks)
    told = [item for block in blocks if isinstance(block, Items) for item in block.items]
    assert "Drought: probability not assessed; impact not assessed" in told
    assert "Forest fire: probability not known" in told
    by_hazard = {one["hazard"]: one for one in risk_figures(plan)["hazards"]}
    assert by_hazard["drought"]["score"] is by_hazard["forest_fire"]["score"] is None
    assert by_hazard["heat_wave"]["score"] == 9


def test_what_the_climate_data_propose_stands_beside_what_was_decided() -> None:
    proposed = {
        "probability": "high",
        "change_intensity": "increase",
        "change_frequency": "increase",
        "reason": {"en": "Hot days doubled.", "lv": "Karsto dienu ir divreiz vairāk."},
        "series_title": "Rīga",
        "date": "2026-01-05",
    }
    heat = hazard("heat_wave", "moderate", "high", change_intensity="increase", proposed=proposed)
    blocks = written(risk, town(hazards=[heat]), "lv")
    rows = table(blocks, locale.translate("Proposed by the climate data and decided otherwise", "lv")).rows
    assert len(rows) == 2  # what was decided alike is not repeated
    assert rows[0][2:4] == ("Augsta", "Vidēja")
    assert "Karsto dienu ir divreiz vairāk." in rows[0][4] and "Rīga" in rows[0][4]
    assert rows[1][3] == locale.translate("not assessed", "lv")


def test_unknown_damage_is_no_zero() -> None:
    events = [
        models.PastEvent(title="Plūdi", hazard="river_flood", date=date(2013, 4, 17), damage_eur=250_000),
        models.PastEvent(title="Vētra", hazard="severe_wind", damage_eur=50_000.0),
        models.PastEvent(title="Karstums", hazard="heat_wave", people=12),
    ]
    plan = town(past_events=events)
    rows = table(written(risk, plan), "Past events").rows
    assert [row[3] for row in rows] == ["250,000", "50,000", "–"]
    assert "Damage is known of 2 of 3 events, together 300,000 EUR." in said(plan)


def test_the_heat_table_shows_gaps_in_words() -> None:
    impacts = [
        models.SectorImpact(uid="1", sector="water", hazard="drought", likelihood="likely", impact="high"),
        models.SectorImpact(
            uid="2", sector="water", hazard="river_flood", likelihood="not_known", impact="high"
        ),
        models.SectorImpact(uid="3", sector="energy", hazard="drought", likelihood="unlikely", impact="low"),
    ]
    blocks = written(risk, town(sector_impacts=impacts))
    heat = table(blocks, "Impacts by sector and hazard")
    cells = {row[0]: dict(zip(heat.header[1:], row[1:], strict=True)) for row in heat.rows}
    assert cells["Water"] == {"Drought": "9\nHigh", "River flood": "not scored"}
    assert cells["Energy"] == {"Drought": "1\nLow", "River flood": "–"}
    assert any("Water: River flood" in title for title in notes(blocks))


def test_a_high_risk_is_met_accepted_or_open() -> None:
    plan = town(
        hazards=[
            hazard("heat_wave", "high", "high"),
            hazard("river_flood", "high", "moderate", tolerated_reason="Neviens tur nedzīvo."),
            hazard("severe_wind", "moderate", "high"),
        ],
        actions=[action("4.1", "extreme_heat"), action("4.2", "severe_wind", status="cancelled")],
    )
    blocks = written(risk, plan)
    rows = {row[0]: row[2:] for row in table(blocks, "High risks and what meets them").rows}
    assert rows["Heat wave"] == ("met by actions", "4.1 Rīcība 4.1")
    assert rows["River flood"] == ("accepted with a reason", "Accepted: Neviens tur nedzīvo.")
    assert rows["Severe wind"] == ("neither met nor accepted", "nothing yet")
    told = "High risks: 3; met by actions: 1; accepted with a reason: 1; neither: 1."
    assert "Severe wind" in notes(blocks)[told]
    assert "3 Climate risk and vulnerability assessment: high risks that nothing meets" in [
        str(text) for text in lacking(plan)
    ]


def test_a_missing_link_of_a_chain_is_told() -> None:
    chain = models.ImpactChain(uid="k", hazard="heat_wave", exposure="Aprūpes nams", sector="health")
    [row] = table(written(risk, town(impact_chains=[chain])), "Impact chains").rows
    assert row == (
        "Heat wave",
        "Aprūpes nams",
        "not described yet",
        "not described yet",
        "Health",
        "no action",
    )


def test_a_district_without_enough_values_has_no_score() -> None:
    indicators = [
        models.VulnerabilityIndicator(uid=uid, title=uid, kind="socio_economic", weight=weight)
        for uid, weight in (("Seniori", 3), ("Nabadzība", 1))
    ]
    districts = [models.District(uid=name, name=name) for name in ("Centrs", "Mala", "Upmala")]
    values = [
        models.IndicatorValue(indicator=indicators[place], district=districts[at], value=value)
        for place, at, value in ((0, 0, 10), (1, 0, 5), (0, 1, 30), (1, 1, 9), (1, 2, 7))
    ]
    plan = town(vulnerability_indicators=indicators, districts=districts, indicator_values=values)
    blocks = written(risk, plan)
    rows = {row[0]: row[1:] for row in table(blocks, "Districts by their vulnerability score").rows}
    assert rows["Mala"] == ("1", "100", "100\u00a0%", "–")
    assert rows["Centrs"] == ("2", "0", "100\u00a0%", "–")
    assert rows["Upmala"] == ("–", "no score", "25\u00a0%", "Seniori")
    weights = table(blocks, "Indicators of vulnerability and their weights").rows
    assert [row[3] for row in weights] == ["75\u00a0%", "25\u00a0%"]
    assert "drawn 2,000 times" in said(plan) and said(plan) == said(plan)


def test_the_scoreboard_shows_every_round_and_no_grade_for_what_is_unrated() -> None:
    def graded(item: str, day: date, grade: str, comment: str = "") -> models.ScoreboardRating:
        return models.ScoreboardRating(item=item, date=day, grade=grade, comment=comment)

    first, second = date(2022, 5, 1), date(2025, 5, 1)
    ratings = [
        graded("s1_1", first, "d"),
        graded("s1_2", first, "b"),
        graded("s1_1", second, "a", "Domes lēmums"),
    ]
    blocks = written(risk, town(scoreboard=ratings))
    steps = table(blocks, "Adaptation scoreboard by round")
    assert steps.header[1:] == ("01/05/2022", "01/05/2025")
    assert steps.rows[0][1:] == ("2.0 (C)\n2 of 7 rated", "4.0 (A)\n1 of 7 rated")
    assert steps.rows[1][1:] == ("0 of 4 rated", "0 of 4 rated")
    items = table(blocks, "Items of the scoreboard, 01/05/2025").rows
    assert items[0][2:] == ("A", "Domes lēmums")
    assert {row[2] for row in items[1:]} == {"not rated"}  # nothing is carried over from the first round


def test_unchecked_lists_are_named_with_their_drafts_until_the_town_has_the_official_names() -> None:
    plan = town(hazards=[hazard("heat_wave", "high", "low")])
    lists = "Levels of impact; Probability of a hazard."
    assert f"their wording was not checked against the official text: {lists}" in said(plan)
    own = {("hazard_probabilities", "high", "en"): "Very likely", ("impact_levels", "low", "en"): "Slight"}
    with locale.own_labels(own):
        told = said(plan)
    assert "was not checked" not in told and "Very likely" in told and "Slight" in told


@pytest.mark.parametrize("lang", ["lv", "en"])
def test_an_empty_section_says_what_is_missing_and_where_to_enter_it(lang: str) -> None:
    plan = town()
    found = notes(written(risk, plan, lang))
    for message, remedy in (
        ("No climate hazard is assessed yet.",
         "Choose the hazards and rate them: Risk and vulnerability > Hazards."),
        ("No vulnerable group is named yet.",
         "Begin with old people living alone: Risk and vulnerability > Vulnerable groups."),
        ("The adaptation scoreboard is not rated yet.",
         "Rate its items from A to D: Risk and vulnerability > Adaptation scoreboard."),
        ("No daily climate record is read yet, so nothing measured stands behind the hazards.",
         "Read the series of the nearest station: Climate profile."),
    ):  # fmt: skip
        assert found[locale.translate(message, lang)] == locale.translate(remedy, lang)
    content = document(plan, lang=lang, today=TODAY, fingerprint="abc")
    assert len(PdfReader(io.BytesIO(pdf(content))).pages) > 5  # compiles as PDF/UA-1


def test_what_the_document_lacks_follows_the_assessment(example: Example) -> None:
    asked = "3 Climate risk and vulnerability assessment: "
    missing = [str(text) for text in lacking(town()) if str(text).startswith(asked)]
    assert asked + "no hazard is rated" in missing and asked + "adaptation scoreboard" in missing
    assert asked + "high risks that nothing meets" not in missing  # nothing is rated high
    there = [str(text) for text in lacking(example("upesciems")) if str(text).startswith(asked)]
    assert there == [asked + "hazards without a score"]


def test_the_figures_for_other_programs_are_json_and_the_plan_s(example: Example) -> None:
    plan = example("upesciems")
    content = document(plan, lang="lv", today=TODAY, fingerprint="abc")
    data = json.loads(json.dumps(figures_of(plan, content), allow_nan=False))
    assert len(data["risk"]["hazards"]) == len(plan.hazards)
    assert {one["state"] for one in data["risk"]["high_risks"]} <= {"met", "accepted", "open"}
    assert [one["date"] for one in data["risk"]["scoreboard"]] == sorted(
        {one.date.isoformat() for one in plan.scoreboard}
    )
    observed = data["climate"]["series"][0]
    assert observed["kind"] == "observed" and observed["indicators"]["tm"]["sen_per_decade"] is not None
