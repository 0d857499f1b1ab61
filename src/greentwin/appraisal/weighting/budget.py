"""Budget allocation: each participant spreads a number of points over the indicators.

The weights are the participants' mean shares. What they disagree on is part of the result: the range of their shares
tells which weights a group did not settle.

Reference
---------
OECD and JRC (2008): Handbook on Constructing Composite Indicators, step 6. https://doi.org/10.1787/9789264043466-en
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from greentwin.appraisal.checks import Array
from greentwin.errors import ParameterError

_TOLERANCE = 1e-6


@dataclass(frozen=True, eq=False)
class BudgetWeights:
    """
    Weights from the budgets of participants.

    Attributes
    ----------
    weights : numpy.ndarray, shape (n_indicators,)
        Mean shares, which sum to one.
    low, high : numpy.ndarray, shape (n_indicators,)
        Smallest and largest share that a participant gave.
    participants : int
        Number of participants.
    """

    weights: Array
    low: Array
    high: Array
    participants: int


def budget_shares(points: Array) -> Array:
    """Divide each row by its sum, shape (n_participants, n_indicators)."""
    return np.asarray(points / points.sum(axis=1, keepdims=True))


def budget_weights(points: npt.ArrayLike, budget: float = 100.0) -> BudgetWeights:
    """
    Average how participants spread their points.

    Parameters
    ----------
    points : array_like, shape (n_participants, n_indicators)
        Points of each participant, at least 0. Not changed.
    budget : float, optional
        Points that each participant had to spend.

    Returns
    -------
    BudgetWeights
        Mean shares and their range.

    Raises
    ------
    ParameterError
        If points are negative or missing, or a participant did not spend the budget exactly.

    Examples
    --------
    >>> found = budget_weights([[50, 30, 20], [10, 60, 30]])
    >>> found.weights.round(6).tolist(), found.low.tolist()
    ([0.3, 0.45, 0.25], [0.1, 0.3, 0.2])
    """
    given = np.array(points, dtype=float)
    if given.ndim != 2 or not given.size:
        raise ParameterError(
            f"points must have participants in rows and indicators in columns, not {given.shape}"
        )
    if budget <= 0:
        raise ParameterError(f"the budget is {budget:g}; it must be above zero")
    if not np.isfinite(given).all() or (given < 0).any():
        raise ParameterError("points must be numbers of at least 0; write 0 where none are given")
    sums = given.sum(axis=1)
    wrong = np.flatnonzero(np.abs(sums - budget) > _TOLERANCE * budget)
    if len(wrong):
        raise ParameterError(
            f"participant {wrong[0] + 1} spent {sums[wrong[0]]:g} points; each must spend exactly {budget:g}"
        )
    shares = budget_shares(given)
    return BudgetWeights(shares.mean(axis=0), shares.min(axis=0), shares.max(axis=0), len(given))
