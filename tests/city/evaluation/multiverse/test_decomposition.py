"""Shares of the variance, and switches of one choice alone: closed forms and properties."""

from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greentwin.city.evaluation.multiverse.decomposition import INTERPLAY, switches, variance_shares
from greentwin.errors import DataError

LEVELS = {"data": "abc", "method": "mn", "window": "xy"}


def grid(value) -> pd.DataFrame:
    rows = [dict(zip(LEVELS, levels, strict=True)) for levels in product(*LEVELS.values())]
    return pd.DataFrame([{**row, "value": value(**row)} for row in rows])


def test_effects_that_add_up_are_shared_out_as_in_the_analysis_of_variance():
    table = grid(lambda data, method, window: 3.0 * "abc".index(data) + "mn".index(method))
    shares = variance_shares(table, list(LEVELS))
    between_data, between_methods = 9 * np.var([0, 1, 2]), np.var([0, 1])
    whole = between_data + between_methods
    expected = [between_data / whole, between_methods / whole, 0, 0]
    assert shares.index.tolist() == [*LEVELS, INTERPLAY]
    np.testing.assert_allclose(shares, expected, atol=1e-12)


def test_what_no_choice_explains_alone_is_interplay():
    table = grid(lambda data, method, window: float(("mn".index(method) + "xy".index(window)) % 2))
    np.testing.assert_allclose(variance_shares(table, list(LEVELS)), [0, 0, 0, 1], atol=1e-12)


def test_two_choices_that_always_go_together_share_equally():
    table = pd.DataFrame({"a": list("xxyy"), "b": list("uuvv"), "value": [0.0, 1.0, 4.0, 5.0]})
    shares = variance_shares(table, ["a", "b"])
    assert shares["a"] == pytest.approx(shares["b"])
    assert shares["a"] + shares["b"] == pytest.approx(16 / 17)


@settings(deadline=None, max_examples=30)
@given(st.lists(st.floats(-5, 5), min_size=12, max_size=12).filter(lambda found: np.ptp(found) > 1e-3))
def test_shares_sum_to_one_and_none_is_negative(values):
    table = grid(lambda **_: 0.0).assign(value=values)
    shares = variance_shares(table, list(LEVELS))
    assert shares.sum() == pytest.approx(1)
    assert shares.min() > -1e-9


def test_estimates_that_do_not_differ_cannot_be_shared_out():
    with pytest.raises(DataError, match="only where they differ"):
        variance_shares(grid(lambda **_: 1.0), list(LEVELS))


def test_a_switch_compares_only_what_agrees_in_all_else():
    table = grid(lambda data, method, window: {"a": 0.0, "b": 1.0, "c": 4.0}[data] - 0.5 * "mn".index(method))
    found = switches(table, list(LEVELS))
    assert found.loc["data", "pairs"] == 3 * 4
    assert found.loc["data", "mean"] == pytest.approx((1 + 3 + 4) / 3)
    assert found.loc["data", "largest"] == 4
    assert found.loc["method", ["pairs", "mean"]].tolist() == [6, 0.5]
    assert found.loc["method", "sign_changes"] == pytest.approx(1 / 3)
    assert found.loc["window", "largest"] == 0


def test_a_missing_estimate_takes_part_in_no_pair():
    table = grid(lambda data, method, window: 1.0 * "mn".index(method))
    table.loc[0, "value"] = np.nan
    found = switches(table, list(LEVELS))
    assert found.loc["method", "pairs"] == 5
    assert found.loc["data", "pairs"] == 10


def test_a_choice_with_one_level_has_no_pair():
    table = grid(lambda **_: 0.0).assign(data="a").drop_duplicates(["data", "method", "window"])
    assert switches(table, list(LEVELS)).loc["data", "pairs"] == 0
    assert np.isnan(switches(table, list(LEVELS)).loc["data", "mean"])
