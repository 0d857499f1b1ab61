"""The order that the indicators support most: Condorcet's method after Kemeny, Young and Levenglick.

Of all orders of the units, that one is chosen whose pairs have the largest sum of support,

    max over orders of the sum of e_ab over all a placed before b                          (1)

with e the outranking matrix (:mod:`greentwin.appraisal.aggregation.outranking`). Munda and Nardo use it for composite
indicators. There are n! orders; the best one is found exactly by dynamic programming over sets of units, which takes
2^n steps, so the number of units is limited. Several orders can be best.

References
----------
Munda G. and Nardo M. (2009): Noncompensatory/nonlinear composite indicators for ranking countries: a defensible
setting. Applied Economics 41, 1513-1523. https://doi.org/10.1080/00036840601019364

Young H. P. and Levenglick A. (1978): A consistent extension of Condorcet's election principle. SIAM Journal on
Applied Mathematics 35, 285-300. https://doi.org/10.1137/0135023

Young H. P. (1988): Condorcet's theory of voting. American Political Science Review 82, 1231-1244.
https://doi.org/10.2307/1961757
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from greentwin.appraisal.checks import Array
from greentwin.errors import ParameterError

MOST_UNITS = 14
_TIE = 1e-9


@dataclass(frozen=True)
class KemenyOrder:
    """
    The order with the largest support.

    Attributes
    ----------
    order : tuple of int
        Positions of the units from first to last; the first in the order of the rows if several orders are best.
    support : float
        Sum of the support of its pairs.
    ties : int
        How many orders have this support; 1 if the order is the only one.
    """

    order: tuple[int, ...]
    support: float
    ties: int


def best_order(support: Array) -> KemenyOrder:
    """Find the order of largest support, shape (n_units, n_units), by dynamic programming over sets of units."""
    count = len(support)
    members = (np.arange(1 << count)[:, None] >> np.arange(count)) & 1
    ahead = members @ support.T  # of each unit over the members of each set
    best = np.full(1 << count, -np.inf)
    ways = np.zeros(1 << count, dtype=np.int64)
    best[0], ways[0] = 0.0, 1
    for chosen in range(1, 1 << count):
        for unit in np.flatnonzero(members[chosen]):
            rest = chosen & ~(1 << int(unit))
            value = best[rest] + ahead[rest, unit]
            if value > best[chosen] + _TIE:
                best[chosen], ways[chosen] = value, ways[rest]
            elif value > best[chosen] - _TIE:
                ways[chosen] += ways[rest]
    return KemenyOrder(_order(best, ahead, count), float(best[-1]), int(ways[-1]))


def _order(best: Array, ahead: Array, count: int) -> tuple[int, ...]:
    order = []
    chosen = (1 << count) - 1
    while chosen:
        for unit in range(count):
            rest = chosen & ~(1 << unit)
            if rest != chosen and abs(best[rest] + ahead[rest, unit] - best[chosen]) <= _TIE:
                order.append(unit)
                chosen = rest
                break
    return tuple(order)


def kemeny(support: npt.ArrayLike) -> KemenyOrder:
    """
    Find the order that has the largest support.

    Parameters
    ----------
    support : array_like, shape (n_units, n_units)
        Outranking matrix, or how many voters put the unit of the row before that of the column. Not changed.

    Returns
    -------
    KemenyOrder
        Order, its support, and how many orders have as much.

    Raises
    ------
    ParameterError
        If the matrix is not square, holds gaps, or has more than 14 units.

    Examples
    --------
    >>> kemeny([[0, 33, 25], [27, 0, 42], [35, 18, 0]])
    KemenyOrder(order=(1, 2, 0), support=104.0, ties=1)
    """
    matrix = np.array(support, dtype=float)
    if matrix.ndim != 2 or matrix.shape[0] != matrix.shape[1] or not np.isfinite(matrix).all():
        raise ParameterError(f"support must be a square of finite numbers, not of the shape {matrix.shape}")
    if len(matrix) > MOST_UNITS:
        raise ParameterError(
            f"the order of {len(matrix)} units cannot be searched; at most {MOST_UNITS} (copeland takes any number)"
        )
    return best_order(matrix)
