"""The house's own rules: sizes of files, sources of formulas, links that lead somewhere."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PYTHON = sorted(path for path in (ROOT / "src").rglob("*.py") if "migrations" not in path.parts)
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
MOST_LINES = 500
FORMULAS = [
    "arrays", "chp", "choosing", "degree_days", "emissions", "local_electricity", "local_heat", "quality",
    "comparison", "double_counting",
]  # fmt: skip
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")


def test_no_file_holds_more_than_one_idea() -> None:
    long = {
        str(path.relative_to(ROOT)): n
        for path in PYTHON
        if (n := len(path.read_text("utf-8").splitlines())) > MOST_LINES
    }
    assert long == {}


def test_no_module_is_a_drawer_for_everything() -> None:
    assert [path.name for path in PYTHON if path.stem in {"utils", "helpers", "misc", "common"}] == []


@pytest.mark.parametrize("name", FORMULAS)
def test_public_formulas_cite_their_source(name: str) -> None:
    """A function that computes (it has a `Returns` in its docstring) says where its formula comes from."""
    tree = ast.parse((ROOT / "src/secap/method/inventory" / f"{name}.py").read_text(encoding="utf-8"))
    without = [
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
        and "Returns:" in (text := ast.get_docstring(node) or "") and "Source:" not in text
    ]  # fmt: skip
    assert without == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    targets = [link for link in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in link]
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_no_text_hides_from_the_translators() -> None:
    """The collector of texts does not look into f-strings, so a text in one would stay English unnoticed."""
    hidden = re.compile(r"""\{(?:_|gettext|Message)\(['"]""")
    assert [str(path.relative_to(ROOT)) for path in PYTHON if hidden.search(path.read_text("utf-8"))] == []
