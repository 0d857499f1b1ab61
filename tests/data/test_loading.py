"""Loading: right types, the caller's own copy, and an error for every way a file can differ."""

from __future__ import annotations

import csv
import io
import math
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_package import COUNTS, TOWNS, Workshop

from greentwin.data import load, used
from greentwin.data.package import DataPackage
from greentwin.errors import DataError


def test_types_follow_the_schema(package: DataPackage) -> None:
    towns = load("towns", package=package)
    assert {name: str(dtype) for name, dtype in towns.dtypes.items()} == {
        "town_id": "str",
        "name": "str",
        "founded": "Int64",
        "area_km2": "float64",
        "coastal": "boolean",
        "surveyed": "datetime64[s]",
        "kind": "str",
    }
    assert towns["name"].tolist() == ["Ash", "Birch, Upper", "Cedar"]
    assert towns["founded"].isna().tolist() == [False, True, False]
    assert towns["surveyed"].iloc[0] == pd.Timestamp("2020-02-29")
    assert np.isnan(towns["area_km2"].iloc[2])


def test_whole_numbers_without_gaps_are_plain(package: DataPackage) -> None:
    counts = load("counts", package=package)
    assert counts["year"].dtype == np.dtype("int64")
    assert counts["value"].tolist()[:3] == [10.0, 11.5, 0.0]


def test_whole_numbers_keep_every_digit(workshop: Workshop) -> None:
    big = 2**62 + 1
    del workshop.resource("towns")["schema"]["fields"][2]["constraints"]
    workshop.rewrite("towns", TOWNS.replace("1201", str(big)))
    assert load("towns", package=workshop.package)["founded"].iloc[0] == big


def test_a_caller_cannot_change_the_next_load(package: DataPackage) -> None:
    first = load("counts", package=package)
    first.loc[0, "value"] = -1.0
    first["town_id"] = "gone"
    second = load("counts", package=package)
    assert second["value"].iloc[0] == 10.0
    assert second["town_id"].tolist() == ["ash", "ash", "birch", "birch"]


def test_the_second_load_comes_from_memory(workshop: Workshop) -> None:
    first = load("counts", package=workshop.package)
    (workshop.root / "counted" / "counts.csv").unlink()
    pd.testing.assert_frame_equal(load("counts", package=workshop.package), first)


