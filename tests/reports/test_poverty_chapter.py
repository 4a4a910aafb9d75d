"""Section 5 of the plan document: indicators by macro-area, what is asked since when, small groups hidden."""

from __future__ import annotations

from datetime import date

import pytest

from secap import locale
from secap.desk.actions.chapter import ActionRecords
from secap.desk.actions.models import Action, Goal
from secap.desk.poverty.chapter import StudyRecords
from secap.desk.poverty.models import HouseholdGroup, HouseholdStudy, PovertyAssessment, PovertyIndicator
from secap.reports.plan.frame import lacking
from secap.reports.plan.poverty import poverty
from secap.reports.second_half import poverty as poverty_figures
from tests.reports.conftest import TODAY
from tests.reports.sections import Example, figures, headings, notes, table, texts, written
from tests.reports.test_risk_chapter import ENGLISH, town

PARTS = (
    "What the assessment says", "Indicators by macro-area", "What household tables tell",
    "Goals on energy poverty", "What is done about it", "Vulnerable groups and energy",
)  # fmt: skip
ARREARS, PLAN_EXISTS, COLD = "ep37", "ep56", "ep38"


def value(indicator: str, year: int, amount: float | None = None, **more: object) -> PovertyIndicator:
    return PovertyIndicator(uid=f"{indicator}-{year}", indicator=indicator, year=year, value=amount, **more)


def study(*groups: HouseholdGroup) -> StudyRecords:
    record = HouseholdStudy(
        uid="s", title="Aptauja", year=2024, source="Sociālais dienests", rows=120, left_out={"no_income": 4},
        thresholds={"medians": {"energy_share": 0.061}, "given": ["energy_share"], "scale": "oecd_modified"},
    )  # fmt: skip
    return StudyRecords(record, list(groups))


def group(name: str, households: int | None, share: float | None, **more: object) -> HouseholdGroup:
    return HouseholdGroup(name=name, households=households, share_2m_percent=share, **more)


@pytest.mark.parametrize("lang", ["lv", "en"])
def test_all_parts_are_there_in_their_order(example: Example, lang: str) -> None:
    found = headings(written(poverty, example("upesciems"), lang))
    assert found[1:] == [locale.translate(part, lang) for part in PARTS]


def test_no_english_is_left_in_the_latvian_section(example: Example) -> None:
    plan = example("upesciems")
    place = plan.hardship.asked.place  # where the obligation is published, in its own words
    told = [text.replace(place, "") for text in texts(written(poverty, plan, "lv"))]
    formulas = {row[2] for row in table(written(poverty, plan), "How the measures are defined").rows}
    assert [text for text in told if ENGLISH.search(text) and text not in formulas] == []


def test_indicators_stand_by_macro_area_with_every_year_the_latest_first() -> None:
    plan = town(
        poverty_indicators=[
            value(ARREARS, 2020, 9.1, concern="high", source="CSP"),
            value(ARREARS, 2024, 7.4, concern="moderate", source="Namsaimnieks", assessment="Sarūk."),
            value(PLAN_EXISTS, 2025, answer=True, concern="low"),
            value(COLD, 2025, concern="not_known"),
        ]
    )
    blocks = written(poverty, plan)
    rows = {row[1]: row for row in table(blocks, "Indicators of energy poverty").rows}
    arrears = next(row for name, row in rows.items() if name.startswith("Households with arrears"))
    assert arrears[2:] == ("7.4 (2024)\n9.1 (2020)", "Moderate concern", "Sarūk.", "Namsaimnieks; CSP")
    assert rows["Local energy poverty plan or strategy exists"][2] == "yes (2025)"
    unknown = next(row for name, row in rows.items() if name.startswith("Population unable"))
    assert unknown[2:4] == ("no value", "Not known")
    areas = {row[0]: row[1:] for row in table(blocks, "Concern by macro-area").rows}
    assert areas["Socio-economic aspects"] == ("2", "1", "Moderate concern", "–")  # not known is not scored
    assert areas["Climate"] == ("–", "–", "not assessed", "–")
    assert "poverty-concern" in figures(blocks)


def test_macro_areas_without_a_value_and_unjudged_concerns_are_gaps_in_words() -> None:
    plan = town(poverty_indicators=[value(ARREARS, 2024, 7.4)])
    found = " ".join(notes(written(poverty, plan)))
    assert "Macro-areas without a value: Climate, Facilities/Housing, Mobility" in found
    assert "Concern not assessed or not known: Households with arrears" in found


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2024, 12, 31), "Obligatory in every plan and report from 01/01/2025 on."),
        (date(2025, 1, 1), "Obligatory in every plan and report since 01/01/2025."),
    ],
)
def test_the_section_says_since_when_it_is_asked(day: date, told: str) -> None:
    plan = town()
    plan.today = day
    assert any(told in text for text in texts(written(poverty, plan)))


def test_elsewhere_access_to_energy_is_asked_and_no_day_is_guessed() -> None:
    plan = town()
    plan.municipality.country = "KE"
    told = "\n".join(texts(written(poverty, plan)))
    assert "Variant: Access to energy" in told
    assert "From when on the section is obligatory in this region is not known." in told


