"""The process of a whole plan: rounds, states, what is asked of whom, and what only the whole can tell."""

from __future__ import annotations

from datetime import date
from typing import Any

from secap.desk.actions.chapter import ActionRecords
from secap.desk.actions.models import Action, ProgressReport
from secap.desk.governance.models import Appointment, Approval, StepState, Submission, Task
from secap.desk.inventory.models import EnergyUse, Inventory
from secap.desk.inventory.year import InventoryYear
from secap.desk.registry.models import Municipality
from secap.desk.risk.models import Hazard
from secap.desk.stakeholders.models import Poll
from secap.plan.checks import findings
from secap.plan.plan import PARTS, Plan
from secap.plan.process import Process

TODAY = date(2026, 5, 20)
NAMES = {model: name for name, model in PARTS.items()}


def plan(*records: Any, **town: Any) -> Plan:
    """Return a plan that holds the records, none of them saved."""
    made = Plan(Municipality(slug="upesciems", name="Upesciems", country="LV", **town), today=TODAY)
    for record in records:
        if isinstance(record, Action):
            made.actions.append(ActionRecords(record))
        elif isinstance(record, Inventory):
            uses = [EnergyUse(sector="residential_buildings", carrier="natural_gas", amount=10.0)]
            made.inventories.append(InventoryYear(record, energy_uses=uses))
        else:
            getattr(made, NAMES[type(record)]).append(record)
    return made


def ready() -> list[Any]:
    """Return what a council wants to see before it decides."""
    return [
        Inventory(year=2019, is_bei=True),
        Hazard(hazard="river_flood", probability="high", impact="high"),
        Action(number="1.1", title="Skolas", kinds="mitigation", responsible="Nodaļa"),
        Action(number="2.1", title="Dambis", kinds="adaptation", responsible="Nodaļa"),
    ]


def task(step: str, actors: str = "council", **more: Any) -> Task:
    return Task(step=step, title=more.pop("title", "Darbs"), actors=actors, **more)


def asked(process: Process, actor: str) -> list[str]:
    return [
        str(one.task or one.decision or (one.row.code if one.row else "")) for one in process.of_actor(actor)
    ]


def test_an_empty_plan_stands_at_the_first_step_of_the_first_round() -> None:
    process = plan().process
    assert process.round == 1
    assert process.current is not None
    assert process.current.code == "commitment"
    assert [one.state for one in process.steps] == ["not_started"] * 10
    assert [len(phase.steps) for phase in process.phases] == [3, 4, 1, 2]
    assert [one.id for one in process.findings] == ["process.not_begun"]


def test_a_state_is_what_is_recorded_else_what_the_plan_shows() -> None:
    process = plan(StepState(step="vision", state="under_way"), adhesion_date=date(2023, 5, 25)).process
    assert process.step("vision").state == "under_way"
    assert process.step("commitment").state == "under_way"  # the decision has no evidence in the register
    assert process.step("commitment").record is None


def test_a_step_ticked_as_done_against_the_plan_is_shown_with_both() -> None:
    process = plan(StepState(step="assessment", state="done")).process
    step = process.step("assessment")
    assert (step.standing.recorded, step.state) == ("done", "under_way")
    assert [one.code for one in step.standing.contradictions] == ["bei", "rva"]
    assert "process.done_but" in {one.id for one in process.findings}


def test_the_gate_opens_when_the_last_part_is_there() -> None:
    parts = ready()
    for place, code in enumerate(["bei", "rva", "mitigation", "adaptation"]):
        process = plan(*parts[:place], *parts[place + 1 :]).process
        assert [one.code for one in process.may_approve] == [code]
    assert plan(*parts).process.may_approve == ()
    parts[3].status = "cancelled"
    assert [one.code for one in plan(*parts).process.may_approve] == ["adaptation"]


def test_an_inventory_without_energy_and_a_hazard_without_a_rating_open_nothing() -> None:
    empty = plan(Hazard(hazard="river_flood"))
    empty.inventories.append(InventoryYear(Inventory(year=2019, is_bei=True)))
    assert [one.code for one in empty.process.may_approve][:2] == ["bei", "rva"]


