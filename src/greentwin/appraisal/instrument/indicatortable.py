"""A table of indicators as ranges: one of a user's own file, or the idealised example of the study."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from greentwin import data
from greentwin.appraisal.checks import Array
from greentwin.appraisal.instrument.rules import broken_rules
from greentwin.appraisal.options import Direction
from greentwin.data.faults import ROWS_NOTE, Fault, counted, shown_path
from greentwin.errors import DataError
from greentwin.plotting import Language

TEMPLATE = "indicator_table"
EXAMPLE = "idealised_helix_projects"
_SHOWN_FAULTS = 50


@dataclass(frozen=True, slots=True, eq=False)
class IndicatorTable:
    """
    Units, indicators and ranges.

    Attributes
    ----------
    units, indicators : tuple of str
        Names, in the order in which they first occur.
    axes : tuple of str
        Axis of each indicator.
    directions : tuple of {"higher_better", "lower_better"}
        Direction of each indicator.
    measures : tuple of str
        Unit of measure of each indicator, empty if none is given.
    low, high : numpy.ndarray, shape (n_units, n_indicators)
        Ranges; not-a-number is a gap.
    axis_weights, inner_weights : tuple of float, or None
        For each indicator the weight of its axis and its weight within the axis, as written; None if all are equal.
    rows : DataFrame
        The rows as they are, with the columns of the template.
    own_file : bool
        Whether this is a user's file; if not, it is the idealised example.
    """

    units: tuple[str, ...]
    indicators: tuple[str, ...]
    axes: tuple[str, ...]
    directions: tuple[Direction, ...]
    measures: tuple[str, ...]
    low: Array
    high: Array
    axis_weights: tuple[float, ...] | None
    inner_weights: tuple[float, ...] | None
    rows: pd.DataFrame
    own_file: bool


def read_table(path: str = "", language: Language = "en") -> IndicatorTable:
    """
    Read a user's own table, or without a path the idealised example.

    Parameters
    ----------
    path : str, optional
        File after the template ``indicator_table``; empty for the example.
    language : {"en", "zh"}, optional
        Language of the names in the example; names of an own file are as they are written.

    Returns
    -------
    IndicatorTable
        The table, with its gaps.

    Raises
    ------
    DataError
        If the file cannot be read or has faults: one error that lists them by row and column.

    Examples
    --------
    >>> table = read_table()
    >>> len(table.units), len(table.indicators), table.own_file
    (5, 10, False)
    """
    if not path:
        return table_of(_example(language), own_file=False)
    rows = data.read(path, TEMPLATE)
    faults = [Fault(shown_path(Path(path)), *found) for found in broken_rules(rows)]
    if faults:
        raise DataError(_listed(faults))
    return table_of(rows, own_file=True)


def table_of(rows: pd.DataFrame, *, own_file: bool) -> IndicatorTable:
    """
    Arrange rows as a table.

    Parameters
    ----------
    rows : DataFrame
        Rows with the columns of the template, which keep to its rules. Not changed.
    own_file : bool
        Whether they are of a user's file.
    """
    single = rows.drop_duplicates("indicator").set_index("indicator")
    units, indicators = tuple(dict.fromkeys(rows["unit"])), tuple(single.index)
    cells = pd.MultiIndex.from_product([units, indicators], names=["unit", "indicator"])
    ranges = rows.set_index(["unit", "indicator"])[["value_low", "value_high"]].reindex(cells)
    low, high = ranges.to_numpy(dtype=float).T.reshape(2, len(units), len(indicators))
    weights = {
        column: None if single[column].isna().all() else tuple(map(float, single[column]))
        for column in ("axis_weight", "weight")
    }
    return IndicatorTable(
        units=units,
        indicators=indicators,
        axes=tuple(single["axis"]),
        directions=tuple(single["direction"]),
        measures=tuple(single["measure_unit"].fillna("")),
        low=low,
        high=high,
        axis_weights=weights["axis_weight"],
        inner_weights=weights["weight"],
        rows=rows.reset_index(drop=True),
        own_file=own_file,
    )


def _example(language: Language) -> pd.DataFrame:
    rows = data.load(EXAMPLE)
    names = ["unit", "axis", "indicator", "evidence"]
    if language == "zh":
        rows = rows.assign(**{name: rows[f"{name}_zh"] for name in names})
    return rows.drop(columns=[f"{name}_zh" for name in names]).assign(note=None)


def _listed(faults: list[Fault]) -> str:
    lines = [f"  {fault.sentence}" for fault in faults[:_SHOWN_FAULTS]]
    if len(faults) > _SHOWN_FAULTS:
        lines.append(f"  and {len(faults) - _SHOWN_FAULTS} more")
    head = f"{faults[0].table} breaks rules of the template {TEMPLATE}, {counted(len(faults), 'fault')} ({ROWS_NOTE}):"
    return "\n".join([head, *lines])
