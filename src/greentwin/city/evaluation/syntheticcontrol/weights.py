"""Weights on the unit simplex: the mixture of donors that comes closest to a target."""

from __future__ import annotations

import numpy as np
from scipy.optimize import linprog, nnls

from greentwin.city.evaluation.results import Floats
from greentwin.errors import DataError

SAME_FIT = 1e-7
"""Largest difference, relative to the spread of the paths, between two pre-period paths that count as the same."""


def simplex_weights(points: Floats, target: Floats) -> Floats:
    r"""Find the mixture of points that is closest to a target.

    Minimises :math:`\lVert P w - t \rVert^2` over :math:`w \ge 0`, :math:`\sum_j w_j = 1`, a convex quadratic
    programme. With :math:`M = P - t 1^\top`, so that :math:`P w - t = M w`, it is solved exactly as one non-negative
    least squares problem (Lawson and Hanson 1995, 10.1137/1.9781611971217, chapter 23): for :math:`u = s w`, the
    minimum over :math:`s` of :math:`\lVert M u \rVert^2 + (1^\top u - 1)^2` is
    :math:`\lVert M w \rVert^2 / (1 + \lVert M w \rVert^2)`, which rises with :math:`\lVert M w \rVert^2`.

    Parameters
    ----------
    points : ndarray, shape (n_coordinates, n_points)
        The points, one a column.
    target : ndarray, shape (n_coordinates,)
        The target.

    Returns
    -------
    ndarray, shape (n_points,)
        The weights. The mixture :math:`P w` is unique; the weights are not where the target lies inside the hull of
        more points than coordinates (see `mixture_range`).

    Raises
    ------
    DataError
        If a number is missing or infinite.

    Examples
    --------
    >>> simplex_weights(np.array([[0.0, 4.0], [0.0, 4.0]]), np.array([1.0, 1.0])).round(6).tolist()
    [0.75, 0.25]
    """
    if not (np.isfinite(points).all() and np.isfinite(target).all()):
        raise DataError("weights need finite numbers; a point or the target has a gap")
    differences = points - target[:, None]
    size = np.abs(differences).max()
    if size == 0:
        return np.full(points.shape[1], 1 / points.shape[1])
    stacked = np.vstack([differences / size, np.ones(points.shape[1])])
    wanted = np.zeros(len(stacked))
    wanted[-1] = 1.0
    solution, _ = nnls(stacked, wanted)
    weights: Floats = solution / solution.sum()
    return weights


def mixture_range(points: Floats, weights: Floats, values: Floats) -> tuple[float, float]:
    """Find the smallest and the largest mixture of values over all weights that give the same mixture of points.

    Two linear programmes. A range of some width says that the points do not decide between mixtures.

    Parameters
    ----------
    points : ndarray, shape (n_coordinates, n_points)
        The points, one a column.
    weights : ndarray, shape (n_points,)
        Weights of the mixture that is held fixed.
    values : ndarray, shape (n_points,)
        One value per point.

    Returns
    -------
    tuple of float
        Smallest and largest value of the mixture; equal where the weights are unique.

    Raises
    ------
    DataError
        If the solver finds no solution.
    """
    size = max(float(np.ptp(points)), np.finfo(float).tiny)
    mixture = points @ weights
    upper = np.vstack([points, -points]) / size
    limits = np.concatenate([mixture, -mixture]) / size + SAME_FIT
    ends = []
    for sign in (1.0, -1.0):
        found = linprog(
            sign * values,
            A_ub=upper,
            b_ub=limits,
            A_eq=np.ones((1, len(values))),
            b_eq=[1.0],
            bounds=(0, None),
        )
        if not found.success:
            raise DataError(f"the range of mixtures was not found: {found.message}")
        ends.append(sign * float(found.fun))
    own = float(values @ weights)
    return min(ends[0], own), max(ends[1], own)
