"""The header of a CSV file: the columns that must stand there and what stands there instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greentwin.data.faults import counted, listed, shown, suggestion
from greentwin.data.grid import Grid
from greentwin.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from greentwin.data.faults import FaultLog

_OTHER_SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "vertical bars"}
_SPARE_COLUMNS = 100


def examine_header(grid: Grid, names: Sequence[str], log: FaultLog, *, ordered: bool) -> Grid:
    """
    Compare the header with the columns that are allowed.

    Parameters
    ----------
    grid : Grid
        The file as text.
    names : sequence of str
        Columns that must all be there, and no others.
    log : FaultLog
        Receives a fault for each missing, unknown, repeated, misspelt or misplaced column.
    ordered : bool
        Whether the columns must stand in the order of `names`.

    Returns
    -------
    Grid
        The same rows; names that differ only by capitals or spaces are replaced by the right ones, so that
        the cells below them can be checked too.

    Raises
    ------
    DataError
        If the file is not separated by commas.
    """
    _refuse_other_separators(grid.header, names)
    if len(grid.header) > len(names) + _SPARE_COLUMNS:
        raise DataError(f"has {len(grid.header)} columns; the columns must be {listed(names)}")
    header = _recognised(grid.header, names, log)
    present = [name for name in names if name in header]
    for name in names:
        if name not in header:
            log.add(f"is missing; the columns must be {listed(names)}", column=name)
    if ordered and [name for name in header if name in names] != present and len(set(header)) == len(header):
        log.add(f"the columns are in another order than {listed(names)}")
    return Grid(header, grid.rows)


def _recognised(header: list[str], names: Sequence[str], log: FaultLog) -> list[str]:
    plain = {name.casefold(): name for name in names}
    seen: list[str] = []
    for position, title in enumerate(header, start=1):
        name = title if title in names else plain.get(title.strip().casefold(), title)
        if name in seen and name:
            log.add("stands in the header more than once", column=name)
        elif name != title:
            log.add(f"must be written {name}", column=title)
        elif not name:
            log.add(f"column {position} has no name; the columns must be {listed(names)}")
        elif name not in names:
            hint = suggestion(name, [other for other in names if other not in header])
            log.add(f"is unknown{hint or f'; the columns must be {listed(names)}'}", column=name)
        seen.append(name)
    return seen


def _refuse_other_separators(header: list[str], names: Sequence[str]) -> None:
    if len(header) > 1 or len(names) == 1:
        return
    for mark, word in _OTHER_SEPARATORS.items():
        if mark in header[0]:
            raise DataError(
                f"the columns are separated by {word}; save the file with commas between the columns"
            )
    if header[0] not in names:
        title = shown(header[0])
        columns = f"{counted(len(names), 'column')}: {listed(names)}"
        raise DataError(f"the first line {title} is no header; it must name {columns}")
