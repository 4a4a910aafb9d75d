"""Whatever a file holds, reading it ends with series, findings or a clear refusal, never with a trace."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from secap.exchange.climate.reading import read
from secap.method.basis.errors import SecapError
from tests.exchange.climate.made import dly, ecad, ghcn_long, ghcn_wide, netcdf, table, weather

VALUES = weather(60)
FILES = {
    "table": table(VALUES),
    "semicolons": table(VALUES, separator=";", decimal=",", day="%d.%m.%Y"),
    "ecad": ecad("TX", VALUES["tx"]),
    "dly": dly({"TMAX": VALUES["tx"], "PRCP": VALUES["pr"]}),
    "long": ghcn_long({"TMAX": VALUES["tx"], "PRCP": VALUES["pr"]}),
    "wide": ghcn_wide({"TMAX": VALUES["tx"], "PRCP": VALUES["pr"]}),
}
READ = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def survives(content: bytes) -> None:
    try:
        got = read("file", content, point=(56.0, 24.0))
    except SecapError as error:
        assert error.text("en") and error.text("lv")
        return
    assert got.series or got.has_errors
    for finding in got.findings:
        assert finding.as_dict("lv")["hint"]


@given(st.binary(max_size=400))
@READ
def test_any_bytes(content: bytes) -> None:
    survives(content)


@given(st.text(alphabet="0123456789-.,;: \n\tabSTAIDTMXPRC\"'é", max_size=300))
@READ
def test_any_text(text: str) -> None:
    survives(text.encode())


@pytest.mark.parametrize("kind", FILES)
@given(data=st.data())
@READ
def test_damaged_files(kind: str, data: st.DataObject) -> None:
    content = bytearray(FILES[kind])
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(content) - 1))
        what = data.draw(st.sampled_from(["byte", "cut", "drop", "double"]))
        if what == "byte":
            content[at] = data.draw(st.integers(0, 255))
        elif what == "cut":
            content = content[: max(at, 1)]
        elif what == "drop":
            del content[at : at + data.draw(st.integers(1, 40))]
            content = content or bytearray(b"x")
        else:
            content[at:at] = content[at : at + data.draw(st.integers(1, 200))]
    survives(bytes(content))


@given(data=st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_damaged_netcdf(data: st.DataObject) -> None:
    pytest.importorskip("h5netcdf", reason="the extra `climate` is not installed")
    engine = data.draw(st.sampled_from(["h5netcdf", "scipy"]))
    content = bytearray(
        netcdf({"tx": (("time",), VALUES["tx"], {"units": "degC"})}, {"time": np.arange(60)}, engine=engine)
    )
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    survives(bytes(content))
