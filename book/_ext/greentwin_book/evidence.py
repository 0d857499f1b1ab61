"""The coded evidence on a page: how many rows of which table come from which document, and what is doubtful."""

from __future__ import annotations

from collections import Counter
from typing import Any, ClassVar

import pandas as pd
from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from greentwin.data import DataPackage, describe, load
from greentwin.data.evidence import Doubt, doubts
from greentwin.data.numerals import numerals
from greentwin.errors import GreentwinError

from .folding import fold
from .setting import data_package
from .tablelinks import table_link
from .tables import Column, scroll_table

_DOCUMENTS = "documents"
_DOUBTS = "ambiguities"
_TOKENS = ("figures", "figures_excluded")
_REASONS = {
    "address": "Part of a postal address, a telephone number or the like.",
    "caption": "Says where in a picture something is.",
    "chemical_name": "Part of the name of a substance.",
    "damage": "A sign that the damage to the document made.",
    "date_of_event": "Dates an event; the date stands in the table of events.",
    "date_of_publication": "Dates the document itself.",
    "document_title": "Part of the title.",
    "file_name": "Part of the name of a file.",
    "indefinite_article": "A word for one that means no more than the English article.",
    "list_marker": "Numbers an item of a list or opens one in words.",
    "ordinal": "Tells one batch or phase from another.",
    "page_furniture": "Belongs to the frame of the web page.",
    "period_of_figure": "Dates a figure; the period stands with that figure.",
    "proper_name": "Part of a name: of a place, a programme, an edition of a meeting.",
    "word_part": "Part of a word that is not about a number.",
}


class _EvidenceDirective(SphinxDirective):
    """A directive that reads evidence tables of the project."""

    def load(self, *names: str) -> tuple[DataPackage, list[pd.DataFrame]]:
        """Load tables and note that the page depends on them."""
        try:
            package = data_package(self.env.srcdir)
            frames = [load(name, package=package) for name in names]
            for name in names:
                self.env.note_dependency(str(describe(name, package=package).path))
        except GreentwinError as error:
            raise self.error(str(error)) from error
        return package, frames


class EvidenceCounts(_EvidenceDirective):
    """Show how many rows each evidence table has from each document."""

    def run(self) -> list[nodes.Node]:
        """Build the table from the locators of the tables themselves."""
        package, (documents,) = self.load(_DOCUMENTS)
        names = evidence_tables(package)
        _, frames = self.load(*names)
        sources = documents["source_id"].tolist()
        columns = [Column("Table", 30), *(Column(source, 9) for source in sources), Column("All", 10)]
        rows = []
        for name, frame in zip(names, frames, strict=True):
            counts = [int((frame["source_id"] == source).sum()) for source in sources]
            cells = [nodes.Text(str(count) if count else "–") for count in [*counts, len(frame)]]
            rows.append([table_link(name, self.env.docname), *cells])
        caption = "Rows of each evidence table by the document they come from"
        return [scroll_table("evidence-counts", caption, columns, rows)]


class NumeralAccount(_EvidenceDirective):
    """Show where the numerals of each document went: into figures, or out of them with a reason."""

    def run(self) -> list[nodes.Node]:
        """Build one table by document and one by reason."""
        _, (documents, figures, excluded) = self.load(_DOCUMENTS, *_TOKENS)
        return [_account(documents, figures, excluded), _reasons(excluded)]


class DoubtList(_EvidenceDirective):
    """Show the doubts about the coding, folded by document; ``:source: s3`` shows those of one document, open."""

    option_spec: ClassVar[dict[str, Any]] = {"source": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        """Build the lists."""
        package, (documents, _) = self.load(_DOCUMENTS, _DOUBTS)
        try:
            found = doubts(source=self.options.get("source"), package=package)
        except GreentwinError as error:
            raise self.error(str(error)) from error
        if "source" in self.options:
            return [_doubts(found)]
        titles = documents.set_index("source_id")["title"]
        parts: list[nodes.Node] = []
        for source in titles.index:
            own = [doubt for doubt in found if doubt.passage.source_id == source]
            if own:
                parts.append(fold(f"{source}: {titles[source]} ({len(own)})", _doubts(own)))
        return parts


def evidence_tables(package: DataPackage) -> list[str]:
    """Give the names of the tables whose rows are coded from documents, in the order of the descriptor."""
    described = (describe(name, package=package) for name in package.resources)
    return [
        table.name
        for table in described
        if {"source_id", "char_start", "coder"} <= {field.name for field in table.fields}
    ]


def _account(documents: pd.DataFrame, figures: pd.DataFrame, excluded: pd.DataFrame) -> nodes.table:
    columns = [
        Column("Document", 30),
        Column("Characters", 19),
        Column("Numerals", 17),
        Column("in figures", 17),
        Column("not figures", 17),
    ]
    rows = []
    totals = [0, 0, 0]
    for document in documents.itertuples():
        inside, outside = (
            sum(
                len(numerals(token)) for token in frame.loc[frame["source_id"] == document.source_id, "token"]
            )
            for frame in (figures, excluded)
        )
        numbers = [int(document.n_chars), inside + outside, inside, outside]
        totals = [total + number for total, number in zip(totals, numbers[1:], strict=True)]
        head = nodes.inline("", "", nodes.Text(f"{document.source_id}: {document.title}"))
        rows.append([head, *(nodes.Text(f"{number:,}") for number in numbers)])
    rows.append([nodes.strong("", "All"), nodes.Text("–"), *(nodes.Text(f"{total:,}") for total in totals)])
    return scroll_table("numeral-account", "Numerals of each document", columns, rows)


def _reasons(excluded: pd.DataFrame) -> nodes.table:
    columns = [Column("Reason", 29), Column("What it means", 54), Column("Rows", 17)]
    counts = Counter(excluded["reason"])
    rows = [
        [nodes.Text(_words(reason)), nodes.Text(_REASONS.get(reason, "–")), nodes.Text(str(count))]
        for reason, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]
    return scroll_table("excluded-numerals", "Why numerals are not figures", columns, rows)


def _doubts(found: list[Doubt] | tuple[Doubt, ...]) -> nodes.bullet_list:
    items = [nodes.list_item("", nodes.paragraph("", "", *_doubt(doubt))) for doubt in found]
    return nodes.bullet_list("", *items, classes=["gt-doubts"])


def _doubt(doubt: Doubt) -> list[nodes.Node]:
    places = [f"{passage.start}–{passage.end}" for passage in (doubt.passage, doubt.other_passage) if passage]
    about = "; ".join([f"{doubt.ambiguity_id}, characters {' and '.join(places)}", *doubt.related])
    return [
        nodes.strong("", _words(doubt.subject)),
        nodes.Text(f": {doubt.unclear} "),
        nodes.emphasis("", doubt.handling),
        nodes.inline("", about, classes=["gt-below"]),
    ]


def _words(code: str) -> str:
    text = code.replace("_", " ")
    return text[:1].upper() + text[1:]


def setup(app: Sphinx) -> None:
    """Register the directives."""
    app.add_directive("evidence-counts", EvidenceCounts)
    app.add_directive("numeral-account", NumeralAccount)
    app.add_directive("doubt-list", DoubtList)
