"""One table of the data package on disk: its bytes compared with its description."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from greentwin.data.faults import FaultLog, counted
from greentwin.data.grid import Grid, parse
from greentwin.data.header import examine_header
from greentwin.data.rules import Key, Rules
from greentwin.data.validation import examine
from greentwin.errors import DataError

if TYPE_CHECKING:
    from greentwin.data.descriptions import TableDescription
    from greentwin.data.package import DataPackage


@dataclass(frozen=True)
class TableFile:
    """
    A table as it was read.

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

    def compare(self, log: FaultLog) -> None:
        """Log where row count and checksum differ from the description."""
        described = self.description
        mend = f"restore the file, or accept the change with `greentwin check --accept {described.name}`"
        if self.rows != described.rows:
            log.add(f"has {counted(self.rows, 'row')}, datapackage.json says {described.rows}; {mend}")
        if self.sha256 != described.sha256:
            log.add(f"the file's checksum (SHA-256) differs from the one in datapackage.json; {mend}")


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
        description = self.package.table(name)
        try:
            content = _content(description)
            grid = parse(content)
            values = self.examine(grid, description.schema, log, ordered=True)
        except DataError as error:
            log.add(str(error))
            return None
        return TableFile(description, values, len(grid.rows), sha256(content).hexdigest())

    def examine(
        self, grid: Grid, schema: dict[str, Any], log: FaultLog, *, ordered: bool
    ) -> dict[str, list[Any]]:
        """Check header, cells and keys of a grid against a schema and return its typed values by column."""
        rules = Rules(schema, partial(self.key_values, log.table))
        grid = examine_header(grid, list(rules.fields), log, ordered=ordered)
        return examine(grid, rules, log)

    def key_values(self, referrer: str, table: str, columns: tuple[str, ...]) -> frozenset[Key]:
        """
        Return the values that the columns of a table hold; an empty table name means `referrer` itself.

        Raises
        ------
        DataError
            If these columns cannot be read.
        """
        name = table or referrer
        if (name, columns) not in self._keys:
            self._keys[name, columns] = self._read_keys(name, columns)
        return self._keys[name, columns]

    def _read_keys(self, name: str, columns: tuple[str, ...]) -> frozenset[Key]:
        description = self.package.table(name)
        schema = {**description.schema, "foreignKeys": []}
        rules = Rules(schema, partial(self.key_values, name)).narrowed(list(columns))
        log = FaultLog(name)
        values = examine(parse(_content(description)), rules, log)
        if log or set(values) != set(columns):
            raise DataError(f"the table {name}, to which it refers, is itself at fault")
        return frozenset(zip(*(values[column] for column in columns), strict=True))


def _content(description: TableDescription) -> bytes:
    try:
        return description.path.read_bytes()
    except OSError as error:
        raise DataError(f"the file {description.path} cannot be read: {error.strerror}") from error
