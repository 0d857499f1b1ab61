"""Synthetic difference in differences against another implementation, a general optimiser and brute force."""

import warnings

import numpy as np
import pytest
from diff_diff import SyntheticDiD
from evaluation_panels import staggered, with_gaps
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from greentwin.city.evaluation.estimators import estimate
from greentwin.city.evaluation.estimators.simplex import simplex_least_squares
from greentwin.city.evaluation.estimators.syntheticdid import fit_synthetic_did, synthetic_did
from greentwin.errors import DataError, ParameterError

ONE_GROUP = (2004,) * 3 + (np.inf,) * 20


def objective(weights, columns, target, ridge):
    rest = columns @ weights - target
    return ((rest - rest.mean()) ** 2).sum() + ridge * (weights**2).sum()


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000), n=st.integers(2, 9), rows=st.integers(2, 12), ridge=st.floats(0.01, 10))
def test_weights_are_the_minimum(seed, n, rows, ridge):
    generator = np.random.default_rng(seed)
    columns, target = generator.normal(size=(rows, n)), generator.normal(size=rows)
    weights = simplex_least_squares(columns, target, ridge)
    assert weights.min() >= 0
    assert weights.sum() == pytest.approx(1)
    other = minimize(
        objective,
        np.full(n, 1 / n),
        args=(columns, target, ridge),
        method="SLSQP",
        bounds=[(0, 1)] * n,
        constraints={"type": "eq", "fun": lambda w: w.sum() - 1},
        options={"ftol": 1e-14, "maxiter": 500},
    )
    assert objective(weights, columns, target, ridge) <= other.fun + 1e-9
    assert weights == pytest.approx(other.x, abs=2e-4)


def test_a_mixture_that_fits_exactly_is_found():
    columns = np.random.default_rng(3).normal(size=(12, 5))
    truth = np.array([0.5, 0.0, 0.3, 0.2, 0.0])
    assert simplex_least_squares(columns, columns @ truth + 7) == pytest.approx(truth, abs=1e-10)
    assert simplex_least_squares(np.ones((4, 5)), np.ones(4)).tolist() == [0.2] * 5


def test_one_group_equals_another_implementation_within_its_tolerance():
    """diff-diff stops an iteration early (as the R package synthdid does); these weights fit better."""
    panel = staggered(starts=ONE_GROUP, years=range(1995, 2010))
    table = panel.long().assign(ever=lambda rows: (rows["start"] > 0).astype(int))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        other = SyntheticDiD(variance_method="jackknife").fit(
            table,
            outcome="outcome",
            treatment="ever",
            unit="unit",
            time="year",
            post_periods=list(range(2004, 2010)),
        )
    ours = fit_synthetic_did(panel)
    assert ours.estimate.value == pytest.approx(other.att, abs=2e-3)
    assert ours.estimate.standard_error == pytest.approx(other.se, rel=1e-3)
    theirs = np.array([other.unit_weights[unit] for unit in ours.controls])
    assert ours.groups[0].unit_weights == pytest.approx(theirs, abs=1e-3)
    before = panel.years < 2004
    columns = panel.outcome[~panel.treated][:, before]
    target = panel.outcome[panel.treated][:, before].mean(axis=0)
    ridge = before.sum() * other.zeta_omega**2
    assert objective(ours.groups[0].unit_weights, columns.T, target, ridge) <= objective(
        theirs, columns.T, target, ridge
    )


def test_groups_are_weighted_by_treated_observations():
    panel = staggered(starts=(2004, 2004, 2006) + (np.inf,) * 9, effect=lambda start, _: start - 2000.0)
    fit = fit_synthetic_did(panel)
    first, second = fit.groups
    assert (first.n_treated * first.n_after, second.n_treated * second.n_after) == (12, 4)
    assert fit.estimate.value == pytest.approx((12 * first.value + 4 * second.value) / 16)
    alone = fit_synthetic_did(panel.take(panel.start != 2006, "second group"))
    assert alone.estimate.value == pytest.approx(first.value)
    assert estimate(panel, "synthetic_did") == fit.estimate == synthetic_did(panel)


def test_an_effect_is_found_exactly_where_units_differ_by_a_constant():
    panel = staggered(noise=0.0, effect=lambda start, _: 0.5)
    fit = fit_synthetic_did(panel)
    assert fit.estimate.value == pytest.approx(0.5, abs=1e-9)
    assert all(group.error_before == pytest.approx(0, abs=1e-9) for group in fit.groups)


def test_jackknife_leaves_out_cluster_by_cluster_with_weights_as_they_are():
    clusters = ["a", "b", "b"] + [f"c{number // 2}" for number in range(20)]
    panel = staggered(starts=ONE_GROUP, clusters=clusters)
    fit = fit_synthetic_did(panel)
    group = fit.groups[0]
    controls = ~panel.treated
    values = []
    for name in np.unique(panel.clusters):
        keep = panel.clusters != name
        weights = group.unit_weights * keep[controls]
        values.append(
            group.contrasts[panel.treated & keep].mean()
            - np.average(group.contrasts[controls], weights=weights)
        )
    n = len(values)
    by_hand = np.sqrt((n - 1) / n * ((np.array(values) - np.mean(values)) ** 2).sum())
    assert fit.estimate.standard_error == pytest.approx(by_hand)
    assert (fit.estimate.n_clusters, fit.estimate.degrees_of_freedom) == (12, 11)


def test_a_single_treated_cluster_needs_placebos():
    panel = staggered(starts=(2004,) + (np.inf,) * 20)
    assert np.isnan(synthetic_did(panel).standard_error)
    placebo = synthetic_did(panel, variance="placebo", draws=50)
    assert placebo.standard_error > 0
    assert placebo == synthetic_did(panel, variance="placebo", draws=50)
    assert placebo != synthetic_did(panel, variance="placebo", draws=50, seed=1)


def test_faults_are_named():
    with pytest.raises(ParameterError, match="jackknife, placebo"):
        synthetic_did(staggered(), variance="bootstrap")
    with pytest.raises(ParameterError, match="at least 2"):
        synthetic_did(staggered(), variance="placebo", draws=1)
    with pytest.raises(DataError, match="'complete'"):
        synthetic_did(with_gaps(staggered()))
    with pytest.raises(DataError, match="not, so end the panel"):
        synthetic_did(staggered(starts=(2004, 2006, 2006), control_group="not_yet_treated"))
    with pytest.raises(DataError, match="begin by 1999"):
        synthetic_did(staggered(starts=(2001, np.inf, np.inf)))
    with pytest.raises(DataError, match="more controls than treated"):
        synthetic_did(staggered(starts=(2004, 2004, np.inf)), variance="placebo")
