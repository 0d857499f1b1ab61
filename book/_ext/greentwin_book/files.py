"""Downloads: links to files of the project, which the book carries under the same path as the project does.

A table stands at ``data/places.csv`` in the project and at ``data/places.csv`` in the built book, so its address is
readable, stable, and the book's ``data/`` folder is itself a complete data package.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any
from urllib.parse import quote

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.environment.collectors import EnvironmentCollector
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole
from sphinx.util.osutil import relative_uri

_LOGGER = logging.getLogger(__name__)


class file_link(nodes.General, nodes.Inline, nodes.TextElement):  # noqa: N801
    """A link to a file of the project; ``path`` is relative to the project's root, with forward slashes."""


def link(path: str, text: str) -> file_link:
    """Build a download link to a file of the project."""
    return file_link("", text, path=path, classes=["greentwin-file"])


class FileRole(SphinxRole):
    """Link to a file of the project: ``{project-file}`data/datapackage.json```."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Build the link."""
        node = link(self.text, self.text)
        self.set_source_info(node)
        return [node], []


class FileCollector(EnvironmentCollector):
    """Remember which files each page links to, and complain about those that do not exist."""

    def clear_doc(self, app: Sphinx, env: BuildEnvironment, docname: str) -> None:
        """Forget the files of a page."""
        linked_files(env).pop(docname, None)

    def merge_other(
        self, app: Sphinx, env: BuildEnvironment, docnames: set[str], other: BuildEnvironment
    ) -> None:
        """Take over what a parallel reader found."""
        theirs = linked_files(other)
        linked_files(env).update({name: theirs[name] for name in docnames if name in theirs})

    def process_doc(self, app: Sphinx, doctree: nodes.document) -> None:
        """Collect the files of a page that has been read."""
        found: set[str] = set()
        for node in doctree.findall(file_link):
            if (Path(app.srcdir) / node["path"]).is_file():
                found.add(node["path"])
            else:
                _LOGGER.warning("the file to download does not exist: %s", node["path"], location=node)
        linked_files(app.env)[app.env.docname] = found


def linked_files(env: BuildEnvironment) -> dict[str, set[str]]:
    """Give the files that pages link to, by page."""
    if not hasattr(env, "greentwin_files"):
        env.greentwin_files = {}  # type: ignore[attr-defined]
    files: dict[str, set[str]] = env.greentwin_files  # type: ignore[attr-defined]
    return files


def copy_files(app: Sphinx, exception: Exception | None) -> None:
    """Copy the linked files into the built book."""
    if exception is not None or app.builder.format != "html":
        return
    for path in sorted(set().union(*linked_files(app.env).values())):
        target = Path(app.outdir) / path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(Path(app.srcdir) / path, target)


def _visit_html(self: Any, node: file_link) -> None:
    page = self.builder.get_target_uri(self.builder.current_docname).partition("#")[0]
    href = relative_uri(page, quote(node["path"]))
    self.body.append(self.starttag(node, "a", "", href=href, download=""))


def _depart_html(self: Any, node: file_link) -> None:
    self.body.append("</a>")


def _pass(self: Any, node: file_link) -> None:
    """Other builders show the text of the link alone."""


def setup(app: Sphinx) -> None:
    """Register the node, the role, the collector and the copying."""
    app.add_node(
        file_link,
        html=(_visit_html, _depart_html),
        latex=(_pass, _pass),
        text=(_pass, _pass),
        texinfo=(_pass, _pass),
        man=(_pass, _pass),
    )
    app.add_role("project-file", FileRole())
    app.add_env_collector(FileCollector)
    app.connect("build-finished", copy_files)
