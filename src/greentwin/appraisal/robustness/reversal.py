"""Rank reversals: an order of the first units that hangs on the normalisation, or on a unit that should not matter.

Two units are compared on their own values, so their order should not change because a third one is left out, nor
because indicators are brought to one scale in another way. With most methods it can: the scale of an indicator is set
by the other units, and with it the rate at which one indicator makes up for another. What is found here is named with
the indicator whose weighted difference between the two units moved most.

References
----------
Belton V. and Gear T. (1983): On a short-coming of Saaty's method of analytic hierarchies. Omega 11, 228-230.
https://doi.org/10.1016/0305-0483(83)90047-6

OECD and JRC (2008): Handbook on Constructing Composite Indicators, step 8. https://doi.org/10.1787/9789264043466-en
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np
import numpy.typing as npt
import pandas as pd

from greentwin.appraisal.checks import (
    Array,
    Table,
    check_weights,
    indicator_matrix,
    indicator_names,
)
from greentwin.appraisal.composite import Recipe
from greentwin.appraisal.options import NORMALISATIONS, SCALE_FREE, Direction, Normalisation
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


@dataclass(frozen=True)
class ReversalCheck:
    """
    What a check for reversals found.

    Attributes
    ----------
    reversals : tuple of Reversal
        Changed pairs of first units.
    tested : int
        How many other normalisations, or units to leave out, were tried.
    not_tested : tuple of str
        What could not be tried, and why.
    """

    reversals: tuple[Reversal, ...]
    tested: int
    not_tested: tuple[str, ...] = ()


def normalisation_reversals(
    values: Table,
    weights: npt.ArrayLike,
    directions: Sequence[Direction],
    recipe: Recipe | None = None,
    *,
    ranges: tuple[Table, Table] | None = None,
    first: int = 3,
    normalisations: Sequence[Normalisation] = NORMALISATIONS,
) -> ReversalCheck:
    """
    Find the first units whose order changes under another normalisation.

    Parameters
    ----------
    values : array_like or DataFrame, shape (n_units, n_indicators)
        Values as measured, without gaps. Not changed.
    weights : array_like, shape (n_indicators,)
        Weights that sum to one.
    directions : sequence of {"higher_better", "lower_better"}
        One for each indicator.
    recipe : Recipe, optional
        How scores are made; its normalisation is the one compared with.
    ranges : (array_like, array_like), optional
        Lowest and highest possible values, which set the scales; the values themselves if not given.
    first : int, optional
        How many of the first units to look at, and whom they fall behind.
    normalisations : sequence of str, optional
        Normalisations to try.

    Returns
    -------
    ReversalCheck
        Reversals; none for an aggregation that does not normalise.

    Raises
    ------
    ParameterError
        If the table, the directions or the weights are at fault, or `first` is below 1.

    Examples
    --------
    >>> values = [[10.0, 1.0], [9.0, 100.0], [0.0, 110.0], [5.0, 1000.0]]
    >>> check = normalisation_reversals(values, [0.5, 0.5], ["higher_better"] * 2, normalisations=["rank"])
    >>> [(found.ahead, found.behind, found.level) for found in check.reversals]
    [(0, 1, True)]
    """
    case = _Case.of(values, weights, directions, recipe or Recipe(), ranges, first)
    if case.recipe.aggregation in SCALE_FREE:
        return ReversalCheck((), 0)
    found: list[Reversal] = []
    not_tested: list[str] = []
    others = [name for name in normalisations if name != case.recipe.normalisation]
    for name in others:
        try:
            other = Recipe(name, case.recipe.aggregation)
            scores, parts = case.evaluated(np.arange(len(case.matrix)), other)
        except ParameterError as error:
            not_tested.append(f"{name}: {error}")
            continue
        found += case.changed(scores, parts, np.arange(len(case.matrix)), normalisation=name)
    return ReversalCheck(tuple(found), len(others) - len(not_tested), tuple(not_tested))


def removal_reversals(
    values: Table,
    weights: npt.ArrayLike,
    directions: Sequence[Direction],
    recipe: Recipe | None = None,
    *,
    ranges: tuple[Table, Table] | None = None,
    first: int = 3,
) -> ReversalCheck:
    """
    Find the first units whose order changes if another unit is left out.

    Parameters
    ----------
    values : array_like or DataFrame, shape (n_units, n_indicators)
        Values as measured, without gaps. Not changed.
    weights : array_like, shape (n_indicators,)
        Weights that sum to one.
    directions : sequence of {"higher_better", "lower_better"}
        One for each indicator.
    recipe : Recipe, optional
        How scores are made.
    ranges : (array_like, array_like), optional
        Lowest and highest possible values, which set the scales; the values themselves if not given.
    first : int, optional
        How many of the first units to look at, and whom they fall behind.

    Returns
    -------
    ReversalCheck
        Reversals; none of two units, and a unit whose absence leaves an indicator without variation is not tested.

    Raises
    ------
    ParameterError
        If the table, the directions or the weights are at fault, or `first` is below 1.

    Examples
    --------
    >>> values = [[10.0, 1.0], [9.0, 1.9], [0.0, 2.0], [9.5, 9.0]]
    >>> check = removal_reversals(values, [0.5, 0.5], ["higher_better"] * 2)
    >>> [(found.ahead, found.behind, found.removed) for found in check.reversals]
    [(1, 0, 2), (0, 2, 3)]
    """
    case = _Case.of(values, weights, directions, recipe or Recipe(), ranges, first)
    found: list[Reversal] = []
    not_tested: list[str] = []
    units = range(len(case.matrix) if len(case.matrix) > 2 else 0)
    for removed in units:
        kept = np.delete(np.arange(len(case.matrix)), removed)
        try:
            scores, parts = case.evaluated(kept, case.recipe)
        except ParameterError as error:
            not_tested.append(f"unit {removed + 1}: {error}")
            continue
        found += case.changed(scores, parts, kept, removed=removed)
    return ReversalCheck(tuple(found), len(units) - len(not_tested), tuple(not_tested))


@dataclass(frozen=True, eq=False)
class _Case:
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
    ) -> _Case:
        if first < 1:
            raise ParameterError(f"first is {first}; it must be at least 1")
        matrix = indicator_matrix(values)
        count = matrix.shape[1]
        names = indicator_names(values, count)
        low, high = (pd.DataFrame(indicator_matrix(end), columns=names) for end in ranges or (values, values))
        case = _Case(matrix, low, high, directions, check_weights(weights, count), recipe, first)
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
