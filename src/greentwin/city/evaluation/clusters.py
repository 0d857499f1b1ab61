"""Sums and covariances by cluster."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from greentwin.city.evaluation.results import Floats
from greentwin.errors import DataError


def cluster_codes(clusters: NDArray[np.str_]) -> tuple[NDArray[np.intp], int]:
    """Give every cluster a number.

    Parameters
    ----------
    clusters : ndarray, shape (n_units,)
        Cluster of each unit.

    Returns
    -------
    codes : ndarray of int, shape (n_units,)
        Number of each unit's cluster, from 0.
    n_clusters : int
        How many clusters there are.

    Raises
    ------
    DataError
        If there are fewer than two clusters.
    """
    names, codes = np.unique(clusters, return_inverse=True)
    if len(names) < 2:
        raise DataError("all units are in one cluster; a standard error needs at least two")
    return codes, len(names)


def cluster_sums(values: Floats, clusters: NDArray[np.str_]) -> Floats:
    """Add up values by cluster.

    Parameters
    ----------
    values : ndarray, shape (n_units, k)
        One row per unit.
    clusters : ndarray, shape (n_units,)
        Cluster of each unit.

    Returns
    -------
    ndarray, shape (n_clusters, k)

    Raises
    ------
    DataError
        If there are fewer than two clusters.
    """
    codes, n_clusters = cluster_codes(clusters)
    if n_clusters == len(values):
        return values[np.argsort(codes)]
    totals = np.zeros((n_clusters, values.shape[1]))
    np.add.at(totals, codes, values)
    return totals


def cluster_covariance(influence: Floats, clusters: NDArray[np.str_]) -> Floats:
    """Return the cluster-robust covariance of estimates from their influence functions.

    With psi_c the sum of the influence function over the units of cluster c, and G clusters, it is
    ``G / (G - 1) * sum_c psi_c psi_c'``.

    Parameters
    ----------
    influence : ndarray, shape (n_units, k)
        Contribution of each unit to the error of each of k estimates; the sum over units is the error.
    clusters : ndarray, shape (n_units,)
        Cluster of each unit.

    Returns
    -------
    ndarray, shape (k, k)

    Raises
    ------
    DataError
        If there are fewer than two clusters.
    """
    sums = cluster_sums(influence, clusters)
    covariance: Floats = sums.T @ sums * len(sums) / (len(sums) - 1)
    return covariance
