"""A town's own wording of rows whose official text could not be checked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from django.test import Client

from secap import locale
from secap.desk.actions.models import Action
from secap.desk.registry.models import Person, Wording
from secap.desk.risk.models import Hazard
from secap.method.basis import codes
from secap.plan.file import dumps, loads
from secap.plan.plan import load_plan
from secap.reports.build import build_action
from tests.cast import Cast

SignIn = Callable[[Person | None], Client]
LIST = "/upesciems/wording/?list=hazards&lang=lv"


def say(client: Client, **names: str) -> None:
    answer = client.post(
        "/upesciems/wording/save/",
        {"list": "hazards", "lang": "lv", **{f"name-{code}": name for code, name in names.items()}},
    )
    assert answer.status_code == 302


def test_only_rows_that_were_not_checked_can_be_worded_anew(cast: Cast, sign_in: SignIn) -> None:
    ada = sign_in(cast.ada)
    page = ada.get(LIST).content.decode()
    assert 'name="name-fog"' in page and 'name="name-heat_wave"' not in page
    say(ada, fog="Bieza migla", heat_wave="Tveice")
    assert list(Wording.objects.values_list("code", "name")) == [("fog", "Bieza migla")]
    assert ada.get("/upesciems/wording/?list=passwords").status_code == 404


def test_the_own_name_stands_on_pages_of_this_town_alone(cast: Cast, sign_in: SignIn) -> None:
    say(sign_in(cast.ada), fog="Bieza migla")
    for town, who in ((cast.town, cast.ada), (cast.elsewhere, cast.eve)):
        cast.keep(who, Hazard(municipality=town, hazard="fog"))
    reader = {"headers": {"accept-language": "lv"}}
    assert "Bieza migla" in sign_in(cast.cy).get("/upesciems/risk/hazards/", **reader).content.decode()
    other = sign_in(cast.eve).get("/citur/risk/hazards/", **reader).content.decode()
    assert "Migla" in other and "Bieza migla" not in other
    assert codes.table("hazards")["fog"].label("lv") == "Migla"


def test_an_emptied_field_brings_the_draft_back_and_can_be_undone(cast: Cast, sign_in: SignIn) -> None:
    ada = sign_in(cast.ada)
    say(ada, fog="Bieza migla")
    say(ada, fog="")
    assert not Wording.objects.exists()
    record = Wording.everything.get()
    ada.post(f"/upesciems/records/registry.wording/{record.uid}/restore/")
    assert Wording.objects.get().name == "Bieza migla"


def test_a_co_ordinator_sees_the_mark_and_a_contributor_does_not(cast: Cast, sign_in: SignIn) -> None:
    form = "/upesciems/risk/groups/new/"
    assert "/upesciems/wording/?list=vulnerable_groups" in sign_in(cast.ada).get(form).content.decode()
    assert "wording" not in sign_in(cast.bo).get(form).content.decode()
    for code in codes.table("vulnerable_groups"):
        cast.keep(cast.ada, Wording(table="vulnerable_groups", code=code, lang="en", name=f"Checked {code}"))
    assert "?list=vulnerable_groups" not in sign_in(cast.ada).get(form).content.decode()


def test_a_table_with_the_own_name_is_understood(cast: Cast) -> None:
    with locale.own_labels({("hazards", "fog", "lv"): "Bieza migla"}):
        assert codes.match("hazards", "bieza migla") == "fog"
        assert codes.match("hazards", "Migla") == "fog"
    assert codes.match("hazards", "bieza migla") is None


def test_documents_from_a_plan_file_hold_the_own_name(cast: Cast, tmp_path: Path) -> None:
    cast.keep(cast.ada, Action(number="1", title="Mast", kinds="adaptation", hazards="fog"))
    cast.keep(cast.ada, Wording(table="hazards", code="fog", lang="en", name="Dense fog of the river"))
    plan = loads(dumps(load_plan(cast.town)))
    (file,) = build_action(plan, "1", tmp_path, lang="en", today=date(2026, 11, 24), formats=["docx"])
    import zipfile

    assert b"Dense fog of the river" in zipfile.ZipFile(file.path).read("word/document.xml")
