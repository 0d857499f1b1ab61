"""Tables as doctree nodes: a caption, column heads, and a frame that scrolls on narrow screens."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from docutils import nodes

_FIT_ON_A_PHONE = 3


@dataclass(frozen=True)
class Column:
    """A column's head, its share of the width, and the language of its cells where it is not English."""

    head: str
    width: int = 10
    language: str = ""


def scroll_table(
    anchor: str,
    caption: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[nodes.Node]],
    *,
    wide: bool | None = None,
) -> nodes.table:
    """Build a table; each row is a sequence of inline nodes, one for each column.

    Parameters
    ----------
    anchor : str
        Identifier of the table, unique on its page.
    caption : str
        What the table shows.
    columns : sequence of Column
        Heads, relative widths and languages.
    rows : iterable of sequence of Node
        Cells; the first of each row names the row.
    wide : bool, optional
        Whether the table keeps a width of its own on a phone, where it scrolls then; by default with more than three
        columns.

    Returns
    -------
    table
        The node; text in it is escaped when it is written.
    """
    group = nodes.tgroup(cols=len(columns))
    group += [nodes.colspec(colwidth=column.width) for column in columns]
    head = [_entry(nodes.Text(column.head)) for column in columns]
    group += nodes.thead("", nodes.row("", *head))
    group += nodes.tbody("", *(_row(columns, cells) for cells in rows))
    wide = len(columns) > _FIT_ON_A_PHONE if wide is None else wide
    classes = ["gt-doc-table", "colwidths-given", *(["gt-wide"] if wide else [])]
    return nodes.table("", nodes.title(caption, caption), group, ids=[anchor], classes=classes)


def _row(columns: Sequence[Column], cells: Sequence[nodes.Node]) -> nodes.row:
    pairs = zip(columns, cells, strict=True)
    return nodes.row("", *(_entry(cell, column.language) for column, cell in pairs))


def _entry(content: nodes.Node, language: str = "") -> nodes.entry:
    classes = [f"language-{language}"] if language else []
    return nodes.entry("", nodes.paragraph("", "", content), classes=classes)
