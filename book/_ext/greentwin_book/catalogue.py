"""The data catalogue: every table of the data package with its meaning, sources, licence and download."""

from __future__ import annotations

from pathlib import Path

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from greentwin.data import DataPackage, Licence, Source, TableDescription, describe
from greentwin.errors import GreentwinError

from .doubts import TABLE as DOUBTS
from .doubts import doubt_list, doubts_by_table
from .fields import field_table
from .files import link
from .folding import fold
from .results import RECORD, RunKey, runs_using
from .setting import DATA_FOLDER, anchor, data_package
from .tables import Column, scroll_table

_SHOWN_HASH = 12
_OVERVIEW = (Column("Table", 35), Column("Title", 35), Column("Rows", 10), Column("Licence", 20))


class DataCatalogue(SphinxDirective):
    """Show all tables: an overview first, then one section per table with the anchor ``table-<name>``."""

    def run(self) -> list[nodes.Node]:
        """Build the catalogue from ``data/datapackage.json``."""
        root = Path(self.env.srcdir)
        package = data_package(root)
        self.env.note_dependency(str(package.descriptor_path))
        try:
            tables = [describe(name, package=package) for name in package.resources]
            pages = runs_using(root, self.env.found_docs)
            doubts = doubts_by_table(package)
        except GreentwinError as error:
            raise self.error(str(error)) from error
        for key in {key for keys in pages.values() for key in keys}:
            self.env.note_dependency(str(root / key.folder / RECORD))
        if DOUBTS in package.resources:
            self.env.note_dependency(str(describe(DOUBTS, package=package).path))
        sections = [
            self._section(table, package, doubts.get(table.name, []), pages.get(table.name, []))
            for table in tables
        ]
        return [_overview(tables), _descriptor_link(package), *sections]

    def _section(
        self, table: TableDescription, package: DataPackage, doubts: list[str], pages: list[RunKey]
    ) -> nodes.section:
        section = nodes.section("", nodes.title(table.title, table.title), ids=[anchor(table.name)])
        self.state.document.note_explicit_target(section)
        section += [
            nodes.paragraph("", table.description),
            _facts(table, _path_in_book(table, package)),
            fold(f"Fields ({len(table.fields)})", field_table(table.name, table.fields)),
            *([fold(f"Known doubts ({len(doubts)})", doubt_list(doubts))] if doubts else []),
            *_sources(table.sources),
            *_pages(pages, self.env.docname),
        ]
        return section


def _overview(tables: list[TableDescription]) -> nodes.table:
    rows = [
        [
            nodes.reference(
                "", "", nodes.literal(table.name, table.name), internal=True, refid=anchor(table.name)
            ),
            nodes.Text(table.title),
            nodes.Text(f"{table.rows:,}"),
            nodes.Text(", ".join(licence.name for licence in table.licences)),
        ]
        for table in tables
    ]
    return scroll_table("all-tables", f"All {len(tables)} tables of the data package", _OVERVIEW, rows)


def _descriptor_link(package: DataPackage) -> nodes.paragraph:
    path = f"{DATA_FOLDER}/{package.descriptor_path.name}"
    text = ": the description of all tables (Frictionless Data Package), from which this page is made."
    return nodes.paragraph("", "", link(path, package.descriptor_path.name), nodes.Text(text))


def _path_in_book(table: TableDescription, package: DataPackage) -> str:
    return f"{DATA_FOLDER}/{table.path.relative_to(package.root).as_posix()}"


def _facts(table: TableDescription, path: str) -> nodes.bullet_list:
    key = ", ".join(table.primary_key)
    digest = nodes.literal(table.sha256, f"{table.sha256[:_SHOWN_HASH]}…", classes=["gt-hash"])
    items = [
        [link(path, f"Download {table.path.name}"), nodes.Text(f" ({table.rows:,} rows)")],
        [nodes.Text("In Python: "), _code(f'greentwin.data.load("{table.name}")')],
        [nodes.Text("Licence: "), *_licences(table.licences)],
        [nodes.Text("SHA-256: "), digest],
    ]
    if key:
        items.insert(2, [nodes.Text("A row is identified by: "), _code(key)])
    entries = [nodes.list_item("", nodes.paragraph("", "", *item)) for item in items]
    return nodes.bullet_list("", *entries, classes=["gt-facts"])


def _licences(licences: tuple[Licence, ...]) -> list[nodes.Node]:
    shown: list[nodes.Node] = []
    for licence in licences:
        shown += [nodes.Text("; ")] if shown else []
        shown.append(_outward(licence.title or licence.name, licence.path))
    return shown


def _sources(sources: tuple[Source, ...]) -> list[nodes.Node]:
    items = [nodes.list_item("", nodes.paragraph("", "", *_source(source))) for source in sources]
    if not items:
        return []
    return [nodes.paragraph("", "Sources:", classes=["gt-label"]), nodes.bullet_list("", *items)]


def _source(source: Source) -> list[nodes.Node]:
    address = source.path.removeprefix("https://").removeprefix("http://")
    if "://" not in source.path:
        return [nodes.Text(source.title)]
    return [nodes.Text(f"{source.title} "), nodes.reference("", address, refuri=source.path)]


def _pages(pages: list[RunKey], docname: str) -> list[nodes.Node]:
    items = []
    for key in pages:
        reference = pending_xref(
            "", refdomain="std", reftype="doc", reftarget=f"/{key.docname}", refdoc=docname, refexplicit=False
        )
        reference += nodes.inline("", "", classes=["doc"])
        items.append(nodes.list_item("", nodes.paragraph("", "", reference)))
    if not items:
        return []
    return [nodes.paragraph("", "Used on these pages:", classes=["gt-label"]), nodes.bullet_list("", *items)]


def _outward(text: str, address: str) -> nodes.Node:
    return nodes.reference("", text, refuri=address) if "://" in address else nodes.Text(text)


def _code(text: str) -> nodes.literal:
    return nodes.literal(text, text)


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("data-catalogue", DataCatalogue)
