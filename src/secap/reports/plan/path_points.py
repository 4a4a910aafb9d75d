"""Section 4: what the scenarios assume of drivers, factors and prices, with source and quality."""

from __future__ import annotations

from collections.abc import Sequence

from secap.desk.scenarios.models import PathPoint
from secap.desk.scenarios.standing import Standing
from secap.method.basis import codes, tables
from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Message
from secap.plan.plan import Plan
from secap.reports.blocks import Block, Heading, Paragraph, Table
from secap.reports.outlook import Outlook
from secap.reports.plan.bibliography import Bibliography
from secap.reports.plan.derivations import QUALITY
from secap.reports.plan.tongue import Tongue

Key = tuple[str, str, str, int]


def assumptions(plan: Plan, outlook: Outlook, say: Tongue, sources: Bibliography) -> list[Block]:
    """Return the paths of all scenarios; those with the same paths share their rows."""
    groups: list[tuple[list[str], Standing]] = []
    for one in outlook.standings:
        if not one.records.points:
            continue
        same = next((names for names, other in groups if _points(other) == _points(one)), None)
        if same is None:
            groups.append(([one.name], one))
        else:
            same.append(one.name)
    heading = Heading(3, say(Message("What the scenarios assume")))
    switched = _switches(plan, outlook, say)
    if not groups and not switched:
        return []
    rows = [row for names, one in groups for row in _rows(plan, names, one, say, sources)]
    text = Message(
        "Straight lines lead from point to point; what has no path stays as in the latest inventory."
    )
    blocks: list[Block] = [heading, Paragraph(say(text))]
    if rows:
        header = (
            say(Message("Scenario")), say(Message("Quantity")), say(Message("Value in the year")),
            say(Message("Source")), say(Message("Quality")),
        )  # fmt: skip
        caption = say(Message("Paths of drivers, factors and prices"))
        blocks.append(Table(caption, header, tuple(rows), widths=(1.7, 2.6, 2.2, 1.5, 1.1)))
    return [*blocks, *switched]


def _points(one: Standing) -> list[tuple[Key, float, str]]:
    return sorted((_key(point), point.value, point.source) for point in one.records.points)


def _key(point: PathPoint) -> Key:
    return point.quantity, point.sector, point.carrier, point.year


def _rows(
    plan: Plan, names: Sequence[str], one: Standing, say: Tongue, sources: Bibliography
) -> list[tuple[str, ...]]:
    usual = _usual(plan, one.scenario.archetype)
    grouped: dict[tuple[str, str, str], list[PathPoint]] = {}
    for point in one.records.points:
        grouped.setdefault((point.quantity, point.sector, point.carrier), []).append(point)
    rows: list[tuple[str, ...]] = []
    for place, ((quantity, sector, carrier), points) in enumerate(grouped.items()):
        points.sort(key=lambda point: point.year)
        told = [_origin(point, usual, say, sources) for point in points]
        rows.append(
            (
                "; ".join(names) if place == 0 else "",
                _quantity(quantity, sector, carrier, say),
                _values(quantity, points, say),
                ", ".join(dict.fromkeys(source for source, _quality in told)),
                ", ".join(dict.fromkeys(quality for _source, quality in told)),
            )
        )
    return rows


def _quantity(quantity: str, sector: str, carrier: str, say: Tongue) -> str:
    about = [say.code(table, code) for table, code in (("carriers", carrier), ("sectors", sector)) if code]
    name = say.code("path_quantities", quantity)
    return f"{name}: {', '.join(about)}" if about else name


def _values(quantity: str, points: Sequence[PathPoint], say: Tongue) -> str:
    row = codes.table("path_quantities").get(quantity)
    unit = str(row.unit) if row else ""
    if unit.startswith("%"):
        unit = say(Message("% of the start year"))
    told = "; ".join(f"{point.year}: {say.number(point.value)}{_range(point, say)}" for point in points)
    return f"{told} ({unit})" if unit else told


def _range(point: PathPoint, say: Tongue) -> str:
    if point.low is None and point.high is None:
        return ""
    return f" [{say.number(point.low)}–{say.number(point.high)}]"


def _usual(plan: Plan, archetype: str) -> dict[Key, tuple[float, dict[str, str]]]:
    """Return the points that the type of scenario begins with: {key: (value, row of the table)}."""
    if not archetype:
        return {}
    rows = {
        (row["quantity"], row["sector"], row["carrier"], int(row["year"])): row
        for row in tables.rows("scenarios/archetypes.csv")
        if row["archetype"] == archetype
    }
    try:
        points = plan.scenario_points(archetype)
    except InvalidInput:
        return {}
    found = {}
    for point in points:
        key = str(point["quantity"]), str(point["sector"]), str(point["carrier"]), int(str(point["year"]))
        found[key] = float(str(point["value"])), rows[key]
    return found


def _origin(
    point: PathPoint, usual: dict[Key, tuple[float, dict[str, str]]], say: Tongue, sources: Bibliography
) -> tuple[str, str]:
    """Return source and quality: the person's, or those of the table where the value is still the table's."""
    if point.source:
        return point.source, say(Message("as entered"))
    value, row = usual.get(_key(point), (None, {}))
    if value is not None and abs(value - point.value) < 1e-9:
        return sources.cite(row["source"]), say(QUALITY.get(row["quality"], QUALITY["unverified"]))
    return say(Message("no source given")), say(Message("as entered"))


def _switches(plan: Plan, outlook: Outlook, say: Tongue) -> list[Block]:
    known = {line.records.action.uid: str(line.records.action) for line in plan.portfolio.lines}
    rows = tuple(
        (
            one.name,
            known[switch.action_uid],
            say(Message("carried out")) if switch.is_on else say(Message("not carried out")),
            str(switch.start_year or "–"),
        )
        for one in outlook.standings
        for switch in one.records.switches
        if switch.action_uid in known
    )
    if not rows:
        return []
    header = (
        say(Message("Scenario")), say(Message("Action")), say(Message("In this scenario")),
        say(Message("Start")),
    )  # fmt: skip
    caption = say(Message("Actions that a scenario treats otherwise than the plan"))
    return [Table(caption, header, rows, widths=(2, 3.6, 1.4, 0.8))]
