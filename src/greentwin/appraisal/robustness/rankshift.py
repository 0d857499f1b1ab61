"""Which choice moves the ranks most: normalisation, aggregation, weights, or values within their ranges.

The output whose variance is shared out is the mean shift of ranks against a reference ranking,

    R = sum over units of |rank - reference rank| / n                                      (1)

Weights and values are groups of many numbers, see :mod:`greentwin.appraisal.robustness.sobol`.

References
----------
Saisana M., Saltelli A. and Tarantola S. (2005): Uncertainty and sensitivity analysis techniques as tools for the
quality assessment of composite indicators. Journal of the Royal Statistical Society A 168, 307-323.
https://doi.org/10.1111/j.1467-985X.2005.00350.x

OECD and JRC (2008): Handbook on Constructing Composite Indicators, step 8. https://doi.org/10.1787/9789264043466-en
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from greentwin.appraisal.checks import Array, Table, check_weights, indicator_matrix
from greentwin.appraisal.composite import Recipe
from greentwin.appraisal.options import Aggregation, Direction, Normalisation
from greentwin.appraisal.ranking import ranks
from greentwin.appraisal.robustness.simplex import cells, weights_by_axis
from greentwin.appraisal.robustness.sobol import SobolIndices, sobol_indices
from greentwin.errors import ParameterError

NORMALISATIONS: tuple[Normalisation, ...] = ("min_max", "z_score", "rank")
AGGREGATIONS: tuple[Aggregation, ...] = ("arithmetic", "topsis", "copeland")
"""Methods between which is chosen by default; each of the one goes with each of the other."""


def rank_shift_indices(
    low: Table,
    high: Table,
    weights: npt.ArrayLike,
    directions: Sequence[Direction],
    axes: Sequence[str],
    *,
    reference: Recipe | None = None,
    normalisations: Sequence[Normalisation] = NORMALISATIONS,
    aggregations: Sequence[Aggregation] = AGGREGATIONS,
    samples: int = 512,
    seed: int = 0,
) -> SobolIndices | None:
    """
    Share out the shift of ranks, equation (1), among normalisation, aggregation, weights and values.

    Parameters
    ----------
    low, high : array_like or DataFrame, shape (n_units, n_indicators)
        Lowest and highest possible values, without gaps. Not changed.
    weights : array_like, shape (n_indicators,)
        Weights of the reference ranking, which is made of the midpoints.
    directions : sequence of {"higher_better", "lower_better"}
        One for each indicator.
    axes : sequence of str
        Axis of each indicator; weights of axes and within them are drawn from all possible ones.
    reference : Recipe, optional
        How the reference ranking is made.
    normalisations, aggregations : sequence of str, optional
        Methods to choose between with equal probability; a single one is no factor.
    samples : int, optional
        Base samples, a power of two.
    seed : int, optional
        Seed of the random numbers.

    Returns
    -------
    SobolIndices or None
        Factors ``normalisation``, ``aggregation``, ``weights`` and ``values``, as far as they vary; None if no rank
        ever moves.

    Raises
    ------
    ParameterError
        If the table, the directions or the weights are at fault, or a pair of methods does not go together.
    """
    lowest, highest = indicator_matrix(low), indicator_matrix(high)
    count = lowest.shape[1]
    if len(axes) != count:
        raise ParameterError(f"{len(axes)} axes are named for {count} indicators; each needs one")
    recipes = [[Recipe(first, second) for second in aggregations] for first in normalisations]
    scales = [[recipe.scale(low, high, directions) for recipe in row] for row in recipes]
    chosen = reference or Recipe()
    middle = (lowest + highest) / 2
    given = check_weights(weights, count)
    fixed = ranks(chosen.scores(middle, given, chosen.scale(low, high, directions)))
    sizes = {"normalisation": len(normalisations), "aggregation": len(aggregations)}
    factors = {name: 1 for name, size in sizes.items() if size > 1} | {"weights": cells(axes)}
    if (lowest < highest).any():
        factors["values"] = lowest.size

    def shift(uniform: Mapping[str, Array]) -> Array:
        runs = len(uniform["weights"])
        drawn = weights_by_axis(uniform["weights"], axes)
        values = np.broadcast_to(middle, (runs, *middle.shape))
        if "values" in uniform:
            values = lowest + uniform["values"].reshape(values.shape) * (highest - lowest)
        picks = [_pick(uniform.get(name), size, runs) for name, size in sizes.items()]
        moved = np.empty(runs)
        for first, row in enumerate(recipes):
            for second, recipe in enumerate(row):
                rows = np.flatnonzero((picks[0] == first) & (picks[1] == second))
                scores = recipe.scores(values[rows], drawn[rows], scales[first][second])
                moved[rows] = np.abs(ranks(scores) - fixed).mean(axis=-1)
        return moved

    return sobol_indices(shift, factors, samples=samples, seed=seed)


def _pick(uniform: Array | None, size: int, runs: int) -> npt.NDArray[np.int64]:
    if uniform is None:
        return np.zeros(runs, dtype=np.int64)
    return np.asarray(np.minimum(uniform[:, 0] * size, size - 1), dtype=np.int64)
