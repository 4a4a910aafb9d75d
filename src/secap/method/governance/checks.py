"""Checks of the administration: who answers for what, which posts are empty, where nobody co-ordinates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from secap.method.basis import codes
from secap.method.basis.findings import Finding, Severity
from secap.method.basis.messages import Message
from secap.method.governance import coordination, posts, raci
from secap.method.governance.coordination import TopicRow
from secap.method.governance.posts import Post, PostState
from secap.method.governance.raci import DutyRow, Spread
from secap.method.governance.skills import Skill
from secap.method.governance.structure import DepartmentView, Structure, Total

CHAPTER = Message("Administration")
AT_GLANCE = Message("Administration > At a glance")
AT_DUTIES = Message("Administration > Duties")
AT_TOPICS = Message("Administration > Co-ordination")
AT_SKILLS = Message("Administration > People and skills")
AT_EXAMPLES = Message("Administration > Examples")


@dataclass(frozen=True, slots=True)
class AdministrationData:
    """The administration as the checks see it.

    is_begun : anything at all is entered;  duties, topics : rows of both matrices;
    fte, budget : totals over the departments.
    """

    today: date
    is_begun: bool
    departments: Sequence[DepartmentView]
    structure: Structure
    duties: Sequence[DutyRow]
    spread: Spread
    topics: Sequence[TopicRow]
    posts: Sequence[Post]
    skills: Sequence[Skill]
    fte: Total
    budget: Total

    @property
    def names(self) -> Mapping[str, str]:
        return {one.uid: one.name for one in self.departments}


def check_administration(data: AdministrationData) -> list[Finding]:
    """Return what is wrong or missing, the gravest first; a plan that has not begun gets one note.

    Source: seed, rows 1.2-34, 1.4-01, 1.4-03 to 1.4-06; design (severities)
    """
    if not data.is_begun:
        return [
            _finding(
                "not_begun",
                Severity.INFO,
                (),
                Message("Nothing is said yet of who carries the plan: a plan states the structure for its "
                        "four blocks of duties, existing or planned."),
                Message("Enter the departments, or start from the example of a city: {place}.",
                        place=AT_EXAMPLES),
            )
        ]  # fmt: skip
    families = (_posts, _structure, _duties, _topics, _means, _skills)
    found = [finding for family in families for finding in family(data)]
    order = list(Severity)
    return sorted(found, key=lambda finding: order.index(finding.severity))


def _posts(data: AdministrationData) -> Iterator[Finding]:
    """Co-ordinator, energy manager and environmental specialist are there; the co-ordinator by an act."""
    for post in data.posts:
        where = codes.code("admin_posts", post.code)
        if not post.is_filled:
            yield _finding(
                f"no_{post.code}",
                Severity.WARNING,
                (where,),
                _vacancy(post),
                Message("Enter the appointment with its act and date: {place}.", place=AT_GLANCE),
            )
        elif post.code == posts.COORDINATOR:
            yield from _coordinator(post)


def _vacancy(post: Post) -> Message:
    act = post.appointment
    if act is None or post.state == PostState.VACANT:
        return Message("Nobody holds this post.")
    if post.state == PostState.UNDATED:
        return Message("The appointment of {person} has no date, so nobody can tell whether it is in force.",
                       person=act.person)  # fmt: skip
    if post.state == PostState.FUTURE:
        return Message("{person} is appointed, but not in office yet; nobody holds the post today.",
                       person=act.person)  # fmt: skip
    return Message("The appointment of {person} has run out.", person=act.person)


def _coordinator(post: Post) -> Iterator[Finding]:
    act = post.appointment
    where = (codes.code("admin_posts", post.code),)
    if post.state == PostState.HELD or act is None:
        yield _finding(
            "coordinator_without_act",
            Severity.INFO,
            where,
            Message("{people} co-ordinates without an act of appointment that is in force.",
                    people=list(post.holders)),
            Message("An act with mandate, time and budget gives the co-ordinator backing: {place}.",
                    place=AT_GLANCE),
        )  # fmt: skip
        return
    lacking = [
        label
        for label, is_lacking in (
            (Message("working time"), act.fte is None),
            (Message("budget"), act.budget_eur is None),
            (Message("number of the act"), not act.act.strip()),
        )
        if is_lacking
    ]
    if lacking:
        yield _finding(
            "coordinator_means",
            Severity.INFO,
            where,
            Message("The appointment does not say: {fields}.", fields=lacking),
            Message("A co-ordinator needs time and budget: complete the appointment ({place}).",
                    place=AT_GLANCE),
        )  # fmt: skip


def _structure(data: AdministrationData) -> Iterator[Finding]:
    if not data.structure.type:
        yield _finding(
            "no_structure",
            Severity.WARNING,
            (),
            data.structure.why,
            Message("Enter the departments that work on the plan: {place}.", place=AT_GLANCE),
        )


def _duties(data: AdministrationData) -> Iterator[Finding]:
    if not data.departments:
        return
    if not any(row.parts for row in data.duties):
        yield _finding(
            "no_duties",
            Severity.WARNING,
            (),
            Message("No department has a part in the four blocks of duties."),
            Message("Say who is accountable and who does the work: {place}.", place=AT_DUTIES),
        )
        return
    hints = {
        raci.NO_ACCOUNTABLE: Message("Choose one department that answers for it: {place}.", place=AT_DUTIES),
        raci.SEVERAL_ACCOUNTABLE: Message("Leave one; the others are responsible or consulted: {place}.",
                                          place=AT_DUTIES),
        raci.NOBODY_RESPONSIBLE: Message("Choose who does the work: {place}.", place=AT_DUTIES),
        raci.ONLY_PLANNED: Message("Mark it as existing once it works, or give it a date: {place}.",
                                   place=AT_DUTIES),
    }  # fmt: skip
    for gap, text in (
        (raci.NO_ACCOUNTABLE, Message("Nobody is accountable for: {duties}.",
                                      duties=_duties_with(data, raci.NO_ACCOUNTABLE))),
        (raci.SEVERAL_ACCOUNTABLE, Message("Several departments are accountable, so none is, for: {duties}.",
                                           duties=_duties_with(data, raci.SEVERAL_ACCOUNTABLE))),
        (raci.NOBODY_RESPONSIBLE, Message("Nobody does the work of: {duties}.",
                                          duties=_duties_with(data, raci.NOBODY_RESPONSIBLE))),
        (raci.ONLY_PLANNED, Message("The structure is only planned so far for: {duties}.",
                                    duties=_duties_with(data, raci.ONLY_PLANNED))),
    ):  # fmt: skip
        if _duties_with(data, gap):
            severity = Severity.INFO if gap == raci.ONLY_PLANNED else Severity.WARNING
            yield _finding(f"duty_{gap}", severity, (), text, hints[gap])
    for row in data.duties:
        if late := [data.names[part.department] for part in row.overdue(data.today)
                    if part.department in data.names]:  # fmt: skip
            yield _finding(
                "duty_overdue",
                Severity.INFO,
                (codes.code(raci.DUTIES, row.duty),),
                Message("Planned for a day that has passed: {departments}.", departments=late),
                Message("Mark it as existing, or set a new date: {place}.", place=AT_DUTIES),
            )
    if data.spread.departments == 1 and data.spread.of_departments > 2:
        yield _finding(
            "role_spread",
            Severity.INFO,
            (),
            Message("One department of {count} carries all the duties.", count=data.spread.of_departments),
            Message("Give responsible roles to more of the key people: {place}.", place=AT_DUTIES),
        )


def _topics(data: AdministrationData) -> Iterator[Finding]:
    if len(data.departments) < 2:
        return
    if not any(row.parts for row in data.topics):
        yield _finding(
            "no_coordination",
            Severity.INFO,
            (),
            Message("Nobody has said which department leads which topic of the plan."),
            Message("Fill in the matrix of departments and topics: {place}.", place=AT_TOPICS),
        )
        return
    for gap, text in (
        (
            coordination.NO_LEAD,
            Message("Topics that nobody leads: {topics}.", topics=_topics_with(data, coordination.NO_LEAD)),
        ),
        (
            coordination.SEVERAL_LEADS,
            Message(
                "Topics that several departments lead: {topics}.",
                topics=_topics_with(data, coordination.SEVERAL_LEADS),
            ),
        ),
    ):
        if _topics_with(data, gap):
            yield _finding(
                f"topic_{gap}",
                Severity.WARNING,
                (),
                text,
                Message("One department leads, the others take part: {place}.", place=AT_TOPICS),
            )
    idle = coordination.idle_departments(data.topics, list(data.names))
    if idle:
        yield _finding(
            "idle_departments",
            Severity.INFO,
            (),
            Message("Departments without a part in any topic: {departments}.",
                    departments=[data.names[uid] for uid in idle]),
            Message("Give each a part, at least that it is informed: {place}.", place=AT_TOPICS),
        )  # fmt: skip


def _duties_with(data: AdministrationData, gap: str) -> list[object]:
    return [codes.code(raci.DUTIES, row.duty) for row in data.duties if gap in row.gaps]


def _topics_with(data: AdministrationData, gap: str) -> list[object]:
    return [codes.code(coordination.TOPICS, row.topic) for row in data.topics if gap in row.gaps]


def _means(data: AdministrationData) -> Iterator[Finding]:
    """Time and money: what departments have not said is unknown, not zero."""
    for id, known, text in (
        ("fte_unknown", data.fte,
         Message("Working time for the plan is known of {told} departments of {of}.",
                 told=data.fte.told, of=data.fte.of)),
        ("budget_unknown", data.budget,
         Message("A budget for the plan is known of {told} departments of {of}.",
                 told=data.budget.told, of=data.budget.of)),
    ):  # fmt: skip
        if known.of and not known.is_complete:
            yield _finding(
                id,
                Severity.INFO,
                (),
                text,
                Message("Ask the departments, and enter zero where there is none: {place}.", place=AT_GLANCE),
            )


def _skills(data: AdministrationData) -> Iterator[Finding]:
    if not any(skill.who for skill in data.skills):
        yield _finding(
            "no_skills",
            Severity.INFO,
            (),
            Message("Nobody’s competences are entered, so gaps in skills can't be told."),
            Message("Tick the competences of people and departments: {place}.", place=AT_SKILLS),
        )
        return
    missing = [codes.code("competences", skill.competence) for skill in data.skills if skill.is_open]
    if missing:
        yield _finding(
            "competence_gaps",
            Severity.INFO,
            (),
            Message("Competences that nobody has, and no training is planned for: {competences}.",
                    competences=missing),
            Message("Plan a training: {place}.", place=AT_SKILLS),
        )  # fmt: skip


def _finding(
    id: str, severity: Severity, where: tuple[object, ...], message: Message, hint: Message
) -> Finding:
    return Finding(f"governance.{id}", severity, (CHAPTER, *where), message, hint)
