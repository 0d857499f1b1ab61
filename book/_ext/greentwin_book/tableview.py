"""A small table of the data package shown on a page, validated when it is loaded."""

from __future__ import annotations

from typing import Any, ClassVar

import pandas as pd
from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from greentwin.data import describe, load
from greentwin.errors import GreentwinError

from .setting import data_package
from .tables import Column, scroll_table

_MOST_ROWS = 200
_MISSING = "\u2013"


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


class TableView(SphinxDirective):
    """Show columns of a table: ``{table-view} panel_quality_flags`` with ``:columns:``, ``:heads:``, ``:widths:``."""

    required_arguments = 1
    option_spec: ClassVar[dict[str, Any]] = {
        "columns": _names,
        "heads": _names,
        "widths": directives.positive_int_list,
        "caption": directives.unchanged_required,
    }

    def run(self) -> list[nodes.Node]:
        """Build the table."""
        name = self.arguments[0]
        try:
            package = data_package(self.env.srcdir)
            description = describe(name, package=package)
            frame = load(name, package=package)
        except GreentwinError as error:
            raise self.error(str(error)) from error
        self.env.note_dependency(str(description.path))
        names = self.options.get("columns") or list(frame.columns)
        unknown = [column for column in names if column not in frame.columns]
        if unknown:
            raise self.error(
                f"table {name} has no column {', '.join(unknown)}; it has: {', '.join(frame.columns)}"
            )
        if len(frame) > _MOST_ROWS:
            raise self.error(f"table {name} has {len(frame)} rows; a page shows at most {_MOST_ROWS}")
        caption = self.options.get("caption") or description.title
        return [view(f"view-{name}", frame[names], caption, self._columns(names))]

    def _columns(self, names: list[str]) -> list[Column]:
        heads = self.options.get("heads") or [column.replace("_", " ").capitalize() for column in names]
        widths = self.options.get("widths") or [10] * len(names)
        if not len(heads) == len(widths) == len(names):
            raise self.error(f"give one head and one width for each of the {len(names)} columns")
        return [Column(head, width) for head, width in zip(heads, widths, strict=True)]


def view(anchor: str, frame: pd.DataFrame, caption: str, columns: list[Column]) -> nodes.table:
    """Build a table node from a frame; missing values are shown as an en dash."""
    rows = [
        [nodes.Text(cell_text(value)) for value in row] for row in frame.itertuples(index=False, name=None)
    ]
    return scroll_table(anchor, caption, columns, rows)


def cell_text(value: object) -> str:
    """Write one value of a table."""
    return _MISSING if value is None or pd.isna(value) else str(value)  # type: ignore[call-overload]


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("table-view", TableView)
