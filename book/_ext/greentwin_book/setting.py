"""What the book belongs to: its data package, and the repository, on which the build does not depend."""

from __future__ import annotations

from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.docutils import SphinxDirective

from greentwin.data import DataPackage

DATA_FOLDER = "data"
CATALOGUE = "book/data"


def data_package(root: str | Path) -> DataPackage:
    """Give the data package of the project that the book is built from."""
    return DataPackage(Path(root) / DATA_FOLDER)


def anchor(table: str) -> str:
    """Give the anchor of a table's section in the catalogue."""
    return f"table-{table}"


def repository_url(config: Config) -> str:
    """Give the address of the repository without a trailing slash, or ``""`` where none is configured."""
    return str(config.greentwin_repository_url or "").rstrip("/")


class CloneCommand(SphinxDirective):
    """Show how to get the project: ``git clone`` with the configured address, or in words where there is none."""

    def run(self) -> list[nodes.Node]:
        """Build the command or the sentence."""
        url = repository_url(self.config)
        if not url:
            text = "Get a copy of the project (clone its repository) and go into its folder:"
            return [nodes.paragraph("", text), _shell("cd greentwin")]
        return [
            nodes.paragraph("", "Get a copy of the project and go into its folder:"),
            _shell(f"git clone {url} greentwin\ncd greentwin"),
        ]


def _shell(text: str) -> nodes.literal_block:
    return nodes.literal_block(text, text, language="bash")


def setup(app: Sphinx) -> None:
    """Register the configuration value and the directive."""
    app.add_config_value("greentwin_repository_url", "", "env", (str,))
    app.add_directive("clone-command", CloneCommand)
