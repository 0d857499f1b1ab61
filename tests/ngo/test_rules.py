"""A user's file of contrasts: faults by row and column, first cell by cell, then across columns and rows."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pandas as pd
import pytest
from coded_rows import frame, row

from greentwin import data
from greentwin.errors import DataError
from greentwin.ngo.contrasts import COLUMNS, read_coding
from greentwin.ngo.rules import MOST_CONTRASTS, MOST_REPORTERS, rule_faults

FICTION = Path(__file__).with_name("fictitious_contrasts.csv")


def own_file(folder, *changes):
    """Write the fictitious file with some cells changed: (row from 1, column, value)."""
    rows = list(csv.DictReader(FICTION.read_text(encoding="utf-8").splitlines()))
    for number, column, value in changes:
        rows[number - 1][column] = value
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path = folder / "own.csv"
    path.write_text(text.getvalue(), encoding="utf-8")
    return str(path)


def faults(path):
    with pytest.raises(DataError) as caught:
        read_coding(path)
    return [line.strip() for line in str(caught.value).splitlines()[1:]]


def places(*rows):
    return [(fault.row, fault.column) for fault in rule_faults(frame(*rows))]


def test_the_template_has_the_columns_of_the_study():
    header = next(csv.reader(FICTION.open(encoding="utf-8")))
    assert tuple(header) == COLUMNS
    assert "contrasts" in data.templates()


def test_the_empty_template_is_written_and_refused_as_empty(tmp_path):
    table, guide = data.write_template("contrasts", tmp_path)
    assert guide.read_text(encoding="utf-8").startswith("# Your own contrasts")
    assert tuple(table.read_text(encoding="utf-8").strip().split(",")) == COLUMNS
    with pytest.raises(DataError, match="has no rows"):
        read_coding(str(table))


def test_the_fictitious_file_is_read_with_its_reporters_and_coders():
    coding = read_coding(str(FICTION))
    assert coding.own_file
    assert coding.coders == ("coder_a", "coder_b")
    assert [(voice.reporter, voice.scope) for voice in coding.voices] == [
        ("Guest from Moon Lake", "Utopia"),
        ("Guest from Cloud Harbour", "Atlantis"),
    ]
    assert len(coding.select().rows) == 11
    assert len(coding.select(coder="coder_b").rows) == 10
    assert FICTION.resolve() in data.inputs()


def test_documents_need_not_be_those_of_the_study(tmp_path):
    assert read_coding(own_file(tmp_path)).rows["source_id"].str.startswith("fiction").all()


def test_faulty_cells_are_reported_by_row_and_column(tmp_path):
    path = own_file(
        tmp_path,
        (1, "higher_side", "asia"),
        (2, "char_start", "-3"),
        (3, "contrast_id", "first"),
        (4, "reporter", ""),
        (5, "strength", "weak"),
        (6, "attribute", "costs in $"),
    )
    assert [fault.split(":")[0] for fault in faults(path)] == [
        "row 1, column higher_side",
        "row 2, column char_start",
        "row 3, column contrast_id",
        "row 4, column reporter",
        "row 5, column strength",
        "row 6, column attribute",
    ]


def test_broken_rules_are_reported_by_row_and_column(tmp_path):
    path = own_file(
        tmp_path,
        (3, "char_end", "61"),
        (5, "hedge_marker", "maybe"),
        (7, "hedge_marker", ""),
        (11, "higher_side", "china"),
        (13, "europe_scope", "Lilliput"),
        (16, "dimension", "speed"),
    )
    found = faults(path)
    assert [fault.split(":")[0] for fault in found] == [
        "row 3, column char_end",
        "row 4, column char_end",
        "row 5, column hedge_marker",
        "row 7, column hedge_marker",
        "row 11, column higher_side",
        "row 14, column europe_scope",
        "row 15, column europe_scope",
        "row 16, column europe_scope",
        "row 16, column dimension",
        *(f"row {number}, column europe_scope" for number in range(17, 22)),
    ]
    assert "'Atlantis', but 'Guest from Cloud Harbour' speaks of 'Lilliput' in row 13" in found[5]
    assert "differs from row 15" in found[8]


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"char_end": 10}, "char_end"),
        ({"higher_side": "none"}, "higher_side"),
        ({"explicit_china": "no"}, "explicit_china"),
        ({"strength": "hedged"}, "hedge_marker"),
        ({"hedge_marker": "rather"}, "hedge_marker"),
        ({"role": "frame", "higher_side": "none"}, "explicit_china"),
        (
            {"role": "frame", "higher_side": "none", "explicit_china": "no", "explicit_europe": "yes"},
            "explicit_europe",
        ),
    ],
)
def test_each_rule_of_one_row(changes, column):
    assert places(row()) == []
    assert places(row("c02"), row(**changes)) == [(2, column)]


def test_coders_share_what_a_contrast_is_and_differ_in_judgement():
    first = row()
    judged = row(coder="coder_2", higher_side="europe", strength="strong", note=None)
    assert places(first, judged) == []
    assert places(first, judged | {"char_end": 21}) == [(2, "char_end")]


def test_a_file_too_large_to_show_is_refused_whole():
    many = [row(f"c{k:03d}") for k in range(MOST_CONTRASTS + 1)]
    assert places(*many) == [(None, "contrast_id")]
    voices = [row(f"c{k:02d}", reporter=f"guest {k}") for k in range(MOST_REPORTERS + 1)]
    assert places(*voices) == [(None, "reporter")]


def test_the_table_is_not_changed():
    table = frame(row(), row("c02", strength="hedged"))
    before = table.copy(deep=True)
    rule_faults(table)
    pd.testing.assert_frame_equal(table, before)
