"""Districts from a map file: shown before it is done, and what is wrong with a file is said."""

from __future__ import annotations

import html
import json
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from secap.desk.risk.models import District
from tests.cast import Cast
from tests.desk.risk.conftest import RISK, add, fresh, text_of

URL = f"{RISK}district-map/"
SCORE = f"{RISK}vulnerability/"


def square(east: float = 24.0, north: float = 57.0, size: float = 0.1) -> list[list[list[float]]]:
    right, top = round(east + size, 3), round(north + size, 3)
    return [[[east, north], [right, north], [right, top], [east, top], [east, north]]]


def feature(
    name: str = "Centrs", coordinates: Any = None, kind: str = "Polygon", **more: Any
) -> dict[str, Any]:
    geometry = {"type": kind, "coordinates": square() if coordinates is None else coordinates}
    return {"type": "Feature", "properties": {"name": name, **more}, "geometry": geometry}


def collection(*features: Any, **more: Any) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features), **more}


def upload(client: Client, content: Any) -> Any:
    text = content if isinstance(content, bytes) else json.dumps(content).encode()
    return client.post(URL, {"file": SimpleUploadedFile("rajoni.geojson", text)})


def confirm(client: Client, preview: Any, **more: str) -> Any:
    page = preview.content.decode()
    content = re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)
    seen = re.search(r'name="seen" value="([^"]*)"', page)
    assert content and seen
    chosen = {
        name: html.unescape(value)
        for name, inside in re.findall(r'<select[^>]*name="(name|code)".*?>(.*?)</select>', page, re.DOTALL)
        for value in re.findall(r"<option selected>([^<]*)<", inside)
    }
    form = {"content": html.unescape(content[1]), "seen": seen[1], "apply": "1", **chosen, **more}
    return client.post(URL, form, follow=True)


TWO = collection(feature("Centrs", code="C"), feature("Mala", square(24.1), code="M"))


def test_nothing_is_saved_before_it_was_shown(ada: Client, cast: Cast) -> None:
    page = text_of(upload(ada, TWO))
    assert "New: 2" in page and "Centrs" in page and "Mala" in page
    assert not District.objects.exists()


def test_districts_are_made_with_code_and_boundary(ada: Client, cast: Cast) -> None:
    answer = confirm(ada, upload(ada, TWO))
    assert "2 districts saved." in text_of(answer)
    made = {one.name: one for one in District.objects.all()}
    assert made["Mala"].code == "M" and made["Mala"].boundary["type"] == "Polygon"
    assert made["Mala"].boundary["coordinates"] == square(24.1)
    assert made["Mala"].history.latest().history_change_reason == "map file"


def test_a_district_is_found_by_its_code_then_by_its_name(ada: Client, cast: Cast) -> None:
    by_code = add(cast, District(name="Vecais centrs", code="C", population=900))
    by_name = add(cast, District(name="MALA"))
    other = add(cast, District(name="Lauki"))
    preview = upload(ada, TWO)
    page = text_of(preview)
    assert "Changed: 2" in page and "name: Vecais centrs → Centrs" in page
    assert "Not in the file, stay: 1" in page
    confirm(ada, preview)
    assert District.objects.count() == 3
    assert (fresh(by_code).name, fresh(by_code).population) == ("Centrs", 900)
    assert fresh(by_name).code == "M" and fresh(by_name).boundary
    assert fresh(other).revision == 1


def test_the_same_file_again_changes_nothing(ada: Client, cast: Cast) -> None:
    confirm(ada, upload(ada, TWO))
    preview = upload(ada, TWO)
    assert "As they are: 2" in text_of(preview)
    assert "Nothing was changed." in text_of(confirm(ada, preview))
    assert {one.revision for one in District.objects.all()} == {1}


def test_the_name_is_taken_from_the_property_that_was_chosen(ada: Client, cast: Cast) -> None:
    file = collection(
        feature("A", Pagasts="Upes pagasts"), feature("B", square(24.1), Pagasts="Kalna pagasts")
    )
    confirm(ada, upload(ada, file), name="Pagasts")
    assert {one.name for one in District.objects.all()} == {"Upes pagasts", "Kalna pagasts"}