def test_each_load_is_recorded_as_used_also_from_memory(
    package: DataPackage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("greentwin.data.loading._used", set())
    monkeypatch.setattr("greentwin.data.loading.default_package", lambda: package)
    for name in ("towns", "counts", "counts"):
        load(name)
    assert used() == ("counts", "towns")


def test_tables_of_another_package_are_not_the_studys(
    package: DataPackage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("greentwin.data.loading._used", set())
    load("towns", package=package)
    assert used() == ()


def test_a_table_without_rows_keeps_its_columns(workshop: Workshop) -> None:
    workshop.rewrite("counts", COUNTS.splitlines(keepends=True)[0])
    counts = load("counts", package=workshop.package)
    assert counts.shape == (0, 4)
    assert counts["year"].dtype == np.dtype("int64")


CELL_FAULTS = [
    ("towns", "Ash,1201", "Ash,1201.5", "row 1, column founded: '1201.5' is not a whole number"),
    ("towns", "Ash,1201", "Ash,1_201", "row 1, column founded: '1_201' is not a whole number"),
    ("towns", "Ash,1201", "Ash, 1201", "row 1, column founded: ' 1201' is not a whole number"),
    ("towns", "Ash,1201", "Ash,１２０１", "row 1, column founded: '１２０１' is not a whole number"),
    ("towns", "Ash,1201", "Ash,999", "row 1, column founded: 999 is below the minimum 1000"),
    ("towns", "Cedar,1850", "Cedar,2001", "row 3, column founded: 2001 is above the maximum 2000"),
    ("towns", "1201", "9" * 30, "is too large to be stored"),
    ("towns", "1201", "9" * 5000, "is too large to be stored"),
    ("towns", "12.5", "nan", "row 1, column area_km2: 'nan' is not a number"),
    ("towns", "12.5", "inf", "row 1, column area_km2: 'inf' is not a number"),
    ("towns", "12.5", '"12,5"', "column area_km2: '12,5' is not a number; write a decimal point"),
    ("towns", "12.5", "1e999", "row 1, column area_km2: '1e999' is too large to be stored"),
    ("towns", "0.75", "-0.75", "row 2, column area_km2: -0.75 is below the minimum 0"),
    ("towns", "true", "yes", "row 1, column coastal: 'yes' is neither true nor false"),
    ("towns", "2020-02-29", "2021-02-29", "row 1, column surveyed: '2021-02-29' is not a date"),
    ("towns", "2020-02-29", "2020-2-29", "row 1, column surveyed: '2020-2-29' is not a date"),
    ("towns", "2020-02-29", "1999-12-31", "1999-12-31 is below the minimum 2000-01-01"),
    ("towns", "large", "huge", "row 1, column kind: 'huge' is not one of: large, small"),
    ("towns", ",,,,small", ",,,,", "row 3, column kind: is empty; a value is required"),
    ("towns", "ash,", "Ash,", "row 1, column town_id: 'Ash' does not match the pattern"),
    ("towns", "ash,", "xx1,", "row 1, column town_id: 'xx1' does not match the pattern"),
    ("towns", "cedar,", "ash,", "row 3, column town_id: 'ash' repeats the value of row 1"),
    ("towns", "cedar,Cedar", "cedar,C", "row 3, column name: 'C' is shorter than 2 characters"),
    ("towns", "Cedar,", "Cedar of the far north,", "is longer than 20 characters"),
    ("counts", "ash,2016", "ash,2015", "row 2: repeats the key (ash, 2015, total) of row 1"),
    (
        "counts",
        "birch,2015,homes",
        "oak,2015,homes",
        "row 4, column town_id: 'oak' is no town_id of the table towns",
    ),
    ("counts", "birch,2015,homes,", "birch,2015,homes", "row 4: has 3 cells, the header has 4"),
    ("counts", "homes,\n", "homes,,\n", "row 4: has 5 cells, the header has 4"),
    ("counts", "ash,2016,total,11.5\n", "\n", "row 2: is empty; delete the line"),
    ("counts", "ash,2016,total,11.5\n", ",,,\n", "row 2: is empty; delete the line"),
]


@pytest.mark.parametrize(("table", "old", "new", "message"), CELL_FAULTS, ids=lambda value: str(value)[:25])
@pytest.mark.parametrize("describe", [False, True], ids=["checksum differs", "checksum renewed"])
def test_a_fault_in_a_cell_names_row_column_and_what_is_allowed(
    table: str, old: str, new: str, message: str, describe: bool, workshop: Workshop
) -> None:
    text = TOWNS if table == "towns" else COUNTS
    assert old in text
    workshop.rewrite(table, text.replace(old, new, 1), describe=describe)
    with pytest.raises(DataError) as caught:
        load(table, package=workshop.package)
    assert str(caught.value).startswith(f"table {table} has ")
    assert "row 1 is the first row of data" in str(caught.value)
    assert message in str(caught.value)
    assert ("checksum" in str(caught.value)) is not describe


FILE_FAULTS = [
    (
        "town_id,year,sector\nash,2015,total\n",
        "column value: is missing; the columns must be town_id, year, sector, value",
    ),
    ("town_id,year,sector,value,extra\nash,2015,total,1,2\n", "column extra: is unknown"),
    ("town_id,year,sektor,value\nash,2015,total,1\n", "column sektor: is unknown; did you mean sector?"),
    ("town_id,sector,year,value\nash,total,2015,1\n", "the columns are in another order than"),
    (
        "town_id,year,sector,value,value\nash,2015,total,1,1\n",
        "column value: stands in the header more than once",
    ),
    ("town_id,year,Sector,value\nash,2015,total,1\n", "column Sector: must be written sector"),
    ("town_id,year,sector,value,\nash,2015,total,1,\n", "column 5 has no name"),
    ("town_id;year;sector;value\nash;2015;total;1\n", "separated by semicolons"),
    ("nothing\n", "the first line 'nothing' is no header"),
    ("a,b\n1,2\n", "column town_id: is missing"),
    ("", "the first line is empty"),
    ("\n\n", "the first line is empty"),
    ("town_id,year,sector,value\nash,2015,total,\0\n", "line 2 holds a NUL character"),
    ("\ufefftown_id,year,sector,value\nash,2015,total,1\n", "column '\\ufefftown_id'"),
    ('town_id,year,sector,value\nash,2015,total,"1\n', "a quotation mark is not closed"),
    ('town_id,year,sector,value\nash,2015,"to"tal,1\n', "text follows a closing one"),
    (b"town_id,year,sector,value\nash,2015,\xff,1\n", "line 2 is not UTF-8 text"),
    ("x," * 5000 + "\n", "has 5001 columns"),
]


@pytest.mark.parametrize(("content", "message"), FILE_FAULTS, ids=lambda value: str(value)[:25])
def test_a_fault_of_the_whole_file_is_named(content: str | bytes, message: str, workshop: Workshop) -> None:
    workshop.rewrite("counts", content)
    with pytest.raises(DataError) as caught:
        load("counts", package=workshop.package)
    assert message in str(caught.value)


def test_a_missing_column_does_not_hide_faults_of_others(workshop: Workshop) -> None:
    workshop.rewrite("counts", "town_id,sector,value\nash,none,1\nash,total,many\n")
    with pytest.raises(DataError) as caught:
        load("counts", package=workshop.package)
    assert [line.split(":")[0] for line in str(caught.value).splitlines()[1:]] == [
        "  column year",
        "  row 1, column sector",
        "  row 2, column value",
    ]


def test_a_sound_change_is_still_refused_and_the_way_to_mend_is_named(workshop: Workshop) -> None:
    workshop.rewrite("counts", COUNTS.replace("11.5", "11.6"), describe=False)
    with pytest.raises(DataError, match=r"checksum .* differs .*`greentwin check --accept counts`") as caught:
        load("counts", package=workshop.package)
    assert "1 fault" in str(caught.value)


def test_a_row_count_that_differs_is_named(workshop: Workshop) -> None:
    workshop.resource("counts")["rows"] = 5
    workshop.save()
    with pytest.raises(DataError, match=r"has 4 rows, datapackage.json says 5"):
        load("counts", package=workshop.package)


def test_a_missing_file_is_named(workshop: Workshop) -> None:
    (workshop.root / "towns.csv").unlink()
    with pytest.raises(DataError, match=r"towns.csv cannot be read: No such file"):
        load("towns", package=workshop.package)
    with pytest.raises(DataError, match=r"towns.csv cannot be read: No such file"):
        load("counts", package=workshop.package)


def test_many_faults_are_counted_not_listed(workshop: Workshop) -> None:
    rows = "".join(f"ash,{year},total,x\n" for year in range(1960, 2020))
    workshop.rewrite("counts", "town_id,year,sector,value\n" + rows)
    with pytest.raises(DataError, match="has 60 faults") as caught:
        load("counts", package=workshop.package)
    assert str(caught.value).endswith("and 40 more")


SCHEMA_FAULTS = [
    ({"type": "colour"}, "type of field value must be one of"),
    ({"constraints": {"minLength": 2}}, "minLength"),
    ({"constraints": {"minimum": "few"}}, "limit 'few' of field value is not of type number"),
    ({"type": "string", "constraints": {"pattern": "("}}, "pattern of field value is not valid"),
]


@pytest.mark.parametrize(("change", "message"), SCHEMA_FAULTS, ids=lambda value: str(value)[:30])
def test_a_fault_of_the_schema_itself_is_an_error(
    change: dict[str, object], message: str, workshop: Workshop
) -> None:
    workshop.resource("counts")["schema"]["fields"][3].update(change)
    workshop.save()
    with pytest.raises(DataError, match=r"^table counts") as caught:
        load("counts", package=workshop.package)
    assert message in str(caught.value)


def test_only_an_empty_cell_is_a_gap(workshop: Workshop) -> None:
    workshop.resource("counts")["schema"]["missingValues"] = ["", "-"]
    workshop.save()
    with pytest.raises(DataError, match="a gap is an empty cell"):
        load("counts", package=workshop.package)


def _texts(frame: pd.DataFrame) -> list[list[object]]:
    return [
        [None if pd.isna(cell) else cell for cell in row] for row in frame.astype(object).to_numpy().tolist()
    ]


def _expected(text: str) -> list[list[object]]:
    rows = list(csv.reader(io.StringIO(text, newline="")))[1:]
    read = {0: str, 1: int, 2: str, 3: float}
    return [[read[at](cell) if cell else None for at, cell in enumerate(row)] for row in rows]


CELLS = st.one_of(
    st.text(max_size=6),
    st.sampled_from(
        ["", "ash", "2015", "total", "0", "-1", "1e3", "1_0", "nan", " 7", "7 ", "٣", "0x1", "+5", "5."]
    ),
    st.integers().map(str),
    st.floats().map(str),
)


@settings(max_examples=150, deadline=None)
@given(row=st.integers(1, 4), column=st.integers(0, 3), cell=CELLS)
def test_a_changed_cell_is_refused_or_read_as_it_stands(row: int, column: int, cell: str) -> None:
    rows = list(csv.reader(io.StringIO(COUNTS)))
    rows[row][column] = cell
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\n").writerows(rows)
    with tempfile.TemporaryDirectory() as folder:
        workshop = Workshop(Path(folder) / "package")
        workshop.rewrite("counts", buffer.getvalue().encode("utf-8", "surrogatepass"))
        workshop.resource("counts")["rows"] = 4
        workshop.save()
        try:
            loaded = load("counts", package=workshop.package)
        except DataError:
            return
    assert _texts(loaded) == _expected(buffer.getvalue())
    assert all(math.isfinite(value) for value in loaded["value"].dropna())


@settings(max_examples=150, deadline=None)
@given(position=st.integers(0, len(COUNTS) - 1), byte=st.integers(0, 255))
def test_a_changed_byte_never_passes(position: int, byte: int) -> None:
    content = bytearray(COUNTS.encode())
    changed = content[position] != byte
    content[position] = byte
    with tempfile.TemporaryDirectory() as folder:
        workshop = Workshop(Path(folder) / "package")
        workshop.rewrite("counts", bytes(content), describe=False)
        if changed:
            with pytest.raises(DataError, match=r"^table counts"):
                load("counts", package=workshop.package)
        else:
            assert len(load("counts", package=workshop.package)) == 4
