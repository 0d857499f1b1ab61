"""Users' own files: templates to fill in, and reading a filled one with all its faults named."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from greentwin.data.faults import ROWS_NOTE, FaultLog, counted, shown_path
from greentwin.data.frames import build_frame
from greentwin.data.grid import parse
from greentwin.data.package import DataPackage, default_package
from greentwin.data.tablefile import TableReader
from greentwin.errors import DataError

if TYPE_CHECKING:
    import pandas as pd

SIZE_LIMIT = 20_000_000
"""Largest file of a user that is read, in bytes (20 MB)."""
_SHOWN_FAULTS = 50
_lock = threading.Lock()
_inputs: set[Path] = set()


def read(path: str | os.PathLike[str], template: str, *, package: DataPackage | None = None) -> pd.DataFrame:
    """
    Read a user's own CSV file that follows a template.

    The file is comma-separated UTF-8 text, with or without a byte-order mark, and at most 20 MB. Its columns
    may stand in any order. Cells are text until they are checked: a formula is not evaluated.

    Parameters
    ----------
    path : str or path-like
        The file, its name ending in ``.csv``.
    template : str
        Name of a template, see `templates`.
    package : DataPackage, optional
        Another package than the study's own.

    Returns
    -------
    pandas.DataFrame
        Columns in the order of the template, types as for `load`.

    Raises
    ------
    DataError
        If the file cannot be read, or has faults: one error that lists them by row and column with what is
        allowed, the first 50 and the count of the rest.

    Examples
    --------
    >>> write_template("city_emissions", "my_city")  # doctest: +SKIP
    >>> read("my_city/city_emissions.csv", "city_emissions")  # doctest: +SKIP
    """
    package = package or default_package()
    described = package.template(template)
    file = _expanded(path)
    content = _content(file)
    with _lock:
        _inputs.add(file.resolve())
    log = FaultLog(file.name, limit=_SHOWN_FAULTS)
    try:
        grid = parse(content, allow_bom=True)
        values = TableReader(package).examine(grid, described.schema, log, ordered=False)
    except DataError as error:
        raise DataError(f"{shown_path(file)} does not fit the template {template}: {error}") from error
    if not grid.rows:
        log.add("has no rows below the header")
    if log:
        count = counted(log.count, "fault")
        reason = f"does not fit the template {template}, {count} ({ROWS_NOTE}):\n{log.summary()}"
        raise DataError(f"{shown_path(file)} {reason}")
    return build_frame(values, {field.name: field.type for field in described.fields})


def inputs() -> tuple[Path, ...]:
    """Return the sorted absolute paths of the users' files read in this process."""
    with _lock:
        return tuple(sorted(_inputs))


def templates(*, package: DataPackage | None = None) -> tuple[str, ...]:
    """Return the sorted names of the templates for users' own files."""
    return tuple(sorted((package or default_package()).templates))


def write_template(
    name: str, folder: str | os.PathLike[str], *, package: DataPackage | None = None
) -> tuple[Path, ...]:
    """
    Write an empty template and its guide into a folder, which is made if needed.

    Parameters
    ----------
    name : str
        Name of a template, see `templates`.
    folder : str or path-like
        Where to write.
    package : DataPackage, optional
        Another package than the study's own.

    Returns
    -------
    tuple of pathlib.Path
        The CSV file and the guide.

    Raises
    ------
    DataError
        If one of the files exists already or the folder cannot be written; nothing is written then.
    """
    package = package or default_package()
    template = package.template(name)
    sources = (template.path, template.guide)
    target = _expanded(folder)
    paths = tuple(target / source.name for source in sources)
    for path in paths:
        if os.path.lexists(path):
            raise DataError(
                f"{path} exists already and is left as it is; name another folder or move the file"
            )
    written: list[Path] = []
    try:
        contents = [source.read_bytes() for source in sources]
        target.mkdir(parents=True, exist_ok=True)
        for path, content in zip(paths, contents, strict=True):
            with path.open("xb") as file:
                written.append(path)
                file.write(content)
    except OSError as error:
        for path in written:
            path.unlink(missing_ok=True)
        raise DataError(f"the template {name} cannot be written to {target}: {error.strerror}") from error
    return paths


def _expanded(path: str | os.PathLike[str]) -> Path:
    try:
        return Path(path).expanduser()
    except RuntimeError as error:
        raise DataError(f"{shown_path(Path(path))} begins with ~ but no such home folder is known") from error


def _content(file: Path) -> bytes:
    """Return the bytes of a regular CSV file within the size limit."""
    name = shown_path(file)
    if file.suffix.casefold() != ".csv":
        raise DataError(f"{name} is not a CSV file; its name must end in .csv")
    try:
        status = file.stat()
        if not stat.S_ISREG(status.st_mode):
            raise DataError(f"{name} is not a regular file")
        with file.open("rb") as stream:
            content = stream.read(SIZE_LIMIT + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise DataError(f"{name} cannot be read: {reason}") from error
    if len(content) > SIZE_LIMIT:
        raise DataError(f"{name} is larger than {SIZE_LIMIT // 1_000_000} MB, the most that is read")
    return content
