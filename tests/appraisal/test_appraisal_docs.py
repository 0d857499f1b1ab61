"""Every module of appraisal names its source, and its examples hold."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import greentwin.appraisal as package

METHODS = ("normalisation", "weighting", "aggregation", "robustness")
MODULES = [module.name for module in pkgutil.walk_packages(package.__path__, "greentwin.appraisal.")]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_hold(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0


@pytest.mark.parametrize(
    "name", [name for name in MODULES if name.count(".") == 3 and name.split(".")[2] in METHODS]
)
def test_every_method_cites_its_source(name):
    if name.endswith(".scale"):
        return
    text = importlib.import_module(name).__doc__
    assert "https://doi.org/" in text, name
