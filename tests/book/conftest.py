"""A small project with its book for tests of the extension, and the real built book for tests of its pages."""

from __future__ import annotations

import functools
import hashlib
import html
import http.server
import io
import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_markdown_cell, new_notebook

ROOT = Path(__file__).resolve().parents[2]
EXTENSIONS = ROOT / "book" / "_ext"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
NO_BROWSER = "there is no Chromium here; this enables the browser tests: sudo apt-get install chromium"

if str(EXTENSIONS) not in sys.path:
    sys.path.insert(0, str(EXTENSIONS))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that look at the real book as slow: they wait until all of its notebooks have run."""
    for item in items:
        if "built_book" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.slow)


@dataclass(frozen=True)
class Built:
    """A built book: its folder and what Sphinx complained about."""

    folder: Path
    warnings: str

    def page(self, name: str) -> str:
        """Read the HTML of a page."""
        return (self.folder / f"{name}.html").read_text(encoding="utf-8")

    def text(self, name: str) -> str:
        """Read the text of a page, without markup."""
        return html.unescape(re.sub(r"<[^>]+>", "", self.page(name)))


@dataclass
class Project:
    """A study with a book of a few pages, in a folder of its own."""

    root: Path
    tables: list[dict[str, Any]] = field(default_factory=list)

    def write(self, path: str, text: str) -> Path:
        """Write a file of the project."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
        return target

    def add_table(self, name: str, fields: dict[str, str], rows: list[list[str]], **more: Any) -> None:
        """Add a table to the data package."""
        lines = [",".join(fields), *(",".join(row) for row in rows)]
        path = self.write(f"data/{name}.csv", "\n".join(lines) + "\n")
        about = {
            "name": name,
            "title": f"Title of {name}",
            "description": f"A row is one {name}.",
            "path": f"{name}.csv",
            "profile": "tabular-data-resource",
            "rows": len(rows),
            "hash": "sha256:" + hashlib.sha256(path.read_bytes()).hexdigest(),
            "sources": [{"title": "A Publisher (2020)", "path": "https://doi.org/10.1000/xyz"}],
            "licenses": [{"name": "CC0-1.0", "title": "CC0 1.0", "path": "https://example.org/cc0"}],
            "schema": {
                "fields": [
                    {"name": key, "type": kind, "unit": "Mt", "description": f"what {key} means"}
                    for key, kind in fields.items()
                ],
                "primaryKey": [next(iter(fields))],
                "missingValues": [""],
            },
        }
        self.tables.append({**about, **more})
        package = {
            "name": "small",
            "profile": "tabular-data-package",
            "resources": self.tables,
            "templates": [],
        }
        self.write("data/datapackage.json", json.dumps(package))

    def add_run(
        self,
        notebook: str = "city_profile",
        run: str = "changsha",
        *,
        title: str = "Changsha: a page",
        findings: list[dict[str, Any]] | None = None,
        parameters: dict[str, Any] | None = None,
        tables: tuple[str, ...] = (),
    ) -> None:
        """Add what a finished run leaves, and the notebook's source."""
        folder = f"results/{notebook}/{run}"
        heading = "".join(f"\\{c}" if c in r"\`*_[]<>{}$#" else c for c in title)
        page = new_notebook(cells=[new_markdown_cell(f"# {heading}\n\nA question.")])
        self.write(f"{folder}.ipynb", nbformat.writes(page))
        self.write(f"notebooks/{notebook}.ipynb", nbformat.writes(page))
        values = {"language": "en", "city": "Changsha"} | (parameters or {})
        about = {"notebook": notebook, "run": run, "title": title, "language": "en", "parameters": values}
        self.write(f"{folder}/findings.json", json.dumps({**about, "findings": findings or []}))
        record = {"parameters": parameters or {}, "tables": dict.fromkeys(tables, "0" * 64)}
        self.write(f"{folder}/record.json", json.dumps(record))
        figure = {"name": "line", "alt": "A line.", "caption": "Source; n = 3.", "svg": "line.svg"}
        self.write(f"{folder}/figures.json", json.dumps([figure]))
        self.write(f"{folder}/line.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')

    def build(self, **config: Any) -> Built:
        """Build the book with Sphinx; warnings are collected, not raised."""
        from sphinx.application import Sphinx
        from sphinx.util.docutils import docutils_namespace, patch_docutils

        pages = sorted(path.relative_to(self.root) for path in self.root.glob("results/*/*.ipynb"))
        listed = ["book/data"] * (self.root / "book/data.md").is_file() + [
            p.with_suffix("").as_posix() for p in pages
        ]
        self.write(
            "index.md", "# Home\n\n```{toctree}\n" + "\n".join(["book/page", "book/run", *listed]) + "\n```\n"
        )
        settings = {
            "extensions": ["myst_nb", "greentwin_book"],
            "html_theme": "basic",
            "nb_execution_mode": "off",
            "exclude_patterns": ["data", "notebooks", "out"],
            "html_title": "A book",
            "author": "The authors",
            "copyright": "2026",
            "html_search_language": "zh",
            "html_math_renderer": "greentwin_mathml",
            "nitpicky": True,
        }
        warnings, out = io.StringIO(), self.root / "out"
        with patch_docutils(None), docutils_namespace():
            overrides = {**settings, **config}
            app = Sphinx(
                self.root, None, out, out / ".doctrees", "html", overrides, status=None, warning=warnings
            )
            app.build()
        return Built(out, warnings.getvalue())


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Give an empty project with one page."""
    made = Project(tmp_path / "study")
    made.write("book/page.md", "# Page\n\nText.\n")
    made.write("book/run.md", "# How to run\n\nText.\n")
    made.write("data/datapackage.json", json.dumps({"name": "small", "resources": [], "templates": []}))
    return made


@pytest.fixture
def finding() -> Callable[..., dict[str, Any]]:
    """Give a maker of findings as a run records them."""

    def make(name: str = "ratio", value: Any = 3.217, unit: str = "1", **more: Any) -> dict[str, Any]:
        sentence = {"en": f"The {name} is high.", "zh": "很高。"}
        rest = {"interval": None, "n": None, "tables": [], "digits": None, "sentence": sentence}
        return {"name": name, "value": value, "unit": unit, **rest, **more}

    return make


@pytest.fixture(scope="session")
def built_book() -> Path:
    """Give the folder of the real book, brought up to date; ``GREENTWIN_BOOK`` names one built elsewhere."""
    elsewhere = os.environ.get("GREENTWIN_BOOK")
    if elsewhere:
        return Path(elsewhere).resolve()
    command = [sys.executable, "-m", "greentwin.study.cli", "build", "--root", str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return ROOT / "_build" / "html"


@pytest.fixture(scope="session")
def pages(built_book: Path) -> list[str]:
    """Name every page of the real book, relative to its folder."""
    found = (path.relative_to(built_book) for path in sorted(built_book.rglob("*.html")))
    return [path.as_posix() for path in found if path.parts[0] != "_static"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Start the system's Chromium; without one, skip and say how to get it."""
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        pytest.skip(NO_BROWSER)
    from playwright.sync_api import sync_playwright

    options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=options)
        yield started
        started.close()


class _QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Keep the test's output free of requests."""


@pytest.fixture(scope="session")
def site(browser: Any, built_book: Path) -> Iterator[str]:
    """Serve the real book on this machine and give its address, with a slash at the end."""
    handler = functools.partial(_QuietHandler, directory=str(built_book))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()
