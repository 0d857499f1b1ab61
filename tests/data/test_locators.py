"""The check of evidence against raw documents, on two small constructed documents."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from small_evidence import TEXTS, EvidenceWorkshop, located

from greentwin.data import check_sources, verify
from greentwin.data.locators import passage_digest, write_passages
from greentwin.errors import DataError, ParameterError


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> EvidenceWorkshop:
    return EvidenceWorkshop(tmp_path_factory.mktemp("evidence"))


@pytest.fixture
def evidence(original: EvidenceWorkshop, tmp_path: Path) -> EvidenceWorkshop:
    return original.copied(tmp_path)


def found(evidence: EvidenceWorkshop) -> list[str]:
    return [str(fault) for fault in check_sources(evidence.documents, package=evidence.package)]


def test_sound_evidence_has_no_fault(evidence: EvidenceWorkshop) -> None:
    assert verify(package=evidence.package) == ()
    assert found(evidence) == []


def test_texts_are_read_without_newline_translation(evidence: EvidenceWorkshop) -> None:
    assert "\r\n" in TEXTS["s1"]
    start = TEXTS["s1"].index("2019")
    assert evidence.rows["figures_excluded"][2]["char_start"] == str(start)


@pytest.mark.parametrize(
    ("table", "row", "cells", "expected"),
    [
        (
            "figures",
            2,
            {"token": "43%"},
            "figures, row 2, column token: s0 27-30: '43%' is not what stands there: '42%'",
        ),
        (
            "figures",
            2,
            {"value_low": "43"},
            "figures, row 2, column value_low: 43 is not what '42%' says: 42 %",
        ),
        (
            "figures",
            7,
            {"value_high": "26"},
            "figures, row 7, column value_high: 26 is not what '20-25' says: 25",
        ),
        (
            "figures",
            3,
            {"qualifier": "more_than"},
            "figures, row 3, column value_high: there must be no value where the qualifier is more_than",
        ),
        (
            "figures",
            3,
            {"value_low": ""},
            "figures, row 3, column value_low: a value is required where the qualifier is approx",
        ),
        (
            "figures_excluded",
            2,
            {"token": "2增"},
            "figures_excluded, row 2, column token: s0 24-26: '2增' is not what stands there: '2减'",
        ),
        (
            "events",
            1,
            {"start": "2016-05-02"},
            "events, row 1, column start: 2016-05-02 is not the date that is written: 2016-05-03",
        ),
        (
            "events",
            1,
            {"end": "2016-05-06"},
            "events, row 1, column end: 2016-05-06 is not the date that is written: 2016-05-05",
        ),
        (
            "events",
            2,
            {"start": "2018-01-01"},
            "events, row 2, column start: 2018-01-01 is in none of the years that are written: 2019",
        ),
        (
            "contrasts",
            1,
            {"hedge_marker": "somewhat"},
            "contrasts, row 1, column hedge_marker: s1 39-65: 'somewhat' does not stand in the passage",
        ),
        (
            "events",
            1,
            {"char_end": "40000"},
            "events, row 1, column char_start: s0 0-40000: no passage of the document's 47 characters",
        ),
        (
            "events",
            1,
            {"char_start": "4"},
            "events, row 1, column char_start: s0 4-4: no passage of the document's 47 characters",
        ),
        (
            "events",
            1,
            {"char_start": "1"},
            "events, row 1, column char_start: s0 1-4: the table passages has s0 0-4 for this row",
        ),
        (
            "ambiguities",
            1,
            {"other_char_end": "5"},
            "ambiguities, row 1, column other_char_start: s0 0-5: the table passages has s0 0-4 for this row",
        ),
        (
            "ambiguities",
            1,
            {"other_char_end": ""},
            "ambiguities, row 1, column other_char_start: the other_passage has no whole locator",
        ),
        (
            "events",
            1,
            {"char_start": "x"},
            "events, row 1, column char_start: the passage has no whole locator",
        ),
        (
            "events",
            1,
            {"source_id": "s9"},
            "events, row 1, column source_id: 's9' is no document of the table documents",
        ),
        (
            "passages",
            1,
            {"digest": "0" * 16},
            "passages, row 1, column digest: s0 17-18: not the digest of what stands there",
        ),
    ],
)
def test_an_altered_cell_is_reported_by_row(
    evidence: EvidenceWorkshop, table: str, row: int, cells: dict[str, str], expected: str
) -> None:
    evidence.change(table, row, **cells)
    assert any(fault.startswith(expected) for fault in found(evidence)), found(evidence)


@pytest.mark.parametrize(("column", "step"), [("char_start", 1), ("char_start", -1), ("char_end", 1)])
def test_every_shifted_locator_is_reported_by_its_row(
    evidence: EvidenceWorkshop, column: str, step: int
) -> None:
    shifted = set()
    for table in ("figures", "figures_excluded", "events", "ambiguities", "contrasts"):
        for number, row in enumerate(evidence.rows[table], start=1):
            place = int(row[column]) + step
            if place >= 0:
                row[column] = str(place)
                shifted.add((table, number))
    evidence.save()
    faults = check_sources(evidence.documents, package=evidence.package)
    assert shifted == {(fault.table, fault.row) for fault in faults if fault.row is not None}


def test_one_shifted_locator_is_reported_alone(evidence: EvidenceWorkshop) -> None:
    evidence.change("events", 2, char_end="78")
    assert [fault.partition(":")[0] for fault in found(evidence)] == ["events, row 2, column char_start"]


def test_a_locator_moved_to_the_passage_of_another_row_is_reported(evidence: EvidenceWorkshop) -> None:
    other = evidence.rows["contrasts"][0]
    moved = {name: other[name] for name in ("source_id", "char_start", "char_end")}
    evidence.change("events", 2, **moved)
    assert found(evidence)[0].startswith(
        "events, row 2, column char_start: s1 39-65: the table passages has s1 68-77"
    )


def test_without_the_documents_a_changed_locator_breaks_its_key(evidence: EvidenceWorkshop) -> None:
    evidence.change("events", 1, char_end="5")
    assert [(fault.table, fault.row) for fault in verify(package=evidence.package)] == [("events", 1)]


def test_an_uncovered_numeral_is_reported_with_its_place(evidence: EvidenceWorkshop) -> None:
    del evidence.rows["figures"][0]
    evidence.save()
    assert found(evidence) == [
        "passages, row 1, column evidence_row: figures has no row f001/tester with passage",
        "figures: s0 17-18: the numeral '三' is in no row of tester of figures, figures_excluded",
    ]


def test_a_numeral_in_two_rows_is_reported_by_the_second(evidence: EvidenceWorkshop) -> None:
    again = {"excluded_id": "x009", "reason": "ordinal", **located("s0", "三个城市")}
    evidence.rows["figures_excluded"].append(again)
    evidence.save()
    write_passages(evidence.documents, evidence.package)
    assert found(evidence) == [
        "figures_excluded, row 4, column char_start: s0 17-18: the numeral '三' is in figures row 1 already"
    ]


def test_a_numeral_cut_by_its_row_is_reported_by_that_row(evidence: EvidenceWorkshop) -> None:
    evidence.change("figures", 2, **located("s0", "2%"))
    assert (
        "figures, row 2, column char_start: s0 27-30: the numeral '42%' is only partly in this row"
        in found(evidence)
    )


def test_a_row_without_a_numeral_is_reported(evidence: EvidenceWorkshop) -> None:
    evidence.rows["figures_excluded"].append(
        {"excluded_id": "x009", "reason": "caption", **located("s0", "城市")}
    )
    evidence.save()
    write_passages(evidence.documents, evidence.package)
    assert found(evidence) == [
        "figures_excluded, row 4, column token: s0 19-21: the passage holds no numeral"
    ]


def test_each_coder_is_checked_alone(evidence: EvidenceWorkshop) -> None:
    evidence.rows["figures"].append({**evidence.rows["figures"][0], "coder": "second"})
    evidence.save()
    write_passages(evidence.documents, evidence.package)
    faults = found(evidence)
    assert len(faults) == 7
    assert all("is in no row of second of figures" in fault for fault in faults)


def test_a_document_without_any_row_is_checked_too(evidence: EvidenceWorkshop) -> None:
    for table in ("figures", "figures_excluded"):
        evidence.rows[table] = [row for row in evidence.rows[table] if row["source_id"] == "s0"]
    evidence.save()
    lost = [fault for fault in found(evidence) if fault.startswith("figures: s1")]
    assert len(lost) == 5
    assert lost[0] == "figures: s1 18-20: the numeral '70' is in no row of figures, figures_excluded"


def _altered(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace("三".encode(), "四".encode()))


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def _with_other_newlines(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))


@pytest.mark.parametrize("harm", [_altered, _cut, _with_other_newlines, Path.unlink])
def test_a_document_that_is_not_the_coded_one_stops_itself_alone(
    evidence: EvidenceWorkshop, harm: Callable[[Path], None]
) -> None:
    harm(evidence.documents / "s0.txt")
    evidence.change("figures", 2, token="43%")
    evidence.change("figures", 6, value_low="0.6")
    faults = found(evidence)
    assert faults[0].startswith("documents, row 1: document s0: ")
    assert "s0.txt" in faults[0]
    assert faults[0].endswith("none of its rows was checked")
    assert [fault.partition(":")[0] for fault in faults[1:]] == ["figures, row 6, column value_low"]


def test_a_checksum_that_was_altered_in_the_table_is_reported(evidence: EvidenceWorkshop) -> None:
    digest = evidence.rows["documents"][1]["sha256"]
    evidence.change("documents", 2, sha256=("1" if digest[0] == "0" else "0") + digest[1:])
    assert [fault.partition(":")[0] for fault in found(evidence)] == ["documents, row 2"]


def test_a_length_that_was_altered_in_the_table_is_reported(evidence: EvidenceWorkshop) -> None:
    evidence.change("documents", 2, n_chars="1")
    assert "characters, not n_chars" in found(evidence)[0]


def test_bytes_that_are_not_text_are_reported(evidence: EvidenceWorkshop) -> None:
    from hashlib import sha256

    (evidence.documents / "s0.txt").write_bytes(b"\xff\xfe")
    evidence.change("documents", 1, sha256=sha256(b"\xff\xfe").hexdigest())
    assert "is not UTF-8 text" in found(evidence)[0]


@pytest.mark.parametrize("name", ["../s0.txt", "/etc/hosts"])
def test_a_file_name_must_stay_in_the_folder(evidence: EvidenceWorkshop, name: str) -> None:
    evidence.change("documents", 1, file_name=name)
    assert "is not the name of a file" in found(evidence)[0]


def test_a_missing_folder_is_a_wrong_argument(evidence: EvidenceWorkshop, tmp_path: Path) -> None:
    with pytest.raises(ParameterError, match="there is no folder"):
        check_sources(tmp_path / "nowhere", package=evidence.package)


def test_a_table_that_cannot_be_read_does_not_hide_the_others(evidence: EvidenceWorkshop) -> None:
    evidence.change("figures", 2, token="43%")
    (evidence.package_folder / "evidence" / "events.csv").unlink()
    faults = found(evidence)
    assert any(fault.startswith("events: the file") for fault in faults)
    assert any(fault.startswith("figures, row 2, column token") for fault in faults)


def test_passages_are_not_written_from_altered_documents(evidence: EvidenceWorkshop) -> None:
    path = evidence.package_folder / "evidence" / "passages.csv"
    before = path.read_bytes()
    _altered(evidence.documents / "s0.txt")
    with pytest.raises(DataError, match=r"s0\.txt is not the one in the table"):
        write_passages(evidence.documents, evidence.package)
    assert path.read_bytes() == before


def test_passages_are_not_written_for_a_locator_outside_its_document(evidence: EvidenceWorkshop) -> None:
    evidence.change("events", 1, char_end="4000")
    with pytest.raises(DataError, match="events row 1: s0 0-4000 is no passage of a document"):
        write_passages(evidence.documents, evidence.package)


def test_the_digest_of_a_passage_is_that_of_its_utf_8_bytes() -> None:
    assert passage_digest("两百") == passage_digest("\u4e24\u767e") != passage_digest("兩百")
    assert len(passage_digest("")) == 16
