"""The kinds of table of people: stakeholders and contacts, the contact log, events and issues; departments,
staff, duties, tasks and hearings. Private notes are of no table."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from secap.desk.governance import models as governance
from secap.desk.registry.records import Record
from secap.desk.stakeholders import models as people
from secap.exchange.kind import Kind
from secap.exchange.people_extension import PeopleExtension, StakeholderExtension
from secap.exchange.people_words import (
    CONTACT_WORDS,
    DEPARTMENT_WORDS,
    DUTY_WORDS,
    EVENT_WORDS,
    HEARING_WORDS,
    ISSUE_WORDS,
    LOG_WORDS,
    STAFF_WORDS,
    STAKEHOLDER_WORDS,
    TASK_WORDS,
    Words,
)


def _kind(
    code: str,
    title: str | Promise,
    intro: str | Promise,
    model: type[Record],
    identity: tuple[str, ...],
    spellings: Words,
    *,
    shown_at: str,
    links: tuple[str, ...] = (),
    make: type[PeopleExtension] = PeopleExtension,
    **more: Any,
) -> Kind:
    extension = make(model, spellings, links=links)
    return Kind(
        code, title, intro, model, identity, spellings,
        extension=extension, group=_("People and process"), shown_at=shown_at, **more,
    )  # fmt: skip


PEOPLE_KINDS = (
    _kind(
        "stakeholders",
        _("Stakeholders"),
        _(
            "One row per organisation or group: support from −2 to +2, interest and power from 1 to 5 or in "
            "words. Contact person, e-mail address and phone may stand in the same row."
        ),
        people.Stakeholder,
        ("name",),
        STAKEHOLDER_WORDS,
        make=StakeholderExtension,
        is_unique=True,
        shown_at="stakeholders:register",
    ),
    _kind(
        "contacts",
        _("Contact people"),
        _(
            "One row per person, with the stakeholder by its name. The table holds personal data: every "
            "member of the plan may download it, so keep the file only as long as it is needed."
        ),
        people.Contact,
        ("stakeholder", "name"),
        CONTACT_WORDS,
        links=("stakeholder",),
        is_unique=True,
        shown_at="stakeholders:contacts",
    ),
    _kind(
        "contact_log",
        _("Contact log"),
        _(
            "One row per call, letter or meeting, with the stakeholder by its name. A no has a reason and a "
            "day to come back."
        ),
        people.ContactEntry,
        ("stakeholder", "date", "channel", "subject"),
        LOG_WORDS,
        links=("stakeholder", "contact"),
        shown_at="stakeholders:log",
    ),
    _kind(
        "events",
        _("Events"),
        _("One row per meeting: date, method, purpose, results. Who was invited is chosen on its page."),
        people.Event,
        ("title", "date"),
        EVENT_WORDS,
        links=("objective",),
        shown_at="stakeholders:events",
    ),
    _kind(
        "issues",
        _("Issues and parked topics"),
        _("One row per issue: who raised it, when, its state, the reply."),
        people.Issue,
        ("text",),
        ISSUE_WORDS,
        links=("stakeholder", "event"),
        shown_at="stakeholders:issues",
    ),
    _kind(
        "departments",
        _("Departments"),
        _("One row per department, office or company: duties, competences, FTE, budget."),
        governance.Department,
        ("name",),
        DEPARTMENT_WORDS,
        is_unique=True,
        shown_at="governance:departments",
    ),
    _kind(
        "staff_members",
        _("People of the administration"),
        _("One row per person: department by its name, posts, FTE, competences. It holds personal data."),
        governance.StaffMember,
        ("name",),
        STAFF_WORDS,
        links=("department",),
        shown_at="governance:staff",
    ),
    _kind(
        "duties",
        _("Duties (RACI)"),
        _("One row per duty and department: does the work, answers for it, is asked, is told."),
        governance.Duty,
        ("duty", "department"),
        DUTY_WORDS,
        links=("department",),
        is_unique=True,
        shown_at="governance:duties",
    ),
    _kind(
        "tasks",
        _("Tasks of the ten steps"),
        _("One row per task: step, who acts, who is responsible, due, state."),
        governance.Task,
        ("step", "round", "template", "title"),
        TASK_WORDS,
        shown_at="governance:tasks",
    ),
    _kind(
        "hearings",
        _("Hearings"),
        _("One row per presentation of the plan or an action: body, day, what was said, what follows."),
        governance.Hearing,
        ("body", "date", "subject"),
        HEARING_WORDS,
        asked=("date",),
        shown_at="governance:hearings",
    ),
)
