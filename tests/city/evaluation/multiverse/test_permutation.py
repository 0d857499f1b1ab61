"""Curves under shuffled names: what is shuffled, what stays, and the p-values."""

from __future__ import annotations

import numpy as np
import pytest

from greentwin.city.evaluation.multiverse.estimation import estimate_all
from greentwin.city.evaluation.multiverse.grid import variants
from greentwin.city.evaluation.multiverse.permutation import (
    CurveTest,
    curve_test,
    shuffled_curve,
    shuffled_traits,
)
from greentwin.city.evaluation.traits import traits_of
from greentwin.errors import ParameterError


def test_names_are_shuffled_and_everything_else_stays():
    real = traits_of("prefecture")
    shuffled = shuffled_traits("prefecture", np.random.default_rng(1))
    assert not np.array_equal(shuffled.own_batch, real.own_batch, equal_nan=True)
    for batch in (1, 2, 3):
        assert (shuffled.own_batch == batch).sum() == (real.own_batch == batch).sum()
    for name in ("units", "provinces", "part_batch", "municipality", "market_year"):
        np.testing.assert_array_equal(getattr(shuffled, name), getattr(real, name))


def test_a_province_is_named_as_a_whole():
    shuffled = shuffled_traits("prefecture", np.random.default_rng(2))
    real = traits_of("prefecture")

    def named(traits):
        pairs = set(zip(traits.provinces, np.nan_to_num(traits.province_batch), strict=True))
        assert len(pairs) == len(set(traits.provinces))
        return sorted(batch for _, batch in pairs)

    assert named(shuffled) == named(real)


def test_p_values_count_the_real_curve_and_look_at_both_sides_of_the_median():
    test = CurveTest(-0.02, 0.5, np.array([0.03, -0.01, 0.0]), np.array([0.5, 0.1, 0.9]))
    assert test.p_median == (1 + 1) / 4
    assert test.p_negative_share == (1 + 2) / 4
    assert test.n_draws == 3


@pytest.fixture(scope="module")
def some():
    found = list(variants("province_pilots"))[::23]
    return found, estimate_all(found)


def test_draws_do_not_depend_on_how_the_work_is_shared_out(some):
    found, estimates = some
    told = []
    one = curve_test(found, estimates, draws=4, seed=5)
    two = curve_test(found, estimates, draws=4, seed=5, jobs=2, report=lambda *done: told.append(done))
    np.testing.assert_array_equal(one.shuffled_medians, two.shuffled_medians)
    np.testing.assert_array_equal(one.shuffled_shares, two.shuffled_shares)
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert one.median == np.median(estimates["value"])


def test_another_seed_is_another_draw(some):
    found, _ = some
    assert shuffled_curve(found, 5, 0) == shuffled_curve(found, 5, 0)
    assert shuffled_curve(found, 5, 0) != shuffled_curve(found, 6, 0)
    assert shuffled_curve(found, 5, 0) != shuffled_curve(found, 5, 1)


def test_at_least_one_draw_is_needed(some):
    with pytest.raises(ParameterError, match="draws is 0; it must be at least 1"):
        curve_test(*some, draws=0)
