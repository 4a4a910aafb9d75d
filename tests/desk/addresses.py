"""Every address of the site: who may open it, and an example of what stands in it.

A new address needs a line here, or the permission test fails.
rights : public | signed_in | view | contribute | coordinate.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.files.base import ContentFile

from secap.desk.actions import models as actions
from secap.desk.climate import models as climate
from secap.desk.inventory import models as inventory
from secap.desk.poverty import models as poverty
from secap.desk.registry.models import Attachment, Membership, Organisation, Wording
from secap.desk.registry.records import Record, kind_of
from secap.desk.risk import models as risk
from secap.desk.scenarios import models as scenarios
from secap.desk.targets import models as targets
from secap.exchange import importing
from secap.exchange.kinds import KINDS
from secap.exchange.models import ImportRun
from secap.jobs.models import Job
from secap.reports.models import BuiltDocument
from tests.cast import Cast
from tests.desk.people import agenda, governance, participation, stakeholders
from tests.desk.world import YEAR, Address, World


def _second_half() -> list[Record]:
    """Of risk and vulnerability, the climate profile and energy poverty."""
    day = date(2026, 5, 20)
    return [
        Wording(table="hazards", code="fog", lang="lv", name="Bieza migla"),
        risk.RiskAssessment(summary="Plūdi"),
        risk.Hazard(hazard="river_flood", probability="high", impact="high"),
        risk.PastEvent(hazard="river_flood", title="Palu plūdi", date=day),
        risk.SectorImpact(hazard="river_flood", sector="buildings", likelihood="likely", impact="high"),
        risk.ImpactChain(hazard="river_flood", exposure="Upes krasts"),
        risk.Vulnerability(title="Vecas ēkas", kind="physical_environmental"),
        risk.VulnerableGroup(group="elderly", people=120),
        risk.AdaptiveCapacity(factor="knowledge_innovation", level="low"),
        risk.District(name="Centrs", code="C"),
        risk.VulnerabilityIndicator(title="Seniori", kind="socio_economic"),
        risk.IndicatorValue(value=20),
        risk.ScoreboardRating(item="s1_1", date=day, grade="c"),
        climate.ClimateSeries(title="Upesciems"),
        climate.ClimateIndicator(code="tm", years={"2020": 7.1, "2021": 6.4}),
        poverty.PovertyAssessment(definition="10 %"),
        poverty.PovertyIndicator(indicator="ep38", year=2024, value=9.5),
        poverty.HouseholdStudy(title="Aptauja", year=2024, rows=40),
        poverty.HouseholdGroup(name="Centrs", households=40, share_2m_percent=15.0),
    ]


def make_world(cast: Cast) -> World:
    """Return the cast with one record of every kind."""
    world = World(cast)
    year = inventory.Inventory(year=YEAR, is_bei=True)
    plant = inventory.Plant(name="Katlumāja", kind="heat_only")
    for record in [
        Organisation(name="Sadales tīkls"),
        Attachment(name="rekins.pdf", file=ContentFile(b"%PDF", name="rekins.pdf"), sha256="0" * 64),
        inventory.ProfileValue(indicator="population", year=YEAR, value=9876),
        inventory.Potential(title="Jumti", kind="renewable_electricity"),
        inventory.Barrier(title="Līdzekļi", kind="financial"),
        inventory.PolicyOption(title="Grants"),
        inventory.DataSet(title="Elektroenerģija"),
        year,
        inventory.EnergyUse(sector="residential_buildings", carrier="natural_gas", amount=1000.0),
        inventory.NotationKey(sector="industry_ets", key="NO"),
        inventory.NonEnergyEmission(sector="wastewater", t_co2eq=12.0),
        plant,
        inventory.PlantInput(carrier="natural_gas", amount=100.0),
        inventory.GreenElectricity(mwh=5.0),
        inventory.HeatExchange(mwh=5.0, t_per_mwh=0.2),
        inventory.OwnFactor(carrier="heat_cold", t_per_mwh=0.2, reason="Piegādātājs", source="Vēstule"),
        inventory.StatedTotal(mwh=1000.0),
        *_strategy(),
        *_actions(),
        *_scenarios(),
        *_second_half(),
        *governance.records(),
        *stakeholders.records(),
    ]:
        if isinstance(record, actions.ActionPart):
            record.action = world.records[actions.Action]
        elif isinstance(record, scenarios.ScenarioPart):
            record.scenario = world.records[scenarios.Scenario]
        elif isinstance(record, climate.ClimateIndicator):
            record.series = world.records[climate.ClimateSeries]
        elif isinstance(record, poverty.HouseholdGroup):
            record.study = world.records[poverty.HouseholdStudy]
        elif record.parent_name():
            record.inventory = year
        if isinstance(record, targets.Feedback):
            record.workshop = world.records[targets.Workshop]
        if isinstance(record, risk.IndicatorValue):
            record.indicator = world.records[risk.VulnerabilityIndicator]
            record.district = world.records[risk.District]
        governance.tie(record, world)
        stakeholders.tie(record, world)
        if isinstance(record, inventory.PlantInput):
            record.plant = plant
        cast.keep(cast.ada, record)
        world.records[type(record)] = record
    return world


def _strategy() -> list[Record]:
    day = date(2026, 5, 20)
    return [
        targets.Strategy(vision="Zaļa pilsēta"),
        targets.Commitment(framework="com_2030", adhesion_date=day),
        targets.Cooperation(partner="Kaimiņi"),
        targets.RegionalPriority(title="Reģiona plāns"),
        targets.TeamMember(name="Anna", group="experts"),
        targets.EntryPoint(title="Mājokļi"),
        targets.VisionScenario(title="Drosmīgais"),
        targets.Workshop(title="Pirmā darbnīca"),
        targets.Feedback(group="ngos", text="Vairāk koku"),
        targets.Consensus(statement="Vienojāmies", date=day),
        targets.Statement(text="Karsti"),
        targets.VisionExample(city="Kaimiņi", kind="qualitative", text="Zaļi"),
        targets.Target(target_year=2030, reduction_percent=55),
        targets.StaffResource(role="coordinator", fte=0.5),
        targets.BudgetLine(title="Plāns", year=2027, eur=1000),
    ]


def _actions() -> list[Record]:
    return [
        actions.Direction(title="Ēkas"),
        actions.PriorityArea(title="Skolas"),
        actions.Goal(title="Mazāk siltuma"),
        actions.Programme(title="Centrs"),
        actions.FundingProgramme(title="Fonds"),
        actions.SectorChoice(sector="municipal_buildings"),
        actions.AmbitionReview(measure="deep_renovation"),
        actions.Appraisal(),
        actions.Action(number="1.1", title="Skolas siltināšana", sector="municipal_buildings"),
        actions.Effect(calculator="stated", inputs={}),
        actions.Financing(source="own", percent=100),
        actions.Body(name="SIA Siltums"),
        actions.Indicator(name="Siltums"),
        actions.Activity(title="Audits"),
        actions.StageMove(stage="commitment", date=date(2026, 5, 20)),
        actions.ProgressReport(date=date(2026, 5, 20), done_percent=10),
    ]


def _scenarios() -> list[Record]:
    return [
        scenarios.Scenario(title="Siltāka nākotne"),
        scenarios.PathPoint(quantity="population", year=2040, value=90),
        scenarios.ActionSwitch(action_uid="abcdef123456", is_on=False),
        scenarios.ScenarioSettings(),
    ]


def _room(namespace: str, name: str, model: type[Record]) -> dict[str, Address]:
    def above(world: World) -> dict[str, Any]:
        if issubclass(model, actions.ActionPart):
            return {"parent": world.uid(actions.Action)}
        if issubclass(model, scenarios.ScenarioPart):
            return {"parent": world.uid(scenarios.Scenario)}
        return {"parent": YEAR} if model.parent_name() else {}

    return {
        f"{namespace}:{name}": Address("view", above),
        f"{namespace}:{name}-new": Address("contribute", above),
        f"{namespace}:{name}-edit": Address(
            "contribute", lambda world: {**above(world), "uid": world.uid(model)}
        ),
    }


def _action(world: World) -> dict[str, Any]:
    return {"uid": world.uid(actions.Action)}


def _scenario(world: World) -> dict[str, Any]:
    return {"uid": world.uid(scenarios.Scenario)}


def _climate_series(world: World) -> dict[str, Any]:
    return {"uid": world.uid(climate.ClimateSeries)}


def _steering() -> dict[str, Address]:
    """The pages that steer the action plan."""
    pages = [
        "wizard", "board", "schedule", "workload", "priorities", "coverage", "finance", "measures",
        "ambition",
        "findings",
    ]  # fmt: skip
    posts = [
        "wizard-sectors", "wizard-target", "wizard-add", "priorities-weights", "priorities-scores",
        "template-use", "ambition-decide",
    ]  # fmt: skip
    of_one = ["wizard-duty", "board-move", "board-undo", "key-toggle"]
    return {
        **{f"actions:{name}": Address("view") for name in pages},
        **{f"actions:{name}": Address("contribute") for name in posts},
        **{f"actions:{name}": Address("contribute", _action) for name in of_one},
    }


def _record(world: World) -> dict[str, Any]:
    return {"kind": kind_of(world.barrier), "uid": world.barrier.uid}


def _version(world: World) -> dict[str, Any]:
    return {**_record(world), "key": world.barrier.history.first().history_id}  # type: ignore[attr-defined]


def _member(world: World) -> dict[str, Any]:
    return {"key": Membership.objects.get(person=world.cast.bo).pk}


def _job(world: World) -> dict[str, Any]:
    job, _made = Job.objects.get_or_create(municipality=world.cast.town, kind="example", title="Paraugs")
    return {"key": job.pk}


def _document(world: World) -> dict[str, Any]:
    town = world.cast.town
    document = BuiltDocument.objects.filter(municipality=town).first() or BuiltDocument.objects.create(
        municipality=town,
        language="lv",
        format="pdf",
        name="plans.pdf",
        file=ContentFile(b"%PDF", name="plans.pdf"),
    )
    return {"key": document.pk}


def _import(world: World) -> dict[str, Any]:
    content = b"indicator;year;value\npopulation;2021;9000\n"
    run = ImportRun.objects.filter(municipality=world.cast.town).first() or importing.begin(
        world.cast.town, world.cast.ada, KINDS["profile"], None, "dati.csv", content
    )
    return {"key": run.pk}


def _year(world: World) -> dict[str, Any]:
    return {"year": YEAR}


ADDRESSES: dict[str, Address] = {
    # accounts
    "account_login": Address("public"),
    "account_logout": Address("public"),
    "account_inactive": Address("public"),
    "account_signup": Address("public"),
    "account_reauthenticate": Address("signed_in"),
    "account_change_password": Address("signed_in"),
    "account_set_password": Address("signed_in"),
    "account_reset_password": Address("public"),
    "account_reset_password_done": Address("public"),
    "account_reset_password_from_key_done": Address("public"),
    "account_reset_password_from_key": Address("public", lambda world: {"uidb36": "1", "key": "x"}),
    # the plan and its people
    "plan:front": Address("public"),
    "plan:home": Address("view"),
    "registry:profile": Address("signed_in"),
    "registry:set-language": Address("public"),
    "registry:signatory": Address("view"),
    "registry:signatory-edit": Address("coordinate"),
    "registry:members": Address("view"),
    "registry:member-add": Address("coordinate"),
    "registry:member-role": Address("coordinate", _member),
    "registry:member-link": Address("coordinate", _member),
    "registry:member-remove": Address("coordinate", _member),
    "registry:inbox": Address("coordinate"),
    "registry:decide": Address("coordinate"),
    "registry:changes": Address("view"),
    "registry:trash": Address("view"),
    "registry:delete": Address("contribute", _record),
    "registry:restore": Address("contribute", _record),
    "registry:history": Address("view", _record),
    "registry:restore-version": Address("contribute", _version),
    "registry:download": Address("view", lambda world: {"uid": world.uid(Attachment)}),
    "registry:wordings": Address("coordinate"),
    "registry:wordings-save": Address("coordinate"),
    **_room("registry", "organisations", Organisation),
    **_room("registry", "attachments", Attachment),
    "jobs:job": Address("view", _job),
    "jobs:stop": Address("contribute", _job),
    "reports:index": Address("view"),
    "reports:build": Address("contribute"),
    "reports:download": Address("view", _document),
    "reports:decision": Address("view", lambda world: {"kind": "pdf"}, is_common=True),
    "reports:action": Address("view", lambda world: {"uid": world.uid(actions.Action), "kind": "pdf"}),
    # import and export
    "exchange:index": Address("view"),
    "exchange:upload": Address("contribute"),
    "exchange:columns": Address("contribute", _import),
    "exchange:check": Address("contribute", _import),
    "exchange:result": Address("view", _import),
    "exchange:undo": Address("contribute", _import),
    "exchange:discard": Address("contribute", _import),
    "exchange:table": Address("view", lambda world: {"kind": "profile", "extension": "csv"}, is_common=True),
    "exchange:blank": Address("view"),
    "exchange:plan-download": Address("view"),
    "exchange:plan-upload": Address("contribute"),
    "exchange:plan-check": Address("contribute"),
    "exchange:plan-apply": Address("contribute"),
    "exchange:plan-discard": Address("contribute"),
    # the inventory chapter
    "inventory:index": Address("view"),
    "inventory:inventory-new": Address("contribute"),
    "inventory:compare": Address("view"),
    "inventory:compare-apply": Address("contribute", _year),
    "inventory:factors": Address("view"),
    "inventory:edition": Address("view", lambda world: {"code": "ipcc_2006"}, is_common=True),
    "inventory:profile": Address("view"),
    "inventory:results": Address("view", _year),
    "inventory:results-csv": Address("view", _year),
    "inventory:inventory-edit": Address("contribute", _year),
    "inventory:grid": Address("contribute", _year),
    "inventory:findings": Address("view", _year),
    "inventory:quality": Address("view", _year),
    "inventory:factors-used": Address("view", _year),
    "inventory:supply": Address("view", _year),
    "inventory:explain": Address("view", lambda world: {"year": YEAR, "figure": "total"}),
    "inventory:estimates": Address("contribute", _year),
    "inventory:estimate": Address("contribute", lambda world: {"year": YEAR, "method": "difference"}),
    **_room("inventory", "profile-values", inventory.ProfileValue),
    **_room("inventory", "potentials", inventory.Potential),
    **_room("inventory", "barriers", inventory.Barrier),
    **_room("inventory", "policy-options", inventory.PolicyOption),
    **_room("inventory", "data-sets", inventory.DataSet),
    **_room("inventory", "uses", inventory.EnergyUse),
    **_room("inventory", "non-energy", inventory.NonEnergyEmission),
    **_room("inventory", "notation-keys", inventory.NotationKey),
    **_room("inventory", "plants", inventory.Plant),
    **_room("inventory", "plant-inputs", inventory.PlantInput),
    **_room("inventory", "green-electricity", inventory.GreenElectricity),
    **_room("inventory", "heat-exchanges", inventory.HeatExchange),
    **_room("inventory", "own-factors", inventory.OwnFactor),
    **_room("inventory", "stated-totals", inventory.StatedTotal),
    # the strategy
    "targets:index": Address("view"),
    "targets:vision": Address("view"),
    "targets:frameworks": Address("view"),
    "targets:resources": Address("view"),
    "targets:target-explain": Address("view", lambda world: {"uid": world.uid(targets.Target)}),
    **_room("targets", "strategy", targets.Strategy),
    **_room("targets", "commitments", targets.Commitment),
    **_room("targets", "cooperation", targets.Cooperation),
    **_room("targets", "regional-priorities", targets.RegionalPriority),
    **_room("targets", "vision-team", targets.TeamMember),
    **_room("targets", "entry-points", targets.EntryPoint),
    **_room("targets", "vision-scenarios", targets.VisionScenario),
    **_room("targets", "workshops", targets.Workshop),
    **_room("targets", "feedback", targets.Feedback),
    **_room("targets", "consensus", targets.Consensus),
    **_room("targets", "statements", targets.Statement),
    **_room("targets", "vision-examples", targets.VisionExample),
    **_room("targets", "targets", targets.Target),
    **_room("targets", "staff", targets.StaffResource),
    **_room("targets", "budget", targets.BudgetLine),
    # goals and actions
    "actions:hierarchy": Address("view"),
    **_room("actions", "goals", actions.Goal),
    **_room("actions", "directions", actions.Direction),
    **_room("actions", "priority-areas", actions.PriorityArea),
    **_room("actions", "programmes", actions.Programme),
    **_room("actions", "funding", actions.FundingProgramme),
    **_room("actions", "sector-choices", actions.SectorChoice),
    **_room("actions", "ambition-reviews", actions.AmbitionReview),
    **_room("actions", "appraisal", actions.Appraisal),
    **_room("actions", "actions", actions.Action),
    **_room("actions", "effects", actions.Effect),
    **_room("actions", "financing", actions.Financing),
    **_room("actions", "bodies", actions.Body),
    **_room("actions", "indicators", actions.Indicator),
    **_room("actions", "activities", actions.Activity),
    **_room("actions", "stage-moves", actions.StageMove),
    **_steering(),
    "actions:bulk": Address("contribute"),
    "actions:bulk-undo": Address("contribute", lambda world: {"token": "abcd1234"}),
    "actions:action": Address("view", lambda world: {"uid": world.uid(actions.Action)}),
    "actions:move-stage": Address("contribute", lambda world: {"uid": world.uid(actions.Action)}),
    "actions:smart": Address("view", lambda world: {"uid": world.uid(actions.Action)}),
    "actions:goal-smart": Address("view", lambda world: {"uid": world.uid(actions.Goal)}),
    **_room("actions", "progress", actions.ProgressReport),
    # people
    **governance.ADDRESSES,
    **stakeholders.ADDRESSES,
    **participation.ADDRESSES,
    **agenda.ADDRESSES,
    # scenarios and what stands above them
    "scenarios:index": Address("view"),
    "scenarios:new": Address("contribute"),
    "scenarios:compare": Address("view"),
    "scenarios:weights": Address("contribute"),
    "scenarios:scenario": Address("view", _scenario),
    "scenarios:save": Address("contribute", _scenario),
    "scenarios:preview": Address("view", _scenario),
    "scenarios:copy": Address("contribute", _scenario),
    "scenarios:contributions": Address("view", _scenario),
    "scenarios:iamc": Address("view", _scenario),
    **_room("scenarios", "records", scenarios.Scenario),
    **_room("scenarios", "settings", scenarios.ScenarioSettings),
    **_room("scenarios", "points", scenarios.PathPoint),
    **_room("scenarios", "switches", scenarios.ActionSwitch),
    "outlook:uncertainty": Address("view", _scenario),
    "outlook:uncertainty-start": Address("contribute", _scenario),
    "outlook:portfolio": Address("view"),
    "outlook:portfolio-start": Address("contribute"),
    "outlook:take-over": Address("contribute", _scenario),
    "outlook:bridge": Address("view"),
    # risk and vulnerability
    **_room("risk", "frame", risk.RiskAssessment),
    **_room("risk", "hazards", risk.Hazard),
    **_room("risk", "past-events", risk.PastEvent),
    **_room("risk", "impacts", risk.SectorImpact),
    **_room("risk", "impact-chains", risk.ImpactChain),
    **_room("risk", "vulnerabilities", risk.Vulnerability),
    **_room("risk", "groups", risk.VulnerableGroup),
    **_room("risk", "capacity", risk.AdaptiveCapacity),
    **_room("risk", "districts", risk.District),
    **_room("risk", "indicators", risk.VulnerabilityIndicator),
    **_room("risk", "values", risk.IndicatorValue),
    **_room("risk", "ratings", risk.ScoreboardRating),
    "risk:index": Address("view"),
    "risk:choose": Address("contribute"),
    "risk:choose-undo": Address("contribute", lambda world: {"token": "abcd1234"}),
    "risk:rate": Address("contribute"),
    "risk:hazard": Address("view", lambda world: {"uid": world.uid(risk.Hazard)}),
    "risk:take-over": Address("contribute", lambda world: {"uid": world.uid(risk.Hazard)}),
    "risk:sectors": Address("view"),
    "risk:chains": Address("view"),
    "risk:vulnerability": Address("view"),
    "risk:vulnerability-values": Address("contribute"),
    "risk:vulnerability-weights": Address("contribute"),
    "risk:district-map": Address("contribute"),
    "risk:findings": Address("view"),
    # the climate profile
    "climate:index": Address("view"),
    "climate:proposals": Address("view"),
    "climate:series": Address("view", _climate_series),
    "climate:indicator": Address("view", lambda world: {**_climate_series(world), "code": "tm"}),
    "climate:csv": Address("view", lambda world: {**_climate_series(world), "code": "tm"}),
    **_room("climate", "records", climate.ClimateSeries),
    "climate_data:upload": Address("contribute"),
    "climate_data:sample": Address("view"),
    "climate_data:again": Address("contribute", _climate_series),
    "climate_data:take-over": Address("contribute"),
    "climate_data:undo": Address("contribute", lambda world: {"token": "ffffffff"}),
    "climate_data:degree-days": Address("view"),
    "climate_data:carry": Address("contribute"),
    "climate_data:path": Address("contribute"),
    # energy poverty
    **_room("poverty", "assessment", poverty.PovertyAssessment),
    **_room("poverty", "indicators", poverty.PovertyIndicator),
    **_room("poverty", "studies", poverty.HouseholdStudy),
    "poverty:index": Address("view"),
    "poverty:choose": Address("contribute"),
    "poverty:households": Address("view"),
    "poverty:study": Address("view", lambda world: {"uid": world.uid(poverty.HouseholdStudy)}),
    "poverty:study-take": Address("contribute", lambda world: {"uid": world.uid(poverty.HouseholdStudy)}),
    "households:upload": Address("contribute"),
    "households:check": Address("contribute"),
    "households:discard": Address("contribute"),
    "households:sample": Address("view", lambda world: {"extension": "csv"}, is_common=True),
    # the adaptation scoreboard
    "risk:scoreboard": Address("view"),
    "risk:scoreboard-rate": Address("contribute"),
}
