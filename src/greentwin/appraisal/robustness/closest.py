"""The weights nearest to given ones with which one unit overtakes another.

Where the order of two units depends on the weights through d . w, with d_j the difference of the challenger and the
leader on indicator j, the nearest weights solve

    min |w - w0|   subject to   d . w >= 0,   w >= 0,   sum of w = 1                       (1)

with one of two distances. ``euclidean`` is a quadratic programme; its solution is the projection of w0 + l d onto the
simplex for the smallest l >= 0 that meets the condition, found by bisection. ``moved`` is half the sum of |w_j - w0_j|,
the weight that changes hands; it is a linear programme.

References
----------
Barron H. and Schmidt C. P. (1988): Sensitivity analysis of additive multiattribute value models. Operations Research
36, 122-127. https://doi.org/10.1287/opre.36.1.122

Duchi J., Shalev-Shwartz S., Singer Y. and Chandra T. (2008): Efficient projections onto the l1-ball for learning in
high dimensions. Proceedings of the 25th International Conference on Machine Learning, 272-279.
https://doi.org/10.1145/1390156.1390191
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

from greentwin.appraisal.checks import Array, check_choice, check_weights
from greentwin.errors import ParameterError

Distance = Literal["euclidean", "moved"]
_STEPS = 200
_SMALL = 1e-12


@dataclass(frozen=True, eq=False)
class Overtaking:
    """
    The nearest weights with which the challenger is level with the leader.

    Attributes
    ----------
    weights : numpy.ndarray of shape (n_indicators,), or None
        The weights; the given ones if the challenger is not behind; None if no weights do it, because the leader is
        ahead on every indicator.
    moved : float
        Weight that changes hands, from 0 to 1: half the sum of the absolute changes; infinite without such weights.
    distance : {"euclidean", "moved"}
        Distance that was made small.
    """

    weights: Array | None
    moved: float
    distance: Distance


def simplex_projection(point: Array) -> Array:
    """Return the nearest weights to any point, shape (n_indicators,), after Duchi et al. (2008), figure 1."""
    descending = np.sort(point)[::-1]
    excess = (np.cumsum(descending) - 1) / np.arange(1, len(point) + 1)
    last = np.flatnonzero(descending - excess > 0)[-1]
    return np.asarray(np.maximum(point - excess[last], 0.0))


def nearest_euclidean(weights: Array, lead: Array) -> Array:
    """Return the nearest weights by Euclidean distance with ``lead . w >= 0``; some must exist."""
    low, high = 0.0, 1.0
    while lead @ simplex_projection(weights + high * lead) < 0 and high < 1 / _SMALL:
        low, high = high, 2 * high
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if lead @ simplex_projection(weights + middle * lead) < 0:
            low = middle
        else:
            high = middle
    return simplex_projection(weights + high * lead)


def nearest_moved(weights: Array, lead: Array) -> Array:
    """Return the weights with ``lead . w >= 0`` for which the least weight changes hands; some must exist."""
    from scipy.optimize import linprog

    count = len(weights)
    # w = weights + gain - loss, with gain and loss of at least 0; the objective is the sum of the gains.
    solution = linprog(
        np.concatenate([np.ones(count), np.zeros(count)]),
        A_ub=np.concatenate([-lead, lead])[None, :],
        b_ub=[lead @ weights],
        A_eq=np.concatenate([np.ones(count), -np.ones(count)])[None, :],
        b_eq=[0.0],
        bounds=[(0, None)] * count + [(0, float(weight)) for weight in weights],
        method="highs",
    )
    if not solution.success:
        raise ParameterError(f"the nearest weights could not be found: {solution.message}")
    found = np.maximum(weights + solution.x[:count] - solution.x[count:], 0.0)
    return np.asarray(found / found.sum())


def overtaking_weights(
    challenger: npt.ArrayLike,
    leader: npt.ArrayLike,
    weights: npt.ArrayLike,
    distance: Distance = "euclidean",
) -> Overtaking:
    """
    Find the nearest weights with which the challenger is level with the leader.

    Parameters
    ----------
    challenger, leader : array_like, shape (n_indicators,)
        What the aggregation weighs, see `greentwin.appraisal.composite.Recipe.parts`: normalised values for an
        arithmetic mean, their logarithms for a geometric one, net flows of single indicators for PROMETHEE. TOPSIS and
        Copeland's rule are not linear in the weights and have no such answer.
    weights : array_like, shape (n_indicators,)
        The given weights, which sum to one. Not changed.
    distance : {"euclidean", "moved"}, optional
        Distance to make small.

    Returns
    -------
    Overtaking
        Weights, and how much weight changes hands.

    Raises
    ------
    ParameterError
        If the shapes differ, there are gaps, the weights are negative or do not sum to one, or the distance is
        unknown.

    Examples
    --------
    >>> found = overtaking_weights([0.0, 1.0], [1.0, 0.0], [0.8, 0.2])
    >>> found.weights.round(6).tolist(), round(found.moved, 6)
    ([0.5, 0.5], 0.3)
    """
    check_choice("distance", distance, get_args(Distance))
    ahead, behind = np.array(challenger, dtype=float), np.array(leader, dtype=float)
    if ahead.ndim != 1 or ahead.shape != behind.shape or not np.isfinite(ahead - behind).all():
        raise ParameterError("challenger and leader must be finite numbers, one for each indicator")
    given = check_weights(weights, len(ahead))
    lead = ahead - behind
    if lead @ given >= 0:
        return Overtaking(given, 0.0, distance)
    if lead.max() < 0:
        return Overtaking(None, float("inf"), distance)
    unit = lead / np.abs(lead).max()
    found = nearest_euclidean(given, unit) if distance == "euclidean" else nearest_moved(given, unit)
    return Overtaking(found, float(np.abs(found - given).sum() / 2), distance)
