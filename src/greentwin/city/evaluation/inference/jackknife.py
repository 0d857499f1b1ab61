"""Cluster jackknife: CR3 errors of any estimator."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from greentwin.city.evaluation.clusters import cluster_codes
from greentwin.city.evaluation.panel import Panel
from greentwin.city.evaluation.results import Estimate, Floats
from greentwin.errors import DataError

PanelEstimator = Callable[[Panel], Estimate]


@dataclass(frozen=True, eq=False)
class Jackknife:
    """Estimates with one cluster left out after the other.

    Attributes
    ----------
    estimate : Estimate
        The estimate of all clusters, with the jackknife's standard error.
    clusters : tuple of str
        The clusters, sorted.
    values : ndarray, shape (n_clusters,)
        The estimate without each cluster.
    """

    estimate: Estimate
    clusters: tuple[str, ...]
    values: Floats

    @property
    def most_influential(self) -> str:
        """Cluster whose absence moves the estimate most."""
        return self.clusters[int(np.abs(self.values - self.estimate.value).argmax())]


def cluster_jackknife(panel: Panel, estimator: PanelEstimator) -> Jackknife:
    """Estimate the error by leaving out one cluster after the other.

    With b the estimate and b_c that without cluster c, the variance is ``(G - 1) / G * sum_c (b_c - b)^2`` for G
    clusters; for least squares with effects nested in clusters this is CR3.

    Parameters
    ----------
    panel : Panel
        Outcomes, starts and clusters.
    estimator : callable
        Takes a panel and returns an `Estimate`; only its value counts, which must not depend on the clusters.

    Returns
    -------
    Jackknife
        With G - 1 degrees of freedom.

    Raises
    ------
    DataError
        If all units are in one cluster, or what is left without a cluster cannot be estimated, as where one cluster
        holds all treated units.

    References
    ----------
    MacKinnon, Nielsen & Webb (2023), 10.1002/jae.2969, equation 18.
    """
    codes, n_clusters = cluster_codes(panel.clusters)
    names = tuple(np.unique(panel.clusters).tolist())
    full = estimator(panel)
    values = np.empty(n_clusters)
    for code, name in enumerate(names):
        try:
            rest = panel.take(codes != code, f"without cluster {name}")
            values[code] = estimator(replace(rest, clusters=np.array(rest.units))).value
        except DataError as error:
            raise DataError(
                f"the jackknife needs an estimate without each cluster; without {name}: {error}; "
                "randomisation inference does without"
            ) from error
    variance = (n_clusters - 1) / n_clusters * ((values - full.value) ** 2).sum()
    estimate = replace(full, standard_error=float(np.sqrt(variance)), degrees_of_freedom=n_clusters - 1)
    return Jackknife(estimate, names, values)
