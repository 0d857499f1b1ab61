"""A table with one row per unit and year, checked, under the names that a panel uses."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

import numpy as np
import pandas as pd

from greentwin.city.evaluation.options import NEVER
from greentwin.errors import DataError


def checked_rows(
    frame: pd.DataFrame, columns: Mapping[str, Hashable], covariates: Sequence[Hashable]
) -> pd.DataFrame:
    """Check a table and return its columns under the names that the panel uses."""
    wanted = {**columns, **{f"covariate {name}": name for name in covariates}}
    lost = [str(column) for column in dict.fromkeys(wanted.values()) if column not in frame.columns]
    if lost:
        raise DataError(
            f"the table has no column {', '.join(lost)}; it has {', '.join(map(str, frame.columns))}"
        )
    if frame.empty:
        raise DataError("the table has no rows")
    numbers = ["year", "outcome", "start", *(name for name in wanted if name.startswith("covariate "))]
    rows = pd.DataFrame({name: frame[column].to_numpy() for name, column in wanted.items()})
    for name in numbers:
        try:
            rows[name] = pd.to_numeric(rows[name])
        except (ValueError, TypeError):
            raise DataError(f"column {wanted[name]} must hold numbers") from None
    for name in ("unit", "year", "cluster", "region"):
        if rows[name].isna().any():
            raise DataError(f"column {wanted[name]} has an empty cell in row {_first_row(rows[name].isna())}")
    rows["start"] = rows["start"].astype(float).where(rows["start"].notna() & (rows["start"] != 0), NEVER)
    rows = rows.astype({"unit": str, "cluster": str, "region": str})
    _check_rows(rows, numbers, wanted)
    return rows.astype({"year": int})


def _check_rows(rows: pd.DataFrame, numbers: Sequence[str], wanted: Mapping[str, Hashable]) -> None:
    if (rows["year"] % 1 != 0).any():
        raise DataError(f"column {wanted['year']} must hold whole years")
    twice = rows.duplicated(["unit", "year"])
    if twice.any():
        unit, year = rows[["unit", "year"]].to_numpy()[twice.to_numpy()][0]
        raise DataError(f"unit {unit} has more than one row for {int(year)}; there must be one")
    for name in numbers:
        if name != "start" and np.isinf(rows[name]).any():
            raise DataError(
                f"column {wanted[name]} is infinite in row {_first_row(np.isinf(rows[name]))}; "
                "a logarithm needs positive values"
            )
    for name in ("start", "cluster", "region"):
        first = rows.groupby("unit")[name].transform("first")
        changing = (rows[name] != first).to_numpy()
        if changing.any():
            unit = rows["unit"].to_numpy()[changing][0]
            raise DataError(f"column {wanted[name]} changes within unit {unit}; it must not")


def _first_row(marks: pd.Series) -> int:
    return int(np.flatnonzero(marks.to_numpy())[0]) + 1