def test_a_group_that_is_too_small_is_not_shown_whatever_its_record_holds() -> None:
    plan = town(
        household_studies=[
            study(
                group("", 116, 12.5),
                group("Malka", 107, 11.25),
                group("Gāze", 9, 33.3),
                group("Sociālie", None, 44.4, is_suppressed=True),
            )
        ]
    )
    blocks = written(poverty, plan)
    rows = {row[0]: row[1:] for row in table(blocks, "Energy-poor households by group").rows}
    assert rows["All households"][:2] == ("116", "12.5")
    assert rows["Gāze"] == rows["Sociālie"] == ("not shown", "–", "–", "–", "–", "–", "–")
    everything = "\n".join(texts(blocks))
    assert "33.3" not in everything and "44.4" not in everything
    assert "Groups that are not shown: 2." in everything
    drawn = figures(blocks)["household-groups"].figure
    assert [row[0] for row in drawn.rows] == ["All households", "Malka"]
    told = poverty_figures(plan)["household_studies"][0]["groups"]
    hidden = [one for one in told if one["group"] in {"Gāze", "Sociālie"}]
    assert all(one["households"] is one["share_2m_percent"] is None for one in hidden)


def test_measures_say_how_they_are_defined_and_what_was_left_out() -> None:
    blocks = written(poverty, town(household_studies=[study(group("", 116, 12.5))]))
    told = "\n".join(texts(blocks))
    assert "no income: 4 rows" in told and "6.1 %" in told
    formulas = [row[2] for row in table(blocks, "How the measures are defined").rows]
    assert formulas[0] == "s > 2 m(s)" and formulas[2] == "e > m(e), y \u2212 e < 0.6 m(y)"


def test_goals_actions_and_groups_are_those_on_energy_poverty() -> None:
    plan = town(
        poverty_assessments=[PovertyAssessment(vulnerable_groups="elderly unemployed")],
        goals=[
            Goal(title="Silti mājokļi", kind="energy_poverty", indicator="Parādnieki", unit="%",
                 base_value=9.1, base_year=2020, target_value=4, target_year=2030),
            Goal(title="Mazāk emisiju", kind="mitigation"),
        ],
        actions=[
            ActionRecords(Action(uid="1", number="1.2", title="Padomi", kinds="energy_poverty",
                                 macro_areas="participation_awareness", vulnerable_groups="elderly")),
            ActionRecords(Action(uid="2", number="1.3", title="Atcelta", kinds="energy_poverty",
                                 vulnerable_groups="unemployed", status="cancelled")),
            ActionRecords(Action(uid="3", number="2.1", title="Saule", kinds="mitigation")),
        ],
    )  # fmt: skip
    blocks = written(poverty, plan)
    [goal] = table(blocks, "Goals on energy poverty").rows
    assert goal[1:] == ("Parādnieki, %", "9.1 (2020)", "4 (2030)")
    assert [row[0] for row in table(blocks, "What is done about it").rows] == ["1.2 Padomi"]
    rows = {row[0]: row[1:] for row in table(blocks, "Vulnerable groups and energy").rows}
    assert rows == {"Elderly": ("yes", "1.2"), "Unemployed persons": ("yes", "no action")}


@pytest.mark.parametrize("lang", ["lv", "en"])
def test_an_empty_section_says_what_is_missing_and_where_to_enter_it(lang: str) -> None:
    found = notes(written(poverty, town(), lang))
    for message, remedy in (
        ("The assessment of energy poverty is not written down yet.",
         "Write who counts as energy poor and what was found: Energy poverty > Assessment."),
        ("No indicator of energy poverty is chosen yet.",
         "Choose at least one of each macro-area: Energy poverty > Indicators."),
        ("No goal on energy poverty is set yet.", "Set one with a value and a year: Strategy > Goals."),
        ("No action against energy poverty is planned yet.",
         "Add one, or mark an action as such: Actions."),
    ):  # fmt: skip
        assert found[locale.translate(message, lang)] == locale.translate(remedy, lang)


def test_what_the_document_lacks_follows_the_assessment() -> None:
    missing = [str(text) for text in lacking(town()) if str(text).startswith("5 ")]
    assert missing == [
        "5 Energy poverty: assessment",
        "5 Energy poverty: an indicator with its value",
        "5 Energy poverty: a goal",
        "5 Energy poverty: an action",
    ]
    begun = town(poverty_indicators=[value(ARREARS, 2024, 7.4)])
    told = [str(text) for text in lacking(begun)]
    assert "5 Energy poverty: an indicator with its value" not in told
    assert "5 Energy poverty: macro-areas without an indicator" in told


def test_the_figures_for_other_programs_hold_answers_and_unknowns_as_null() -> None:
    plan = town(poverty_indicators=[value(PLAN_EXISTS, 2025, answer=False), value(COLD, 2024)])
    plan.today = TODAY
    found = poverty_figures(plan)
    assert found["is_mandatory"] and found["mandatory_from"] == "2025-01-01"
    by_code = {one["indicator"]: one for one in found["indicators"]}
    assert by_code[PLAN_EXISTS]["answer"] is False and by_code[COLD]["value"] is None
    assert found["concern"] is None and found["score"] is None
