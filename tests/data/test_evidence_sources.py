"""The coded evidence against the raw documents themselves; skipped where they are not at hand."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from greentwin.data import check_sources, load
from greentwin.data.package import DataPackage, default_package
from greentwin.study import cli

SOURCES = os.environ.get("GREENTWIN_SOURCES")
pytestmark = pytest.mark.skipif(
    not SOURCES,
    reason="the raw documents are not redistributed; GREENTWIN_SOURCES=FOLDER names where they are",
)
LOCATED = [
    *("contrasts", "figures", "figures_excluded", "organisations", "events", "participation"),
    *("document_pilots", "guide", "business_models", "helix_dimensions", "pilot_dimensions", "systems"),
    *("goals", "ambiguities", "claims"),
]
Row = dict[str, str]
Place = tuple[str, int]


class Twin:
    """A copy of the evidence tables in another folder, whose rows may be altered."""

    def __init__(self, root: Path) -> None:
        self.package = DataPackage(root)
        self._resources = [
            dict(item)
            for item in default_package().descriptor["resources"]
            if item["path"].startswith("evidence/")
        ]
        self._sound = {
            item["name"]: (default_package().root / item["path"]).read_bytes() for item in self._resources
        }
        (root / "evidence").mkdir()
        for item in self._resources:
            self._write(item, self._sound[item["name"]])
        self._describe()

    def faults_of(self, table: str, alter: Callable[[Row], None], only: int | None = None) -> set[Place]:
        """Alter every row of a table, or one, check it, put it right, and return the rows reported."""
        item = next(item for item in self._resources if item["name"] == table)
        rows = list(csv.DictReader(io.StringIO(self._sound[table].decode())))
        for number, row in enumerate(rows, start=1):
            if only in (None, number):
                alter(row)
        buffer = io.StringIO()
        writer = csv.DictWriter(buffer, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        self._write(item, buffer.getvalue().encode())
        self._describe()
        faults = check_sources(Path(str(SOURCES)), package=self.package)
        self._write(item, self._sound[table])
        self._describe()
        return {(fault.table, fault.row) for fault in faults if fault.row is not None}

    def _write(self, item: dict[str, object], content: bytes) -> None:
        (self.package.root / str(item["path"])).write_bytes(content)
        item["hash"] = f"sha256:{sha256(content).hexdigest()}"

    def _describe(self) -> None:
        text = json.dumps({"name": "twin", "resources": self._resources}, ensure_ascii=False)
        self.package.descriptor_path.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def twin(tmp_path_factory: pytest.TempPathFactory) -> Twin:
    return Twin(tmp_path_factory.mktemp("twin"))


def other_digit(cell: str) -> str:
    """Change the last digit of a cell, if it has one."""
    places = [at for at, character in enumerate(cell) if character in "0123456789"]
    if not places:
        return cell
    at = places[-1]
    return f"{cell[:at]}{(int(cell[at]) + 1) % 10}{cell[at + 1 :]}"


def altered(column: str) -> Callable[[Row], None]:
    def alter(row: Row) -> None:
        row[column] = other_digit(row[column])

    return alter


def rows_with(table: str, keep: Callable[[Row], bool]) -> set[Place]:
    path = default_package().table(table).path
    with path.open(encoding="utf-8", newline="") as file:
        return {(table, number) for number, row in enumerate(csv.DictReader(file), start=1) if keep(row)}


def test_the_evidence_agrees_with_the_documents() -> None:
    assert check_sources(Path(str(SOURCES))) == ()


def test_a_copy_of_the_evidence_is_sound(twin: Twin) -> None:
    assert twin.faults_of("figures", lambda row: None) == set()


@pytest.mark.parametrize("column", ["char_start", "char_end"])
@pytest.mark.parametrize("table", LOCATED)
def test_any_altered_offset_is_reported_by_its_row(twin: Twin, table: str, column: str) -> None:
    assert rows_with(table, lambda row: True) <= twin.faults_of(table, altered(column))


@pytest.mark.parametrize("column", ["other_char_start", "other_char_end"])
def test_any_altered_second_offset_is_reported_by_its_row(twin: Twin, column: str) -> None:
    expected = rows_with("ambiguities", lambda row: bool(row[column]))
    assert expected
    assert twin.faults_of("ambiguities", altered(column)) == expected


@pytest.mark.parametrize("table", ["figures", "figures_excluded"])
def test_any_altered_digit_of_a_token_is_reported_by_its_row(twin: Twin, table: str) -> None:
    expected = rows_with(table, lambda row: other_digit(row["token"]) != row["token"])
    assert len(expected) > 20
    reported = twin.faults_of(table, altered("token"))
    assert {(name, row) for name, row in reported if name == table} == expected


@pytest.mark.parametrize("column", ["value_low", "value_high"])
def test_any_altered_digit_of_a_value_is_reported_by_its_row(twin: Twin, column: str) -> None:
    expected = rows_with("figures", lambda row: bool(row[column]))
    assert len(expected) > 80
    assert twin.faults_of("figures", altered(column)) == expected


@pytest.mark.parametrize("column", ["start", "end"])
def test_any_altered_day_of_an_event_is_reported_by_its_row(twin: Twin, column: str) -> None:
    expected = rows_with("events", lambda row: bool(row[column]))
    assert expected
    assert twin.faults_of("events", altered(column)) == expected


def test_any_altered_checksum_or_length_is_reported_by_its_row(twin: Twin) -> None:
    everything = rows_with("documents", lambda row: True)
    assert twin.faults_of("documents", altered("sha256")) == everything
    assert twin.faults_of("documents", altered("n_chars")) == everything


@pytest.mark.parametrize(
    ("table", "row"),
    [
        *(("contrasts", 5), ("organisations", 33), ("events", 2), ("participation", 100), ("systems", 64)),
        *(("document_pilots", 5), ("goals", 40), ("guide", 9), ("helix_dimensions", 1)),
        ("pilot_dimensions", 7),
    ],
)
def test_one_altered_offset_is_reported_alone(twin: Twin, table: str, row: int) -> None:
    assert twin.faults_of(table, altered("char_end"), only=row) == {(table, row)}


def test_the_command_says_that_all_agrees(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["greentwin", "check", "--sources", str(SOURCES)])
    with pytest.raises(SystemExit) as end:
        cli.main()
    assert end.value.code == 0
    assert f"agrees with {len(load('documents'))} raw documents" in capsys.readouterr().out
