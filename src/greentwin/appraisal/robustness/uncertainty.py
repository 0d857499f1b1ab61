"""Ranks under uncertainty: what comes out if weights and values are drawn many times.

References
----------
Saisana M., Saltelli A. and Tarantola S. (2005): Uncertainty and sensitivity analysis techniques as tools for the
quality assessment of composite indicators. Journal of the Royal Statistical Society A 168, 307-323.
https://doi.org/10.1111/j.1467-985X.2005.00350.x

OECD and JRC (2008): Handbook on Constructing Composite Indicators, step 8. https://doi.org/10.1787/9789264043466-en
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from greentwin.appraisal.checks import Table, check_weights, indicator_matrix
from greentwin.appraisal.composite import Recipe
from greentwin.appraisal.normalisation.scale import Scale
from greentwin.appraisal.options import Direction
from greentwin.appraisal.ranking import Ranks, ranks
from greentwin.errors import ParameterError


def ranks_of_draws(
    low: Table,
    high: Table,
    weights: npt.ArrayLike,
    directions: Sequence[Direction],
    recipe: Recipe | None = None,
    *,
    seed: int = 0,
    scale: Scale | None = None,
) -> Ranks:
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
    scale : Scale, optional
        Constants of the normalisation; those of `low` and `high` if not given.

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
    fixed = scale or chosen.scale(low, high, directions)
    drawn = check_weights(weights, lowest.shape[1])
    if drawn.ndim != 2:
        raise ParameterError("weights must be many sets, one in each row")
    if (lowest == highest).all():
        return ranks(chosen.scores(lowest, drawn, fixed))
    generator = np.random.default_rng(seed)
    step = chosen.draws_at_once(*lowest.shape)
    found = []
    for start in range(0, len(drawn), step):
        part = drawn[start : start + step]
        values = lowest + generator.random((len(part), *lowest.shape)) * (highest - lowest)
        found.append(ranks(chosen.scores(values, part, fixed)))
    return np.concatenate(found)
