"""Least squares with weights that are not negative and add up to 1."""

from __future__ import annotations

import numpy as np
from scipy.optimize import nnls

from greentwin.city.evaluation.results import Floats


def simplex_least_squares(columns: Floats, target: Floats, ridge: float = 0.0) -> Floats:
    """Find the weights whose mixture of columns comes closest to a target, up to a constant.

    They minimise ``sum_r (w0 + columns[r] @ w - target[r])^2 + ridge * sum w^2`` over w0 and weights w that are not
    negative and add up to 1. As the weights add up to 1, this is the point of least norm in a polytope, which
    non-negative least squares finds exactly (Lawson & Hanson 1974, chapter 23): no step size, no tolerance.

    Parameters
    ----------
    columns : ndarray, shape (n_rows, n_columns)
        What is mixed.
    target : ndarray, shape (n_rows,)
        What the mixture should come close to.
    ridge : float
        Penalty on unequal weights, 0 or positive; with a positive one the weights are unique.

    Returns
    -------
    ndarray, shape (n_columns,)
    """
    distance = columns - target[:, None]
    distance = distance - distance.mean(axis=0)
    scale = np.abs(distance).max()
    if not scale > 0:
        return np.full(columns.shape[1], 1 / columns.shape[1])
    n = columns.shape[1]
    rows = [distance / scale, np.ones((1, n))]
    if ridge > 0:
        rows.insert(1, np.sqrt(ridge) / scale * np.eye(n))
    stacked = np.vstack(rows)
    solution, _ = nnls(stacked, np.append(np.zeros(len(stacked) - 1), 1.0), maxiter=100 * n)
    weights: Floats = solution / solution.sum()
    return weights
