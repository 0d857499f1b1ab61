"""Smaller parts of the extension: formulas, folded parts, the entrance, and the examples in its docstrings."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import greentwin_book

MODULES = sorted(module.name for module in pkgutil.iter_modules(greentwin_book.__path__))


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings(name):
    module = importlib.import_module(f"greentwin_book.{name}")
    assert doctest.testmod(module).failed == 0


def test_formulas_become_mathml_without_any_script(project):
    project.write("book/page.md", "# Page\n\nInline $C = \\frac{U}{D + U}$.\n\n$$\na < b\n$$\n")
    built = project.build(myst_enable_extensions=["dollarmath"])
    page = built.page("book/page")
    assert built.warnings == ""
    assert page.count("<math ") == 2
    assert "<mfrac>" in page
    assert "mathjax.js" not in page.lower()
    assert "cdn" not in page.lower()


def test_a_formula_that_cannot_be_drawn_is_a_warning(project):
    project.write("book/page.md", "# Page\n\nInline $\\nosuchthing{<b>}$.\n")
    built = project.build(myst_enable_extensions=["dollarmath"])
    assert "cannot be written as MathML" in built.warnings
    assert "<b>" not in built.page("book/page")


def test_the_entrance_leads_to_the_landing_page(project):
    built = project.build(root_doc="book/page", exclude_patterns=["index.md", "notebooks", "out"])
    entrance = built.page("index")
    assert '<html lang="en">' in entrance
    assert 'content="0; url=book/page.html"' in entrance
    assert '<a href="book/page.html">A book</a>' in entrance


def test_a_landing_page_at_the_root_is_left_alone(project):
    assert "http-equiv" not in project.build().page("index")