def test_districts_that_changed_meanwhile_are_looked_at_again(ada: Client, cast: Cast) -> None:
    one = add(cast, District(name="Centrs"))
    preview = upload(ada, TWO)
    one.population = 5
    cast.keep(cast.bo, one)
    answer = confirm(ada, preview)
    assert answer.status_code == 409 and "nothing is saved yet" in text_of(answer)
    assert District.objects.count() == 1 and not fresh(one).boundary


def test_two_areas_of_one_name_are_not_taken_over(ada: Client, cast: Cast) -> None:
    answer = upload(ada, collection(feature("Centrs"), feature("centrs", square(24.1))))
    assert answer.status_code == 422
    assert "Two areas of the file are the same district" in text_of(answer)
    assert 'name="apply"' not in answer.content.decode()


def test_a_contributors_districts_await_acceptance(bo: Client, cast: Cast) -> None:
    confirm(bo, upload(bo, TWO))
    assert {one.accepted for one in District.objects.all()} == {False}


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (b"", "can't be read at line 1"),
        (b"name;code\nCentrs;C\n", "not GeoJSON"),
        (b'{"type": "FeatureCollection",\n "features": [}', "line 2, column"),
        (b"\xff\xfe\x00\x01", "not text in UTF-8"),
        (b"[" * 100_000, "not GeoJSON"),
        (b'{"type": "FeatureCollection", "features": [NaN]}', "not GeoJSON"),
        ([], "FeatureCollection"),
        ({"type": "Topology", "objects": {}}, "TopoJSON"),
        (feature(), "This one is: Feature"),
        (collection(), "holds no areas"),
        (collection("Centrs"), "Feature 1 is not a GeoJSON Feature"),
        (collection(feature(), feature("B", [24, 57], "Point")), "Feature 2 is not an area"),
        (collection({"type": "Feature", "properties": {}, "geometry": None}), "Feature 1 is not an area"),
        (collection(feature(coordinates=square(506_000, 312_000, 900))), "no degrees"),
        (collection(feature(), crs={"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3059"}}),
         "EPSG::3059"),
        (collection(feature(coordinates=[[[24, 57], [24.1, 57]]])), "boundary of feature 1 is not complete"),
        (collection(feature(coordinates=[[["24", "57"]] * 5])), "boundary of feature 1 is not complete"),
        (collection(feature(coordinates=[])), "boundary of feature 1 is not complete"),
        (collection(feature(coordinates=5)), "boundary of feature 1 is not complete"),
        (collection(feature(coordinates=[[[10**400, 57]] * 4])), "no degrees"),
        (collection(feature(name="")), "none can be the name"),
        (collection({**feature(), "properties": None}), "none can be the name"),
        (collection(*[feature()] * 501), "501 areas"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_file_is_said(ada: Client, cast: Cast, file: Any, said: str) -> None:
    answer = upload(ada, file)
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert not District.objects.exists()


def test_a_name_loses_what_no_page_can_hold(ada: Client, cast: Cast) -> None:
    answer = upload(ada, collection(feature(name="Cen\x00trs \ud800<b>")))
    assert answer.status_code == 200
    assert "Cen trs &lt;b&gt;" in answer.content.decode()


def test_a_file_that_is_too_large_is_refused(ada: Client, cast: Cast) -> None:
    answer = upload(ada, b" " * (3 * 1024 * 1024 + 1))
    assert answer.status_code == 422 and "larger than 3 MB" in text_of(answer)


def test_no_file_at_all(ada: Client, cast: Cast) -> None:
    assert "Choose a file." in text_of(ada.post(URL))


def test_the_map_is_drawn_once_every_scored_district_has_a_boundary(
    ada: Client, districts: list[District]
) -> None:
    assert not ada.get(SCORE).context["has_map"]
    confirm(ada, upload(ada, collection(feature("Krasts"))))
    assert not ada.get(SCORE).context["has_map"], "Kalns is scored, too"
    shapes = collection(feature("Krasts"), feature("Kalns", [square(24.1), square(24.3)], "MultiPolygon"))
    confirm(ada, upload(ada, shapes))
    answer = ada.get(SCORE)
    assert answer.context["has_map"]
    figure = answer.context["figures"][0]
    assert [row[:2] for row in figure.rows] == [("Krasts", 100.0), ("Kalns", 0.0)]
    assert "Most vulnerable: Krasts, 100; least: Kalns, 0." in figure.alt
