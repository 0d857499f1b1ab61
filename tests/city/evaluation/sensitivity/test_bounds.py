"""Bounds on violations of parallel trends, checked on the published Medicaid example and by brute force."""

import math

import moderndid
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize
from simulated_panels import study_with

from greentwin.city.evaluation.estimators.twfe import twfe_event_study
from greentwin.city.evaluation.panel import panel_of
from greentwin.city.evaluation.sensitivity.bounds import bounds, breakdown_value
from greentwin.city.evaluation.sensitivity.coefficients import coefficients_of
from greentwin.city.evaluation.sensitivity.relative import _cases, accepted, relative_interval
from greentwin.city.evaluation.sensitivity.smoothness import smooth_interval
from greentwin.city.evaluation.sensitivity.trends import extrapolated
from greentwin.errors import DataError, ParameterError

# README of the R package HonestDiD by Rambachan & Roth (github.com/asheshrambachan/HonestDiD): effect of the Medicaid
# expansion on insurance in 2014, states of 2014 against states not treated up to 2015, two-way fixed effects.
MEDICAID_RELATIVE = {
    0.5: (0.0240, 0.0672),
    1.0: (0.0170, 0.0720),
    1.5: (0.00824, 0.0797),
    2.0: (-0.000916, 0.0881),
}
MEDICAID_SMOOTH = {
    0.00: (0.0259, 0.0607),
    0.01: (0.0132, 0.0787),
    0.02: (0.00286, 0.0907),
    0.03: (-0.00714, 0.101),
    0.04: (-0.0171, 0.111),
    0.05: (-0.0271, 0.121),
}


@pytest.fixture(scope="module")
def medicaid():
    table = moderndid.load_ehec().to_pandas()
    kept = table[(table["year"] < 2016) & (table["yexp2"] != 2015)]
    start = kept["yexp2"].where(kept["yexp2"] == 2014)
    panel = panel_of(kept.assign(yexp2=start), unit="stfips", outcome="dins", start="yexp2")
    return twfe_event_study(panel)


def exact(values, times, size=1e-9):
    """Return an event study with hardly any error."""
    return study_with(values, size * np.eye(len(values)), times)


def test_relative_magnitudes_of_the_published_example(medicaid):
    found = bounds(medicaid, "relative_magnitude", tuple(MEDICAID_RELATIVE), target="first")
    # The published ends lie on a grid with steps of 0.0004 and on 1,000 draws of the first stage.
    published = np.array(list(MEDICAID_RELATIVE.values()))
    np.testing.assert_allclose(np.stack([found.lower, found.upper], axis=1), published, atol=6e-4)
    assert 1.9 < found.breakdown < 2.0
    assert found.frame()["zero_inside"].tolist() == [False, False, False, True]


def test_smoothness_of_the_published_example(medicaid):
    found = bounds(medicaid, "smoothness", tuple(MEDICAID_SMOOTH), target="first")
    published = np.array(list(MEDICAID_SMOOTH.values()))
    np.testing.assert_allclose(np.stack([found.lower, found.upper], axis=1), published, atol=5e-4)
    np.testing.assert_allclose(found.lower[:3], [0.0259, 0.0132, 0.00286], atol=1e-4)
    assert 0.02 < found.breakdown < 0.03


@pytest.mark.slow
def test_intervals_agree_with_an_independent_implementation(medicaid):
    from moderndid.didhonest import create_sensitivity_results_rm, create_sensitivity_results_sm

    found = coefficients_of(medicaid, "average")
    arguments = (found.values, found.covariance, 5, 2)
    weights = np.array([[0.5], [0.5]])
    smooth = create_sensitivity_results_sm(*arguments, m_vec=np.array([0.0, 0.015]), l_vec=weights)
    for bend, lower, upper in zip((0.0, 0.015), smooth["lb"], smooth["ub"], strict=True):
        assert smooth_interval(found, bend) == pytest.approx((lower, upper), abs=1e-4)
    relative = create_sensitivity_results_rm(
        *arguments, m_bar_vec=np.array([1.0]), l_vec=weights, grid_points=200
    )
    ends = (relative["lb"][0], relative["ub"][0])
    assert relative_interval(found, 1.0) == pytest.approx(ends, abs=0.003)


