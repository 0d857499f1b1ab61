"""Pairs of units in a table and in a variant of it: which of them stand in another order, and on which indicator.

See :mod:`greentwin.appraisal.robustness.reversal` for the variants.

Reference
---------
Belton V. and Gear T. (1983): On a short-coming of Saaty's method of analytic hierarchies. Omega 11, 228-230.
https://doi.org/10.1016/0305-0483(83)90047-6
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np
import numpy.typing as npt
import pandas as pd

from greentwin.appraisal.checks import Array, Table, check_weights, indicator_matrix, indicator_names
from greentwin.appraisal.composite import Recipe
from greentwin.appraisal.options import Direction, Normalisation
from greentwin.appraisal.ranking import ranks
from greentwin.errors import ParameterError

_DIGITS = 12


@dataclass(frozen=True)
class Reversal:
    """
    Two units that change places.

    Attributes
    ----------
    ahead, behind : int
        Position of the unit that was ahead, and of the one that overtakes it or draws level.
    level : bool
        Whether they are level afterwards, instead of changed.
    indicator : int
        Position of the indicator whose weighted difference between the two moved most towards the second.
    share_before, share_after : float
        That difference as a share of the sizes of all weighted differences between the two, from -1 to 1; above 0 it
        speaks for the first.
    extreme : bool
        Whether the unit that is left out has the highest or the lowest value of that indicator, and so an end of its
        scale.
    normalisation : str or None
        The other normalisation under which it happens, or None.
    removed : int or None
        Position of the unit without which it happens, or None.
    """

    ahead: int
    behind: int
    level: bool
    indicator: int
    share_before: float
    share_after: float
    extreme: bool = False
    normalisation: Normalisation | None = None
    removed: int | None = None


@dataclass(frozen=True, eq=False)
class Comparison:
    """A table with its scores, and what the aggregation weighs."""

    matrix: Array
    low: pd.DataFrame
    high: pd.DataFrame
    directions: Sequence[Direction]
    weights: Array
    recipe: Recipe
    first: int

    @staticmethod
    def of(
        values: Table,
        weights: npt.ArrayLike,
        directions: Sequence[Direction],
        recipe: Recipe,
        ranges: tuple[Table, Table] | None,
        first: int,
    ) -> Comparison:
        """Check a table and what it is scored by; the parameters are those of the checks for reversals."""
        if first < 1:
            raise ParameterError(f"first is {first}; it must be at least 1")
        matrix = indicator_matrix(values)
        count = matrix.shape[1]
        names = indicator_names(values, count)
        low, high = (pd.DataFrame(indicator_matrix(end), columns=names) for end in ranges or (values, values))
        case = Comparison(matrix, low, high, directions, check_weights(weights, count), recipe, first)
        case.evaluated(np.arange(len(matrix)), recipe)
        return case

    @cached_property
    def scores(self) -> Array:
        """Scores of all units."""
        return self.evaluated(np.arange(len(self.matrix)), self.recipe)[0]

    @cached_property
    def parts(self) -> Array:
        """What the aggregation weighs, for all units."""
        return self.evaluated(np.arange(len(self.matrix)), self.recipe)[1]

    def evaluated(self, kept: npt.NDArray[np.int64], recipe: Recipe) -> tuple[Array, Array]:
        """Return scores and what is weighed for some of the units alone."""
        scale = recipe.scale(self.low.iloc[kept], self.high.iloc[kept], self.directions)
        matrix = self.matrix[kept]
        return recipe.scores(matrix, self.weights, scale), recipe.parts(matrix, scale)

    def at_an_end(self, unit: int, indicator: int) -> bool:
        """Tell whether a unit has the lowest or the highest value of an indicator."""
        low, high = self.low.iloc[:, indicator], self.high.iloc[:, indicator]
        return bool(low.iloc[unit] == low.min() or high.iloc[unit] == high.max())

    def changed(
        self,
        scores: Array,
        parts: Array,
        kept: npt.NDArray[np.int64],
        normalisation: Normalisation | None = None,
        removed: int | None = None,
    ) -> list[Reversal]:
        """Return the pairs, of which one is among the first units, that are in another order than before."""
        place = {int(unit): at for at, unit in enumerate(kept)}
        top = {int(unit) for unit in np.flatnonzero(ranks(self.scores) <= self.first)}
        found = []
        for pair in combinations(sorted(place), 2):
            before = np.round(self.scores[pair[0]] - self.scores[pair[1]], _DIGITS)
            after = np.round(scores[place[pair[0]]] - scores[place[pair[1]]], _DIGITS)
            if top.isdisjoint(pair) or before == 0 or np.sign(before) == np.sign(after):
                continue
            ahead, behind = pair if before > 0 else pair[::-1]
            old = _shares(self.weights * (self.parts[ahead] - self.parts[behind]))
            new = _shares(self.weights * (parts[place[ahead]] - parts[place[behind]]))
            indicator = int(np.argmin(new - old))
            found.append(
                Reversal(
                    ahead,
                    behind,
                    bool(after == 0),
                    indicator,
                    float(old[indicator]),
                    float(new[indicator]),
                    removed is not None and self.at_an_end(removed, indicator),
                    normalisation,
                    removed,
                )
            )
        return found


def _shares(differences: Array) -> Array:
    """Relate differences to the sum of their sizes, so that scales of another width can be compared."""
    size = np.abs(differences).sum()
    return differences / size if size > 0 else differences
