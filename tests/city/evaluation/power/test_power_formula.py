"""Minimum detectable effect and power of a t-test."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from greentwin.city.evaluation.power.formula import minimum_detectable_effect, power_against
from greentwin.errors import ParameterError

errors = st.floats(1e-4, 10)
freedoms = st.one_of(st.floats(2, 500), st.just(float("inf")))


def test_multiples_of_the_standard_error_by_bloom():
    # Bloom 1995 (10.1177/0193841X9501900504): 2.80 for a two-sided test at 5 %, 2.49 at 10 % (power 80 %).
    assert minimum_detectable_effect(1.0) == pytest.approx(2.80, abs=0.005)
    assert minimum_detectable_effect(1.0, level=0.10) == pytest.approx(2.49, abs=0.005)


def test_few_degrees_of_freedom_need_a_larger_effect():
    assert minimum_detectable_effect(1.0, 10) == pytest.approx(2.228139 + 0.879058, abs=1e-6)


@given(errors, freedoms, st.floats(0.1, 0.99))
def test_the_effect_grows_with_error_and_power_and_shrinks_with_freedom(error, freedom, power):
    effect = minimum_detectable_effect(error, freedom, power=power)
    assert effect > 0
    assert minimum_detectable_effect(2 * error, freedom, power=power) == pytest.approx(2 * effect)
    assert minimum_detectable_effect(error, freedom, power=power + 0.005) > effect


def test_more_freedom_needs_a_smaller_effect():
    effects = [minimum_detectable_effect(1.0, freedom) for freedom in (3, 10, 30, 100, float("inf"))]
    assert effects == sorted(effects, reverse=True)


@pytest.mark.parametrize(("freedom", "power"), [(5, 0.7949), (10, 0.7993), (20, 0.8001), (np.inf, 0.8)])
def test_exact_power_at_the_minimum_detectable_effect(freedom, power):
    effect = minimum_detectable_effect(0.03, freedom)
    assert power_against(effect, 0.03, freedom) == pytest.approx(power, abs=2e-4)


@given(errors, st.floats(5, 200))
def test_power_starts_at_half_the_level_and_ends_at_one(error, freedom):
    assert power_against(0.0, error, freedom) == pytest.approx(0.025, abs=1e-6)
    assert power_against(-30 * error, error, freedom) > 0.99
    assert power_against(-error, error, freedom) == power_against(error, error, freedom)


def test_power_agrees_with_a_simulated_test():
    draws, freedom = 200_000, 12
    generator = np.random.default_rng(1)
    statistic = (2.0 + generator.standard_normal(draws)) / np.sqrt(
        generator.chisquare(freedom, draws) / freedom
    )
    share = float(np.mean(statistic > stats.t.ppf(0.975, freedom)))
    assert power_against(2.0, 1.0, freedom) == pytest.approx(share, abs=4 * np.sqrt(0.25 / draws))


def test_no_standard_error_gives_no_effect():
    assert np.isnan(minimum_detectable_effect(float("nan")))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"standard_error": 0.0}, "standard error is 0.0; it must be above 0"),
        ({"standard_error": 1.0, "degrees_of_freedom": 0}, "degrees of freedom are 0"),
        ({"standard_error": 1.0, "level": 1.0}, "level is 1.0; it must be between 0 and 1"),
        ({"standard_error": 1.0, "power": 0.02}, "power is 0.02; it must be above 0.025"),
        ({"standard_error": 1.0, "power": 1.0}, "power is 1.0"),
    ],
)
def test_impossible_values_are_refused(arguments, message):
    with pytest.raises(ParameterError, match=message):
        minimum_detectable_effect(**arguments)
