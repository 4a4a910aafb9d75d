"""From a file to the profile: upload, job, findings; degree days into inventory and scenario."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from secap.desk.climate.models import ClimateIndicator, ClimateSeries
from secap.desk.inventory.models import EnergyUse, Inventory, ProfileValue
from secap.desk.registry.models import Attachment
from secap.desk.scenarios.models import PathPoint, Scenario
from secap.exchange.climate.staging import FOLDER
from secap.jobs.models import Job
from secap.method.climate.settings import Settings
from tests.cast import Cast
from tests.desk.climate.series import daily_csv, keep_series, nothing_is_kept
from tests.desk.scenarios.conftest import town

__all__ = ["town"]
UPLOAD = "/upesciems/climate-data/"
DEGREES = "/upesciems/climate-data/degree-days/"
SignIn = Callable[..., Client]


def typed(content: bytes = b"", name: str = "dienas.csv", **fields: Any) -> dict[str, Any]:
    settings = {
        key: value
        for key, value in Settings.for_country("LV").as_dict().items()
        if isinstance(value, int | float)
    }
    file = {"file": SimpleUploadedFile(name, content)} if content else {}
    return {"kind": "observed", **settings, **file, **fields}


def send(client: Client, data: dict[str, Any], capture: Any, url: str = UPLOAD) -> Job:
    """Post the form and let the worker do the job."""
    with capture(execute=True):
        answer = client.post(url, data)
    assert answer.status_code == 302, answer.context["form"].errors
    job = Job.objects.order_by("-pk")[0]
    assert answer.headers["Location"] == job.get_absolute_url()
    return job


def staged() -> int:
    try:
        return sum(
            len(default_storage.listdir(f"{FOLDER}/{one}")[1]) for one in default_storage.listdir(FOLDER)[0]
        )
    except FileNotFoundError:
        return 0


@pytest.fixture
def capture(django_capture_on_commit_callbacks: Any) -> Any:
    return django_capture_on_commit_callbacks


def test_a_file_becomes_a_profile(cast: Cast, sign_in: SignIn, capture: Any) -> None:
    ada = sign_in(cast.ada)
    job = send(ada, typed(daily_csv(), title="Upesciema stacija", source="LVĢMC", hdd_base_c="17"), capture)
    assert job.state == "done", job.error
    series = ClimateSeries.objects.get()
    assert job.result_url == series.get_absolute_url()
    assert (series.title, series.source, series.kind) == ("Upesciema stacija", "LVĢMC", "observed")
    assert (str(series.first_day), str(series.last_day)) == ("1981-01-01", "2020-12-31")
    assert series.missing == {"tx": 7, "tn": 7, "tm": 7, "pr": 7}
    assert series.settings["hdd_base_c"] == 17
    found = {one.code: one for one in ClimateIndicator.objects.all()}
    assert len(found) >= 16
    assert found["tm"].years["1985"] is None, "a week of January is missing: the year is left out"
    assert found["tm"].years["1984"] is not None
    attachment = Attachment.objects.get()
    assert series.attachment == attachment and attachment.file.read() == daily_csv()
    assert staged() == 0
    page = ada.get("/upesciems/climate/").content.decode()
    assert "per decade, very likely no chance." in page
    page = ada.get(series.get_absolute_url()).content.decode()
    assert f"/upesciems/attachments/{attachment.uid}/" in page and "Days without a value" in page


def test_the_same_file_again_with_other_settings(cast: Cast, sign_in: SignIn, capture: Any) -> None:
    ada = sign_in(cast.ada)
    send(ada, typed(daily_csv()), capture)
    series = ClimateSeries.objects.get()
    before = ClimateIndicator.objects.get(code="hdd").years["2000"]
    again = f"{UPLOAD}again/{series.uid}/"
    assert 'value="15"' in ada.get(again).content.decode()
    job = send(ada, typed(hdd_base_c="18"), capture, again)
    assert job.state == "done", job.error
    assert ClimateIndicator.objects.get(code="hdd").years["2000"] > before
    assert ClimateSeries.objects.get().settings["hdd_base_c"] == 18
    assert Attachment.objects.count() == 1


def test_a_file_that_is_no_series_leaves_nothing_behind(cast: Cast, sign_in: SignIn, capture: Any) -> None:
    ada = sign_in(cast.ada)
    job = send(ada, typed(b"%PDF-1.7 not a table", "atskaite.pdf", title="Mana stacija"), capture)
    assert job.state == "failed" and "atskaite.pdf" in job.error
    assert nothing_is_kept() and staged() == 0
    page = ada.get(f"{UPLOAD}?job={job.pk}").content.decode()
    assert "could not be taken" in page
    assert 'value="Mana stacija"' in page, "what was typed is kept"
    assert 'value="Mana stacija"' not in ada.get(f"{UPLOAD}?job=0").content.decode()


def test_a_day_with_two_values_is_named_and_nothing_is_kept(
    cast: Cast, sign_in: SignIn, capture: Any
) -> None:
    content = daily_csv() + b"\n1999-07-01;39.9;20.0;30.0;0.0"
    job = send(sign_in(cast.ada), typed(content), capture)
    assert job.state == "failed" and "1999-07-01" in job.error
    assert nothing_is_kept() and staged() == 0


def test_a_choice_that_is_missing_costs_no_second_upload(cast: Cast, sign_in: SignIn, capture: Any) -> None:
    ada = sign_in(cast.ada)
    lines = ["station,date,tx,tn"]
    for name in ("Zosēni", "Priekuļi"):
        for line in daily_csv(last=1995).decode().splitlines()[1:]:
            day, tx, tn, *_rest = line.split(";")
            lines.append(f"{name},{day},{tx},{tn}")
    job = send(ada, typed("\n".join(lines).encode(), licence="CC BY 4.0"), capture)
    assert job.state == "failed" and "Zosēni" in job.error
    assert nothing_is_kept() and staged() == 1
    page = ada.get(f"{UPLOAD}?job={job.pk}").content.decode()
    assert '<option value="Priekuļi">' in page and 'value="CC BY 4.0"' in page
    job = send(ada, typed(station="Priekuļi", job=job.pk, licence="CC BY 4.0"), capture)
    assert job.state == "done", job.error
    assert ClimateSeries.objects.get().licence == "CC BY 4.0"
    assert staged() == 0


def test_wrong_settings_are_told_at_once(cast: Cast, sign_in: SignIn) -> None:
    data = typed(daily_csv(last=1983), hdd_base_c="150", latitude="57", title="Mana stacija")
    answer = sign_in(cast.ada).post(UPLOAD, data)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "A point needs both latitude and longitude." in page
    assert 'value="Mana stacija"' in page
    assert not Job.objects.exists()


def test_a_file_that_is_too_large_is_refused(cast: Cast, sign_in: SignIn, settings: Any) -> None:
    settings.UPLOAD_MAX_BYTES = 1000
    answer = sign_in(cast.ada).post(UPLOAD, typed(daily_csv(last=1982)))
    assert answer.status_code == 422 and "larger than" in answer.content.decode()


def test_without_the_library_the_job_says_what_to_do(
    cast: Cast, sign_in: SignIn, capture: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "xclim", None)
    job = send(sign_in(cast.ada), typed(daily_csv(last=1995)), capture)
    assert job.state == "failed" and "make climate" in job.error
    assert nothing_is_kept() and staged() == 1


def test_a_contributors_series_awaits_acceptance_once(cast: Cast, sign_in: SignIn, capture: Any) -> None:
    send(sign_in(cast.bo), typed(daily_csv(last=1995)), capture)
    assert ClimateSeries.objects.get().accepted is False
    assert not ClimateIndicator.objects.filter(accepted=False).exists()
    inbox = sign_in(cast.ada).get("/upesciems/to-accept/")
    assert set(inbox.context["kinds"]) == {"Climate series", "Attachments"}, "not its thirty indicators"


def test_the_example_can_be_read_by_the_form(cast: Cast, sign_in: SignIn, capture: Any) -> None:
    ada = sign_in(cast.ada)
    content = ada.get(f"{UPLOAD}sample.csv").content
    assert content.startswith(b"date;tx;tn;tm;pr")
    job = send(ada, typed(content), capture)
    assert job.state == "failed"
    assert "No year is complete enough" in job.error, "understood, only too short"


def test_the_site_starts_without_the_climate_library() -> None:
    code = (
        "import os, sys, django; os.environ['DJANGO_SETTINGS_MODULE'] = 'tests.settings'; django.setup();"
        "from django.urls import get_resolver; get_resolver().url_patterns;"
        "import secap.exchange.climate.views.upload, secap.exchange.climate.work;"
        "print([name for name in ('xclim', 'xarray', 'scipy', 'dask', 'h5netcdf') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# Degree days


def ticked(page: Any, indicator: str, *years: int) -> list[str]:
    values = page.context["offer"].values[indicator]
    return [one.key for one in values if one.year in years]


def test_degree_days_go_into_the_profile_and_back(town: Cast, sign_in: SignIn) -> None:
    series = keep_series(town)
    old = town.keep(
        town.ada, ProfileValue(indicator="heating_degree_days", year=2018, value=4100, source="LVĢMC")
    )
    ada = sign_in(town.ada)
    page = ada.get(DEGREES)
    states = {one.year: one.state for one in page.context["offer"].values["heating_degree_days"]}
    assert states[2019] == "new" and states[2018] == "differs" and 1985 not in states
    rows = {row["one"].year: row for row in page.context["heating"]}
    assert rows[2019]["is_ticked"] and not rows[2018]["is_ticked"], "the year of the inventory is proposed"
    keys = ticked(page, "heating_degree_days", 2019) + ticked(page, "heating_degree_days_mean", 2020)
    answer = ada.post(f"{DEGREES}carry/", {"series": series.uid, "value": keys}, follow=True)
    kept = ProfileValue.objects.get(indicator="heating_degree_days", year=2019)
    assert kept.source == "Upesciems" and "15 °C" in kept.note
    mean = ProfileValue.objects.get(indicator="heating_degree_days_mean")
    assert mean.year == 2020 and "1991–2020" in mean.note
    old.refresh_from_db()
    assert old.value == 4100, "what was not ticked stays"
    undo = next(str(one.extra_tags).removeprefix("undo:") for one in answer.context["messages"])
    ada.post(undo)
    assert list(ProfileValue.objects.filter(indicator__startswith="heating")) == [old]


def test_a_value_that_differs_is_replaced_where_ticked_and_comes_back(town: Cast, sign_in: SignIn) -> None:
    series = keep_series(town)
    old = town.keep(
        town.ada, ProfileValue(indicator="heating_degree_days", year=2018, value=4100, source="LVĢMC")
    )
    ada = sign_in(town.ada)
    keys = ticked(ada.get(DEGREES), "heating_degree_days", 2018)
    answer = ada.post(f"{DEGREES}carry/", {"series": series.uid, "value": keys}, follow=True)
    old.refresh_from_db()
    assert old.value != 4100 and old.source == "Upesciems"
    undo = next(str(one.extra_tags).removeprefix("undo:") for one in answer.context["messages"])
    ada.post(undo)
    old.refresh_from_db()
    assert (old.value, old.source) == (4100, "LVĢMC")


def test_a_value_that_somebody_changed_meanwhile_is_not_overwritten(town: Cast, sign_in: SignIn) -> None:
    series = keep_series(town)
    old = town.keep(town.ada, ProfileValue(indicator="heating_degree_days", year=2018, value=4100))
    ada = sign_in(town.ada)
    keys = ticked(ada.get(DEGREES), "heating_degree_days", 2018)
    old.value = 4200  # type: ignore[attr-defined]
    town.keep(town.bo, old)
    answer = ada.post(f"{DEGREES}carry/", {"series": series.uid, "value": keys}, follow=True)
    assert "Somebody has just changed this" in answer.content.decode()
    old.refresh_from_db()
    assert old.value == 4200  # type: ignore[attr-defined]


def test_a_contributors_degree_days_await_acceptance(town: Cast, sign_in: SignIn) -> None:
    series = keep_series(town)
    bo = sign_in(town.bo)
    keys = ticked(bo.get(DEGREES), "heating_degree_days", 2019)
    bo.post(f"{DEGREES}carry/", {"series": series.uid, "value": keys})
    assert ProfileValue.objects.get(indicator="heating_degree_days").accepted is False


def test_the_trend_becomes_a_path_of_a_written_scenario(town: Cast, sign_in: SignIn) -> None:
    series = keep_series(town)
    ada = sign_in(town.ada)
    assert "There is no written scenario yet" in ada.get(DEGREES).content.decode()
    scenario = town.keep(town.ada, Scenario(title="Siltāka nākotne"))
    town.keep(town.ada, PathPoint(scenario=scenario, quantity="degree_days", year=2030, value=50))
    data = {"series": series.uid, "scenario": scenario.uid}
    answer = ada.post(f"{DEGREES}path/", data, follow=True)
    points = {one.year: one for one in PathPoint.objects.filter(quantity="degree_days")}
    assert set(points) == {2030, 2050}
    assert 100 > points[2030].value > points[2050].value > 50
    assert points[2050].low < points[2050].value < points[2050].high
    assert "per decade" in points[2050].source and "Upesciems" in points[2050].source
    undo = next(str(one.extra_tags).removeprefix("undo:") for one in answer.context["messages"])
    ada.post(undo)
    assert [one.value for one in PathPoint.objects.filter(quantity="degree_days")] == [50]


def test_the_inventory_is_corrected_by_what_was_carried(town: Cast, sign_in: SignIn) -> None:
    series = keep_series(town)
    inventory = Inventory.objects.get()
    inventory.heating_share_corrected = True
    town.keep(town.ada, inventory)
    use = EnergyUse.objects.filter(carrier="natural_gas")[0]
    use.heating_share = 0.8
    town.keep(town.ada, use)
    ada = sign_in(town.ada)
    page = ada.get(DEGREES)
    assert not page.context["corrected"]
    keys = ticked(page, "heating_degree_days", 2019) + ticked(page, "heating_degree_days_mean", 2020)
    ada.post(f"{DEGREES}carry/", {"series": series.uid, "value": keys})
    page = ada.get(DEGREES)
    assert page.context["corrected"][0].corrected.ratio > 1, "2019 was milder than the mean of 30 years"
