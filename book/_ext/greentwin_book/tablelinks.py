"""The role ``{data-table}``: the name of a table in prose, linked to its entry in the data catalogue."""

from __future__ import annotations

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole
from sphinx.util.nodes import make_refnode

from .setting import CATALOGUE, anchor, data_package

_LOGGER = logging.getLogger(__name__)
_KIND = "data-table"


class TableRole(SphinxRole):
    """Link to a table of the data package: ``{data-table}`places```."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Build the reference, or warn with page and line where there is no such table."""
        package = data_package(self.env.srcdir)
        self.env.note_dependency(str(package.descriptor_path))
        if self.text not in package.resources:
            _LOGGER.warning(
                "there is no table %r in the data package", self.text, location=self.get_location()
            )
            return [nodes.literal(self.text, self.text)], []
        reference = table_link(self.text, self.env.docname)
        self.set_source_info(reference)
        return [reference], []


def table_link(name: str, docname: str) -> pending_xref:
    """Build a link from the page `docname` to a table's entry in the catalogue."""
    shown = nodes.literal(name, name)
    return pending_xref("", shown, refdomain="", reftype=_KIND, reftarget=name, refdoc=docname)


def resolve(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, content: nodes.TextElement
) -> nodes.reference | None:
    """Turn a table's name into a link to the catalogue; None if the catalogue is not part of the book."""
    if node.get("reftype") != _KIND or CATALOGUE not in env.found_docs:
        return None
    return make_refnode(app.builder, node["refdoc"], CATALOGUE, anchor(node["reftarget"]), content)


def setup(app: Sphinx) -> None:
    """Register the role and the resolution of its links."""
    app.add_role(_KIND, TableRole())
    app.connect("missing-reference", resolve)
