"""Rules that span rows and columns of an indicator table, checked on a user's own file.

What concerns one cell and the key is in the schema of the template and checked before.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from greentwin.appraisal.instrument.options import MOST_AXES, MOST_INDICATORS, MOST_UNITS
from greentwin.data.faults import shown

WEIGHT_TOLERANCE = 0.002
"""How far weights in a file may be from one together, so that thirds can be written as 0.333."""
_OF_AN_INDICATOR = ("axis", "direction", "measure_unit", "axis_weight", "weight")
Found = tuple[int | None, str | None, str]
"""Row counted from 1, column, message."""


def broken_rules(rows: pd.DataFrame) -> tuple[Found, ...]:
    """
    Return all broken rules, those of the whole file first, then by row.

    Parameters
    ----------
    rows : DataFrame
        Rows after the template ``indicator_table``, in the order of the file.

    Returns
    -------
    tuple of (int or None, str or None, str)
        Row, column and message of each fault.
    """
    found = [*_sizes(rows), *_values(rows), *_sameness(rows), *_weights(rows), *_variation(rows)]
    return tuple(sorted(found, key=lambda fault: fault[0] or 0))


def _numbered(rows: pd.DataFrame) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, row in enumerate(rows.to_dict("records"), start=1):
        yield number, {str(name): value for name, value in row.items()}


def _sizes(rows: pd.DataFrame) -> Iterator[Found]:
    limits = (("unit", 2, MOST_UNITS), ("indicator", 2, MOST_INDICATORS), ("axis", 1, MOST_AXES))
    for column, least, most in limits:
        count = rows[column].nunique()
        if not least <= count <= most:
            yield None, column, f"has {count} different values; there must be {least} to {most}"


def _values(rows: pd.DataFrame) -> Iterator[Found]:
    for number, row in _numbered(rows):
        low, high = row["value_low"], row["value_high"]
        if pd.isna(low) != pd.isna(high):
            empty = "value_low" if pd.isna(low) else "value_high"
            yield number, empty, "is empty; write a point twice, and leave both empty for a gap"
        elif pd.notna(low) and low > high:
            yield number, "value_low", f"{low:g} is above value_high {high:g}"
        for column in ("basis", "evidence"):
            if pd.notna(low) and pd.isna(row[column]):
                yield number, column, "is empty; a value needs it"


def _sameness(rows: pd.DataFrame) -> Iterator[Found]:
    first: dict[str, tuple[int, dict[str, Any]]] = {}
    for number, row in _numbered(rows):
        other, known = first.setdefault(row["indicator"], (number, row))
        for column in _OF_AN_INDICATOR:
            if not _same(row[column], known[column]):
                yield (
                    number,
                    column,
                    f"{shown(str(row[column]))} differs from {shown(str(known[column]))} in row {other}, of the same "
                    "indicator",
                )


def _same(one: Any, other: Any) -> bool:
    return bool(pd.isna(one) and pd.isna(other)) or bool(pd.notna(one) and pd.notna(other) and one == other)


def _weights(rows: pd.DataFrame) -> Iterator[Found]:
    single = rows.drop_duplicates("indicator")
    for column in ("axis_weight", "weight"):
        empty = single[column].isna()
        if empty.any() and not empty.all():
            yield None, column, "is filled for some indicators only; fill it for all or for none"
        elif empty.all():
            continue
        elif column == "weight":
            for name, group in single.groupby("axis", sort=False):
                yield from _sum(column, f"of the axis {name} ", group[column])
        else:
            for axis, count in single.groupby("axis", sort=False)[column].nunique().items():
                if count > 1:
                    yield (
                        None,
                        column,
                        f"differs between indicators of the axis {axis}; an axis has one weight",
                    )
            yield from _sum(column, "of the axes ", single.drop_duplicates("axis")[column])


def _sum(column: str, of: str, weights: pd.Series) -> Iterator[Found]:
    total = float(weights.sum())
    if abs(total - 1) > WEIGHT_TOLERANCE:
        yield None, column, f"the weights {of}sum to {total:g}; they must sum to 1"


def _variation(rows: pd.DataFrame) -> Iterator[Found]:
    for indicator, group in rows.groupby("indicator", sort=False):
        name = shown(str(indicator))
        values = group[["value_low", "value_high"]].dropna()
        if values.empty:
            yield None, "value_low", f"the indicator {name} has no value at all; leave it out"
        elif len(group) > 1 and values.to_numpy().min() == values.to_numpy().max():
            yield None, "value_low", f"the indicator {name} is the same for all units; leave it out"
    for unit, group in rows.groupby("unit", sort=False):
        if group["value_low"].isna().all():
            yield None, "value_low", f"the unit {shown(str(unit))} has no value at all; leave it out"
