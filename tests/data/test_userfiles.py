"""Users' own files: templates, and one error that lists all faults."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_package import Workshop

from greentwin.data import inputs, read, templates, write_template
from greentwin.data.package import DataPackage
from greentwin.data.userfiles import SIZE_LIMIT
from greentwin.errors import DataError

SOUND = "year,sector,co2_mt,note\n2015,total,21.5,own survey\n2016,total,22,\n"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "own.csv"


def _faults(path: Path, package: DataPackage) -> list[str]:
    with pytest.raises(DataError) as caught:
        read(path, "own_counts", package=package)
    return [line.strip() for line in str(caught.value).splitlines()[1:]]


def test_a_sound_file_is_read_with_the_types_of_the_template(own: Path, package: DataPackage) -> None:
    own.write_text(SOUND)
    frame = read(own, "own_counts", package=package)
    assert list(frame.columns) == ["year", "sector", "co2_mt", "note"]
    assert frame["year"].dtype == np.dtype("int64")
    assert frame["co2_mt"].tolist() == [21.5, 22.0]
    assert frame["note"].isna().tolist() == [False, True]


def test_a_byte_order_mark_and_windows_line_ends_are_tolerated(own: Path, package: DataPackage) -> None:
    own.write_bytes(b"\xef\xbb\xbf" + SOUND.replace("\n", "\r\n").encode())
    assert read(own, "own_counts", package=package)["year"].tolist() == [2015, 2016]


def test_columns_may_stand_in_any_order(own: Path, package: DataPackage) -> None:
    own.write_text("note,co2_mt,year,sector\nx,1,2015,total\n,2,1900,total\n")
    assert _faults(own, package) == ["row 2, column year: 1900 is below the minimum 1960"]
    own.write_text("note,co2_mt,year,sector\nx,1,2015,total\n")
    frame = read(own, "own_counts", package=package)
    assert list(frame.columns) == ["year", "sector", "co2_mt", "note"]
    assert frame.iloc[0].tolist() == [2015, "total", 1.0, "x"]


def test_five_different_faults_are_all_reported_by_row_and_column(own: Path, package: DataPackage) -> None:
    own.write_text(
        "year,sector,co2_mt,note\n"
        "2014,total,20,\n"
        "2015,total,21,\n"
        "2016,total,abc,\n"
        "2017,traffic,3,\n"
        "1850,total,3,\n"
        "2015,total,22,\n"
        "2018,total,,\n"
    )
    assert _faults(own, package) == [
        "row 3, column co2_mt: 'abc' is not a number",
        "row 4, column sector: 'traffic' is not one of: total, homes",
        "row 5, column year: 1850 is below the minimum 1960",
        "row 6: repeats the key (2015, total) of row 2",
        "row 7, column co2_mt: is empty; a value is required",
    ]


def test_a_row_with_several_faults_lists_them_by_column(own: Path, package: DataPackage) -> None:
    own.write_text("note,co2_mt,year,sector\n,-1,x,none\n")
    assert [fault.split(":")[0] for fault in _faults(own, package)] == [
        "row 1, column year",
        "row 1, column sector",
        "row 1, column co2_mt",
    ]


def test_missing_and_unknown_columns_do_not_hide_faults_in_cells(own: Path, package: DataPackage) -> None:
    own.write_text("Year,CO2_mt,colour,note\n1850,abc,red,\n2015,1\n")
    assert _faults(own, package) == [
        "column Year: must be written year",
        "column CO2_mt: must be written co2_mt",
        "column colour: is unknown; the columns must be year, sector, co2_mt, note",
        "column sector: is missing; the columns must be year, sector, co2_mt, note",
        "row 1, column year: 1850 is below the minimum 1960",
        "row 1, column co2_mt: 'abc' is not a number",
        "row 2: has 2 cells, the header has 4",
    ]


def test_a_key_with_a_faulty_cell_is_not_called_a_repetition(own: Path, package: DataPackage) -> None:
    own.write_text("year,sector,co2_mt,note\nabc,total,1,\nabd,total,1,\n")
    assert _faults(own, package) == [
        "row 1, column year: 'abc' is not a whole number",
        "row 2, column year: 'abd' is not a whole number",
    ]


def test_a_third_repetition_names_the_first_row(own: Path, package: DataPackage) -> None:
    own.write_text("year,sector,co2_mt,note\n" + "2015,total,1,\n" * 3)
    assert _faults(own, package) == [
        "row 2: repeats the key (2015, total) of row 1",
        "row 3: repeats the key (2015, total) of row 1",
    ]


def test_after_fifty_faults_the_rest_is_counted(own: Path, package: DataPackage) -> None:
    own.write_text("year,sector,co2_mt,note\n" + "".join(f"{year},total,x,\n" for year in range(1960, 2020)))
    faults = _faults(own, package)
    assert len(faults) == 51
    assert faults[49].startswith("row 50, ")
    assert faults[50] == "and 10 more"


def test_checking_stops_in_a_hopeless_file(own: Path, package: DataPackage) -> None:
    own.write_text("year,sector,co2_mt,note\n" + "x,x,x,\n" * 5_000)
    assert _faults(own, package)[-1] == "and 9952 more; checking stopped at row 3334"


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace")))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        workshop = Workshop(Path(folder) / "package")
        own = Path(folder) / "own.csv"
        for head in (b"", b"year,sector,co2_mt,note\n2015,total,1,"):
            own.write_bytes(head + content)
            try:
                frame = read(own, "own_counts", package=workshop.package)
            except DataError:
                continue
            assert list(frame.columns) == ["year", "sector", "co2_mt", "note"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"year;sector;co2_mt;note\n2015;total;1;\n", "separated by semicolons; save the file with commas"),
        (b"year\tsector\tco2_mt\tnote\n", "separated by tabs"),
        ("year,sector,co2_mt,note\n2015,total,1,\u5927\n".encode("gb18030"), "line 2 is not UTF-8 text"),
        ("year,sector\n".encode("utf-16"), "not UTF-8 text; save the file as CSV in the encoding UTF-8"),
        (b"", "the first line is empty"),
        (b"\n", "the first line is empty"),
        (b"year,sector,co2_mt,note\n", "has no rows below the header"),
        (b"%PDF-1.7\n", "the first line '%PDF-1.7' is no header"),
        (b'year,sector,co2_mt,note\n2015,total,1,"open\n', "a quotation mark is not closed"),
    ],
)
def test_a_file_of_another_kind_is_one_clear_fault(
    content: bytes, message: str, own: Path, package: DataPackage
) -> None:
    own.write_bytes(content)
    with pytest.raises(DataError, match="does not fit the template own_counts") as caught:
        read(own, "own_counts", package=package)
    assert message in str(caught.value)
    assert "own.csv" in str(caught.value)


def test_foreign_text_is_shown_escaped_and_never_evaluated(own: Path, package: DataPackage) -> None:
    own.write_text('year,sector,co2_mt,note\n=1+2014,"tot\nal\x1b[31m",' + "9" * 99 + "x,=HYPERLINK(1)\n")
    with pytest.raises(DataError) as caught:
        read(own, "own_counts", package=package)
    message = str(caught.value)
    assert "'=1+2014' is not a whole number" in message
    assert r"'tot\nal\x1b[31m' is not one of" in message
    assert "\x1b" not in message
    assert "9" * 40 not in message


def test_a_formula_in_a_text_column_stays_text(own: Path, package: DataPackage) -> None:
    own.write_text("year,sector,co2_mt,note\n2015,total,1,=1+1\n")
    assert read(own, "own_counts", package=package)["note"].tolist() == ["=1+1"]


def test_a_foreign_column_name_is_shown_escaped(own: Path, package: DataPackage) -> None:
    own.write_text("year,sector,co2_mt,note,\x1b[31m<b>\n2015,total,1,,\n")
    assert _faults(own, package)[0].startswith(r"column '\x1b[31m<b>': is unknown")


def test_a_template_may_refer_to_a_table(own: Path, workshop: Workshop) -> None:
    reference = {"fields": "note", "reference": {"resource": "towns", "fields": "town_id"}}
    workshop.descriptor["templates"][0]["schema"]["foreignKeys"] = [reference]
    workshop.save()
    own.write_text("year,sector,co2_mt,note\n2015,total,1,ash\n2016,total,1,oak\n2017,total,1,\n")
    assert _faults(own, workshop.package) == ["row 2, column note: 'oak' is no town_id of the table towns"]


def test_a_path_that_is_no_csv_file_is_refused(tmp_path: Path, package: DataPackage) -> None:
    with pytest.raises(DataError, match=r"must end in \.csv"):
        read(tmp_path / "own.xlsx", "own_counts", package=package)
    with pytest.raises(DataError, match="cannot be read: No such file"):
        read(tmp_path / "absent.csv", "own_counts", package=package)
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(DataError, match="is not a regular file"):
        read(tmp_path / "folder.csv", "own_counts", package=package)
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(DataError, match="is not a regular file"):
        read(tmp_path / "pipe.csv", "own_counts", package=package)
    with pytest.raises(DataError, match="cannot be read: embedded null"):
        read("nul\0.csv", "own_counts", package=package)
    with pytest.raises(DataError, match="no such home folder"):
        read("~nobody_of_that_name/own.csv", "own_counts", package=package)


def test_a_file_beyond_the_size_limit_is_refused(own: Path, package: DataPackage) -> None:
    with own.open("wb") as file:
        file.truncate(SIZE_LIMIT + 1)
    with pytest.raises(DataError, match="larger than 20 MB"):
        read(own, "own_counts", package=package)


def test_an_unknown_template_is_refused_before_the_file_is_opened(own: Path, package: DataPackage) -> None:
    with pytest.raises(DataError, match=r"no template 'own_count'; did you mean own_counts\?"):
        read(own, "own_count", package=package)


def test_files_read_are_recorded_as_inputs(
    own: Path, package: DataPackage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("greentwin.data.userfiles._inputs", set())
    monkeypatch.chdir(own.parent)
    own.write_text(SOUND)
    read("own.csv", "own_counts", package=package)
    read(own, "own_counts", package=package)
    assert inputs() == (own.resolve(),)


def test_a_written_template_is_read_once_filled(tmp_path: Path, package: DataPackage) -> None:
    assert templates(package=package) == ("own_counts",)
    table, guide = write_template("own_counts", tmp_path / "new" / "folder", package=package)
    assert table.name == "own_counts.csv"
    assert guide.read_text() == "# How to fill in\n"
    with pytest.raises(DataError, match="has no rows below the header"):
        read(table, "own_counts", package=package)
    with table.open("a") as file:
        file.write("2015,total,21.5,\n")
    assert read(table, "own_counts", package=package)["co2_mt"].tolist() == [21.5]


@pytest.mark.parametrize("existing", ["own_counts.csv", "own_counts.md"])
def test_an_existing_file_is_left_alone_and_nothing_is_written(
    existing: str, tmp_path: Path, package: DataPackage
) -> None:
    (tmp_path / existing).write_text("mine")
    before = sorted(tmp_path.iterdir())
    with pytest.raises(DataError, match=f"{existing} exists already"):
        write_template("own_counts", tmp_path, package=package)
    assert (tmp_path / existing).read_text() == "mine"
    assert sorted(tmp_path.iterdir()) == before


def test_a_template_is_not_written_where_a_file_stands_for_the_folder(
    tmp_path: Path, package: DataPackage
) -> None:
    (tmp_path / "folder").write_text("a file")
    with pytest.raises(DataError, match="cannot be written to"):
        write_template("own_counts", tmp_path / "folder", package=package)


def test_a_template_that_cannot_be_written_whole_is_taken_back(tmp_path: Path, workshop: Workshop) -> None:
    target = tmp_path / "target"
    package = workshop.package
    (workshop.root / "templates" / "own_counts.md").unlink()
    with pytest.raises(DataError, match="cannot be written"):
        write_template("own_counts", target, package=package)
    assert not target.exists()
