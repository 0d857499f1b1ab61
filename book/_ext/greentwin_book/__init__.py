"""The book's Sphinx extension: findings in prose, the data catalogue, and what every run page offers its reader.

One subject per module: ``findings`` (the role), ``results`` (what a run left), ``runpages`` (the sections at the end of
a run page), ``catalogue``, ``tableview``, ``templates`` and ``glossary`` (the data package), ``evidence`` and
``register`` (what was coded from the documents), ``citations``,
``commands``, ``files`` (downloads), ``search``, ``formulas``, ``entrance`` (the page at the root of the book).
"""

from __future__ import annotations

from sphinx.application import Sphinx

import greentwin

from . import (
    catalogue,
    citations,
    entrance,
    evidence,
    files,
    findings,
    folding,
    formulas,
    glossary,
    register,
    runpages,
    search,
    setting,
    tablelinks,
    tableview,
    templates,
)

_MODULES = (
    setting,
    files,
    folding,
    findings,
    runpages,
    catalogue,
    tablelinks,
    tableview,
    templates,
    glossary,
    evidence,
    register,
    citations,
    search,
    formulas,
    entrance,
)


def setup(app: Sphinx) -> dict[str, object]:
    """Register the parts of the extension with Sphinx."""
    for module in _MODULES:
        module.setup(app)
    return {"version": greentwin.__version__, "parallel_read_safe": True, "parallel_write_safe": True}
