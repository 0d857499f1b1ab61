"""The trend test: a published example, exact values, and how far it errs on years that depend on each other."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pandas as pd
import pymannkendall
import pytest
from hypothesis import given
from hypothesis import strategies as st

from greentwin.appraisal.targets.gaps import gaps, longest_even_run
from greentwin.appraisal.targets.trend import mann_kendall
from greentwin.errors import DataError, ParameterError

GREAT_LAKES = [
    *(
        31.69,
        29.77,
        31.70,
        33.06,
        31.31,
        32.72,
        31.18,
        29.90,
        29.17,
        31.48,
        28.11,
        32.61,
        31.31,
        30.96,
        28.40,
    ),
    *(
        30.68,
        33.67,
        28.65,
        30.62,
        30.21,
        28.79,
        30.92,
        30.92,
        28.13,
        30.51,
        27.63,
        34.80,
        32.10,
        33.86,
        32.33,
    ),
    *(
        25.69,
        30.60,
        32.85,
        30.31,
        27.71,
        30.34,
        29.14,
        33.41,
        33.51,
        29.90,
        32.69,
        32.34,
        35.01,
        33.05,
        31.15,
    ),
    *(
        36.36,
        29.83,
        33.70,
        29.81,
        32.41,
        35.90,
        37.45,
        30.39,
        31.15,
        35.75,
        31.14,
        30.06,
        32.40,
        28.44,
        36.38,
    ),
    *(
        31.73,
        31.27,
        28.51,
        26.01,
        31.27,
        35.57,
        30.85,
        33.35,
        35.82,
        31.78,
        34.25,
        31.43,
        35.97,
        33.87,
        28.94,
    ),
    *(34.62, 31.06, 38.84, 32.25, 35.86, 32.93, 32.69, 34.39, 33.97, 32.15, 40.16, 36.32),
]
"""Yearly precipitation of the Great Lakes in inches, 1900 to 1986: data set PrecipGL of the R package Kendall."""


def series(values, first: int = 2000) -> pd.Series:
    return pd.Series(np.asarray(values, dtype=float), index=range(first, first + len(values)))


def test_the_great_lakes() -> None:
    """McLeod A. I., R package Kendall (CRAN), example PrecipGL: S = 989, Z = 3.6222, p = .000292, Sen .04."""
    trend = mann_kendall(series(GREAT_LAKES, 1900))
    assert trend.n == 87
    assert trend.s == 989
    assert trend.z == pytest.approx(3.6222, abs=5e-5)
    assert trend.p == pytest.approx(0.000292, abs=5e-7)
    assert trend.slope == pytest.approx(0.04, abs=5e-3)
    assert trend.low < trend.slope < trend.high
    assert (trend.tendency, trend.holds, trend.exact) == ("rising", True, False)


@pytest.mark.parametrize("n", [5, 6, 7, 8, 9, 10])
def test_p_of_a_short_series_is_exact(n: int) -> None:
    """Of the n! orders of n values one only rises and one only falls, so p = 2 / n! (Kendall 1975)."""
    trend = mann_kendall(series(range(n)), minimum=5)
    assert trend.exact
    assert trend.p == pytest.approx(2 / math.factorial(n))
    assert trend.p < float(pymannkendall.original_test(list(range(n))).p)


def test_equal_values_and_long_series_use_the_normal_approximation() -> None:
    tied = mann_kendall(series([1, 1, 2, 2, 3, 3, 4, 4]))
    assert not tied.exact
    assert tied.variance == pytest.approx((8 * 7 * 21 - 4 * 2 * 1 * 9) / 18)
    assert not mann_kendall(series(range(11))).exact


def test_a_constant_series_has_no_trend() -> None:
    trend = mann_kendall(series([5] * 9))
    assert (trend.s, trend.p, trend.slope, trend.tendency) == (0, 1.0, 0.0, "none_shown")
    assert (trend.checked_years, trend.autocorrelation, trend.p_prewhitened, trend.holds) == (
        (),
        None,
        None,
        None,
    )


def test_the_slope_counts_years_not_steps() -> None:
    years = [1990, 1995, 2000, 2005, 2010, 2011, 2012, 2013]
    values = pd.Series([100.0 - 2 * (year - 1990) for year in years], index=years)
    trend = mann_kendall(values)
    assert trend.slope == pytest.approx(-2)
    assert float(pymannkendall.original_test(values.to_numpy()).slope) != pytest.approx(-2, abs=0.5)
    assert trend.line(2020) == pytest.approx(40)


@given(st.lists(st.floats(-1e6, 1e6), min_size=8, max_size=30), st.floats(0.1, 10), st.floats(-100, 100))
def test_slope_is_that_of_the_library_on_even_years_and_scales(values, factor, shift) -> None:
    trend = mann_kendall(series(values))
    library = pymannkendall.original_test(values)
    assert trend.s == int(library.s)
    assert trend.slope == pytest.approx(float(library.slope), rel=1e-9, abs=1e-9)
    falling = mann_kendall(series([-value for value in values]))
    assert (falling.s, falling.p) == (-trend.s, pytest.approx(trend.p))
    moved = mann_kendall(series([factor * value + shift for value in values]), level=0.05)
    assert moved.slope == pytest.approx(factor * trend.slope, rel=1e-6, abs=1e-5)


def test_order_of_rows_does_not_matter_and_the_series_is_not_changed() -> None:
    ordered = series([9, 8, 8.5, 7, 6, 5, 4.5, 4])
    mixed = ordered.sample(frac=1, random_state=3)
    before = mixed.copy()
    assert mann_kendall(mixed) == mann_kendall(ordered)
    pd.testing.assert_series_equal(mixed, before)


def test_a_stricter_level_shows_fewer_trends() -> None:
    values = series([1, 3, 2, 4, 6, 5, 3, 7])
    trend = mann_kendall(values, level=0.2)
    assert 0.01 < trend.p < 0.2
    assert trend.tendency == "rising"
    assert mann_kendall(values, level=0.01).tendency == "none_shown"


def test_dependence_is_looked_at_on_even_years_only() -> None:
    years = [1990, *range(2003, 2018)]
    trend = mann_kendall(pd.Series(np.arange(16.0) ** 1.5, index=years))
    assert trend.checked_years == tuple(range(2003, 2018))
    scattered = [1990, 1995, 2000, 2005, 2010, 2011, 2012, 2013, 2014]
    short = mann_kendall(pd.Series(np.arange(9.0), index=scattered))
    assert (short.checked_years, short.p_prewhitened) == ((), None)
    assert (short.tendency, short.holds) == ("rising", None)


def test_how_often_a_trend_is_found_where_there_is_none() -> None:
    """With dependent years the plain test errs in about a third of cases; after pre-whitening near the level."""
    generator = np.random.default_rng(20)
    plain = strict = 0
    for _ in range(300):
        noise = generator.standard_normal(71)
        values = np.zeros(71)
        for year in range(1, 71):
            values[year] = 0.7 * values[year - 1] + noise[year]
        trend = mann_kendall(series(values[50:]))
        plain += trend.tendency != "none_shown"
        strict += trend.holds is True
    assert 0.25 < plain / 300 < 0.45
    assert strict / 300 < 0.1


@pytest.mark.parametrize(
    ("values", "message"),
    [
        (series([1, 2, 3]), "needs 8 or more values; this series has 3"),
        (series([1, 2, 3, 4, 5, 6, 7, math.nan]), "finite values only"),
        (series([1, 2, 3, 4, 5, 6, 7, math.inf]), "finite values only"),
        (pd.Series(range(8), index=[2000, *range(2000, 2007)]), "2000 stands more than once"),
    ],
)
def test_what_cannot_be_tested_is_refused(values: pd.Series, message: str) -> None:
    with pytest.raises(DataError, match=message):
        mann_kendall(values)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"level": 0.0}, "between 0 and 1"),
        ({"level": 1.0}, "between 0 and 1"),
        ({"minimum": 4}, "at least 5"),
    ],
)
def test_options_out_of_range_are_refused(options: dict[str, float], message: str) -> None:
    with pytest.raises(ParameterError, match=message):
        mann_kendall(series(range(9)), **options)


class TestGaps:
    def test_a_series_with_gaps(self) -> None:
        found = gaps([2010, 1990, 1995, 2011])
        assert (found.n, found.first_year, found.last_year, found.longest_step) == (4, 1990, 2011, 15)
        assert len(found.missing) == 18

    def test_a_single_year(self) -> None:
        found = gaps([2018])
        assert (found.n, found.missing, found.longest_step) == (1, (), 0)
        assert longest_even_run([2018]) == (2018,)

    @pytest.mark.parametrize(("years", "message"), [([], "at least one"), ([2000, 2000], "2000 stands more")])
    def test_refusals(self, years: list[int], message: str) -> None:
        for function in (gaps, longest_even_run):
            with pytest.raises(DataError, match=message):
                function(years)

    @given(st.sets(st.integers(1950, 2050), min_size=1))
    def test_years_and_gaps_make_up_the_span(self, years: set[int]) -> None:
        found = gaps(years)
        assert found.n + len(found.missing) == found.last_year - found.first_year + 1
        run = longest_even_run(years)
        assert set(run) <= years
        assert len({later - earlier for earlier, later in pairwise(run)}) <= 1

    def test_of_two_runs_the_later_one(self) -> None:
        assert longest_even_run([2000, 2001, 2002, 2010, 2011, 2012]) == (2010, 2011, 2012)
        assert longest_even_run([1990, 1995, 2000, 2005, 2006]) == (1990, 1995, 2000, 2005)
