"""What every run page offers at its end: run it yourself, downloads, cite this page."""

from __future__ import annotations

from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging

from greentwin.errors import StudyError
from greentwin.study.findings import FILE as FINDINGS

from .citations import citation_nodes, page_citation
from .commands import run_command, value_text
from .files import link
from .pagelinks import page_link
from .results import RECORD, Attachment, RunKey, RunResult, files_of, key_of, read_run
from .tables import Column, scroll_table

_LOGGER = logging.getLogger(__name__)
_GUIDE = "book/run"
_BEFORE_CONTENTS_ARE_COLLECTED = 400


def add_sections(app: Sphinx, doctree: nodes.document) -> None:
    """Add the sections to a page that shows a run; other pages stay as they are."""
    key = key_of(app.env.docname)
    if key is None:
        return
    root = Path(app.srcdir)
    for path in files_of(root, key):
        if path.exists():
            app.env.note_dependency(str(path))
    try:
        result = read_run(root, key)
    except StudyError as error:
        _LOGGER.warning("%s", error, location=app.env.docname)
        return
    title = next(iter(doctree.findall(nodes.title)), None)
    citation = page_citation(app.config, title.astext() if title else key.run, key.docname)
    page = next(iter(doctree.findall(nodes.section)), doctree)
    for heading, content in (
        ("Run it yourself", _run_it(result, app.env.docname)),
        ("Downloads", _downloads(result)),
        ("Cite this page", citation_nodes(citation)),
    ):
        page += _section(doctree, heading, content)


def _section(doctree: nodes.document, heading: str, content: list[nodes.Node]) -> nodes.section:
    section = nodes.section("", nodes.title(heading, heading), *content, classes=["gt-offer"])
    section["names"].append(nodes.fully_normalize_name(heading))
    doctree.note_implicit_target(section, section)
    return section


def _run_it(result: RunResult, docname: str) -> list[nodes.Node]:
    command = run_command(result.key.notebook, result.changed, f"my-{result.key.run}")
    intro = nodes.paragraph("", "This command makes the page again. Change a value after ")
    intro += [
        nodes.literal("-p", "-p"),
        nodes.Text(" and the page is about your case. How to set the project up: "),
    ]
    intro += [page_link(_GUIDE, docname), nodes.Text(".")]
    rows = [[nodes.literal(name, name), _text(value)] for name, value in result.parameters.items()]
    columns = [Column("Parameter", 35), Column("Value in this run", 65)]
    return [
        intro,
        nodes.literal_block(command, command, language="bash"),
        scroll_table("parameters-of-this-run", "Parameters of this run", columns, rows),
    ]


def _text(value: object) -> nodes.Node:
    text = value_text(value)
    return nodes.Text(text) if text else nodes.emphasis("", "empty")


def _downloads(result: RunResult) -> list[nodes.Node]:
    key = result.key
    items = [
        _item(f"notebooks/{key.notebook}.ipynb", "Notebook to run", "the source, without outputs"),
        _item(f"{key.docname}.ipynb", "Executed notebook", "as shown on this page"),
        _item(f"{key.folder}/{FINDINGS}", "Findings (JSON)", "every recorded number with unit, n and tables"),
        _item(f"{key.folder}/{RECORD}", "Record (JSON)", "what this page depends on, with SHA-256"),
        *(_attachment(key, figure, "Figure") for figure in result.figures),
        *(_attachment(key, table, "Table") for table in result.tables),
    ]
    return [nodes.bullet_list("", *items, classes=["gt-downloads"])]


def _attachment(key: RunKey, attachment: Attachment, kind: str) -> nodes.list_item:
    suffix = attachment.file.rpartition(".")[2].upper()
    return _item(
        f"{key.folder}/{attachment.file}", f"{kind} {attachment.name} ({suffix})", attachment.caption
    )


def _item(path: str, text: str, explanation: str) -> nodes.list_item:
    return nodes.list_item("", nodes.paragraph("", "", link(path, text), nodes.Text(f": {explanation}")))


def setup(app: Sphinx) -> None:
    """Connect to the reading of pages, before their contents are collected."""
    app.connect("doctree-read", add_sections, priority=_BEFORE_CONTENTS_ARE_COLLECTED)
