"""The data package: one descriptor that names, describes and licenses every table."""

from __future__ import annotations

import json
from functools import cache, cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from greentwin.data.descriptions import (
    FieldDescription,
    Licence,
    Source,
    TableDescription,
    TemplateDescription,
    describe_table,
    describe_template,
)
from greentwin.data.faults import shown, suggestion
from greentwin.errors import DataError

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "DataPackage",
    "FieldDescription",
    "Licence",
    "Source",
    "TableDescription",
    "TemplateDescription",
    "cite",
    "default_package",
    "describe",
    "tables",
]

DESCRIPTOR_NAME = "datapackage.json"


class DataPackage:
    """
    A folder of tables with its ``datapackage.json``.

    Parameters
    ----------
    root : pathlib.Path
        Folder that holds the descriptor.

    Raises
    ------
    DataError
        From any property or method, when the descriptor is missing or is not a data package.
    """

    def __init__(self, root: Path) -> None:
        self.root = Path(root).resolve()

    @property
    def descriptor_path(self) -> Path:
        """Path of ``datapackage.json``."""
        return self.root / DESCRIPTOR_NAME

    @cached_property
    def descriptor(self) -> dict[str, Any]:
        """The descriptor as it stands in the file."""
        return read_descriptor(self.descriptor_path)

    @cached_property
    def resources(self) -> dict[str, dict[str, Any]]:
        """Descriptors of the tables by name."""
        return _by_name(self.descriptor.get("resources"), "resources")

    @cached_property
    def templates(self) -> dict[str, dict[str, Any]]:
        """Descriptors of the templates for users' files by name."""
        return _by_name(self.descriptor.get("templates", []), "templates")

    def reload(self) -> None:
        """Read the descriptor anew at its next use."""
        for name in ("descriptor", "resources", "templates"):
            self.__dict__.pop(name, None)

    def path(self, relative: str) -> Path:
        """Return the path of a file that the descriptor names; it must stay inside the package."""
        pure = PurePosixPath(relative)
        if not pure.parts or ".." in pure.parts or pure.is_absolute() or "\\" in relative:
            raise DataError(
                f"{DESCRIPTOR_NAME}: path {shown(relative)} does not stay inside the data package"
            )
        return self.root.joinpath(*pure.parts)

    def table(self, name: str) -> TableDescription:
        """Return what the descriptor says about one table."""
        return describe_table(_pick(self.resources, name, "table"), self.path)

    def template(self, name: str) -> TemplateDescription:
        """Return what the descriptor says about one template."""
        return describe_template(_pick(self.templates, name, "template"), self.path)


def read_descriptor(path: Path) -> dict[str, Any]:
    """Read a ``datapackage.json``; raise `DataError` when it is missing or not a JSON object."""
    try:
        descriptor = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise DataError(f"the data package has no readable {path}: {error.strerror}") from error
    except ValueError as error:
        raise DataError(f"{path} is not valid JSON: {error}") from error
    if not isinstance(descriptor, dict):
        raise DataError(f"{path} must hold one JSON object that describes the data package")
    return descriptor


@cache
def default_package() -> DataPackage:
    """
    Return the study's data package: inside the installed package, else in the checkout.

    Raises
    ------
    DataError
        If neither place holds a ``datapackage.json``.
    """
    here = Path(__file__).resolve()
    homes = (here.parent / "tables", here.parents[3] / "data")
    for home in homes:
        if (home / DESCRIPTOR_NAME).is_file():
            return DataPackage(home)
    looked = " nor in ".join(str(home) for home in homes)
    raise DataError(f"found no {DESCRIPTOR_NAME}, neither in {looked}; reinstall greentwin")


def tables(*, package: DataPackage | None = None) -> pd.DataFrame:
    """
    List the tables of the data package.

    Parameters
    ----------
    package : DataPackage, optional
        Another package than the study's own.

    Returns
    -------
    pandas.DataFrame
        One row per table, index ``name``, columns ``title``, ``rows``, ``licence`` and ``path`` (relative to
        the package), in the order of the descriptor.

    Raises
    ------
    DataError
        If the descriptor is missing or incomplete.
    """
    import pandas as pd

    package = package or default_package()
    described = [package.table(name) for name in package.resources]
    columns = {
        "title": [table.title for table in described],
        "rows": [table.rows for table in described],
        "licence": ["; ".join(licence.name for licence in table.licences) for table in described],
        "path": [table.path.relative_to(package.root).as_posix() for table in described],
    }
    return pd.DataFrame(columns, index=pd.Index([table.name for table in described], name="name"))


def describe(name: str, *, package: DataPackage | None = None) -> TableDescription:
    """
    Describe one table: its columns with type, unit and meaning, sources, licence, rows and checksum.

    Parameters
    ----------
    name : str
        Name of a table, see `tables`.
    package : DataPackage, optional
        Another package than the study's own.

    Returns
    -------
    TableDescription

    Raises
    ------
    DataError
        If there is no table of that name.
    """
    return (package or default_package()).table(name)


def cite(name: str, *, package: DataPackage | None = None) -> str:
    """
    Return the citation of one table as plain text: one line per source, then the licence.

    Parameters
    ----------
    name : str
        Name of a table, see `tables`.
    package : DataPackage, optional
        Another package than the study's own.

    Returns
    -------
    str

    Raises
    ------
    DataError
        If there is no table of that name.
    """
    table = describe(name, package=package)
    lines = [_citation(source.title, source.path) for source in table.sources]
    if not lines:
        lines.append(f"{table.title}. Compiled for the greentwin study.")
    lines += [
        f"Licence: {_citation(licence.title or licence.name, licence.path)}" for licence in table.licences
    ]
    return "\n".join(lines)


def _citation(title: str, path: str) -> str:
    sentence = title.strip().rstrip(".") + "."
    return sentence if not path or path in title else f"{sentence} {path}"


def _by_name(items: Any, key: str) -> dict[str, dict[str, Any]]:
    if not isinstance(items, list) or not all(
        isinstance(item, dict) and isinstance(item.get("name"), str) for item in items
    ):
        raise DataError(f'{DESCRIPTOR_NAME}: "{key}" must be a list of objects that each have a name')
    named = {item["name"]: item for item in items}
    if len(named) < len(items):
        raise DataError(f'{DESCRIPTOR_NAME}: two of the "{key}" have the same name')
    return named


def _pick(items: dict[str, dict[str, Any]], name: str, kind: str) -> dict[str, Any]:
    if not isinstance(name, str):
        raise DataError(f"the name of a {kind} must be text, not {type(name).__name__}")
    if name not in items:
        known = sorted(items)
        hint = suggestion(name, known) or "."
        raise DataError(f"there is no {kind} {shown(name)}{hint} Known {kind}s: {', '.join(known)}")
    return items[name]
