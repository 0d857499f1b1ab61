"""Many specifications: each estimated as by itself, in any number of processes, and refusals recorded."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from greentwin.city.evaluation.estimators import estimate
from greentwin.city.evaluation.multiverse.estimation import estimate_all, one_of_each_kind
from greentwin.city.evaluation.multiverse.grid import variants
from greentwin.city.evaluation.sample import panel_for


@pytest.fixture(scope="module")
def some():
    return list(variants("province_pilots"))[::17]


@pytest.fixture(scope="module")
def estimates(some):
    return estimate_all(some)


def test_each_row_is_the_estimate_of_its_own_specification(some, estimates):
    for variant, row in zip(some, estimates.to_dict("records"), strict=True):
        alone = estimate(panel_for(variant.specification), variant.estimator)
        assert row["value"] == alone.value
        assert row["p_value"] == alone.p_value
        assert (row["lower"], row["upper"]) == alone.interval()
        assert row["n_treated"] == alone.n_treated
        assert row["data"] == variant.choices["data"]
        assert pd.isna(row["refusal"])


def test_two_processes_give_the_same_and_tell_how_far_they_are(some, estimates):
    told = []
    again = estimate_all(some, jobs=2, report=lambda done, of_all: told.append((done, of_all)))
    pd.testing.assert_frame_equal(again, estimates)
    assert told[-1] == (len(some), len(some))
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_what_leaves_no_design_is_recorded_with_the_reason(some):
    impossible = replace(some[0], specification=replace(some[0].specification, year_from=2010))
    (row,) = estimate_all([impossible]).to_dict("records")
    assert "treated from the first year on" in row["refusal"]
    assert "value" not in row or pd.isna(row["value"])


def test_one_of_each_kind_uses_every_table_and_estimator():
    every = list(variants("city_pilots"))
    kinds = one_of_each_kind(every)
    assert {(v.specification.source, v.estimator) for v in kinds} == {
        (v.specification.source, v.estimator) for v in every
    }
    assert len(kinds) == 9
