"""Loading of tables: validated on the first load in a process, then from memory."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from greentwin.data.faults import ROWS_NOTE, FaultLog, counted
from greentwin.data.frames import build_frame
from greentwin.data.package import DataPackage, default_package
from greentwin.data.tablefile import TableReader
from greentwin.errors import DataError

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

_SHOWN_FAULTS = 20
_lock = threading.RLock()
_frames: dict[tuple[Path, str], pd.DataFrame] = {}
_used: set[str] = set()


def load(name: str, *, package: DataPackage | None = None) -> pd.DataFrame:
    """
    Load one table of the data package.

    The first load in a process checks the file against its description: checksum, row count, header, types,
    constraints and keys. Later loads come from memory. The frame is the caller's own copy. Nothing is
    coerced, filled or dropped; a gap is NaN (NA in whole-number and boolean columns).

    Parameters
    ----------
    name : str
        Name of a table, see `tables`.
    package : DataPackage, optional
        Another package than the study's own.

    Returns
    -------
    pandas.DataFrame
        Columns in the order of the description, see `describe` for their types and units.

    Raises
    ------
    DataError
        If there is no table of that name, or the file differs from its description; the message names table,
        row and column.

    Examples
    --------
    >>> load("low_carbon_pilots").shape[0]  # doctest: +SKIP
    87
    """
    own = package is None
    package = package or default_package()
    with _lock:
        key = (package.root, name)
        if key not in _frames:
            _frames[key] = _read_frame(package, name)
        if own:
            _used.add(name)
        return _frames[key].copy()


def used() -> tuple[str, ...]:
    """Return the sorted names of the study's own tables loaded in this process."""
    with _lock:
        return tuple(sorted(_used))


def forget(package: DataPackage, name: str) -> None:
    """Drop a table from memory, so that the next load reads and checks the file again."""
    with _lock:
        _frames.pop((package.root, name), None)


def _read_frame(package: DataPackage, name: str) -> pd.DataFrame:
    log = FaultLog(name, limit=_SHOWN_FAULTS)
    table = TableReader(package).read(name, log)
    if table is not None:
        table.compare(log)
    if log or table is None:
        count = counted(log.count, "fault")
        raise DataError(f"table {name} has {count} ({ROWS_NOTE}):\n{log.summary()}")
    return build_frame(table.values, table.types)
