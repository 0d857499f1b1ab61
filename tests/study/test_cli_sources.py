"""``greentwin check --sources`` as a user meets it, on two constructed documents."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from greentwin.data import checking, loading, package
from greentwin.data.locators import checking as locator_checking
from greentwin.study import cli

HELPER = Path(__file__).parents[1] / "data" / "small_evidence.py"


def small_evidence() -> ModuleType:
    spec = importlib.util.spec_from_file_location("small_evidence_for_cli", HELPER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory):
    return small_evidence().EvidenceWorkshop(tmp_path_factory.mktemp("evidence"))


@pytest.fixture
def evidence(workshop, tmp_path, monkeypatch):
    twin = workshop.copied(tmp_path)
    for module in (checking, loading, package, locator_checking):
        monkeypatch.setattr(module, "default_package", lambda: twin.package)
    return twin


@pytest.fixture
def call(monkeypatch, capsys):
    def run(*arguments: object) -> tuple[object, list[str], list[str]]:
        monkeypatch.setattr(sys, "argv", ["greentwin", "check", *map(str, arguments)])
        with pytest.raises(SystemExit) as end:
            cli.main()
        printed = capsys.readouterr()
        return end.value.code, printed.out.splitlines(), printed.err.splitlines()

    return run


def test_sound_evidence_is_said_to_agree(evidence, call):
    code, out, err = call("--sources", evidence.documents)
    assert (code, err) == (0, [])
    assert out == [
        "7 tables are as described.",
        f"The evidence agrees with 2 raw documents in {evidence.documents}.",
    ]


def test_every_fault_is_printed_with_its_row(evidence, call):
    evidence.change("figures", 2, value_low="43", value_high="44")
    evidence.change("figures", 6, value_low="0.6")
    code, out, err = call("--sources", evidence.documents)
    assert (code, out) == (1, [])
    assert err == [
        "figures, row 2, column value_low: 43 is not what '42%' says: 42 %",
        "figures, row 2, column value_high: 44 is not what '42%' says: 42 %",
        "figures, row 6, column value_low: 0.6 is not what 'half' says: 0.5 count",
    ]


def test_a_table_that_is_not_as_described_is_still_checked_row_by_row(evidence, call):
    path = evidence.package_folder / "evidence" / "figures.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("42%,", "43%,"), encoding="utf-8")
    code, _, err = call("--sources", evidence.documents)
    assert code == 1
    assert err[0].startswith("figures: the file's checksum (SHA-256) differs")
    assert err[1].startswith("figures, row 2, column token: s0 27-30: '43%' is not what stands there: '42%'")


def test_without_sources_the_documents_are_not_asked_for(evidence, call):
    evidence.change("figures", 6, value_low="0.6")
    assert call() == (0, ["7 tables are as described."], [])


def test_a_missing_folder_is_one_line_and_code_2(evidence, call, tmp_path):
    code, out, err = call("--sources", tmp_path / "nowhere")
    assert (code, out) == (2, [])
    assert err == [f"--sources: there is no folder {tmp_path / 'nowhere'}"]


def test_missing_documents_are_named(evidence, call, tmp_path):
    folder = tmp_path / "empty"
    folder.mkdir()
    code, _, err = call("--sources", folder)
    assert code == 1
    assert [line.partition(":")[0] for line in err] == ["documents, row 1", "documents, row 2"]
