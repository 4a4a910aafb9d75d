"""The chapter's kinds of record, each with list, form, history and undo from the registry's furniture."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from secap.desk.registry.listing import Column
from secap.desk.registry.reader import lang, name
from secap.desk.registry.record_views import RecordRoom
from secap.desk.registry.single_room import SingleRoom
from secap.desk.risk import models
from secap.desk.risk.forms import HazardForm, ImpactForm
from secap.desk.risk.matrix_chart import flag_word
from secap.method.risk.score import future_flag, rating, risk_score, sector_score

TO_RISK = [(_("Risk and vulnerability"), "risk:index")]
TO_SCORE = [*TO_RISK, (_("Vulnerability score"), "risk:vulnerability")]
TO_SCOREBOARD = [*TO_RISK, (_("Adaptation scoreboard"), "risk:scoreboard")]


def hazard_page(record: Any) -> str:
    """Return where a hazard is shown."""
    return reverse("risk:hazard", args=[record.municipality.slug, record.uid])


def page(url_name: str) -> Callable[[Any], str]:
    """Return where a record is shown: on a page of the whole chapter."""
    return lambda record: reverse(url_name, args=[record.municipality.slug])


def _risk(record: models.Hazard) -> str:
    return _rated(risk_score(record.probability, record.impact))


def _change(record: models.Hazard) -> str:
    return flag_word(future_flag(record.change_intensity, record.change_frequency)).text(lang())


def _sector_risk(record: models.SectorImpact) -> str:
    return _rated(sector_score(record.likelihood, record.impact))


def _rated(score: int | None) -> str:
    """Return a score with its rating; a dash where there is none."""
    return "–" if score is None else f"{score} · {name('rva_levels', rating(score) or '')}"


ROOMS = [
    SingleRoom(
        models.RiskAssessment,
        "frame",
        "risk",
        columns=("date", "author", "timeframe_scale"),
        intro=_("When, by whom and how risk and vulnerability were assessed."),
        crumbs=TO_RISK,
        shown_at="risk:index",
    ),
    RecordRoom(
        models.Hazard,
        "hazards",
        "risk",
        columns=(
            "hazard", "probability", "impact", Column(_risk, _("Risk")),
            Column(_change, _("Expected change")), "timeframe",
        ),
        filters=("probability", "impact", "timeframe", "confidence"),
        search=("indicators", "evidence", "source"),
        intro=_("Each climate hazard with its probability, its impact and how both will change."),
        empty=_("Begin with the hazards the town has met: heat, floods, drought, storms."),
        crumbs=TO_RISK,
        form=HazardForm,
        home=hazard_page,
        templates={"list": "risk/hazard_list.html"},
    ),
    RecordRoom(
        models.PastEvent,
        "past-events",
        "risk",
        columns=("title", "hazard", "date", "damage_eur", "people", "source"),
        filters=("hazard",),
        search=("title", "place", "description", "source"),
        intro=_("What has happened already: the best evidence of a hazard."),
        empty=_("Record the last flood, storm or heat wave with its damage; the fire service knows them."),
        crumbs=TO_RISK,
    ),
    RecordRoom(
        models.SectorImpact,
        "impacts",
        "risk",
        columns=(
            "sector", "hazard", "likelihood", "impact", Column(_sector_risk, _("Risk")), "timeframe",
            "people",
        ),
        filters=("sector", "hazard", "likelihood", "impact", "domains"),
        search=("description", "property", "livelihoods", "environment", "source"),
        intro=_("What each hazard does to each sector: people, property, livelihoods, environment."),
        empty=_("Begin with the worst hazard and the sector it hits hardest."),
        crumbs=[*TO_RISK, (_("Sectors and hazards"), "risk:sectors")],
        form=ImpactForm,
        home=page("risk:sectors"),
    ),
    RecordRoom(
        models.ImpactChain,
        "impact-chains",
        "risk",
        columns=("hazard", "exposure", "vulnerability", "impact", "sector"),
        filters=("hazard", "sector"),
        search=("exposure", "vulnerability", "impact"),
        intro=_("From the hazard over exposure and vulnerability to the impact, and what breaks the chain."),
        empty=_("Write down one chain, such as: heat wave, old residents of the care home, heat stroke."),
        crumbs=[*TO_RISK, (_("Impact chains in a picture"), "risk:chains")],
        home=page("risk:chains"),
    ),
    RecordRoom(
        models.Vulnerability,
        "vulnerabilities",
        "risk",
        columns=("title", "kind", "level", "sectors", "source"),
        filters=("kind", "level", "hazards", "sectors"),
        search=("title", "description", "source"),
        intro=_("Why hazards harm the town: its people and economy, its site, buildings and networks."),
        empty=_("Name at least one socio-economic and one physical vulnerability."),
        crumbs=TO_RISK,
    ),
    RecordRoom(
        models.VulnerableGroup,
        "groups",
        "risk",
        columns=("group", "hazards", "people", "place", "source"),
        filters=("group", "hazards"),
        search=("place", "description", "source"),
        intro=_("People whom hazards hit harder than others."),
        empty=_("Begin with old people living alone; the social service knows how many they are."),
        crumbs=TO_RISK,
    ),
    RecordRoom(
        models.AdaptiveCapacity,
        "capacity",
        "risk",
        columns=("factor", "sector", "level", "direction", "description"),
        filters=("factor", "sector", "level"),
        search=("description", "source"),
        intro=_("How well the town can adjust, factor by factor."),
        empty=_("Judge each of the five factors for the whole town first."),
        crumbs=TO_RISK,
    ),
    RecordRoom(
        models.District,
        "districts",
        "risk",
        columns=("name", "code", "population", "area_km2"),
        search=("name", "code"),
        intro=_("Parts of the territory that are compared with each other."),
        empty=_("Add parishes or neighbourhoods, or take them from a map file (GeoJSON)."),
        crumbs=TO_SCORE,
        home=page("risk:vulnerability"),
    ),
    RecordRoom(
        models.VulnerabilityIndicator,
        "indicators",
        "risk",
        columns=("title", "kind", "unit", "direction", "weight", "source"),
        filters=("kind", "direction"),
        search=("title", "source"),
        intro=_("What vulnerability is measured by, in which direction and with which weight."),
        empty=_("Three to six indicators are enough: choose those whose values you can get."),
        crumbs=TO_SCORE,
        home=page("risk:vulnerability"),
    ),
    RecordRoom(
        models.IndicatorValue,
        "values",
        "risk",
        columns=("indicator", "district", "value"),
        filters=("indicator", "district"),
        intro=_("The value of each indicator in each district, or for the whole town."),
        empty=_("Enter values here, or all at once on the page of the vulnerability score."),
        crumbs=TO_SCORE,
    ),
    RecordRoom(
        models.ScoreboardRating,
        "ratings",
        "risk",
        columns=("item", "date", "grade", "rated_by", "comment"),
        filters=("item", "grade"),
        search=("comment", "rated_by"),
        intro=_("Every grade ever given; a new round never changes an earlier one."),
        empty=_("Rate all items at once on the page of the scoreboard."),
        crumbs=TO_SCOREBOARD,
    ),
]  # fmt: skip
