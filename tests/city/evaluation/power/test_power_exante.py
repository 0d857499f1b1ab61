"""What a design can detect, judged by units that are never treated."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from simulated_panels import mean_difference, noise, panel_with

from greentwin.city.evaluation.power.exante import difference_variance, ex_ante, residual_covariance
from greentwin.errors import DataError


def test_white_noise_gives_the_formula_of_frison_and_pocock():
    # Without serial correlation, equation 2 of Burlig et al. 2020 is sigma^2 (m + r) / (m r).
    assert difference_variance(2.0, 0.0, 0.0, 0.0, 3, 6) == pytest.approx(2.0 * 9 / 18)


def test_constant_correlation_gives_the_formula_of_mckenzie():
    # McKenzie 2012 (10.1016/j.jdeveco.2012.01.002): sigma^2 (1 - rho) (m + r) / (m r), here by equation 2.
    rho, m, r = 0.4, 4, 2
    assert difference_variance(1.0, rho, rho, rho, m, r) == pytest.approx((1 - rho) * (m + r) / (m * r))


def test_two_years_have_no_pairs_within_a_side():
    assert difference_variance(1.5, np.nan, np.nan, 0.5, 1, 1) == pytest.approx(2 * 1.5 - 2 * 0.5)


@given(st.floats(-0.9, 0.95), st.integers(1, 6), st.integers(1, 6))
def test_the_formula_is_the_variance_of_the_change_of_means(rho, m, r):
    lags = np.abs(np.subtract.outer(np.arange(m + r), np.arange(m + r)))
    covariance = rho ** lags.astype(float)
    contrast = np.r_[np.full(m, -1 / m), np.full(r, 1 / r)]
    pre, post = covariance[:m, :m], covariance[m:, m:]

    def pairs(square):
        return square[~np.eye(len(square), dtype=bool)].mean() if len(square) > 1 else 0.0

    found = difference_variance(1.0, pairs(pre), pairs(post), covariance[:m, m:].mean(), m, r)
    assert found == pytest.approx(contrast @ covariance @ contrast, abs=1e-12)


def test_the_moments_of_a_group_reproduce_its_variance():
    panel = panel_with({2007: 5, 2010: 3}, 40, correlation=0.6, seed=3)
    for group in ex_ante(panel).groups:
        assert group.n_before + group.n_after == 10
        again = difference_variance(
            group.variance, group.before, group.after, group.across, group.n_before, group.n_after
        )
        assert again == pytest.approx(group.difference_variance)
        assert group.n_treated == {2007: 5, 2010: 3}[group.group]


def test_one_group_has_the_variance_of_two_means():
    panel = panel_with({2008: 8}, 30, seed=4)
    found = ex_ante(panel)
    change = panel.outcome[:, 5:].mean(axis=1) - panel.outcome[:, :5].mean(axis=1)
    controls = change[np.isinf(panel.start)]
    expected = controls.var(ddof=1) * (1 / 8 + 1 / 30)
    assert found.standard_error**2 == pytest.approx(expected)
    assert found.n_control == 30
    assert found.degrees_of_freedom == 37


@pytest.mark.parametrize("correlation", [0.0, 0.7])
def test_the_predicted_error_is_that_of_repeated_samples(correlation):
    panel, generator = panel_with({2006: 6, 2009: 10}, 60), np.random.default_rng(9)
    samples = [panel.with_outcome(noise(generator, panel.outcome.shape, correlation)) for _ in range(400)]
    spread = np.std([mean_difference(sample).value for sample in samples], ddof=1)
    predicted = np.mean([ex_ante(sample).standard_error for sample in samples[:40]])
    assert predicted == pytest.approx(spread, rel=3 / np.sqrt(2 * 400))


def test_units_with_gaps_and_treated_units_do_not_count():
    panel = panel_with({2008: 4}, 12, seed=5)
    gappy = panel.outcome.copy()
    gappy[np.flatnonzero(np.isinf(panel.start))[0], 2] = np.nan
    gappy[panel.treated] += 100
    covariance, n_control = residual_covariance(panel.with_outcome(gappy))
    assert n_control == 11
    assert np.abs(covariance).max() < 10


def test_serial_correlation_makes_short_panels_more_precise_and_is_not_ignored():
    strong = ex_ante(panel_with({2008: 8}, 200, range(2007, 2010), correlation=0.9, seed=6))
    none = ex_ante(panel_with({2008: 8}, 200, range(2007, 2010), correlation=0.0, seed=6))
    assert strong.minimum_detectable_effect() < 0.6 * none.minimum_detectable_effect()


def test_too_few_controls_are_refused():
    with pytest.raises(
        DataError, match="2 units are never treated and have every year; residuals need at least 3"
    ):
        ex_ante(panel_with({2008: 4}, 2))
