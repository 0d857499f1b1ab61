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

import numpy as np
import numpy.typing as npt

from greentwin.appraisal.checks import Table
from greentwin.appraisal.composite import Recipe
from greentwin.appraisal.options import NORMALISATIONS, SCALE_FREE, Direction, Normalisation
from greentwin.appraisal.robustness.pairs import Comparison, Reversal
from greentwin.errors import ParameterError


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
    case = Comparison.of(values, weights, directions, recipe or Recipe(), ranges, first)
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
    case = Comparison.of(values, weights, directions, recipe or Recipe(), ranges, first)
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
