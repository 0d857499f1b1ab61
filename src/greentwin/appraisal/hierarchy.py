"""Hierarchical indices: indicators into dimensions, dimensions into an index, over any number of levels.

On each level every node has one parent and a weight among the children of that parent. Children are averaged,

    arithmetic   S_parent = sum of w_child S_child                                         (1)
    geometric    S_parent = product of S_child ^ w_child                                   (2)

If all levels are arithmetic, the weight of an indicator in the index is the product of the weights on its path.

Reference
---------
OECD and JRC (2008): Handbook on Constructing Composite Indicators, steps 1 and 7.
https://doi.org/10.1787/9789264043466-en
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from greentwin.appraisal.aggregation.arithmetic import weighted_sums
from greentwin.appraisal.aggregation.geometric import weighted_products
from greentwin.appraisal.checks import (
    Array,
    Table,
    check_choice,
    check_positive,
    check_weights,
    indicator_matrix,
)
from greentwin.errors import ParameterError

Mean = Literal["arithmetic", "geometric"]


@dataclass(frozen=True)
class Level:
    """
    One step up: which nodes belong to which parent.

    Parameters
    ----------
    parents : tuple of str
        Parent of each node, in the order of the nodes below.
    weights : tuple of float
        Weight of each node; those of one parent sum to one.
    mean : {"arithmetic", "geometric"}, optional
        How the children of a parent are averaged.

    Raises
    ------
    ParameterError
        If the lengths differ, or the weights of a parent are negative or do not sum to one.
    """

    parents: tuple[str, ...]
    weights: tuple[float, ...]
    mean: Mean = "arithmetic"

    def __post_init__(self) -> None:
        check_choice("mean", self.mean, get_args(Mean))
        if len(self.parents) != len(self.weights) or not self.parents:
            raise ParameterError(
                f"a level has {len(self.parents)} parents and {len(self.weights)} weights; each node needs both"
            )
        for parent in self.names:
            children = [
                weight for name, weight in zip(self.parents, self.weights, strict=True) if name == parent
            ]
            try:
                check_weights(children, len(children))
            except ParameterError as error:
                raise ParameterError(f"below {parent}: {error}") from None

    @property
    def names(self) -> tuple[str, ...]:
        """The parents, in the order in which they first occur."""
        return tuple(dict.fromkeys(self.parents))

    def raised(self, scores: Array) -> Array:
        """Average the children of each parent, shape (n_units, n_nodes) to (n_units, n_parents)."""
        average = weighted_sums if self.mean == "arithmetic" else weighted_products
        columns = []
        for parent in self.names:
            members = np.flatnonzero(np.array(self.parents) == parent)
            columns.append(average(scores[:, members], np.array(self.weights)[members]))
        return np.column_stack(columns)


@dataclass(frozen=True, eq=False)
class HierarchicalIndex:
    """
    Scores on every level.

    Attributes
    ----------
    scores : tuple of mapping of str to numpy.ndarray
        For each level, from the first above the indicators to the index: scores of the units, shape (n_units,), by
        name of the node.
    """

    scores: tuple[Mapping[str, Array], ...]

    @property
    def index(self) -> Array:
        """Scores of the units in the index, shape (n_units,)."""
        (total,) = self.scores[-1].values()
        return total


def hierarchical_index(normalised: Table, levels: Sequence[Level]) -> HierarchicalIndex:
    """
    Average normalised indicators level by level.

    Parameters
    ----------
    normalised : array_like or DataFrame, shape (n_units, n_indicators)
        Values on one scale, more is better, without gaps. Not changed.
    levels : sequence of Level
        From the indicators up; the last has one parent, the index.

    Returns
    -------
    HierarchicalIndex
        Scores of every node.

    Raises
    ------
    ParameterError
        If a level does not fit the one below, the last has more than one parent, or a geometric mean meets a value
        that is not above zero.

    Examples
    --------
    >>> levels = [Level(("a", "a", "b"), (0.5, 0.5, 1.0)), Level(("index", "index"), (0.5, 0.5), "geometric")]
    >>> hierarchical_index([[2.0, 6.0, 9.0], [1.0, 1.0, 1.0]], levels).index.round(6).tolist()
    [6.0, 1.0]
    """
    below = indicator_matrix(normalised)
    _check_levels(levels, below.shape[1])
    found = []
    for level in levels:
        if level.mean == "geometric":
            check_positive(below, level.parents, "a geometric mean below")
        below = level.raised(below)
        found.append(dict(zip(level.names, below.T, strict=True)))
    return HierarchicalIndex(tuple(found))


def effective_weights(levels: Sequence[Level]) -> Array:
    """
    Multiply the weights on the path from each indicator to the index.

    Parameters
    ----------
    levels : sequence of Level
        From the indicators up, all arithmetic.

    Returns
    -------
    numpy.ndarray, shape (n_indicators,)
        Weights in the index, which sum to one.

    Raises
    ------
    ParameterError
        If a level is geometric, does not fit the one below, or the last has more than one parent.

    Examples
    --------
    >>> levels = [Level(("a", "a", "b"), (0.5, 0.5, 1.0)), Level(("index", "index"), (0.4, 0.6))]
    >>> effective_weights(levels).tolist()
    [0.2, 0.2, 0.6]
    """
    _check_levels(levels, len(levels[0].parents) if levels else 0)
    if any(level.mean == "geometric" for level in levels):
        raise ParameterError("a geometric level has no weights that could be multiplied along a path")
    weights = np.array(levels[0].weights)
    position = [levels[0].names.index(parent) for parent in levels[0].parents]
    for level in levels[1:]:
        weights = weights * np.array(level.weights)[position]
        position = [level.names.index(level.parents[at]) for at in position]
    return weights


def _check_levels(levels: Sequence[Level], indicators: int) -> None:
    if not levels:
        raise ParameterError("no level is given; name the parent of each indicator")
    nodes = indicators
    for number, level in enumerate(levels, start=1):
        if len(level.parents) != nodes:
            raise ParameterError(
                f"level {number} has {len(level.parents)} nodes, the level below has {nodes}"
            )
        nodes = len(level.names)
    if nodes != 1:
        raise ParameterError(
            f"the last level has the parents {', '.join(levels[-1].names)}; it must have one, the index"
        )
