"""One table of the data package on disk: its bytes compared with its description."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from greentwin.data.faults import FaultLog
from greentwin.data.grid import parse
from greentwin.data.header import examine_header
from greentwin.data.package import TableDescription
from greentwin.data.rules import Key, Rules
from greentwin.data.validation import examine
from greentwin.errors import DataError

if TYPE_CHECKING:
    from greentwin.data.package import DataPackage


@dataclass(frozen=True)
class TableFile:
    """
    A table as it was read: typed values by column, and the row count and checksum of its bytes.

    Attributes
    ----------
    description : TableDescription
        What the data package says about it.
    values : dict of str to list
        Typed values by column; None for a gap.
    rows : int
        Number of data rows read.
    sha256 : str
        SHA-256 of the bytes read, in hexadecimal digits.
    """

    description: TableDescription
    values: dict[str, list[Any]]
    rows: int
    sha256: str

    @property
    def types(self) -> dict[str, str]:
        """Type of each column."""
        return {field.name: field.type for field in self.description.fields}


class TableReader:
    """
    Reads the tables of one data package; key values that foreign keys look up are read once.

    Parameters
    ----------
    package : DataPackage
        Where the tables are.
    """

    def __init__(self, package: DataPackage) -> None:
        self.package = package
        self._keys: dict[tuple[str, tuple[str, ...]], frozenset[Key]] = {}

    def read(self, name: str, log: FaultLog) -> TableFile | None:
        """
        Read one table and check it against its schema and keys, not its row count and checksum.

        Returns None when the file cannot be read as a table at all; `log` then says why.
        """
        description = self.package.describe(name)
        try:
            content = description.path.read_bytes()
            grid = parse(content)
            rules = Rules(self.package.resource(name)["schema"], partial(self.key_values, name))
            grid = examine_header(grid, list(rules.fields), log, ordered=True)
            values = examine(grid, rules, log)
        except OSError as error:
            log.add(f"the file {description.path} cannot be read: {error.strerror}")
            return None
        except DataError as error:
            log.add(str(error))
            return None
        return TableFile(description, values, len(grid.rows), sha256(content).hexdigest())

    def key_values(self, referrer: str, table: str, columns: tuple[str, ...]) -> frozenset[Key]:
        """Return the values that the columns of a table hold; an empty table name means `referrer` itself."""
        name = table or referrer
        if (name, columns) not in self._keys:
            self._keys[name, columns] = self._read_keys(name, columns)
        return self._keys[name, columns]

    def _read_keys(self, name: str, columns: tuple[str, ...]) -> frozenset[Key]:
        schema = {**self.package.resource(name)["schema"], "foreignKeys": []}
        rules = Rules(schema, partial(self.key_values, name)).narrowed(list(columns))
        log = FaultLog(name)
        try:
            grid = parse(self.package.describe(name).path.read_bytes())
        except OSError as error:
            raise DataError(f"the table {name} that it refers to cannot be read: {error.strerror}") from error
        values = examine(grid, rules, log)
        if log or set(values) != set(columns):
            raise DataError(f"the table {name} that it refers to is itself at fault")
        return frozenset(zip(*(values[column] for column in columns), strict=True))
