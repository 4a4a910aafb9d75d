"""The examples in the book's docstrings hold."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import secap.method

MODULES = [module.name for module in pkgutil.walk_packages(secap.method.__path__, "secap.method.")]


@pytest.mark.parametrize("name", MODULES)
def test_docstring_examples_hold(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
