"""The register of systems that the documents describe: what each does, and which page of this book makes it work.

A row may name a notebook (all its runs), one run (``notebook/run``) or a page (``book/name``). The directive compares
the rows with the pages that there are: one that is said to be built on a page which is missing, and one that is said to
be planned for a page which has arrived, are warnings, so that the register cannot fall behind the book.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from greentwin.data import describe
from greentwin.data.evidence import System, systems
from greentwin.errors import GreentwinError

from .folding import fold
from .pagelinks import page_link
from .setting import data_package
from .tables import Column, scroll_table

_LOGGER = logging.getLogger(__name__)
_TABLE = "systems"
_STRANDS = {
    "ngo": "Exchange between organisations",
    "city": "Cities and their emissions",
    "circular": "Circular economy",
}
_SHORT = {"ngo": "NGOs", "city": "Cities", "circular": "Circular"}
_KINDS = {
    "method": "Methods",
    "indicator_framework": "Indicators and indicator frameworks",
    "framework": "Frameworks",
    "system": "Systems",
    "platform": "Platforms and networks",
    "programme": "Programmes",
    "plan": "Plans and policies",
    "technology": "Technologies",
}
_STANDINGS = {
    "built": "built",
    "planned": "planned",
    "no_data": "no open data",
    "not_described": "described too little",
    "out_of_scope": "no question of this study",
}
_COLUMNS = (Column("System", 32), Column("What it does", 35), Column("In this book", 33))
_MORE_LINKS = 3


class SystemRegister(SphinxDirective):
    """Show the register: an overview, then each strand by kind, the systems that matter least folded away."""

    def run(self) -> list[nodes.Node]:
        """Build the register from the table ``systems`` and the pages of the book."""
        try:
            package = data_package(self.env.srcdir)
            rows = systems(package=package)
            self.env.note_dependency(str(describe(_TABLE, package=package).path))
        except GreentwinError as error:
            raise self.error(str(error)) from error
        self.env.note_reread()
        for message in contradictions(rows, self.env.found_docs):
            _LOGGER.warning("%s", message, location=self.get_location())
        return [_overview(rows), *(self._strand(strand, rows) for strand in _STRANDS)]

    def _strand(self, strand: str, rows: Iterable[System]) -> nodes.section:
        title = _STRANDS[strand]
        section = nodes.section("", nodes.title(title, title), ids=[f"systems-{strand}"])
        self.state.document.note_explicit_target(section)
        own = [system for system in rows if system.strand == strand]
        for kind, heading in _KINDS.items():
            shown = [system for system in own if system.kind == kind and system.matters]
            if shown:
                section += self._table(f"systems-{strand}-{kind}", f"{heading} ({len(shown)})", shown)
        others = [system for kind in _KINDS for system in own if system.kind == kind and not system.matters]
        if others:
            summary = f"Named in the documents, too little for a chapter of its own ({len(others)})"
            table = self._table(f"systems-{strand}-others", "Further systems, by kind", others, kinds=True)
            section += fold(summary, table)
        return section

    def _table(
        self, anchor: str, caption: str, rows: Iterable[System], *, kinds: bool = False
    ) -> nodes.table:
        cells = [[_name(row, kinds), _work(row), self._place(row)] for row in rows]
        return scroll_table(anchor, caption, _COLUMNS, cells)

    def _place(self, system: System) -> nodes.inline:
        if system.standing != "built":
            return nodes.inline("", _absence(system))
        found = pages_of(system.page, self.env.found_docs)
        place = nodes.inline()
        for position, docname in enumerate(found[:_MORE_LINKS]):
            place += [nodes.Text("; ")] if position else []
            place += page_link(docname, self.env.docname)
        if len(found) > _MORE_LINKS:
            place += nodes.Text(f"; and {len(found) - _MORE_LINKS} more")
        if system.reason:
            place += nodes.inline("", f"{_upper(system.reason)}.", classes=["gt-below"])
        return place if found else nodes.inline("", f"{system.page} (missing)")


def pages_of(page: str, docnames: Collection[str]) -> tuple[str, ...]:
    """Give the pages that a row names: a page of the book, one run, or all runs of a notebook.

    Examples
    --------
    >>> pages_of("city_profile", {"results/city_profile/wuhan", "results/city_profile/bonn", "book/city"})
    ('results/city_profile/bonn', 'results/city_profile/wuhan')
    >>> pages_of("city_profile/wuhan", {"results/city_profile/wuhan"}), pages_of("book/city", {"book/city"})
    (('results/city_profile/wuhan',), ('book/city',))
    """
    if not page:
        return ()
    if "/" in page:
        docname = page if page.startswith("book/") else f"results/{page}"
        return (docname,) if docname in docnames else ()
    return tuple(sorted(name for name in docnames if name.startswith(f"results/{page}/")))


def contradictions(rows: Iterable[System], docnames: Collection[str]) -> Iterator[str]:
    """Say where the register and the pages of the book contradict each other."""
    for row in rows:
        there = bool(pages_of(row.page, docnames))
        if row.standing == "built" and not there:
            yield (
                f"systems: {row.system_id} is said to be built on {row.page or 'no page'}, which is not in the book; "
                "name another page, or say in the column standing why it is not built"
            )
        if row.standing == "planned" and there:
            yield (
                f"systems: {row.system_id} is said to be planned for {row.page}, which is in the book now; "
                "set the column standing to built, or empty the column page"
            )


def _overview(rows: Iterable[System]) -> nodes.table:
    counts = Counter((row.standing, row.strand) for row in rows)
    columns = [Column("Standing", 27), *(Column(name, 20) for name in _SHORT.values()), Column("All", 13)]
    lines: list[list[nodes.Node]] = []
    for standing, words in _STANDINGS.items():
        numbers = [counts[standing, strand] for strand in _STRANDS]
        lines.append([nodes.Text(_upper(words)), *_numbers([*numbers, sum(numbers)])])
    sums = [sum(counts[standing, strand] for standing in _STANDINGS) for strand in _STRANDS]
    lines.append([nodes.strong("", "All"), *_numbers([*sums, sum(sums)])])
    return scroll_table("systems-overview", "What became of the systems", columns, lines, wide=False)


def _numbers(values: Iterable[int]) -> list[nodes.Node]:
    return [nodes.Text(str(value)) for value in values]


def _name(system: System, with_kind: bool) -> nodes.inline:
    about = [system.passage.source_id, *([system.kind.replace("_", " ")] if with_kind else [])]
    chinese = nodes.inline("", system.name_zh, classes=["language-zh"])
    below = nodes.inline("", "", chinese, nodes.Text(f" · {' · '.join(about)}"), classes=["gt-below"])
    return nodes.inline("", "", nodes.Text(system.name), below, ids=[system.system_id])


def _work(system: System) -> nodes.inline:
    work = nodes.inline("", f"{_upper(system.what_it_does)}.")
    about = {"Takes": system.inputs, "Gives": system.outputs, "For": system.users}
    told = [f"{word} {text.replace('; ', ', ')}." for word, text in about.items() if text]
    if told:
        work += nodes.inline("", " ".join(told), classes=["gt-below"])
    return work


def _absence(system: System) -> str:
    reason = f": {system.reason}" if system.reason else ""
    return f"Not built, {_STANDINGS[system.standing]}{reason}."


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("system-register", SystemRegister)
