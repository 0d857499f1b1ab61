"""Rules of the codebook that span several columns or rows, checked on a user's file of contrasts.

What concerns one cell (types, allowed words, keys) is in the template's schema and checked before.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from greentwin.data.faults import ROWS_NOTE, FaultLog, counted, shown, shown_path
from greentwin.errors import DataError

if TYPE_CHECKING:
    from greentwin.data.faults import Fault

MOST_CONTRASTS = 150
MOST_REPORTERS = 6
UNIT_COLUMNS = ("source_id", "char_start", "char_end", "dimension", "domain", "attribute", "reporter")
"""What a contrast is, on which all its coders must agree; the rest are judgements."""
_SHOWN_FAULTS = 50
_Found = tuple[int | None, str | None, str]


def check_rules(rows: pd.DataFrame, path: str) -> None:
    """Raise if rows break a rule.

    Parameters
    ----------
    rows : DataFrame
        Rows in the order of the file, as :func:`greentwin.data.read` returns them; not changed.
    path : str
        The file, for the message.

    Raises
    ------
    DataError
        One error that lists the faults by row and column, the first 50 and the count of the rest.
    """
    log = _log(rows, Path(path).name, _SHOWN_FAULTS)
    if log:
        count = counted(log.count, "fault")
        head = f"{shown_path(Path(path))} breaks rules of the template contrasts, {count} ({ROWS_NOTE})"
        raise DataError(f"{head}:\n{log.summary()}")


def rule_faults(rows: pd.DataFrame, table: str = "contrasts") -> tuple[Fault, ...]:
    """Return all broken rules, in the order of the rows.

    Parameters
    ----------
    rows : DataFrame
        Coded contrasts in the order of their file; not changed.
    table : str
        Name that the faults carry.
    """
    return _log(rows, table, None).kept


def _log(rows: pd.DataFrame, table: str, limit: int | None) -> FaultLog:
    log = FaultLog(table, limit)
    found = [*_row_faults(rows), *_reporter_faults(rows), *_unit_faults(rows), *_size_faults(rows)]
    for row, column, message in sorted(found, key=lambda fault: (fault[0] is not None, fault[0] or 0)):
        log.add(message, row, column)
    return log


def _row_faults(rows: pd.DataFrame) -> Iterator[_Found]:
    for number, row in enumerate(rows.to_dict("records"), 1):
        for column, message in _faults_of_one(row):
            yield number, column, message


def _faults_of_one(row: dict[Any, Any]) -> Iterator[tuple[str, str]]:
    frame = row["role"] == "frame"
    if row["char_end"] <= row["char_start"]:
        yield "char_end", f"{row['char_end']} is not after char_start {row['char_start']}"
    if frame != (row["higher_side"] == "none"):
        yield "higher_side", "is none exactly where role is frame; a core contrast has china or europe"
    described = [side for side in ("china", "europe") if row[f"explicit_{side}"] == "yes"]
    if frame and described:
        yield f"explicit_{described[0]}", "must be no where role is frame: a frame describes neither side"
    if not frame and not described:
        yield "explicit_china", "a core contrast describes one side at least; both are no"
    marked = not pd.isna(row["hedge_marker"])
    if marked != (row["strength"] == "hedged"):
        yield "hedge_marker", "holds the hedge word exactly where strength is hedged, else it is empty"


def _reporter_faults(rows: pd.DataFrame) -> Iterator[_Found]:
    first: dict[str, tuple[int, str]] = {}
    pairs = rows[["reporter", "europe_scope"]].itertuples(index=False)
    for number, (reporter, scope) in enumerate(pairs, 1):
        row, known = first.setdefault(reporter, (number, scope))
        if scope != known:
            message = f"{shown(scope)}, but {shown(reporter)} speaks of {shown(known)} in row {row}"
            yield number, "europe_scope", f"{message}; a reporter has one scope in a file"


def _unit_faults(rows: pd.DataFrame) -> Iterator[_Found]:
    first: dict[str, tuple[int, dict[Any, Any]]] = {}
    for number, row in enumerate(rows.to_dict("records"), 1):
        at, known = first.setdefault(row["contrast_id"], (number, row))
        for column in UNIT_COLUMNS:
            if row[column] != known[column]:
                message = (
                    f"differs from row {at}, which has the same contrast_id; coders share what a contrast is"
                )
                yield number, column, message


def _size_faults(rows: pd.DataFrame) -> Iterator[_Found]:
    limits = (("contrast_id", MOST_CONTRASTS, "contrasts"), ("reporter", MOST_REPORTERS, "reporters"))
    for column, most, noun in limits:
        number = rows[column].nunique()
        if number > most:
            yield None, column, f"the file has {number} {noun}, at most {most} can be shown; split the file"