@settings(max_examples=8, deadline=None)
@given(st.floats(0, 2), st.lists(st.floats(-1, 1), min_size=5, max_size=5))
def test_without_error_the_relative_set_is_the_identified_set(multiple, values):
    found = bounds(exact(values, [-4, -3, -2, 0, 1]), values=[multiple], target="average")
    # The average of two years holds the first change fully and the second by half.
    change = np.abs(np.diff([*values[:3], 0.0])).max()
    middle = np.mean(values[3:])
    assert found.lower[0] == pytest.approx(middle - multiple * 1.5 * change, abs=2e-3)
    assert found.upper[0] == pytest.approx(middle + multiple * 1.5 * change, abs=2e-3)


@pytest.mark.parametrize("place", [0, 1, 2])
def test_the_largest_change_counts_in_whichever_year_it_is(place):
    values = [0.0, 0.0, 0.0, 0.1, 0.1]
    values[place] = 0.3
    found = bounds(exact(values, [-4, -3, -2, 0, 1]), values=[1.0], target="first")
    assert (found.lower[0], found.upper[0]) == pytest.approx((-0.2, 0.4), abs=1e-3)


@settings(max_examples=8, deadline=None)
@given(st.floats(0.02, 1), st.lists(st.floats(-1, 1), min_size=3, max_size=3))
def test_without_error_the_smooth_interval_goes_on_from_the_last_slope(bend, values):
    found = bounds(exact(values, [-3, -2, 0]), "smoothness", [bend], target="first")
    # The last slope is -b(-2); without a bend the effect is b(0) + b(-2), and one bend is in between.
    assert found.lower[0] == pytest.approx(values[2] + values[1] - bend, abs=2e-3)
    assert found.upper[0] == pytest.approx(values[2] + values[1] + bend, abs=2e-3)


def test_a_straight_difference_in_trends_is_extrapolated_with_precision_weights():
    root = np.random.default_rng(2).normal(size=(4, 8))
    covariance = np.zeros((6, 6))
    covariance[:4, :4], covariance[4:, 4:] = root @ root.T, np.diag([2.0, 3.0])
    study = study_with([0.3, -0.1, 0.2, 0.1, 1.0, 1.4], covariance, [-5, -4, -3, -2, 0, 1])
    expected = extrapolated(study, target="average", fit="precision")
    half = 1.959964 * expected.standard_error
    found = smooth_interval(coefficients_of(study, "average"), 0.0)
    assert found == pytest.approx((expected.value - half, expected.value + half), abs=1e-5)


def test_one_coefficient_before_the_start_leaves_nothing_to_choose():
    study = study_with([0.2, 0.5], np.diag([0.01, 0.02]), [-2, 0])
    half = 1.959964 * np.sqrt(0.03)
    assert smooth_interval(coefficients_of(study), 0.0) == pytest.approx((0.7 - half, 0.7 + half), abs=1e-6)


def test_no_other_weights_give_a_shorter_interval(medicaid):
    found, bend = coefficients_of(medicaid, "average"), 0.01
    lower, upper = smooth_interval(found, bend)
    differences = found.second_differences()
    variance = differences @ found.covariance @ differences.T
    after = differences[found.n_before - 1 :, found.n_before :]
    fixed = np.linalg.solve(after.T, found.weights)

    def length(free):
        weights = np.concatenate([free, fixed])
        error = np.sqrt(weights @ variance @ weights)
        ratio = bend * np.abs(weights).sum() / error
        sample = optimize.brentq(
            lambda q: math.erf((q - ratio) / 2**0.5) + math.erf((q + ratio) / 2**0.5) - 1.9, 0, ratio + 9
        )
        return 2 * error * sample

    best = optimize.minimize(length, np.zeros(4), method="Powell", options={"xtol": 1e-9, "ftol": 1e-12})
    assert upper - lower <= best.fun * (1 + 1e-7)
    assert upper - lower == pytest.approx(best.fun, rel=0.02)


