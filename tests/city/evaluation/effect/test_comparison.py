"""All estimators and tests on one design."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from evaluation_panels import staggered, with_gaps

from greentwin.city.evaluation.effect.comparison import estimate_by_all, inferences, started_by_cluster
from greentwin.city.evaluation.effect.design import Design
from greentwin.city.evaluation.estimators import ESTIMATORS
from greentwin.city.evaluation.inference.wildbootstrap import wild_cluster_bootstrap


def design(panel, **values) -> Design:
    return Design(panel, None, 0, (), **values)


@pytest.fixture(scope="module")
def known():
    return design(staggered(effect=lambda start, year: -2.0, noise=0.1))


def test_every_estimator_finds_a_constant_effect(known):
    found, refused = estimate_by_all(known)
    assert [item.estimator for item in found] == list(ESTIMATORS)
    assert not refused
    assert [item.value for item in found] == pytest.approx([-2.0] * len(found), abs=0.2)


def test_an_estimator_that_cannot_take_the_panel_says_why():
    found, refused = estimate_by_all(design(with_gaps(staggered())))
    assert "needs a value for every unit and year" in refused["synthetic_did"]
    assert len(found) + len(refused) == len(ESTIMATORS)


def test_tests_are_those_of_their_modules(known):
    rows = {(row.estimator, row.kind): row for row in inferences(known, 49, 1)}
    assert len(rows) == 7
    direct = wild_cluster_bootstrap(known.panel, draws=49, seed=1)
    assert rows["twfe", "wild_bootstrap"].p_value == direct.p_value
    assert rows["group_time", "randomisation"].p_value == 1 / 50
    assert rows["group_time", "randomisation"].interval is None
    for row in rows.values():
        assert row.refusal is None
        assert row.value == pytest.approx(-2.0, abs=0.2)


def test_a_test_that_cannot_be_made_says_why():
    clusters = ["one"] * 3 + ["two"] * 9
    starts = (2004, 2004, 2004, *([np.inf] * 9))
    rows = inferences(design(staggered(starts=starts, clusters=clusters)), 49, 1)
    refused = [row for row in rows if row.refusal]
    assert {row.kind for row in refused} >= {"jackknife"}
    assert all(np.isnan(row.p_value) for row in refused)


def test_starts_are_dealt_across_clusters_only_where_clusters_are_treated():
    by_unit = staggered(clusters=list("aabbccddeeff"))
    assert not started_by_cluster(by_unit)
    assert started_by_cluster(staggered())
    assert started_by_cluster(
        replace(by_unit, start=np.repeat([2004.0, np.inf, 2006.0], 4)[[0] * 2 + [4] * 4 + [8] * 6])
    )
