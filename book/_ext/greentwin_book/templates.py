"""Templates for a reader's own figures: what each asks for, with the empty table and its guide for download."""

from __future__ import annotations

from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from greentwin.errors import GreentwinError

from .fields import field_table
from .files import link
from .folding import fold
from .setting import DATA_FOLDER, data_package


class DataTemplates(SphinxDirective):
    """Show every template of the data package, with the anchor ``template-<name>``."""

    def run(self) -> list[nodes.Node]:
        """Build one section per template."""
        package = data_package(self.env.srcdir)
        self.env.note_dependency(str(package.descriptor_path))
        try:
            return [self._section(name) for name in package.templates]
        except GreentwinError as error:
            raise self.error(str(error)) from error

    def _section(self, name: str) -> nodes.section:
        package = data_package(self.env.srcdir)
        template = package.template(name)
        section = nodes.section("", nodes.title(template.title, template.title), ids=[f"template-{name}"])
        self.state.document.note_explicit_target(section)
        command = f"greentwin template {name}"
        writes = nodes.paragraph("", "", nodes.literal(command, command), nodes.Text(" writes both files."))
        section += [
            nodes.paragraph("", template.description),
            _downloads([template.path, template.guide], package.root, writes),
            fold(f"Fields ({len(template.fields)})", field_table(f"template-{name}", template.fields)),
        ]
        return section


def _downloads(files: list[Path], root: Path, last: nodes.paragraph) -> nodes.bullet_list:
    paths = [path.relative_to(root).as_posix() for path in files]
    links = [nodes.paragraph("", "", link(f"{DATA_FOLDER}/{path}", Path(path).name)) for path in paths]
    return nodes.bullet_list(
        "", *(nodes.list_item("", item) for item in [*links, last]), classes=["gt-facts"]
    )


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("data-templates", DataTemplates)
