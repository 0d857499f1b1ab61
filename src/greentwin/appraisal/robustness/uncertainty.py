"""Ranks under uncertainty: what comes out if weights and values are drawn many times.

References
----------
Saisana M., Saltelli A. and Tarantola S. (2005): Uncertainty and sensitivity analysis techniques as tools for the
quality assessment of composite indicators. Journal of the Royal Statistical Society A 168, 307-323.
https://doi.org/10.1111/j.1467-985X.2005.00350.x

OECD and JRC (2008): Handbook on Constructing Composite Indicators, step 8. https://doi.org/10.1787/9789264043466-en
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from greentwin.appraisal.checks import Array, Table, check_weights, indicator_matrix
from greentwin.appraisal.composite import Recipe
from greentwin.appraisal.normalisation.scale import Scale
from greentwin.appraisal.options import SCALE_FREE, Direction
from greentwin.appraisal.ranking import ranks
from greentwin.errors import ParameterError

_CELLS_AT_ONCE = 8_000_000


def ranks_of_draws(
    low: Table,
    high: Table,
    weights: npt.ArrayLike,
    directions: Sequence[Direction],
    recipe: Recipe | None = None,
    *,
    seed: int = 0,
) -> npt.NDArray[np.int64]:
    """
    Rank the units once for each set of weights, each time with values drawn anew from their ranges.

    A value is drawn from its range with equal probability everywhere, and independently of the others. The scale is
    fixed by the table and does not move with the draws.

    Parameters
    ----------
    low, high : array_like or DataFrame, shape (n_units, n_indicators)
        Lowest and highest possible values, without gaps; where all ranges have width zero, only the weights differ
        between draws. Not changed.
    weights : array_like, shape (n_draws, n_indicators)
        Sets of weights, see `greentwin.appraisal.robustness.simplex`.
    directions : sequence of {"higher_better", "lower_better"}
        One for each indicator.
    recipe : Recipe, optional
        How scores are made.
    seed : int, optional
        Seed of the random values.

    Returns
    -------
    numpy.ndarray of int, shape (n_draws, n_units)
        Ranks, 1 for the best; equal scores share the better rank.

    Raises
    ------
    ParameterError
        If a range has its ends in the wrong order, there are gaps, a direction is missing, an indicator is the same for
        all units, or weights are negative or do not sum to one.

    Examples
    --------
    >>> values = [[1.0, 9.0], [3.0, 5.0]]
    >>> ranks_of_draws(values, values, [[1.0, 0.0], [0.0, 1.0]], ["higher_better"] * 2).tolist()
    [[2, 1], [1, 2]]
    """
    lowest, highest = indicator_matrix(low), indicator_matrix(high)
    chosen = recipe or Recipe()
    scale = chosen.scale(low, high, directions)
    drawn = check_weights(weights, lowest.shape[1])
    if drawn.ndim != 2:
        raise ParameterError("weights must be many sets, one in each row")
    generator = np.random.default_rng(seed)
    return np.concatenate(
        [
            ranks(_scores(chosen, scale, lowest, highest, drawn[part], generator))
            for part in _parts(chosen, lowest.shape, len(drawn))
        ]
    )


def _scores(
    recipe: Recipe, scale: Scale, low: Array, high: Array, weights: Array, generator: np.random.Generator
) -> Array:
    if (low == high).all():
        return recipe.scores(low, weights, scale)
    shares = generator.random((len(weights), *low.shape))
    return recipe.scores(low + shares * (high - low), weights, scale)


def _parts(recipe: Recipe, shape: tuple[int, ...], draws: int) -> Iterator[slice]:
    """Cut the draws into parts that fit into memory."""
    units, indicators = shape
    cells = units * units * indicators if recipe.aggregation in SCALE_FREE else units * indicators
    step = max(1, _CELLS_AT_ONCE // cells)
    for start in range(0, draws, step):
        yield slice(start, start + step)
