"""Estimates after a linear trend of the years before the start has been taken off."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from simulated_panels import mean_difference, noise, panel_with, study_with

from greentwin.city.evaluation.sensitivity.trends import detrended, extrapolated, trend_adjusted
from greentwin.errors import DataError, ParameterError

TIMES = [-4, -3, -2, 0, 1, 2]


@pytest.mark.parametrize("fit", ["least_squares", "precision"])
@given(st.floats(-1, 1), st.floats(-1, 1))
def test_a_straight_trend_is_taken_off_entirely(fit, slope, effect):
    values = slope * (np.array(TIMES) + 1.0) + effect * (np.array(TIMES) >= 0)
    covariance = 0.5 * np.eye(6) + 0.5
    found = extrapolated(study_with(values, covariance, TIMES), target="average", fit=fit)
    assert found.slope == pytest.approx(slope, abs=1e-9)
    assert found.value == pytest.approx(effect, abs=1e-9)
    assert found.unadjusted == pytest.approx(effect + 2 * slope, abs=1e-9)


def test_the_line_through_the_reference_by_hand():
    study = study_with([-0.4, -0.2, 0.3], np.diag([0.04, 0.01, 0.01]), [-3, -2, 0])
    found = extrapolated(study)
    # Distances from the reference are -2 and -1: slope (0.8 + 0.2) / 5, its error sqrt(0.16 + 0.01) / 5.
    assert found.slope == pytest.approx(0.2)
    assert found.slope_error == pytest.approx(np.sqrt(0.17) / 5)
    assert found.value == pytest.approx(0.1)
    assert found.standard_error == pytest.approx(np.sqrt(0.01 + 0.17 / 25))


def test_precision_weights_give_the_smallest_error():
    generator = np.random.default_rng(3)
    root = generator.normal(size=(6, 9))
    study = study_with(np.zeros(6), root @ root.T, TIMES)
    assert extrapolated(study, fit="precision").slope_error < extrapolated(study).slope_error


def test_yearly_changes_before_the_start_average_to_the_slope():
    study = study_with([0.1, 0.3, 0.2, 0.5], np.eye(4), [-3, -2, -1, 0], None)
    found = extrapolated(study)
    assert found.slope == pytest.approx(0.2)
    assert found.value == pytest.approx(0.3)


def test_a_trend_of_the_treated_is_taken_off_the_panel():
    flat = panel_with({2007: 6, 2009: 5}, 30, seed=1)
    sloped = panel_with({2007: 6, 2009: 5}, 30, seed=1, slope=0.8)
    assert mean_difference(sloped).value > mean_difference(flat).value + 2
    for by in ("group", "unit"):
        assert mean_difference(detrended(sloped, by)).value == pytest.approx(
            mean_difference(detrended(flat, by)).value
        )


def test_trends_of_groups_and_of_units_give_the_same_difference():
    panel = panel_with({2007: 6, 2009: 5}, 30, seed=2, slope=0.3)
    by_group, by_unit = (mean_difference(detrended(panel, by)).value for by in ("group", "unit"))
    assert by_group == pytest.approx(by_unit)


def test_controls_keep_their_outcome_where_groups_have_the_trends():
    panel = panel_with({2007: 6}, 30, seed=2)
    changed = detrended(panel)
    np.testing.assert_array_equal(changed.outcome[~panel.treated], panel.outcome[~panel.treated])
    assert changed.exclusions == panel.exclusions


def test_the_error_is_that_of_repeated_samples():
    generator, panel = np.random.default_rng(8), panel_with({2009: 12}, 28)
    samples = [panel.with_outcome(noise(generator, panel.outcome.shape)) for _ in range(150)]
    spread = np.std([mean_difference(detrended(sample)).value for sample in samples], ddof=1)
    errors = [trend_adjusted(sample, mean_difference).standard_error for sample in samples[:8]]
    assert np.mean(errors) == pytest.approx(spread, rel=0.25)
    assert mean_difference(detrended(samples[0])).standard_error < 0.8 * spread


def test_the_jackknife_keeps_value_and_numbers():
    panel = panel_with({2008: 6}, 14, seed=5, units_per_region=2)
    found = trend_adjusted(panel, mean_difference)
    assert found.value == mean_difference(detrended(panel)).value
    assert (found.n_units, found.n_treated, found.n_clusters, found.degrees_of_freedom) == (20, 6, 10, 9)


def test_what_has_no_trend():
    with pytest.raises(DataError, match="the group that starts in 2004 has 1 years before its start"):
        detrended(panel_with({2004: 3}, 10))
    with pytest.raises(DataError, match=r"unit u\d+ has 1 years before its start"):
        detrended(panel_with({2004: 3}, 10), "unit")
    with pytest.raises(DataError, match="never treated, and there are none"):
        detrended(panel_with({2007: 3, 2014: 5}, 0, control_group="not_yet_treated"))
    with pytest.raises(ParameterError, match="by is 'year'; it must be one of group, unit"):
        detrended(panel_with({2007: 3}, 5), "year")
    with pytest.raises(ParameterError, match="fit is 'eye'"):
        extrapolated(study_with([0.1, 0.2], np.eye(2), [-2, 0]), fit="eye")
