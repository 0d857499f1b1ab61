"""The rules of freshness, one by one, as a user meets them: by calling the command line on a small study."""

from __future__ import annotations

import json
import os

import pytest

ALL = {"alpha/one", "alpha/two", "beta/only"}


def test_nothing_changed_runs_nothing(toy):
    assert toy.build() == set()


def test_without_record_a_run_is_stale(toy):
    toy.path("results/alpha/one/record.json").unlink()
    assert toy.build() == {"alpha/one"}


def test_touched_files_change_nothing(toy):
    for path in [
        *toy.root.rglob("*.py"),
        *toy.root.rglob("*.ipynb"),
        *toy.root.rglob("*.csv"),
        toy.path("uv.lock"),
    ]:
        os.utime(path, (1e9, 1e9))
    assert toy.build() == set()


def test_a_changed_parameter_reruns_its_run(toy):
    toy.runs(toy.path("notebooks/runs.yml").read_text().replace("factor: 3", "factor: 4"))
    assert toy.build() == {"alpha/two"}


def test_a_changed_title_reruns_its_run(toy):
    toy.runs(toy.path("notebooks/runs.yml").read_text().replace("Alpha, once", "Alpha, twice"))
    assert toy.build() == {"alpha/one"}
    cells = json.loads(toy.path("results/alpha/one.ipynb").read_text())["cells"]
    assert "".join(cells[0]["source"]).startswith("# Alpha, twice\n")


@pytest.mark.parametrize(
    ("helper", "expected"),
    [
        ("toy/first.py", {"alpha/one", "alpha/two"}),
        ("toy/base.py", {"alpha/one", "alpha/two"}),
        ("toy/second.py", {"beta/only"}),
        ("study/session.py", ALL),
        ("study/execution.py", ALL),
        ("plotting/labels.csv", ALL),
        ("study/cli.py", set()),
    ],
)
def test_a_changed_helper_reruns_what_imported_it(toy, helper, expected):
    with toy.package(helper).open("a", encoding="utf-8") as file:
        file.write("\n" if helper.endswith(".py") else "zzz_label,last,最后\n")
    assert toy.build() == expected


def test_a_changed_table_reruns_what_loaded_it(toy):
    toy.table([1, 2, 4])
    assert toy.build() == {"alpha/one", "alpha/two"}
    findings = json.loads(toy.path("results/alpha/one/findings.json").read_text())["findings"]
    assert findings[0]["value"] == 7 * 2 * 2


def test_a_changed_lock_reruns_all(toy):
    toy.path("uv.lock").write_text("version = 2\n", encoding="utf-8")
    assert toy.build() == ALL


def test_a_changed_notebook_reruns_its_runs_but_saved_outputs_do_not(toy):
    path = toy.path("notebooks/beta.ipynb")
    content = json.loads(path.read_text())
    content["metadata"]["language_info"] = {"name": "python"}
    path.write_text(json.dumps(content))
    assert toy.build() == set()
    content["cells"][-1]["source"] = "print(4)"
    path.write_text(json.dumps(content))
    assert toy.build() == {"beta/only"}


@pytest.mark.parametrize("name", ["one.ipynb", "one/findings.json"])
def test_an_output_edited_by_hand_is_noticed(toy, name):
    path = toy.path(f"results/alpha/{name}")
    before = path.read_text()
    path.write_text(before.replace("It is", "It was"), encoding="utf-8")
    assert toy.build() == {"alpha/one"}
    assert path.read_text() == before


def test_an_added_output_is_noticed(toy):
    toy.path("results/alpha/one/extra.csv").write_text("a\n1\n")
    assert toy.build() == {"alpha/one"}
    assert not toy.path("results/alpha/one/extra.csv").exists()


def test_a_run_that_left_the_list_leaves_the_results(toy):
    toy.runs("- {notebook: alpha, run: two, parameters: {factor: 3}}\n")
    assert toy.build() == set()
    left = sorted(
        path.relative_to(toy.path("results")).as_posix() for path in toy.path("results").rglob("*.ipynb")
    )
    assert left == ["alpha/two.ipynb"]
    assert not toy.path("results/beta").exists()


def test_equal_runs_give_equal_bytes(toy):
    before = {path: path.read_bytes() for path in toy.path("results").rglob("*") if path.is_file()}
    toy.path("uv.lock").write_text("version = 2\n", encoding="utf-8")
    toy.build()
    for path, content in before.items():
        if path.name != "record.json":
            assert path.read_bytes() == content, path
