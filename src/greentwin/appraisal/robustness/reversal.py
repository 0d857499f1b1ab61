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
from itertools import combinations

import numpy as np
import numpy.typing as npt

from greentwin.appraisal.checks import (
    Array,
    Table,
    check_directions,
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
    difference_before, difference_after : float
        That difference, first unit minus second, in what the aggregation weighs.
    normalisation : str or None
        The other normalisation under which it happens, or None.
    removed : int or None
        Position of the unit without which it happens, or None.
    """

    ahead: int
    behind: int
    level: bool
    indicator: int
    difference_before: float
    difference_after: float
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
    case = _Case.of(values, weights, directions, recipe or Recipe(), first)
    if case.recipe.aggregation in SCALE_FREE:
        return ReversalCheck((), 0)
    found: list[Reversal] = []
    not_tested: list[str] = []
    others = [name for name in normalisations if name != case.recipe.normalisation]
    for name in others:
        try:
            other = Recipe(name, case.recipe.aggregation)
            scores, parts = case.evaluated(case.matrix, other)
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
    first : int, optional
        How many of the first units to look at, and whom they fall behind.

    Returns
    -------
    ReversalCheck
        Reversals; a unit whose absence leaves an indicator without variation is not tested.

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
    case = _Case.of(values, weights, directions, recipe or Recipe(), first)
    found: list[Reversal] = []
    not_tested: list[str] = []
    for removed in range(len(case.matrix) if len(case.matrix) > 2 else 0):
        kept = np.delete(np.arange(len(case.matrix)), removed)
        try:
            scores, parts = case.evaluated(case.matrix[kept], case.recipe)
        except ParameterError as error:
            not_tested.append(f"unit {removed + 1}: {error}")
            continue
        found += case.changed(scores, parts, kept, removed=removed)
    return ReversalCheck(tuple(found), max(len(case.matrix) - len(not_tested), 0), tuple(not_tested))


@dataclass(frozen=True, eq=False)
class _Case:
    """A table with its scores, and what the aggregation weighs."""

    matrix: Array
    names: tuple[str, ...]
    directions: Sequence[Direction]
    weights: Array
    recipe: Recipe
    scores: Array
    parts: Array
    first: int

    @staticmethod
    def of(
        values: Table, weights: npt.ArrayLike, directions: Sequence[Direction], recipe: Recipe, first: int
    ) -> _Case:
        if first < 1:
            raise ParameterError(f"first is {first}; it must be at least 1")
        matrix = indicator_matrix(values)
        count = matrix.shape[1]
        names = indicator_names(values, count)
        check_directions(directions, count, names)
        checked = check_weights(weights, count)
        scale = recipe.scale(values, values, directions)
        scores = recipe.scores(matrix, checked, scale)
        return _Case(matrix, names, directions, checked, recipe, scores, recipe.parts(matrix, scale), first)

    def evaluated(self, matrix: Array, recipe: Recipe) -> tuple[Array, Array]:
        scale = recipe.scale(matrix, matrix, self.directions)
        return recipe.scores(matrix, self.weights, scale), recipe.parts(matrix, scale)

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
            old = self.weights * (self.parts[ahead] - self.parts[behind])
            new = self.weights * (parts[place[ahead]] - parts[place[behind]])
            indicator = int(np.argmin(_share(new) - _share(old)))
            found.append(
                Reversal(
                    ahead,
                    behind,
                    bool(after == 0),
                    indicator,
                    float(old[indicator]),
                    float(new[indicator]),
                    normalisation,
                    removed,
                )
            )
        return found


def _share(differences: Array) -> Array:
    """Relate differences to the sum of their sizes, so that scales of another width can be compared."""
    size = np.abs(differences).sum()
    return differences / size if size > 0 else differences