@pytest.mark.parametrize("weights", ["average", "first"])
def test_the_vertices_solve_the_linear_programme(medicaid, weights):
    # Andrews, Roth & Pakes 2023, dual of equation 13 of Rambachan & Roth 2023, by an independent solver.
    found, multiple, hypothesis = coefficients_of(medicaid, weights), 0.7, 0.02
    cases = _cases(found, multiple, 0.05)
    changes = found.first_differences()
    after = changes[found.n_before :]
    for number, case in enumerate(cases):
        change = (1, -1)[number % 2] * changes[number // 2]
        rows = np.vstack([after - multiple * change, -after - multiple * change])
        errors = np.sqrt(np.diag(rows @ found.covariance @ rows.T))
        direction = np.concatenate(
            [np.zeros(found.n_before), found.weights / (found.weights @ found.weights)]
        )
        moments = rows @ found.values - rows @ direction * hypothesis
        free = rows[:, found.n_before :] @ np.linalg.qr(found.weights[:, None], mode="complete")[0][:, 1:]
        solved = optimize.linprog(
            -moments, A_eq=np.vstack([free.T, errors]), b_eq=[*np.zeros(free.shape[1]), 1.0]
        )
        pair = case.values - np.array([hypothesis, 0.0])
        assert (case.loadings @ pair).max() == pytest.approx(-solved.fun, abs=1e-9)


def test_the_first_stage_keeps_its_size(medicaid):
    generator = np.random.default_rng(5)
    for case in _cases(coefficients_of(medicaid, "average"), 1.0, 0.05)[:4]:
        sample = generator.multivariate_normal([0, 0], case.covariance, size=200_000) @ case.loadings.T
        share = np.mean(sample.max(axis=1) > case.ceiling)
        assert share == pytest.approx(0.005, abs=4 * np.sqrt(0.005 / 200_000))


@pytest.mark.parametrize("violation", [0.0, 1.0])
def test_the_true_effect_is_covered_under_the_largest_violation_allowed(violation):
    # Two years before: the change of 0.2 in the first is the largest; after the start it is met with the same sign.
    truth = np.array([-0.2, 0.0, 1.0 + 0.2 * violation])
    covariance = 0.004 * (np.eye(3) + 1)
    sample = np.random.default_rng(6).multivariate_normal(truth, covariance, size=160)
    covered = [
        accepted(coefficients_of(study_with(row, covariance, [-3, -2, 0])), 1.0, np.array([1.0]))[0]
        for row in sample
    ]
    assert np.mean(covered) >= 0.95 - 2.5 * np.sqrt(0.05 * 0.95 / 160)


@pytest.mark.parametrize("restriction", ["relative_magnitude", "smoothness"])
def test_the_set_ends_at_the_hypothesis_at_its_breakdown_value(medicaid, restriction):
    value = breakdown_value(medicaid, restriction, hypothesis=0.02)
    at, beyond = bounds(medicaid, restriction, [value, 1.002 * value]).lower
    assert at > 0.02 > beyond
    assert value < breakdown_value(medicaid, restriction)


@pytest.mark.parametrize("restriction", ["relative_magnitude", "smoothness"])
def test_sets_widen_with_the_violation(medicaid, restriction):
    found = bounds(medicaid, restriction)
    assert (np.diff(found.upper - found.lower) > 0).all()
    assert found.values[0] == 0
    assert found.interval[0] < found.estimate < found.interval[1]


def test_default_bends_may_bias_the_average_by_four_standard_errors():
    study = study_with([0.4, 0.1, 0.3, 0.2], 0.01 * np.eye(4), [-3, -2, 0, 1])
    # For the average of two years a bend at the reference counts (1 + 2) / 2 times, one at the start 1 / 2 times.
    highest = 4 * np.sqrt(0.005) / 2
    assert bounds(study, "smoothness").values == pytest.approx(np.linspace(0, highest, 6))


def test_breakdown_at_the_ends(medicaid):
    estimate = bounds(medicaid, values=[0.0]).estimate
    assert breakdown_value(medicaid, hypothesis=estimate) == 0
    flat = study_with([0.0, 0.0, 5.0], 1e-8 * np.eye(3), [-3, -2, 0])
    assert math.isinf(breakdown_value(flat))


@pytest.mark.parametrize(
    ("study", "fault", "message"),
    [
        (
            study_with([0.1, 0.2], np.eye(2), [-1, 0], None),
            ParameterError,
            "take the event study with base_period 'universal'",
        ),
        (study_with([0.1, 0.2, 0.3], np.eye(3), [-3, 0, 1]), ParameterError, "must follow one another"),
        (study_with([0.1, 0.2], np.eye(2), [0, 1]), DataError, "0 coefficients before the start"),
    ],
)
def test_studies_that_have_no_bounds(study, fault, message):
    with pytest.raises(fault, match=message):
        bounds(study)


def test_impossible_options(medicaid):
    with pytest.raises(
        ParameterError, match="restriction is 'sign'; it must be one of relative_magnitude, smoothness"
    ):
        bounds(medicaid, "sign")
    with pytest.raises(ParameterError, match="the level is 1"):
        breakdown_value(medicaid, level=1)
    with pytest.raises(ParameterError, match="multiple of earlier changes is -1"):
        bounds(medicaid, values=[-1])
    with pytest.raises(ParameterError, match="bound on changes of slope is -1"):
        bounds(medicaid, "smoothness", [-1])
