"""A part of a page that is folded away until its reader opens it; native HTML, no script."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx


class folded(nodes.General, nodes.Element):  # noqa: N801
    """A folded part; ``summary`` is the line that stays visible."""


def fold(summary: str, *content: nodes.Node) -> folded:
    """Fold content away behind a summary."""
    return folded("", *content, summary=summary)


def _visit_html(self: Any, node: folded) -> None:
    summary = self.encode(node["summary"])
    self.body.append(self.starttag(node, "details", CLASS="gt-fold") + f"<summary>{summary}</summary>")


def _depart_html(self: Any, node: folded) -> None:
    self.body.append("</details>\n")


def _pass(self: Any, node: folded) -> None:
    """Other builders show the content unfolded."""


def setup(app: Sphinx) -> None:
    """Register the node."""
    others = (_pass, _pass)
    app.add_node(
        folded, html=(_visit_html, _depart_html), latex=others, text=others, texinfo=others, man=others
    )