def test_an_imported_plan_that_was_approved_too_early_gets_an_error_among_the_plans_findings() -> None:
    early = plan(Approval(body="Dome", act="1", date=TODAY, budget_eur=5.0))
    assert "process.approved_too_early" in {one.id for one in findings(early)}


def test_an_appointment_that_has_ended_appoints_nobody() -> None:
    ended = Appointment(post="coordinator", person="Anna", until=date(2026, 5, 19))
    present = Appointment(post="coordinator", person="Anna", until=TODAY)
    assert not plan(ended).process.facts.has_coordinator
    assert plan(present).process.facts.has_coordinator


def test_who_is_asked_what_follows_the_present_step() -> None:
    later = task("monitoring", title="Vēlāk")
    late = task("reporting", title="Nokavēts", due=date(2026, 5, 1))
    mine = task("commitment", title="Lemt", due=date(2026, 6, 1))
    process = plan(mine, later, late).process
    assert asked(process, "council") == [
        "Decide to join the Covenant of Mayors.", "Nokavēts", "Lemt", "commitment_council"
    ]  # fmt: skip
    assert asked(process, "stakeholders") == ["commitment_stakeholders"]


def test_a_task_that_was_taken_is_not_offered_again_and_a_done_one_is_not_asked() -> None:
    taken = task("commitment", template="commitment_council", state="done")
    process = plan(taken, adhesion_date=TODAY).process
    assert asked(process, "council") == []
    step = process.step("commitment")
    assert "commitment_council" not in {row.code for row in step.untaken}
    assert step.share_done == 1.0
    assert plan().process.step("commitment").share_done is None


def test_the_council_is_asked_to_approve_when_the_plan_is_elaborated_and_only_then() -> None:
    approve = "Approve the plan and the budget of the first year."
    done = StepState(step="elaboration", state="done")
    assert approve not in asked(plan(*ready()).process, "council")
    assert approve in asked(plan(*ready(), done).process, "council")
    decided = Approval(body="Dome", act="1", date=TODAY, budget_eur=5.0)
    process = plan(*ready(), done, decided).process
    assert approve not in asked(process, "council")
    assert "Submit the plan to the Covenant of Mayors." in asked(process, "administration")
    assert process.next_gate == "submission"


def test_stakeholders_are_asked_while_a_poll_is_open() -> None:
    opened = Poll(title="Vīzija", opens=date(2026, 5, 1), closes=TODAY)
    closed = Poll(title="Vecā", opens=date(2026, 4, 1), closes=date(2026, 5, 19))
    draft = Poll(title="Melnraksts")
    assert asked(plan(opened, closed, draft).process, "stakeholders")[0] == "Answer the poll: Vīzija"
    assert len(asked(plan(closed, draft).process, "stakeholders")) == 1


def test_a_new_round_forgets_the_approval_of_the_old_one_and_keeps_it_readable() -> None:
    old = Approval(body="Dome", act="1", date=date(2022, 3, 1), budget_eur=5.0)
    sent = Submission(date=date(2022, 4, 1))
    first = StepState(step="reporting", state="done", round=1)
    again = StepState(step="commitment", state="under_way", round=2, start=date(2026, 1, 10))
    one = plan(*ready(), old, sent, first).process
    assert one.may_renew
    two = plan(*ready(), old, sent, first, again).process
    assert (two.round, two.rounds) == (2, [1, 2])
    assert two.next_gate == "approval"
    assert not two.may_renew
    before = two.in_round(1)
    assert before.step("reporting").state == "done"
    assert before.step("reporting").proofs == ()  # proofs are of the plan as it stands


def test_a_progress_report_counts_for_two_years() -> None:
    fresh, stale = date(2025, 1, 1), date(2023, 1, 1)
    for day, count in [(fresh, 1), (stale, 0)]:
        made = plan(Action(title="Skolas", status="ongoing"))
        made.actions[0].progress_reports.append(ProgressReport(date=day))
        assert made.process.facts.reported == count


def test_my_tasks_are_found_by_my_address_whatever_its_case() -> None:
    process = plan(task("vision", email="Bo@Example.org"), task("vision", email="cy@example.org")).process
    assert len(process.of_person("bo@example.org")) == 1
    assert process.of_person("") == []
