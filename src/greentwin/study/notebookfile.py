"""The executed notebook as a file: its title, text alternatives, and nothing that differs between equal runs."""

from __future__ import annotations

import re
from typing import Any

from nbformat import NotebookNode

_HEADING = re.compile(r"^# .*$", re.MULTILINE)
_SPECIAL = re.compile(r"([\\`*_\[\]<>{}$#])")
_ESCAPED = re.compile(r"\\([\\`*_\[\]<>{}$#])")
_VOLATILE_CELL = ("papermill", "execution", "collapsed", "scrolled")
_VOLATILE_NOTEBOOK = ("papermill", "widgets_state_timestamp")


def finish(notebook: NotebookNode, title: str | None) -> None:
    """Prepare an executed notebook for the book, in place.

    The first heading becomes the run's title, text alternatives of images move to where the book looks for them,
    code is folded away, and times, paths and identifiers that differ between equal runs are removed.

    Parameters
    ----------
    notebook : NotebookNode
        The executed notebook.
    title : str, optional
        Title of the page; the notebook's own heading stays if not given.
    """
    if title is not None:
        _retitle(notebook, title)
    for cell in notebook.cells:
        for key in _VOLATILE_CELL:
            cell.metadata.pop(key, None)
        if cell.cell_type == "code":
            _fold(cell)
            _carry_alternative_text(cell)
    for key in _VOLATILE_NOTEBOOK:
        notebook.metadata.pop(key, None)
    _number_cells(notebook)


def title_of(notebook: NotebookNode) -> str | None:
    """Return the text of a notebook's first heading, or None if it has none."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and (match := _HEADING.search(cell.source)):
            return _ESCAPED.sub(r"\1", match[0].removeprefix("# ").strip())
    return None


def _retitle(notebook: NotebookNode, title: str) -> None:
    line = "# " + _SPECIAL.sub(r"\\\1", " ".join(title.split()))
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and _HEADING.search(cell.source):
            cell.source = _HEADING.sub(lambda _: line, cell.source, count=1)
            return


def _fold(cell: NotebookNode) -> None:
    tags = list(cell.metadata.get("tags", []))
    wanted = "hide-input" if cell.outputs else "hide-cell"
    cell.metadata["tags"] = tags if wanted in tags else [*tags, wanted]


def _carry_alternative_text(cell: NotebookNode) -> None:
    for output in cell.outputs:
        image: dict[str, Any] = output.get("metadata", {}).get("image/png", {})
        if "alt" in image:
            settings = {"alt": image["alt"]}
            if "width" in image:
                settings["width"] = f"{image['width']}px"
            cell.metadata.setdefault("mystnb", {})["image"] = settings


def _number_cells(notebook: NotebookNode) -> None:
    """Give the cells stable identifiers: the one that papermill injects is random."""
    for number, cell in enumerate(notebook.cells):
        cell["id"] = f"cell-{number}"
