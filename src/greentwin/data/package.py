"""The data package: one descriptor that names, describes and licenses every table."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from greentwin.data.faults import listed, shown, suggestion
from greentwin.errors import DataError

if TYPE_CHECKING:
    import pandas as pd

DESCRIPTOR_NAME = "datapackage.json"


@dataclass(frozen=True)
class Source:
    """A published source of a table: its citation and where it is found (DOI or URL)."""

    title: str
    path: str


@dataclass(frozen=True)
class Licence:
    """A licence of a table: short name, full title and URL."""

    name: str
    title: str
    path: str


@dataclass(frozen=True)
class FieldDescription:
    """A column of a table: its type, unit (empty where it has none), meaning and constraints."""

    name: str
    type: str
    unit: str
    description: str
    constraints: dict[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class TableDescription:
    """
    What the data package says about one table.

    Attributes
    ----------
    name, title, description : str
        Name to load it by, title and explanation.
    path : pathlib.Path
        The CSV file.
    fields : tuple of FieldDescription
        Columns in the order of the file.
    sources, licences : tuple
        Where the figures come from and under which terms.
    rows : int
        Number of data rows.
    sha256 : str
        SHA-256 of the file's bytes, in hexadecimal digits.
    primary_key : tuple of str
        Columns that together identify a row.
    """

    name: str
    title: str
    description: str
    path: Path
    fields: tuple[FieldDescription, ...]
    sources: tuple[Source, ...]
    licences: tuple[Licence, ...]
    rows: int
    sha256: str
    primary_key: tuple[str, ...] = ()


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
        From any property, when the descriptor is missing or is not a data package.
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

    def resource(self, name: str) -> dict[str, Any]:
        """Return the descriptor of one table."""
        return _pick(self.resources, name, "table")

    def template(self, name: str) -> dict[str, Any]:
        """Return the descriptor of one template."""
        return _pick(self.templates, name, "template")

    def path(self, relative: str) -> Path:
        """Return the path of a file that the descriptor names; it must stay inside the package."""
        parts = PurePosixPath(relative).parts
        if not parts or ".." in parts or PurePosixPath(relative).is_absolute() or "\\" in relative:
            raise DataError(
                f"{DESCRIPTOR_NAME}: path {shown(relative)} does not stay inside the data package"
            )
        return self.root.joinpath(*parts)

    def describe(self, name: str) -> TableDescription:
        """Return what the descriptor says about one table."""
        resource = self.resource(name)
        schema = resource.get("schema", {})
        try:
            return TableDescription(
                name=name,
                title=resource["title"],
                description=resource["description"],
                path=self.path(resource["path"]),
                fields=tuple(_field(item) for item in schema["fields"]),
                sources=tuple(
                    Source(item["title"], item.get("path", "")) for item in resource.get("sources", [])
                ),
                licences=tuple(
                    Licence(item["name"], item.get("title", ""), item.get("path", ""))
                    for item in resource.get("licenses", [])
                ),
                rows=int(resource["rows"]),
                sha256=str(resource["hash"]).removeprefix("sha256:"),
                primary_key=key_fields(schema.get("primaryKey", ())),
            )
        except (KeyError, TypeError, ValueError) as error:
            message = f"{DESCRIPTOR_NAME}: the description of table {name} lacks or garbles {error}"
            raise DataError(message) from error


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


def key_fields(key: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    """Return a key of a schema as a tuple of column names; the standard allows a single name."""
    return (key,) if isinstance(key, str) else tuple(key)


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
    """
    import pandas as pd

    package = package or default_package()
    described = [package.describe(name) for name in package.resources]
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
    return (package or default_package()).describe(name)


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
    lines = [_sentence(source.title, source.path) for source in table.sources]
    lines += [
        f"Licence: {_sentence(licence.title or licence.name, licence.path)}" for licence in table.licences
    ]
    return "\n".join(lines)


def _sentence(title: str, path: str) -> str:
    known = not path or path in title
    return title.rstrip(". ") + ("." if known else f". {path}")


def _field(item: dict[str, Any]) -> FieldDescription:
    return FieldDescription(
        name=item["name"],
        type=item["type"],
        unit=item.get("unit", ""),
        description=item.get("description", ""),
        constraints=dict(item.get("constraints", {})),
    )


def _by_name(items: Any, key: str) -> dict[str, dict[str, Any]]:
    if not isinstance(items, list) or not all(isinstance(item, dict) and "name" in item for item in items):
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
        raise DataError(f"there is no {kind} {shown(name)}{hint} Known {kind}s: {listed(known)}")
    return items[name]
