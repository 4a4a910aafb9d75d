"""Organisation and participation in section 1 of the document: matrices, RACI, events; no personal data."""

from __future__ import annotations

import json
from datetime import date

import pytest

from secap import locale
from secap.desk.governance.models import Appointment, Assessment, Proposal
from secap.desk.stakeholders.models import PrivateNote, Stakeholder
from secap.plan.plan import Plan
from secap.reports.people import organisation as organisation_figures
from secap.reports.people import participation as participation_figures
from secap.reports.plan.organisation import organisation
from secap.reports.plan.participation import participation
from secap.reports.plan.strategy import people
from tests.reports.people_plan import MAIL, PERSON, PHONE, department, peopled, stakeholder
from tests.reports.sections import Example, figures, headings, notes, table, texts, written
from tests.reports.test_risk_chapter import ENGLISH, town

ORGANISATION = (
    "The ten steps", "Structure", "Duties of the departments (RACI)", "Co-ordination by topic",
    "Posts and appointments", "Training plan", "Groups that decide and advise", "Self-assessment",
)  # fmt: skip
PARTICIPATION = (
    "Who takes part", "Power and interest", "Support and how strongly they are affected", "Engagement plan",
    "Objectives of the engagement and their results", "Events", "Polls", "Issues and replies",
    "What was heard and what follows",
)  # fmt: skip


@pytest.mark.parametrize("lang", ["lv", "en"])
def test_all_parts_are_there_in_their_order(example: Example, lang: str) -> None:
    found = headings(written(organisation, example("upesciems"), lang))
    assert found[1 : 1 + len(ORGANISATION)] == [locale.translate(part, lang) for part in ORGANISATION]
    found = headings(written(participation, example("upesciems"), lang))
    assert found[1:] == [locale.translate(part, lang) for part in PARTICIPATION]


def test_no_english_is_left_in_the_latvian_chapters(example: Example) -> None:
    told = [text for text in texts(written(people, example("upesciems"), "lv")) if ENGLISH.search(text)]
    assert told == []


def test_empty_parts_are_left_out_and_a_plan_without_people_says_so_once() -> None:
    blocks = written(people, town())
    assert headings(blocks) == ["Organisation and participation"]
    assert list(notes(blocks)) == ["It is open who carries the plan and who takes part in it."]
    half = written(people, town(stakeholders=[stakeholder("s", "Skola")]))
    assert "It is open which departments and people carry the plan." in notes(half)
    assert "The ten steps" not in headings(half) and "Polls" not in headings(half)


def test_duties_are_letters_by_department_with_their_legend_and_gaps() -> None:
    blocks = written(organisation, peopled())
    matrix = table(blocks, "Duties of the departments (RACI)")
    assert matrix.header[1:] == ("Attīstības nodaļa", "Saimniecība")
    assert matrix.rows[0][1:] == ("A", "R*")
    assert any("A – Accountable" in text for text in texts(blocks))
    (gaps,) = (title for title in notes(blocks) if title.startswith("Gaps in the duties"))
    assert "Risk and vulnerability assessment (RVA): nobody is accountable" in gaps
    assert "Baseline emission inventory" not in gaps


def test_many_departments_are_shown_in_parts() -> None:
    many = [department(f"d{place}", f"Nodaļa {place}") for place in range(9)]
    blocks = written(organisation, peopled(departments=many))
    parts = [text for text in texts(blocks) if text.startswith("Duties of the departments (RACI) (part")]
    assert len(parts) == 2


def test_sums_are_of_what_is_known() -> None:
    blocks = written(organisation, peopled())
    assert table(blocks, "Departments that work").rows[-1][3:] == ("0.5", "1,000")
    assert any(text.startswith("Known of 1 (working time) and 1 (money) of 2") for text in texts(blocks))


def test_the_ten_steps_tell_state_and_days() -> None:
    rows = table(written(organisation, peopled()), "The ten steps").rows
    assert len(rows) == 10
    # Recorded as done, but the plan holds no commitment that would show it.
    assert (rows[0][1], rows[0][4]) == ("Under way", "01/03/2025")


