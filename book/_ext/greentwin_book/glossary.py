"""The glossary of the book in English and Chinese, from the table ``glossary`` of the data package."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from greentwin.data import describe, load
from greentwin.errors import GreentwinError

from .setting import data_package
from .tables import Column, scroll_table

_COLUMNS = (Column("English", 28), Column("中文", 20, "zh"), Column("Meaning", 52))
_TABLE = "glossary"


class GlossaryTable(SphinxDirective):
    """Show every term in both languages with its meaning, in alphabetical order."""

    def run(self) -> list[nodes.Node]:
        """Build the table."""
        try:
            package = data_package(self.env.srcdir)
            frame = load(_TABLE, package=package)
            self.env.note_dependency(str(describe(_TABLE, package=package).path))
        except GreentwinError as error:
            raise self.error(str(error)) from error
        ordered = frame.sort_values("term_en", key=lambda terms: terms.str.casefold())
        parts = zip(ordered["term_en"], ordered["term_zh"], ordered["definition_en"], strict=True)
        rows = [
            [nodes.strong("", english), nodes.Text(chinese), nodes.Text(meaning)]
            for english, chinese, meaning in parts
        ]
        return [
            scroll_table("terms", f"{len(rows)} terms of this book in English and Chinese", _COLUMNS, rows)
        ]


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("glossary-table", GlossaryTable)
