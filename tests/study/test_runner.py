"""What happens when runs fail, are killed, or are asked for twice at once."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time

import nbformat
from tests_support import kernels_of


def _fail(toy) -> None:
    path = toy.path("notebooks/beta.ipynb")
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[-1].source = "raise ValueError('the river is dry')"
    nbformat.write(notebook, path)


def test_a_failed_run_says_why_and_keeps_its_notebook(toy):
    _fail(toy)
    done = toy.call("build")
    assert done.returncode == 1
    assert "beta/only failed in cell 4: ValueError: the river is dry" in done.stderr
    assert "Traceback" not in done.stderr
    kept = toy.path(".greentwin/failed/beta/only/only.ipynb")
    assert str(kept) in done.stderr
    assert "the river is dry" in kept.read_text()


def test_a_failed_run_leaves_no_result_and_the_others_stay(toy):
    _fail(toy)
    toy.call("build")
    assert not toy.path("results/beta/only.ipynb").exists()
    assert not toy.path("results/beta/only").exists()
    assert toy.path("results/alpha/one.ipynb").exists()
    again = toy.call("build")
    assert again.returncode == 1


def test_a_mended_run_removes_the_kept_notebook(toy):
    before = toy.path("notebooks/beta.ipynb").read_bytes()
    _fail(toy)
    toy.call("build")
    toy.path("notebooks/beta.ipynb").write_bytes(before)
    assert toy.build() == {"beta/only"}
    assert not toy.path(".greentwin/failed/beta/only").exists()


def test_killed_in_the_middle_the_next_call_completes(toy):
    toy.runs(
        toy.path("notebooks/runs.yml").read_text().replace("factor: 2", "factor: 5, seconds: 30")
        + "- {notebook: alpha, run: three, parameters: {factor: 7}}\n"
    )
    process = subprocess.Popen(
        toy.command("build", "--jobs", "1"), cwd=toy.root, env=toy.environment, stderr=subprocess.DEVNULL
    )
    _wait_for(lambda: kernels_of(toy.root), 30)
    time.sleep(2)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    _wait_for(lambda: not kernels_of(toy.root), 10)
    toy.runs(toy.path("notebooks/runs.yml").read_text().replace("seconds: 30", "seconds: 0"))
    assert toy.build() == {"alpha/one", "alpha/three"}
    assert not list(toy.path(".greentwin/work").glob("*"))
    assert toy.build() == set()


def test_two_builds_at_once_both_end_well_and_run_nothing_twice(toy):
    toy.path("uv.lock").write_text("version = 3\n", encoding="utf-8")
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    both = [
        subprocess.Popen(toy.command("build"), cwd=toy.root, env=toy.environment, **pipes) for _ in range(2)
    ]
    outputs = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [0, 0], outputs
    counts = sorted(int(out.split(" run")[0].split()[-1]) for out, _ in outputs)
    assert counts == [0, 3]
    assert any("Another build of this study is running" in errors for _, errors in outputs)


def test_only_runs_what_matches(toy):
    toy.path("uv.lock").write_text("version = 4\n", encoding="utf-8")
    done = toy.call("build", "--only", "beta")
    assert done.returncode == 0
    assert "1 run executed" in done.stdout
    assert toy.build() == {"alpha/one", "alpha/two"}


ELSEWHERE = """
from concurrent.futures import ProcessPoolExecutor

from greentwin.study import runner, runs, workspace

if __name__ == "__main__":
    study = workspace.find()
    with runner.exclusive(study, print), ProcessPoolExecutor(2) as executor:
        outcome = runner.bring_up_to_date(study, runs.read(study), executor=executor)
    print(sorted(outcome.executed), outcome.failures)
"""


def test_runs_may_be_executed_in_other_processes_as_on_a_cluster(toy):
    toy.path("uv.lock").write_text("version = 5\n", encoding="utf-8")
    script = toy.path("elsewhere.py")
    script.write_text(ELSEWHERE)
    command = [sys.executable, str(script)]
    done = subprocess.run(
        command, cwd=toy.root, env=toy.environment, capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == "['alpha/one', 'alpha/two', 'beta/only'] {}", done.stderr
    assert toy.build() == set()


def test_findings_have_all_their_fields(toy):
    content = json.loads(toy.path("results/alpha/one/findings.json").read_text())
    assert content["notebook"] == "alpha"
    assert content["run"] == "one"
    assert content["title"] == "Alpha, once"
    assert content["parameters"]["factor"] == 2
    assert content["findings"] == [
        {
            "name": "total",
            "value": 24,
            "unit": "1",
            "sentence": {"en": "It is 24.", "zh": "是 24。"},
            "interval": None,
            "n": None,
            "tables": ["toy"],
            "digits": None,
        }
    ]


def test_the_record_names_what_the_run_used(toy):
    record = json.loads(toy.path("results/alpha/one/record.json").read_text())
    assert {"toy/first.py", "toy/base.py", "study/session.py"} <= set(record["sources"])
    assert "toy/second.py" not in record["sources"]
    assert set(record["tables"]) == {"toy"}
    assert record["parameters"] == {"factor": 2}


def _wait_for(condition, seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return
        time.sleep(0.1)
    raise AssertionError(f"not within {seconds} s")