def test_posts_and_the_latest_round_and_self_assessments() -> None:
    plan = peopled(
        appointments=[
            Appointment(uid="a", post="coordinator", person="Ada", act="Nr. 5", date=date(2025, 1, 1)),
        ],
        proposals=[
            Proposal(uid="x", year=2024, title="Vecs"),
            Proposal(uid="y", year=2025, title="Jumti", decision="approved", votes_for=5, budget_year=2026),
        ],
        self_assessments=[
            Assessment(
                uid="z", list="guarantees", item="coordination", date=date(2025, 1, 1), answer="partly",
            )
        ],
    )  # fmt: skip
    blocks = written(organisation, plan)
    assert table(blocks, "Posts and appointments").rows[0][1:3] == ("Ada", "Nr. 5")
    assert "Posts that nobody holds today: Energy manager, Environmental specialist." in notes(blocks)
    (proposal,) = table(blocks, "Project proposals of 2025").rows
    assert proposal[0] == "Jumti" and proposal[4].startswith("Approved\n5 for, 0 against")
    assert table(blocks, "Self-assessment").rows[0][-1] == "50\u00a0%"


# Participation.


def test_matrices_are_figures_with_words_and_name_nobody_they_cannot_place() -> None:
    blocks = written(participation, peopled())
    drawn = figures(blocks)
    assert set(drawn) == {"power-interest", "support-affectedness"}
    assert "Key players: manage closely: 1" in drawn["power-interest"].figure.alt
    assert table(blocks, "Stakeholders by power and interest").rows[0][1] == "1 Siltums"
    assert table(blocks, "Stakeholders by support").rows[0][0] == "Critical opponent"
    assert "Not placed in both matrices, as an answer is not known: Skola." in notes(blocks)


def test_levels_follow_the_matrix_unless_one_is_chosen() -> None:
    heat, school = table(written(participation, peopled()), "Engagement plan").rows
    assert heat[1:4] == ("Collaborate\u00a0°", "High", "4, 5")
    assert school[1:3] == ("Involve", "Medium") and school[-1].startswith("Seminārs")


def test_events_stand_in_the_order_of_time_without_the_cancelled() -> None:
    blocks = written(participation, peopled())
    rows = table(blocks, "Events held and planned").rows
    assert [(row[1], row[4]) for row in rows] == [("Sanāksme", "Siltums"), ("Seminārs", "Skola")]
    assert table(blocks, "What was heard").rows == (("Sanāksme, 01/05/2026", "Rēķini", "Audits"),)


def test_polls_tell_sums_only() -> None:
    blocks = written(participation, peopled())
    assert table(blocks, "Kurš? (7 answers)").rows == (("A", "5", "71.4\u00a0%"), ("B", "2", "28.6\u00a0%"))
    assert not any("Kāpēc?" in text for text in texts(blocks))


@pytest.mark.parametrize("lang", ["lv", "en"])
def test_people_at_the_stakeholders_are_never_named(lang: str) -> None:
    told = "\n".join(texts(written(participation, peopled(), lang)))
    assert "Siltums" in told and "Kas maksās?" in told
    for secret in (PERSON, MAIL, PHONE, "Iekšēja piezīme"):
        assert secret not in told
    assert PERSON not in json.dumps(participation_figures(peopled()), ensure_ascii=False)


def test_the_example_town_prints_no_contact(example: Example) -> None:
    plan = example("upesciems")
    told = "\n".join(texts(written(participation, plan)))
    secrets = [text for one in plan.contacts for text in (one.name, one.email, one.phone) if text]
    assert secrets and not [text for text in secrets if text in told]


def test_only_ticked_private_notes_are_printed() -> None:
    plan = peopled()
    heat: Stakeholder = plan.stakeholders[0]
    plan.ticked_notes += [
        PrivateNote(stakeholder=heat, text="Drīkst drukāt", in_documents=True),
        PrivateNote(stakeholder=heat, text="Nedrīkst drukāt"),
    ]
    told = list(texts(written(participation, plan)))
    assert "Siltums: Drīkst drukāt" in told and not any("Nedrīkst" in text for text in told)


def test_figures_behind_the_chapters(example: Example) -> None:
    plan: Plan = example("upesciems")
    organised, heard = organisation_figures(plan), participation_figures(plan)
    assert organised["structure"] == "multi_level" and len(organised["steps"]) == 10
    assert heard["events_held"] == sum(one.state == "held" for one in plan.events)
    assert {one["template_level"] for one in heard["stakeholders"]} <= {"low", "medium", "high", None}
    json.dumps([organised, heard])
    empty = organisation_figures(town())
    assert (empty["structure"], empty["steps"], empty["fte"]) == (None, [], None)
