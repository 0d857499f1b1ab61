"""Multiplier bootstrap and covariances by cluster."""

import numpy as np
import pytest

from greentwin.city.evaluation.clusters import cluster_covariance, cluster_sums
from greentwin.city.evaluation.multiplier import (
    multiplier_bootstrap,
    multipliers,
    simultaneous_critical_value,
)
from greentwin.errors import DataError, ParameterError

INFLUENCE = np.random.default_rng(4).normal(size=(60, 3))
CLUSTERS = np.array([f"c{number % 15:02d}" for number in range(60)])


def test_sums_and_covariance_of_two_clusters_by_hand():
    influence = np.array([[1.0], [2.0], [-3.0]])
    clusters = np.array(["b", "a", "b"])
    assert cluster_sums(influence, clusters).tolist() == [[2.0], [-2.0]]
    assert cluster_covariance(influence, clusters).tolist() == [[16.0]]


@pytest.mark.parametrize("weights", ["rademacher", "mammen", "webb"])
def test_bootstrap_errors_agree_with_analytic_ones_within_monte_carlo_error(weights):
    errors = multiplier_bootstrap(INFLUENCE, CLUSTERS, draws=20000, weights=weights)
    analytic = np.sqrt(np.diag(cluster_covariance(INFLUENCE, CLUSTERS)))
    assert errors.std(axis=0) == pytest.approx(analytic, rel=0.03)
    assert np.abs(errors.mean(axis=0) / analytic).max() < 0.03


@pytest.mark.parametrize(("weights", "third"), [("rademacher", 0.0), ("mammen", 1.0), ("webb", 0.0)])
def test_weights_have_the_stated_moments(weights, third):
    drawn = multipliers((2000, 100), weights, np.random.default_rng(8))
    assert drawn.mean() == pytest.approx(0, abs=0.01)
    assert (drawn**2).mean() == pytest.approx(1, abs=0.01)
    assert (drawn**3).mean() == pytest.approx(third, abs=0.02)


def test_critical_value_of_independent_estimates_is_that_of_sidak():
    errors = np.random.default_rng(9).normal(size=(200000, 4))
    assert simultaneous_critical_value(errors, np.ones(4)) == pytest.approx(2.491, abs=0.01)
    assert simultaneous_critical_value(errors, np.array([1.0, 0, 0, 0])) == pytest.approx(1.96, abs=0.01)
    assert np.isnan(simultaneous_critical_value(errors, np.zeros(4)))


def test_one_cluster_and_unknown_options_are_refused():
    with pytest.raises(DataError, match="at least two"):
        cluster_sums(INFLUENCE, np.full(60, "a"))
    with pytest.raises(ParameterError, match="at least 1"):
        multiplier_bootstrap(INFLUENCE, CLUSTERS, draws=0)
    with pytest.raises(ParameterError, match="rademacher, mammen, webb"):
        multiplier_bootstrap(INFLUENCE, CLUSTERS, weights="normal")
