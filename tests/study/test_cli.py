"""The command line as a user meets it: its output, one-line errors and exit codes."""

from __future__ import annotations

import json
import re

import pytest


def test_list_shows_parameters_and_runs(toy):
    done = toy.call("list")
    assert done.returncode == 0, done.stderr
    for text in (
        "alpha",
        "Alpha",
        "factor",
        "whole number",
        "0 to 100",
        "what to multiply with",
        "en, zh",
        "one, two",
    ):
        assert text in done.stdout


def test_list_of_one_notebook_leaves_out_the_others(toy):
    done = toy.call("list", "beta")
    assert "beta" in done.stdout
    assert "factor" not in done.stdout


def test_run_puts_page_notebook_and_findings_where_asked(toy, tmp_path):
    done = toy.call("run", "alpha", "-p", "factor=10", "-p", "language=zh", "--out", str(tmp_path / "mine"))
    assert done.returncode == 0, done.stderr
    assert str(tmp_path / "mine" / "alpha.html") in done.stdout
    findings = json.loads((tmp_path / "mine" / "alpha" / "findings.json").read_text())
    assert findings["findings"][0]["value"] == 120
    page = (tmp_path / "mine" / "alpha.html").read_text()
    assert '<html lang="zh">' in page
    assert "是 120。" in page
    assert "<title>Alpha (factor: 10)</title>" in page
    assert not re.search(r'(src|href)="https?://', page)
    assert sorted(path.name for path in (tmp_path / "mine").iterdir()) == [
        "alpha",
        "alpha.html",
        "alpha.ipynb",
    ]


def test_run_leaves_the_book_alone(toy, tmp_path):
    toy.call("run", "alpha", "-p", "factor=10", "--out", str(tmp_path))
    assert toy.build() == set()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-p", "factor=late"], "factor: 'late' is not a whole number; allowed: 0 to 100"),
        (["-p", "factor=101"], "factor: 101 is too large; allowed: 0 to 100"),
        (["-p", "factor=1.5"], "factor: 1.5 is not a whole number; allowed: 0 to 100"),
        (
            ["-p", "factr=1"],
            "alpha has no parameter 'factr' (did you mean factor?); it has: language, factor, seconds",
        ),
        (["-p", "language=fr"], "language: 'fr' is not one of the choices; allowed: en, zh"),
        (["-p", "factor"], "-p factor: write it as NAME=VALUE"),
        (
            ["-p", "factor=__import__('os').getpid()"],
            "factor: \"__import__('os').getpid()\" is not a whole number",
        ),
    ],
)
def test_a_bad_parameter_gives_one_line_and_code_2(toy, tmp_path, arguments, message):
    done = toy.call("run", "alpha", *arguments, "--out", str(tmp_path / "out"))
    assert done.returncode == 2
    assert message in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_two_bad_parameters_give_a_line_each(toy):
    done = toy.call("run", "alpha", "-p", "factor=late", "-p", "nonsense=1")
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 2


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["run", "gamma"], 2, "there is no notebook 'gamma'; there are: alpha, beta"),
        (["run", "../alpha"], 2, "there is no notebook '../alpha'"),
        (["list", "gamma"], 2, "there is no notebook 'gamma'"),
        (["build", "--only", "gamma"], 2, "--only: no run matches 'gamma'"),
        (["build", "--jobs", "0"], 2, "--jobs"),
        (["nonsense"], 2, "No such command"),
        (["run", "alpha", "--root", "nowhere"], 1, "nowhere is not a study"),
    ],
)
def test_a_bad_call_says_what_is_wrong(toy, arguments, code, message):
    done = toy.call(*arguments)
    assert done.returncode == code
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_outside_a_study_it_says_so(toy, tmp_path):
    outside = tmp_path / "elsewhere"
    outside.mkdir()
    done = toy.call("build", cwd=outside)
    assert done.returncode == 1
    assert "is not inside a study" in done.stderr
    assert toy.call("list", "--root", str(toy.root), cwd=outside).returncode == 0


def test_a_failing_run_leaves_an_earlier_result_of_the_user_alone(toy, tmp_path):
    assert toy.call("run", "alpha", "--out", str(tmp_path)).returncode == 0
    before = (tmp_path / "alpha.ipynb").read_bytes()
    path = toy.package("toy/first.py")
    path.write_text("def two() -> int:\n    raise RuntimeError('no')\n")
    done = toy.call("run", "alpha", "--out", str(tmp_path))
    assert done.returncode == 1
    assert "alpha/alpha failed in cell 4: RuntimeError: no" in done.stderr
    assert (tmp_path / "alpha.ipynb").read_bytes() == before


def test_check_names_table_row_and_column_of_a_fault(toy):
    assert toy.call("check").returncode == 0
    path = toy.path("data/toy.csv")
    path.write_text(path.read_text().replace("2", "two"))
    done = toy.call("check")
    assert done.returncode == 1
    for word in ("toy", "row 2", "value", "two"):
        assert word in done.stderr


def test_check_accepts_a_changed_table_that_keeps_to_its_schema(toy):
    path = toy.path("data/toy.csv")
    path.write_text(path.read_text().replace("2", "5"))
    assert toy.call("check").returncode == 1
    assert toy.call("check", "--accept", "toy").returncode == 0
    assert toy.call("check").returncode == 0
    assert toy.build() == {"alpha/one", "alpha/two"}


def test_help_explains_every_command(toy):
    done = toy.call("--help")
    for word in ("list", "run", "build", "check", "template", "Exit codes"):
        assert word in done.stdout
