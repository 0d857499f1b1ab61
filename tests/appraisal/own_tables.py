"""Own indicator tables for tests: a sound one that is invented, and variants of it."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from greentwin.appraisal.instrument.indicatortable import IndicatorTable, read_table

FICTION = Path(__file__).parent / "fictitious_indicators.csv"


def rows() -> pd.DataFrame:
    """Return the rows of the invented table, cells as text."""
    return pd.read_csv(FICTION, dtype=str, keep_default_na=False)


def saved(frame: pd.DataFrame, folder: Path) -> str:
    """Write rows as a file and return its path."""
    path = folder / "own.csv"
    frame.to_csv(path, index=False)
    return str(path)


def with_cells(frame: pd.DataFrame, column: str, value: str, *places: int) -> pd.DataFrame:
    """Return the rows with one value in some rows of a column, counted from 0."""
    changed = frame.copy()
    changed.loc[list(places), column] = value
    return changed


def gappy(folder: Path) -> IndicatorTable:
    """Return the invented table with one cell left empty and one row left out."""
    frame = with_cells(with_cells(rows(), "value_low", "", 1), "value_high", "", 1)
    return read_table(saved(frame.drop(index=6), folder))
