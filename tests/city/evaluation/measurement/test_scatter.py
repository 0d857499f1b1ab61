"""Sums of squares by province: they must equal those of regressions on marks of units and years."""

from __future__ import annotations

import numpy as np
import pytest
from measured_sources import dummies, residuals, sources

from greentwin.city.evaluation.measurement.options import KINDS
from greentwin.city.evaluation.measurement.scatter import scatter
from greentwin.errors import ParameterError


def brute_force(logs: np.ndarray, kind: str) -> np.ndarray:
    """Return residual sums of squares and products by least squares on all marks at once."""
    values = np.exp(logs) if kind == "level" else np.diff(logs, axis=2) if "change" in kind else logs
    held = np.isfinite(values[0])
    flat = values[:, held].T
    if kind in ("within", "change_in_year"):
        left = residuals(flat, dummies(held, units=kind == "within"))
    else:
        left = flat - flat.mean(axis=0)
    return left.T @ left


@pytest.mark.parametrize("kind", KINDS)
def test_the_whole_sample_equals_least_squares_on_marks(kind):
    sample = sources()
    found = scatter(sample.logs, sample.provinces, kind)
    np.testing.assert_allclose(found.residual(np.ones(6)), brute_force(sample.logs, kind), rtol=1e-9)


@pytest.mark.parametrize("kind", KINDS)
def test_a_weight_counts_a_province_as_often_as_it_says(kind):
    sample = sources()
    weights = np.array([2, 0, 1, 3, 0, 0])
    names = np.unique(sample.provinces)
    copies = [
        sample.logs[:, sample.provinces == name]
        for name, n in zip(names, weights, strict=True)
        for _ in range(n)
    ]
    found = scatter(sample.logs, sample.provinces, kind)
    drawn = np.concatenate(copies, axis=1)
    np.testing.assert_allclose(found.residual(weights.astype(float)), brute_force(drawn, kind), rtol=1e-9)


def test_means_are_those_of_the_weighted_sample():
    sample = sources()
    found = scatter(sample.logs, sample.provinces, "log")
    np.testing.assert_allclose(found.means(np.ones(6)), np.nanmean(sample.logs, axis=(1, 2)))
    alone = sample.logs[:, sample.provinces == "province 2"]
    np.testing.assert_allclose(found.means(np.eye(6)[2]), np.nanmean(alone, axis=(1, 2)))
    assert scatter(sample.logs, sample.provinces, "within").means(np.ones(6)).tolist() == [0, 0]


def test_a_change_across_a_gap_is_not_used():
    logs = np.array([[[1.0, 2.0, np.nan, 4.0, 4.5]]])
    found = scatter(logs, np.array(["p"]), "change")
    assert found.n == 2
    assert found.means(np.ones(1))[0] == pytest.approx(0.75)


def test_many_draws_at_once_equal_single_ones():
    sample = sources()
    found = scatter(sample.logs, sample.provinces, "within")
    weights = np.random.default_rng(1).multinomial(6, np.full(6, 1 / 6), 5).astype(float)
    together = found.residual(weights)
    for draw, weight in zip(together, weights, strict=True):
        np.testing.assert_allclose(draw, found.residual(weight), rtol=1e-9, atol=1e-12)


def test_an_unknown_kind_is_refused():
    sample = sources()
    with pytest.raises(ParameterError, match="level, log, within, change, change_in_year"):
        scatter(sample.logs, sample.provinces, "growth")
