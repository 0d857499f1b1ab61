"""Placebo treatments in the panel itself, and the effect they could detect."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from simulated_panels import mean_difference, panel_with

from greentwin.city.evaluation.estimators import estimate
from greentwin.city.evaluation.power.draws import Placebos, placebos
from greentwin.city.evaluation.power.formula import minimum_detectable_effect
from greentwin.city.evaluation.power.simulation import detectable, exaggeration, power_curve
from greentwin.city.evaluation.results import Estimate
from greentwin.errors import DataError, ParameterError

PANEL = panel_with({2006: 6, 2009: 10}, 60, correlation=0.5, seed=11)


def normal_placebos(seed=0, draws=20_000, standard_error=0.02):
    estimates = np.random.default_rng(seed).normal(0, standard_error, draws)
    return Placebos(
        estimates=estimates,
        standard_errors=np.full(draws, standard_error),
        critical_values=np.full(draws, 1.959964),
        effect=0.0,
        scheme="units",
        level=0.05,
        n_treated=5,
        n_control=20,
        seed=seed,
    )


@settings(max_examples=10, deadline=None)
@given(st.floats(-2, 2), st.sampled_from(["units", "controls"]))
def test_an_added_effect_moves_every_estimate_exactly_and_no_standard_error(effect, scheme):
    without = placebos(PANEL, mean_difference, scheme=scheme, draws=50)
    having = placebos(PANEL, mean_difference, scheme=scheme, draws=50, effect=effect)
    np.testing.assert_allclose(having.estimates, without.estimates + effect, atol=1e-12)
    np.testing.assert_allclose(having.standard_errors, without.standard_errors, atol=1e-12)


@pytest.mark.parametrize("name", ["twfe", "group_time", "sun_abraham", "imputation"])
def test_the_estimators_of_the_study_move_with_an_added_effect(name):
    def estimator(panel):
        return estimate(panel, name)

    without = placebos(PANEL, estimator, draws=50)
    having = placebos(PANEL, estimator, draws=50, effect=-0.3)
    np.testing.assert_allclose(having.estimates, without.estimates - 0.3, atol=1e-10)
    np.testing.assert_allclose(having.standard_errors, without.standard_errors, rtol=1e-8)


def test_power_from_one_round_equals_power_from_a_round_with_the_effect():
    without = placebos(PANEL, mean_difference, draws=200)
    having = placebos(PANEL, mean_difference, draws=200, effect=-0.4)
    found = having.estimates < -having.critical_values * having.standard_errors
    curve = power_curve(without, [0.4])
    assert curve["power"].iloc[0] == found.mean()
    assert curve["monte_carlo_error"].iloc[0] == pytest.approx(
        np.sqrt(found.mean() * (1 - found.mean()) / 200)
    )
    again = power_curve(having, [0.4])
    assert again["power"].iloc[0] == pytest.approx(found.mean())


def test_the_test_of_a_sound_estimator_keeps_its_level():
    drawn = placebos(PANEL, mean_difference, draws=400)
    assert drawn.rejection_rate == pytest.approx(0.05, abs=3 * np.sqrt(0.05 * 0.95 / 400))
    assert drawn.rejection_error == pytest.approx(
        np.sqrt(drawn.rejection_rate * (1 - drawn.rejection_rate) / 400)
    )
    assert (drawn.n_treated, drawn.n_control) == (16, 60)


@pytest.mark.parametrize("test", ["own", "placebo"])
def test_normal_placebos_give_the_effect_of_the_formula(test):
    found = detectable(normal_placebos(), test=test)
    assert found.effect == pytest.approx(minimum_detectable_effect(0.02), rel=0.02)
    assert found.lower < found.effect < found.upper
    assert found.lower < minimum_detectable_effect(0.02) < found.upper


def test_simulation_and_formula_agree_on_a_sound_design():
    estimate = mean_difference(PANEL)
    found = detectable(placebos(PANEL, mean_difference, draws=600))
    formula = minimum_detectable_effect(estimate.standard_error, estimate.degrees_of_freedom)
    assert found.effect == pytest.approx(formula, rel=0.15)


def test_power_is_that_asked_for_at_the_detectable_effect():
    drawn = placebos(PANEL, mean_difference, draws=300)
    for test in ("own", "placebo"):
        effect = detectable(drawn, test=test, power=0.6).effect
        assert power_curve(drawn, [effect], test=test)["power"].iloc[0] == pytest.approx(0.6, abs=1 / 300)


def test_the_power_curve_rises_and_ignores_the_sign():
    curve = power_curve(normal_placebos(), [0.0, -0.02, 0.04, -0.08])
    assert curve["effect"].tolist() == [0.0, 0.02, 0.04, 0.08]
    assert curve["power"].is_monotonic_increasing
    assert curve["power"].iloc[0] == pytest.approx(0.025, abs=0.005)


def test_estimates_that_find_a_small_effect_overstate_it():
    drawn = normal_placebos()
    # With an effect of one error, estimates below -1.96 errors have the mean -(1 + phi(z) / (1 - Phi(z))), z = 0.96.
    expected = 1 + stats.norm.pdf(0.96) / stats.norm.sf(0.96)
    assert exaggeration(drawn, -0.02) == pytest.approx(expected, rel=0.01)
    assert exaggeration(drawn, 0.2) == pytest.approx(1, abs=0.01)
    with pytest.raises(ParameterError, match="an effect of 0 cannot be overstated"):
        exaggeration(drawn, 0)


def test_nothing_is_overstated_where_nothing_is_found():
    quiet = Placebos(np.full(50, 0.01), np.full(50, 1.0), np.full(50, 2.0), 0.0, "units", 0.05, 5, 20, 0)
    assert np.isnan(exaggeration(quiet, -0.05))


def test_the_same_seed_gives_the_same_draws_and_another_seed_others():
    first = placebos(PANEL, mean_difference, draws=50, seed=5)
    np.testing.assert_array_equal(
        first.estimates, placebos(PANEL, mean_difference, draws=50, seed=5).estimates
    )
    assert not np.array_equal(first.estimates, placebos(PANEL, mean_difference, draws=50, seed=6).estimates)


def test_controls_leave_the_treated_out():
    loud = PANEL.with_outcome(PANEL.outcome + 50.0 * PANEL.treatment)
    quiet = placebos(PANEL, mean_difference, scheme="controls", draws=60)
    np.testing.assert_allclose(
        placebos(loud, mean_difference, scheme="controls", draws=60).estimates, quiet.estimates
    )
    assert (quiet.n_treated, quiet.n_control) == (16, 44)


def test_a_known_effect_is_taken_off_before_starts_are_shuffled():
    loud = PANEL.with_outcome(PANEL.outcome + 5.0 * PANEL.treatment)
    known = placebos(loud, mean_difference, draws=60, real_effect=5.0)
    np.testing.assert_allclose(known.estimates, placebos(PANEL, mean_difference, draws=60).estimates)
    assert placebos(loud, mean_difference, draws=60).spread > known.spread


def test_clusters_are_shuffled_as_wholes():
    by_region = panel_with({2008: 12}, 28, seed=2, units_per_region=4)
    start = np.where(
        np.char.startswith(by_region.clusters, "r0") & (by_region.clusters < "r03"), 2008.0, np.inf
    )
    whole = by_region.with_start(start)
    seen = []

    def watch(panel):
        for region in np.unique(panel.clusters):
            assert len(np.unique(panel.start[panel.clusters == region])) == 1
        seen.append(tuple(np.unique(panel.clusters[panel.treated])))
        return mean_difference(panel)

    placebos(whole, watch, scheme="clusters", draws=50)
    assert len(set(seen)) > 10
    with pytest.raises(DataError, match="start in different years, so clusters have no start of their own"):
        placebos(by_region, mean_difference, scheme="clusters", draws=50)


def test_an_estimator_without_errors_needs_the_placebo_test():
    def bare(panel):
        return Estimate("synthetic_did", mean_difference(panel).value, float("nan"), 76, 16, 76)

    drawn = placebos(PANEL, bare, draws=60)
    assert detectable(drawn, test="placebo").effect > 0
    with pytest.raises(
        ParameterError, match="no standard errors, so it has no own test; take test 'placebo'"
    ):
        detectable(drawn)


def test_too_few_controls_to_draw_from():
    with pytest.raises(
        DataError, match="9 controls are too few to draw 8 placebo units from them and keep 2"
    ):
        placebos(panel_with({2008: 8}, 9), mean_difference, scheme="controls", draws=50)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"scheme": "rows"}, "scheme is 'rows'; it must be one of units, clusters, controls"),
        ({"draws": 10}, "draws is 10; at least 50"),
        ({"level": 0.0}, "level is 0.0"),
    ],
)
def test_unknown_options_of_the_draws(options, message):
    with pytest.raises(ParameterError, match=message):
        placebos(PANEL, mean_difference, **options)


def test_unknown_options_of_the_power():
    with pytest.raises(ParameterError, match="test is 'z'; it must be one of own, placebo"):
        detectable(normal_placebos(draws=100), test="z")
    with pytest.raises(ParameterError, match=r"power is 1\.0; it must be between 0 and 1"):
        detectable(normal_placebos(draws=100), power=1.0)
