"""Formulas as MathML, which browsers draw themselves: no script, no font and no request to anyone."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from docutils.utils.math import MathError
from docutils.utils.math.latex2mathml import tex2mathml
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.writers.html5 import HTML5Translator

_LOGGER = logging.getLogger(__name__)


def _write(self: HTML5Translator, node: nodes.Element, block: bool) -> None:
    text = node.astext()
    try:
        formula = tex2mathml(text, as_block=block)
    except MathError as error:
        _LOGGER.warning("the formula %r cannot be written as MathML: %s", text, error, location=node)
        formula = f"<code>{self.encode(text)}</code>"
    self.body.append(f'<div class="gt-formula">{formula}</div>' if block else formula)
    raise nodes.SkipNode


def _visit_inline(self: HTML5Translator, node: nodes.math) -> None:
    _write(self, node, block=False)


def _visit_block(self: HTML5Translator, node: nodes.math_block) -> None:
    _write(self, node, block=True)


def _depart(self: Any, node: nodes.Element) -> None:
    """Nothing is left to do: visiting skips the departure."""


def setup(app: Sphinx) -> None:
    """Register the renderer; ``html_math_renderer: greentwin_mathml`` chooses it."""
    app.add_html_math_renderer("greentwin_mathml", (_visit_inline, _depart), (_visit_block, _depart))
