"""Joint test of the coefficients before the start, its power, and the bias of passing it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from simulated_panels import study_with

from greentwin.city.evaluation.sensitivity.pretrends import pretrend_frame, pretrend_test
from greentwin.city.evaluation.sensitivity.target import target_weights, trend_path
from greentwin.errors import DataError, ParameterError

TIMES = [-4, -3, -2, 0, 1, 2, 3]
# Coefficients and pointwise standard errors of He & Wang 2017, figure 2A, as Roth (2022) uses them; the covariance
# is not published, so errors are given a common correlation here.
VALUES = [-0.08942866, -0.08939153, -0.06860359, 0.09308024, 0.18774731, 0.18067996, 0.09727819]
ERRORS = np.array([0.12228981, 0.10185069, 0.07761490, 0.07494899, 0.10177085, 0.10727871, 0.15696300])
COVARIANCE = np.outer(ERRORS, ERRORS) * (0.5 + 0.5 * np.eye(7))
STUDY = study_with(VALUES, COVARIANCE, TIMES)


def test_the_reference_does_not_count():
    test = pretrend_test(STUDY)
    before = np.array(VALUES[:3])
    assert test.n_coefficients == 3
    assert test.statistic == pytest.approx(before @ np.linalg.inv(COVARIANCE[:3, :3]) @ before)
    assert test.p_value == pytest.approx(stats.chi2.sf(test.statistic, 3))
    assert test.passed


def test_one_coefficient_gives_the_t_test():
    study = study_with([0.21, 0.0], np.diag([0.01, 0.01]), [-2, 0])
    test = pretrend_test(study, 14)
    assert test.p_value == pytest.approx(2 * stats.t.sf(2.1, 14))
    assert test.passed


def test_few_clusters_make_the_test_more_careful():
    assert pretrend_test(STUDY, 10).p_value > pretrend_test(STUDY, 100).p_value > pretrend_test(STUDY).p_value


@pytest.mark.parametrize("freedom", [np.inf, 12])
def test_power_is_the_level_without_a_trend_and_grows_with_it(freedom):
    test = pretrend_test(STUDY, freedom)
    assert test.power(0.0) == pytest.approx(0.05)
    powers = [test.power(slope) for slope in (0.02, 0.05, 0.1, 0.2, 0.5)]
    assert powers == sorted(powers)
    assert test.power(-0.1) == pytest.approx(test.power(0.1))


@pytest.mark.parametrize("freedom", [np.inf, 12])
@pytest.mark.parametrize("power", [0.5, 0.8])
def test_the_detected_slope_has_the_power(freedom, power):
    test = pretrend_test(STUDY, freedom)
    assert test.power(test.detected_slope(power)) == pytest.approx(power, abs=1e-8)


@pytest.mark.parametrize("freedom", [np.inf, 15])
def test_power_and_conditional_bias_agree_with_simulated_samples(freedom):
    draws, generator = 40_000, np.random.default_rng(4)
    test = pretrend_test(STUDY, freedom)
    slope = test.detected_slope(0.5)
    path = slope * trend_path(STUDY)[[0, 1, 2, 4, 5, 6, 7]]
    sample = generator.multivariate_normal(path, COVARIANCE, size=draws)
    before = sample[:, :3]
    if np.isinf(freedom):
        wald = np.einsum("ni,ij,nj->n", before, np.linalg.inv(COVARIANCE[:3, :3]), before)
    else:
        estimated = stats.wishart.rvs(
            freedom, COVARIANCE[:3, :3] / freedom, size=draws, random_state=generator
        )
        wald = np.einsum("ni,ni->n", before, np.linalg.solve(estimated, before[:, :, None])[:, :, 0])
    kept = pretrend_test(STUDY, freedom)
    k, rest = 3, freedom - 2
    limit = stats.chi2.ppf(0.95, k) if np.isinf(freedom) else k * freedom / rest * stats.f.ppf(0.95, k, rest)
    passes = wald <= limit
    assert 1 - passes.mean() == pytest.approx(0.5, abs=3 * 0.5 / np.sqrt(draws))
    effect = sample[:, 3:].mean(axis=1)
    error = effect[passes].std() / np.sqrt(passes.sum())
    assert effect[passes].mean() == pytest.approx(kept.conditional_bias(slope, "average"), abs=3.5 * error)
    assert effect.mean() == pytest.approx(kept.bias(slope, "average"), abs=3.5 * error)


def test_passing_makes_the_bias_worse_where_errors_are_alike_and_correlated():
    # Roth 2022, proposition 2: under homoskedasticity and a monotone trend the bias after passing is larger.
    n_times = 7
    shared = study_with(np.zeros(n_times), 0.01 * (np.eye(n_times) + 1), TIMES)
    test = pretrend_test(shared)
    slope = test.detected_slope(0.5)
    assert test.conditional_bias(slope, "average") > test.bias(slope, "average") > 0


@settings(max_examples=25, deadline=None)
@given(st.floats(0.001, 0.3))
def test_bias_is_odd_in_the_slope_and_unchanged_by_passing_without_correlation(slope):
    apart = pretrend_test(study_with(VALUES, np.diag(ERRORS**2), TIMES))
    assert apart.conditional_bias(slope) == pytest.approx(apart.bias(slope))
    joint = pretrend_test(STUDY)
    assert joint.conditional_bias(-slope) == pytest.approx(-joint.conditional_bias(slope))


def test_the_path_of_a_trend_depends_on_what_coefficients_are_compared_with():
    assert trend_path(STUDY).tolist() == [-3, -2, -1, 0, 1, 2, 3, 4]
    varying = study_with(np.zeros(5), np.eye(5), [-3, -2, -1, 0, 1], None)
    assert trend_path(varying).tolist() == [1, 1, 1, 1, 2]


def test_targets():
    assert target_weights(STUDY, "average")[4:].tolist() == [0.25] * 4
    assert target_weights(STUDY, "first").tolist() == [0, 0, 0, 0, 1, 0, 0, 0]
    assert target_weights(STUDY).sum() == pytest.approx(1)
    with pytest.raises(ParameterError, match="target is 'last'; it must be one of overall, average, first"):
        target_weights(STUDY, "last")
    with pytest.raises(DataError, match="no effect from the start on"):
        target_weights(study_with([0.1], [[1.0]], [-2]))


def test_one_row_per_power():
    test = pretrend_test(STUDY)
    frame = pretrend_frame(test)
    assert frame["power"].tolist() == [0.5, 0.8]
    assert frame["bias"].tolist() == [test.bias(slope) for slope in frame["slope"]]
    assert frame["conditional_bias"].iloc[1] == test.conditional_bias(frame["slope"].iloc[1])


def test_what_cannot_be_tested():
    with pytest.raises(DataError, match="has 0 coefficients before the start; 1 are needed"):
        pretrend_test(study_with([0.1, 0.1], np.eye(2), [0, 1]))
    with pytest.raises(DataError, match="2 coefficients before the start has rank 1"):
        pretrend_test(study_with([0.1, 0.1, 0.1], np.ones((3, 3)), [-3, -2, 0]))
    with pytest.raises(ParameterError, match="2 degrees of freedom do not allow a joint test of 3"):
        pretrend_test(STUDY, 2)
    with pytest.raises(ParameterError, match="level is 0"):
        pretrend_test(STUDY, level=0)
    with pytest.raises(ParameterError, match=r"power is 0\.01; it must be above the level"):
        pretrend_test(STUDY).detected_slope(0.01)
