"""A composite index: one normalisation and one aggregation, applied to values, ranges or draws of both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from greentwin.appraisal.aggregation.arithmetic import weighted_sums
from greentwin.appraisal.aggregation.geometric import weighted_products
from greentwin.appraisal.aggregation.outranking import copeland_scores
from greentwin.appraisal.aggregation.promethee import USUAL, unicriterion_flows
from greentwin.appraisal.aggregation.topsis import closeness
from greentwin.appraisal.checks import Array, Table, check_choice, check_weights, indicator_matrix
from greentwin.appraisal.normalisation.scale import Scale, scale_of
from greentwin.appraisal.options import (
    AGGREGATIONS,
    NORMALISATIONS,
    SCALE_FREE,
    Aggregation,
    Direction,
    Normalisation,
)
from greentwin.errors import ParameterError

GEOMETRIC_FLOOR = 0.01
"""Value of the worst unit under min-max where a geometric mean follows."""
_CELLS_AT_ONCE = 1_000_000


@dataclass(frozen=True)
class Recipe:
    """
    How a score is made.

    Parameters
    ----------
    normalisation : {"min_max", "z_score", "rank", "distance_to_reference", "vector"}, optional
        Method; not used by ``promethee`` and ``copeland``, which compare values as they are.
    aggregation : {"arithmetic", "geometric", "topsis", "promethee", "copeland"}, optional
        Method; ``promethee`` with the usual preference function.

    Raises
    ------
    ParameterError
        If a method is unknown, or a geometric mean is to follow a normalisation that gives values of zero or less.
    """

    normalisation: Normalisation = "min_max"
    aggregation: Aggregation = "arithmetic"

    def __post_init__(self) -> None:
        check_choice("normalisation", self.normalisation, NORMALISATIONS)
        check_choice("aggregation", self.aggregation, AGGREGATIONS)
        if self.aggregation == "geometric" and self.normalisation in ("z_score", "vector"):
            raise ParameterError(
                f"a geometric mean needs values above zero, and {self.normalisation} gives others; take min_max, rank "
                "or distance_to_reference"
            )

    def scale(self, low: Table, high: Table, directions: Sequence[Direction]) -> Scale:
        """Fix the constants of the normalisation on a table of ranges, see `scale_of`."""
        floor = GEOMETRIC_FLOOR if self.aggregation == "geometric" else 0.0
        method: Normalisation = "rank" if self.aggregation in SCALE_FREE else self.normalisation
        return scale_of(low, high, directions, method, floor=floor)

    def scores(self, matrix: Array, weights: Array, scale: Scale) -> Array:
        """
        Score the units for one or many sets of weights and of values.

        Parameters
        ----------
        matrix : numpy.ndarray, shape (n_units, n_indicators) or (n_draws, n_units, n_indicators)
            Values as measured.
        weights : numpy.ndarray, shape (n_indicators,) or (n_draws, n_indicators)
            Weights.
        scale : Scale
            From `scale`.

        Returns
        -------
        numpy.ndarray, shape (n_units,) or (n_draws, n_units)
            More is better.
        """
        if matrix.ndim == 2 and weights.ndim == 1:
            return self._scores(matrix, weights, scale)
        step = self.draws_at_once(*matrix.shape[-2:], fixed_values=matrix.ndim == 2)
        draws = len(matrix) if matrix.ndim == 3 else len(weights)
        found = []
        for start in range(0, draws, step):
            part = slice(start, start + step)
            values = matrix if matrix.ndim == 2 else matrix[part]
            found.append(self._scores(values, weights if weights.ndim == 1 else weights[part], scale))
        return np.concatenate(found)

    def draws_at_once(self, units: int, indicators: int, *, fixed_values: bool = False) -> int:
        """
        Return how many draws of a table of this size are scored at once, so that memory stays small.

        Parameters
        ----------
        units, indicators : int
            Size of the table.
        fixed_values : bool, optional
            Whether only the weights are drawn.
        """
        pairs = units if self.aggregation in SCALE_FREE else 1
        cells = units * (pairs if fixed_values else pairs * indicators)
        return max(1, _CELLS_AT_ONCE // cells)

    def _scores(self, matrix: Array, weights: Array, scale: Scale) -> Array:
        if self.aggregation == "copeland":
            return copeland_scores(matrix * scale.signs, weights)
        parts = self.parts(matrix, scale)
        if self.aggregation == "topsis":
            return closeness(parts, weights)
        if self.aggregation == "geometric":
            return weighted_products(parts, weights)
        return weighted_sums(parts, weights)

    def parts(self, matrix: Array, scale: Scale) -> Array:
        """
        Return what the aggregation weighs: normalised values, or the net flows of single indicators.

        Parameters
        ----------
        matrix : numpy.ndarray, shape (..., n_units, n_indicators)
            Values as measured.
        scale : Scale
            From `scale`.
        """
        if self.aggregation == "promethee":
            leaving, entering = unicriterion_flows(matrix * scale.signs, [USUAL] * matrix.shape[-1])
            return leaving - entering
        return scale.apply(matrix)


def composite(
    values: Table,
    weights: npt.ArrayLike,
    directions: Sequence[Direction],
    recipe: Recipe | None = None,
) -> Array:
    """
    Score units on all indicators together.

    Parameters
    ----------
    values : array_like or DataFrame, shape (n_units, n_indicators)
        Values as measured, without gaps. Not changed.
    weights : array_like, shape (n_indicators,)
        Weights that sum to one.
    directions : sequence of {"higher_better", "lower_better"}
        One for each indicator.
    recipe : Recipe, optional
        How; min-max and arithmetic mean if not given.

    Returns
    -------
    numpy.ndarray, shape (n_units,)
        Scores; more is better.

    Raises
    ------
    ParameterError
        If there are gaps, a direction is missing, an indicator is the same for all units, or the weights are negative
        or do not sum to one.

    Examples
    --------
    >>> composite([[1.0, 9.0], [3.0, 5.0]], [0.25, 0.75], ["higher_better", "lower_better"]).tolist()
    [0.0, 1.0]
    """
    matrix = indicator_matrix(values)
    chosen = recipe or Recipe()
    return chosen.scores(
        matrix, check_weights(weights, matrix.shape[1]), chosen.scale(values, values, directions)
    )
