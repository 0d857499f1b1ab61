"""Typed columns as a DataFrame, without coercion."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping

_DTYPES: dict[str, tuple[Any, Any]] = {
    "string": (pd.StringDtype(na_value=np.nan), pd.StringDtype(na_value=np.nan)),
    "integer": ("int64", "Int64"),
    "year": ("int64", "Int64"),
    "number": ("float64", "float64"),
    "boolean": ("bool", "boolean"),
    "date": ("datetime64[s]", "datetime64[s]"),
}


def build_frame(values: Mapping[str, list[Any]], types: Mapping[str, str]) -> pd.DataFrame:
    """
    Build a DataFrame from typed values.

    Parameters
    ----------
    values : mapping of str to list
        Values by column, all of one length; None for a gap.
    types : mapping of str to str
        Type of each column as the table schema names it.

    Returns
    -------
    pandas.DataFrame
        ``integer`` and ``year`` become int64, or Int64 with gaps; ``boolean`` bool, or boolean with gaps;
        ``number`` float64; ``string`` the string type with NaN for gaps; ``date`` datetime64[s].
    """
    return pd.DataFrame({name: _series(column, types[name]) for name, column in values.items()})


def _series(column: list[Any], type_: str) -> pd.Series[Any]:
    full, gappy = _DTYPES[type_]
    series: pd.Series[Any] = pd.Series(column, dtype=gappy if None in column else full)
    return series
