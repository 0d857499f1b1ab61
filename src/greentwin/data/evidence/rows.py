"""Rows of the evidence tables: one coder's at a time, with cells that hold several values taken apart."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from greentwin.data.faults import listed, suggestion
from greentwin.data.loading import load
from greentwin.errors import ParameterError

if TYPE_CHECKING:
    from greentwin.data.package import DataPackage

FIRST_CODER = "coder_1"
"""The coder of the study's own evidence."""
_SEPARATOR = re.compile("; *")


@dataclass(frozen=True, order=True)
class Passage:
    """
    Where a row of evidence stands.

    Attributes
    ----------
    source_id : str
        Document, as in the table ``documents``.
    start, end : int
        Offsets in characters of the raw file, counted from 0, half-open.
    """

    source_id: str
    start: int
    end: int


def coded(name: str, coder: str, package: DataPackage | None) -> pd.DataFrame:
    """
    Return one coder's rows of an evidence table, in the order of the file.

    Raises
    ------
    ParameterError
        If no row of the table is by that coder.
    """
    frame = load(name, package=package)
    return frame[frame["coder"] == known("coder", coder, frame["coder"])].reset_index(drop=True)


def named(name: str, key: str, coder: str, package: DataPackage | None) -> pd.DataFrame:
    """
    Return the rows of a table that others refer to, one for each identifier, indexed by it.

    A coder who adds participations need not code the events and organisations again: where a row of `coder` is
    missing, that of the first coder stands.
    """
    frame = load(name, package=package)
    own = (frame["coder"] != coder).astype(int)
    other = (frame["coder"] != FIRST_CODER).astype(int)
    ranked = frame.assign(_rank=2 * own + other).sort_values("_rank", kind="stable")
    return ranked.drop(columns="_rank").drop_duplicates(key).set_index(key)


def chosen(
    frame: pd.DataFrame, choices: Mapping[str, str | Collection[str] | None], names: Mapping[str, str]
) -> pd.DataFrame:
    """
    Return the rows whose columns have one of the chosen values.

    Parameters
    ----------
    frame : pandas.DataFrame
        Rows of a table.
    choices : mapping
        Chosen value, or values, by column; None takes all.
    names : mapping
        Name of the parameter for each column whose parameter has another name, for messages.

    Raises
    ------
    ParameterError
        If a value does not occur in its column.
    """
    kept = pd.Series(True, index=frame.index)
    for column, choice in choices.items():
        if choice is not None:
            wanted = [choice] if isinstance(choice, str) else list(choice)
            values = [known(names.get(column, column), value, frame[column]) for value in wanted]
            kept &= frame[column].isin(values)
    return frame[kept].reset_index(drop=True)


def known(parameter: str, value: str, values: pd.Series) -> str:
    """Return a value if it occurs among others; else raise `ParameterError` naming those that do."""
    choices = sorted(str(choice) for choice in values.dropna().unique())
    if value not in choices:
        hint = suggestion(str(value), choices)
        raise ParameterError(f"{parameter}: there is no {value!r}{hint or f'; there are: {listed(choices)}'}")
    return value


def items(cell: object) -> tuple[str, ...]:
    """
    Take apart a cell that holds several values.

    Examples
    --------
    >>> items("f048; f049"), items(float("nan"))
    (('f048', 'f049'), ())
    """
    return tuple(_SEPARATOR.split(text(cell))) if text(cell) else ()


def text(cell: object) -> str:
    """Return a text cell, empty for a gap."""
    return "" if pd.isna(cell) else str(cell)  # type: ignore[call-overload]


def passage(row: Mapping[str, Any]) -> Passage:
    """Return where a row stands."""
    return Passage(str(row["source_id"]), int(row["char_start"]), int(row["char_end"]))


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a frame as dictionaries."""
    return [{str(key): value for key, value in row.items()} for row in frame.to_dict("records")]
