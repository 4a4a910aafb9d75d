"""The vendored chart libraries draw under the site's content security policy: no eval, no inline styles."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

STATIC = Path(__file__).resolve().parents[2] / "src/secap/desk/site/static/vendor"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'"
)
SCRIPTS = ["vega-*/vega.min.js", "vega-lite-*/vega-lite.min.js", "vega-embed-*/vega-embed.min.js"]
DRAW = """
const rows = [
  {sector: "Ēkas", scope: "1", t: 3}, {sector: "Ēkas", scope: "2", t: 4}, {sector: "Ceļi", scope: "1", t: 5},
];
const spec = {
  data: {values: rows}, width: 200, height: 100,
  transform: [{calculate: "datum.t * 2", as: "double"}],
  mark: "bar",
  encoding: {
    x: {field: "sector", type: "nominal"}, y: {field: "double", type: "quantitative"},
    color: {field: "scope", type: "nominal"}, tooltip: [{field: "double", format: ",.1f"}],
  },
};
const options = {
  ast: true, actions: false, defaultStyle: false, renderer: "svg", tooltip: {disableDefaultStyle: true},
};
vegaEmbed("#chart", spec, options)
  .then((result) => result.view.toSVG())
  .then((svg) => { document.title = "drawn " + (svg.match(/<path/g) || []).length; })
  .catch((error) => { document.title = "failed " + error; });
"""


class Site(SimpleHTTPRequestHandler):
    """Serves the vendored folder, a page and its script, under the policy."""

    def do_GET(self) -> None:
        if self.path in {"/page", "/draw.js"}:
            scripts = [str(next(STATIC.glob(pattern)).relative_to(STATIC)) for pattern in SCRIPTS]
            tags = "".join(f'<script src="/{script}"></script>' for script in [*scripts, "draw.js"])
            page = f'<!doctype html><html lang="en"><title>-</title><div id="chart"></div>{tags}</html>'
            body = (page if self.path == "/page" else DRAW).encode()
            self.send_response(200)
            self.send_header(
                "Content-Type", "text/html; charset=utf-8" if self.path == "/page" else "text/javascript"
            )
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        else:
            super().do_GET()

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Site, directory=str(STATIC))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.mark.browser
def test_a_chart_is_drawn_under_the_content_security_policy(site: str, browser: Browser) -> None:
    page = browser.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{site}/page")
    page.wait_for_function("document.title !== '-'")
    title = page.title()
    page.hover("#chart .mark-rect path")
    page.close()
    assert title.startswith("drawn ") and int(title.split()[1]) >= 3, title
    # a missing favicon is no concern of the charts
    assert [text for text in complaints if "favicon" not in text and "404" not in text] == []
