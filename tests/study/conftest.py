"""A small study in a temporary folder, complete with its own copy of the package, driven by the command line."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

import greentwin

PACKAGE = Path(greentwin.__file__).parent

ALPHA = """from greentwin.study import begin
run = begin("alpha", globals())
p = run.parameters"""

HELPERS = {
    "toy/__init__.py": "",
    "toy/base.py": "def one() -> int:\n    return 1\n",
    "toy/first.py": "from greentwin.toy.base import one\n\n\ndef two() -> int:\n    return one() + 1\n",
    "toy/second.py": "def three() -> int:\n    return 3\n",
    "study/parameters/alpha.py": (
        "from pydantic import Field\n\nfrom greentwin.study.parameters.base import NotebookParameters\n\n\n"
        "class Parameters(NotebookParameters):\n"
        '    factor: int = Field(1, ge=0, le=100, description="what to multiply with")\n'
        '    seconds: float = Field(0.0, ge=0, le=60, description="how long to wait")\n'
    ),
    "study/parameters/beta.py": (
        "from greentwin.study.parameters.base import NotebookParameters\n\n\n"
        "class Parameters(NotebookParameters):\n    pass\n"
    ),
}


def write_notebook(path: Path, title: str, defaults: str, *cells: str) -> None:
    """Write a notebook with a title, a cell of parameters and further cells of code."""
    parameters = new_code_cell(defaults, metadata={"tags": ["parameters"]})
    content = [new_markdown_cell(f"# {title}\n\nA question."), parameters, *map(new_code_cell, cells)]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(new_notebook(cells=content, metadata={"kernelspec": kernel}), path)


@dataclass(frozen=True)
class ToyStudy:
    """A study that may be changed at will."""

    root: Path

    @property
    def environment(self) -> dict[str, str]:
        return {**os.environ, "PYTHONPATH": str(self.root / "src"), "COLUMNS": "200", "NO_COLOR": "1"}

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "greentwin.study.cli", *arguments]

    def call(self, *arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(*arguments),
            cwd=cwd or self.root,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    def build(self) -> set[str]:
        """Build and return the names of the runs that were executed."""
        done = self.call("build", "--jobs", "2")
        assert done.returncode == 0, done.stderr
        return executed(done)

    def path(self, name: str) -> Path:
        return self.root / name

    def package(self, name: str) -> Path:
        return self.root / "src" / "greentwin" / name

    def runs(self, text: str) -> None:
        self.path("notebooks/runs.yml").write_text(text, encoding="utf-8")

    def table(self, values: list[int]) -> None:
        """Write the study's one table, with its description."""
        content = "value\n" + "".join(f"{value}\n" for value in values)
        self.path("data/toy.csv").write_text(content, encoding="utf-8")
        resource = {
            "name": "toy",
            "title": "A toy",
            "description": "A constructed table.",
            "path": "toy.csv",
            "profile": "tabular-data-resource",
            "schema": {
                "fields": [{"name": "value", "type": "integer", "unit": "1", "description": "A number."}],
                "missingValues": [""],
            },
            "sources": [{"title": "Constructed", "path": "https://example.org"}],
            "licenses": [
                {
                    "name": "CC0-1.0",
                    "title": "CC0",
                    "path": "https://creativecommons.org/publicdomain/zero/1.0/",
                }
            ],
            "hash": f"sha256:{hashlib.sha256(content.encode()).hexdigest()}",
            "rows": len(values),
        }
        package = {
            "profile": "tabular-data-package",
            "name": "toy",
            "title": "Toy",
            "resources": [resource],
            "templates": [],
        }
        self.path("data/datapackage.json").write_text(json.dumps(package, indent=2), encoding="utf-8")


def executed(done: subprocess.CompletedProcess[str]) -> set[str]:
    """Read from the progress lines which runs were executed."""
    return set(re.findall(r"^(\w+/\w+): \d+ done", done.stderr, re.MULTILINE))


RUNS = """
- {notebook: alpha, run: one, title: "Alpha, once", parameters: {factor: 2}}
- {notebook: alpha, run: two, parameters: {factor: 3}}
- {notebook: beta, run: only}
"""


@pytest.fixture(scope="session")
def toy_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A toy study whose runs are all fresh; copied for each test."""
    root = tmp_path_factory.mktemp("template") / "study"
    study = ToyStudy(root)
    (root / "src").mkdir(parents=True)
    ignored = shutil.ignore_patterns("__pycache__", "ngo", "city", "circular", "tables")
    shutil.copytree(PACKAGE, root / "src" / "greentwin", ignore=ignored)
    for name, content in HELPERS.items():
        study.package(name).parent.mkdir(exist_ok=True)
        study.package(name).write_text(content, encoding="utf-8")
    for folder in ("data", "notebooks"):
        (root / folder).mkdir()
    study.table([1, 2, 3])
    study.path("uv.lock").write_text("version = 1\n", encoding="utf-8")
    write_notebook(
        study.path("notebooks/alpha.ipynb"),
        "Alpha",
        "factor: int = 1  # what to multiply with\nseconds: float = 0.0  # how long to wait\nlanguage: str = 'en'",
        ALPHA,
        "import time\n\nfrom greentwin import data\nfrom greentwin.toy.first import two\n\ntime.sleep(p.seconds)\n"
        "total = int(data.load('toy')['value'].sum()) * p.factor * two()",
        "run.finding('total', total, '1', sentence={'en': f'It is {total}.', 'zh': f'是 {total}。'}, tables=('toy',))\n"
        "run.findings()",
    )
    write_notebook(
        study.path("notebooks/beta.ipynb"),
        "Beta",
        "language: str = 'en'",
        ALPHA.replace("alpha", "beta"),
        "from greentwin.toy.second import three\n\nprint(three())",
    )
    study.runs(RUNS)
    assert study.build() == {"alpha/one", "alpha/two", "beta/only"}
    return root


@pytest.fixture
def toy(toy_template: Path, tmp_path: Path) -> ToyStudy:
    """A toy study whose runs are all fresh, to be changed by the test."""
    root = tmp_path / "study"
    shutil.copytree(toy_template, root)
    return ToyStudy(root)
