"""From a table with gaps and wishes to one that can be scored: weights settled, gaps and outliers treated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import pandas as pd

from greentwin.appraisal.checks import Array, check_weights
from greentwin.appraisal.composite import Recipe
from greentwin.appraisal.instrument.indicatortable import IndicatorTable
from greentwin.appraisal.instrument.options import Gaps, Outliers, WeightSet
from greentwin.appraisal.missing import observed_range, treat_gaps
from greentwin.appraisal.options import Direction, GapTreatment
from greentwin.appraisal.outliers import treat_outliers
from greentwin.appraisal.weighting.entropy import entropy_weights
from greentwin.appraisal.weighting.equal import equal_by_axis, equal_weights
from greentwin.errors import ParameterError

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """
    A table without gaps, with weights.

    Attributes
    ----------
    units, indicators, axes, directions, measures : tuple
        As in the table, without what was dropped.
    low, high : numpy.ndarray, shape (n_units, n_indicators)
        Ranges without gaps.
    weights : numpy.ndarray, shape (n_indicators,)
        Weights in the index, which sum to one.
    weight_set : {"given", "equal_axes", "equal_indicators", "entropy"}
        Where they come from; ``equal_axes`` where given ones were asked for and the table has none.
    gaps : int
        How many cells were gaps.
    dropped : tuple of str
        Units or indicators that were dropped for their gaps.
    winsorised : tuple of str
        Indicators whose outliers were moved.
    own_file : bool
        Whether this is a user's file.
    """

    units: tuple[str, ...]
    indicators: tuple[str, ...]
    axes: tuple[str, ...]
    directions: tuple[Direction, ...]
    measures: tuple[str, ...]
    low: Array
    high: Array
    weights: Array
    weight_set: WeightSet
    gaps: int
    dropped: tuple[str, ...]
    winsorised: tuple[str, ...]
    own_file: bool

    @property
    def middle(self) -> Array:
        """Midpoints of the ranges, shape (n_units, n_indicators)."""
        return np.asarray((self.low + self.high) / 2)

    @property
    def axis_names(self) -> tuple[str, ...]:
        """Axes in the order in which they first occur."""
        return tuple(dict.fromkeys(self.axes))

    def frame(self, values: Array) -> pd.DataFrame:
        """Name the columns of a matrix after the indicators, for messages."""
        return pd.DataFrame(values, columns=list(self.indicators))


def prepare(
    table: IndicatorTable,
    weights: WeightSet = "given",
    gaps: Gaps = "refuse",
    outliers: Outliers = "keep",
    recipe: Recipe | None = None,
) -> Prepared:
    """
    Settle gaps, outliers and weights.

    Parameters
    ----------
    table : IndicatorTable
        Table with its gaps.
    weights : {"given", "equal_axes", "equal_indicators", "entropy"}, optional
        ``given`` takes those of the table, or equal axes if it has none; ``entropy`` those of the midpoints.
    gaps : {"refuse", "range", "drop_units", "drop_indicators", "mean", "median"}, optional
        ``range`` gives a gap the range of the other units.
    outliers : {"keep", "treat"}, optional
        ``treat`` winsorises midpoints by the rule of `greentwin.appraisal.outliers`; a range moves with its midpoint.
    recipe : Recipe, optional
        How scores will be made; it is checked that it can take the values.

    Returns
    -------
    Prepared
        Table that can be scored.

    Raises
    ------
    ParameterError
        If there are gaps without a treatment, too little is left, there are fewer than four units for the rule on
        outliers, or weights or recipe cannot take the values.

    Examples
    --------
    >>> from greentwin.appraisal.instrument.indicatortable import read_table
    >>> prepare(read_table()).weights.round(6).tolist()
    [0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1]
    """
    low, high, units, indicators = _completed(table, gaps)
    if len(units) < 2 or len(indicators) < 2:
        raise ParameterError(
            f"with gaps {gaps} {len(units)} units and {len(indicators)} indicators are left; 2 of each are needed"
        )
    low, high, winsorised = _without_outliers(low, high, outliers)
    kept = _Kept(table, units, indicators)
    names = kept.of(table.indicators)
    middle = pd.DataFrame((low + high) / 2, columns=list(names))
    used: WeightSet = "equal_axes" if weights == "given" and kept.unweighted else weights
    prepared = Prepared(
        units=tuple(table.units[at] for at in units),
        indicators=names,
        axes=kept.of(table.axes),
        directions=kept.of(table.directions),
        measures=kept.of(table.measures),
        low=low,
        high=high,
        weights=_settled(kept, used, middle),
        weight_set=used,
        gaps=int(np.isnan(table.low).sum()),
        dropped=kept.dropped,
        winsorised=tuple(names[at] for at in winsorised),
        own_file=table.own_file,
    )
    (recipe or Recipe()).scale(prepared.frame(low), prepared.frame(high), prepared.directions)
    return prepared


def _completed(table: IndicatorTable, gaps: Gaps) -> tuple[Array, Array, tuple[int, ...], tuple[int, ...]]:
    everything = tuple(range(len(table.units))), tuple(range(len(table.indicators)))
    if gaps == "range":
        return *observed_range(table.low, table.high), *everything
    treatment: GapTreatment = gaps
    if gaps == "refuse" and np.isnan(table.low).any():
        unit, indicator = np.argwhere(np.isnan(table.low))[0]
        raise ParameterError(
            f"the table has {int(np.isnan(table.low).sum())} gaps, the first for {table.units[unit]} in "
            f"{table.indicators[indicator]}; say what shall become of them with gaps: range, drop_units, "
            "drop_indicators, mean or median"
        )
    low, high = (treat_gaps(ends, treatment) for ends in (table.low, table.high))
    return low.matrix, high.matrix, low.units, low.indicators


def _without_outliers(low: Array, high: Array, outliers: Outliers) -> tuple[Array, Array, tuple[int, ...]]:
    if outliers == "keep":
        return low, high, ()
    middle = (low + high) / 2
    treated = treat_outliers(middle, transform=False)
    shift = treated.matrix - middle
    moved = tuple(at for at, outcome in enumerate(treated.outcomes) if outcome == "winsorised")
    return low + shift, high + shift, moved


@dataclass(frozen=True, slots=True, eq=False)
class _Kept:
    """What is left of a table."""

    table: IndicatorTable
    units: tuple[int, ...]
    indicators: tuple[int, ...]

    def of(self, values: tuple[_Item, ...]) -> tuple[_Item, ...]:
        return tuple(values[at] for at in self.indicators)

    @property
    def unweighted(self) -> bool:
        return self.table.axis_weights is None and self.table.inner_weights is None

    @property
    def dropped(self) -> tuple[str, ...]:
        units = [name for at, name in enumerate(self.table.units) if at not in self.units]
        return (*units, *(name for at, name in enumerate(self.table.indicators) if at not in self.indicators))


def _settled(kept: _Kept, weights: WeightSet, middle: pd.DataFrame) -> Array:
    axes = kept.of(kept.table.axes)
    if weights == "equal_indicators":
        return equal_weights(len(axes))
    if weights == "equal_axes":
        return equal_by_axis(axes)
    if weights == "entropy":
        return entropy_weights(middle)
    names = list(dict.fromkeys(axes))
    outer = (
        np.ones(len(axes)) if kept.table.axis_weights is None else np.array(kept.of(kept.table.axis_weights))
    )
    inner = (
        np.ones(len(axes))
        if kept.table.inner_weights is None
        else np.array(kept.of(kept.table.inner_weights))
    )
    result = np.empty(len(axes))
    of_axes = np.array([outer[axes.index(name)] for name in names])
    if of_axes.sum() == 0:
        raise ParameterError("the axes that are left have no weight at all; choose another set of weights")
    for name, share in zip(names, of_axes / of_axes.sum(), strict=True):
        members = [at for at, axis in enumerate(axes) if axis == name]
        within = inner[members].sum()
        if within == 0:
            raise ParameterError(f"the indicators left of the axis {name} have no weight at all")
        result[members] = share * inner[members] / within
    return check_weights(result, len(axes))
