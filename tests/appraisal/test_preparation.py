"""Gaps, outliers and direction, before anything is normalised."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import kurtosis, skew

from greentwin.appraisal.direction import orient
from greentwin.appraisal.missing import observed_range, treat_gaps
from greentwin.appraisal.outliers import treat_outliers
from greentwin.errors import ParameterError

GAP = float("nan")
HOLED = [[1.0, 10.0, 5.0], [GAP, 20.0, 6.0], [5.0, 60.0, 7.0]]


def test_directions_turn_the_order_and_keep_gaps():
    turned = orient([[1.0, GAP], [2.0, 3.0]], ["lower_better", "lower_better"])
    assert turned[:, 0].tolist() == [-1.0, -2.0]
    assert np.isnan(turned[0, 1])


@pytest.mark.parametrize(
    ("treatment", "values", "units", "indicators", "filled"),
    [
        ("drop_units", [[1, 10, 5], [5, 60, 7]], (0, 2), (0, 1, 2), 0),
        ("drop_indicators", [[10, 5], [20, 6], [60, 7]], (0, 1, 2), (1, 2), 0),
        ("mean", [[1, 10, 5], [3, 20, 6], [5, 60, 7]], (0, 1, 2), (0, 1, 2), 1),
        ("median", [[1, 10, 5], [3, 20, 6], [5, 60, 7]], (0, 1, 2), (0, 1, 2), 1),
    ],
)
def test_gaps_are_dropped_or_filled_and_named(treatment, values, units, indicators, filled):
    done = treat_gaps(HOLED, treatment)
    assert done.matrix.tolist() == values
    assert (done.units, done.indicators, int(done.filled.sum())) == (units, indicators, filled)
    assert done.filled.shape == done.matrix.shape


def test_mean_and_median_differ_where_values_are_skewed():
    column = [[1.0], [2.0], [9.0], [GAP]]
    assert treat_gaps(column, "mean").matrix[-1, 0] == 4.0
    assert treat_gaps(column, "median").matrix[-1, 0] == 2.0


@pytest.mark.parametrize("treatment", ["refuse", "drop_units", "drop_indicators", "mean", "median"])
def test_a_complete_table_stays_as_it_is(treatment):
    done = treat_gaps([[1.0, 2.0], [3.0, 4.0]], treatment)
    assert done.matrix.tolist() == [[1.0, 2.0], [3.0, 4.0]]
    assert not done.filled.any()


@pytest.mark.parametrize("treatment", ["drop_units", "drop_indicators"])
def test_nothing_left_is_an_error(treatment):
    with pytest.raises(ParameterError, match=f"with {treatment} nothing is left"):
        treat_gaps([[1.0, GAP], [GAP, 2.0]], treatment)


def test_an_indicator_without_any_value_cannot_be_filled():
    with pytest.raises(ParameterError, match="no value at all"):
        treat_gaps([[GAP, 1.0], [GAP, 2.0]], "mean")


def test_a_gap_can_take_the_whole_range_of_the_others():
    low, high = observed_range([[1.0, 4.0], [GAP, 5.0], [3.0, 6.0]], [[2.0, 4.0], [GAP, 5.0], [8.0, 6.0]])
    assert (low[1, 0], high[1, 0]) == (1.0, 8.0)
    assert low[:, 1].tolist() == high[:, 1].tolist() == [4.0, 5.0, 6.0]
    with pytest.raises(ParameterError, match="a gap in both or in neither"):
        observed_range([[1.0], [GAP]], [[1.0], [2.0]])
    with pytest.raises(ParameterError, match="no value at all"):
        observed_range([[GAP], [GAP]], [[GAP], [GAP]])


TAIL = [1.0, 2, 3, 4, 5, 6, 7, 8, 9, 10]


def column(values):
    return [[float(value)] for value in values]


def test_the_cases_of_coinr():
    # COINr 1.1.14, tests/testthat/test-treat.R: one outlier takes the next value; with two and one point to
    # winsorise the rule stays broken, and a transformation follows if it is allowed.
    done = treat_outliers(column([*TAIL, 100]))
    assert (done.outcomes, done.points) == (("winsorised",), (1,))
    assert done.matrix[:, 0].tolist() == [*TAIL, 10.0]
    two = column([*range(1, 21), 100, 200])
    assert treat_outliers(two, most_points=1, transform=False).outcomes == ("outlying",)
    assert treat_outliers(two, most_points=1).outcomes == ("transformed",)


def test_a_left_tail_is_treated_at_its_own_end():
    done = treat_outliers(column([-100, *TAIL]))
    assert done.outcomes == ("winsorised",)
    assert done.matrix[0, 0] == 1.0


def test_within_the_rule_nothing_is_touched():
    done = treat_outliers(column(TAIL))
    assert done.outcomes == ("unchanged",)
    assert done.points == (0,)
    assert done.matrix[:, 0].tolist() == TAIL


@pytest.mark.parametrize("sign", [1.0, -1.0])
def test_a_long_tail_is_transformed_or_left_and_said_to_be_outlying(sign):
    heavy = sign * np.exp(np.linspace(0, 14, 100))
    done = treat_outliers(heavy[:, None])
    assert done.outcomes == ("transformed",)
    treated = done.matrix[:, 0]
    assert (np.argsort(treated) == np.argsort(heavy)).all()
    assert abs(skew(treated, bias=False)) <= 2 or kurtosis(treated, bias=False) <= 3.5
    kept = treat_outliers(heavy[:, None], transform=False)
    assert kept.outcomes == ("outlying",)
    assert kept.matrix[:, 0].tolist() == heavy.tolist()


def test_too_few_units_for_the_rule_are_refused():
    with pytest.raises(ParameterError, match="4 units or more"):
        treat_outliers(column([1, 2, 3]))
    with pytest.raises(ParameterError, match="0 or more"):
        treat_outliers(column(TAIL), most_points=-1)


@given(st.lists(st.floats(-1e3, 1e3).map(lambda x: round(x, 3)), min_size=6, max_size=25, unique=True))
def test_the_rule_holds_after_the_treatment_or_the_table_says_that_it_does_not(values):
    done = treat_outliers(column(values))
    treated = done.matrix[:, 0]
    if done.outcomes != ("outlying",):
        assert abs(skew(treated, bias=False)) <= 2 or kurtosis(treated, bias=False) <= 3.5
    order = np.argsort(values)
    assert (np.diff(treated[order]) >= 0).all()
