"""The book of a study: strict, clean, and built only when something changed."""

from __future__ import annotations

import pytest

CONFIG = """
title: Toy
author: Nobody in particular
only_build_toc_files: true
execute: {execute_notebooks: "off"}
repository: {url: ""}
sphinx: {config: {language: en}}
"""
CONTENTS = """
format: jb-book
root: book/index
chapters:
  - file: book/second
  - glob: results/alpha/*
"""


@pytest.fixture
def book(toy):
    toy.path("_config.yml").write_text(CONFIG)
    toy.path("_toc.yml").write_text(CONTENTS)
    toy.path("book").mkdir()
    toy.path("book/index.md").write_text("# Toy\n\nText.\n")
    toy.path("book/second.md").write_text("# Second\n\nText.\n")
    return toy


def test_a_book_is_built_once_and_then_when_something_changed(book):
    first = book.call("build")
    assert first.returncode == 0, first.stderr
    assert "The book was built." in first.stdout
    page = book.path("_build/html/results/alpha/one.html")
    assert "Alpha, once" in page.read_text()
    assert f"Open {book.path('_build/html/index.html')}" in first.stdout

    before = page.stat().st_mtime_ns
    assert "The book is up to date." in book.call("build").stdout
    assert page.stat().st_mtime_ns == before

    book.runs("- {notebook: alpha, run: two, parameters: {factor: 3}}\n")
    assert "The book was built." in book.call("build").stdout
    assert not page.exists()
    assert not list(book.path(".greentwin/work").glob("*"))


def test_a_warning_fails_the_build_and_the_old_book_stays(book):
    assert book.call("build").returncode == 0
    before = book.path("_build/html/index.html").read_bytes()
    book.path("book/index.md").write_text("# Toy\n\n{doc}`nowhere`\n")
    done = book.call("build")
    assert done.returncode == 1
    assert "the book was not built" in done.stderr
    assert "nowhere" in done.stderr
    assert "Traceback" not in done.stderr
    assert book.path("_build/html/index.html").read_bytes() == before


def test_after_a_failed_run_no_book_is_built(book):
    book.package("toy/second.py").write_text("raise RuntimeError('no')\n")
    done = book.call("build")
    assert done.returncode == 1
    assert "1 of 3 runs failed; the book was not built" in done.stderr
    assert not book.path("_build").exists()
