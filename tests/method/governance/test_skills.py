"""Skills: who has them, who has not, and what to train."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from secap.method.basis import codes
from secap.method.governance.skills import Holder, TrainingView, skills, training_proposals

ALL = list(codes.table("competences"))


def test_gaps_are_proposed_by_subject_until_a_training_is_planned() -> None:
    people = [Holder("Anna", frozenset({"inventory", "climate_risk", "efficiency", "data", "finance"}))]
    proposals = training_proposals(skills(people, []))
    assert {one.subject: one.competences for one in proposals} == {
        "technical": ("renewables", "mobility"),
        "project_management": ("communication", "projects", "procurement"),
        "investment_projects": ("investment",),
    }
    planned = [TrainingView("technical", "planned", frozenset({"renewables", "mobility"}))]
    assert "technical" not in {one.subject for one in training_proposals(skills(people, planned))}


def test_a_training_that_was_held_fills_no_gap_until_somebody_has_the_competence() -> None:
    held = [TrainingView("technical", "held", frozenset({"mobility"}))]
    mobility = next(one for one in skills([], held) if one.competence == "mobility")
    assert mobility.is_open


@given(st.lists(st.frozensets(st.sampled_from(ALL)), max_size=4), st.frozensets(st.sampled_from(ALL)))
def test_every_competence_is_held_planned_or_proposed(
    people: list[frozenset[str]], taught: frozenset[str]
) -> None:
    found = skills(
        [Holder(str(n), one) for n, one in enumerate(people)], [TrainingView("technical", "needed", taught)]
    )
    proposed = {code for one in training_proposals(found) for code in one.competences}
    held = frozenset().union(*people)
    assert [one.competence for one in found] == ALL
    assert proposed == set(ALL) - held - taught
