"""Checking of a whole package, and acceptance of a changed table."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from small_package import COUNTS, TOWNS, Workshop

from greentwin.data import Fault, accept, load, verify
from greentwin.data.package import DataPackage
from greentwin.errors import DataError


def test_a_sound_package_has_no_fault(package: DataPackage) -> None:
    assert verify(package=package) == ()


def test_a_fault_is_one_line_with_table_row_and_column() -> None:
    assert str(Fault("towns", 3, "kind", "is empty")) == "towns, row 3, column kind: is empty"
    assert str(Fault("towns", None, "kind", "is empty")) == "towns, column kind: is empty"
    assert str(Fault("towns", 3, None, "is empty")) == "towns, row 3: is empty"
    assert str(Fault("towns", None, None, "is empty")) == "towns: is empty"


def test_all_faults_of_all_tables_are_reported_in_order(workshop: Workshop) -> None:
    workshop.rewrite("towns", TOWNS.replace("12.5", "wide").replace("0.75", "-1"))
    workshop.rewrite("counts", COUNTS.replace("ash,2016", "oak,1900"), describe=False)
    (workshop.root / "counted" / "stray.csv").write_text("a\n1\n")
    found = [str(fault) for fault in verify(package=workshop.package)]
    assert found[:4] == [
        "towns, row 1, column area_km2: 'wide' is not a number",
        "towns, row 2, column area_km2: -1 is below the minimum 0",
        "counts, row 2, column town_id: 'oak' is no town_id of the table towns",
        "counts, row 2, column year: 1900 is below the minimum 1960",
    ]
    assert found[4].startswith("counts: the file's checksum (SHA-256) differs")
    assert found[5:] == ["counted/stray.csv: the file is not described in datapackage.json"]


def test_faults_are_all_listed_however_many(workshop: Workshop) -> None:
    rows = "".join(f"ash,{year},total,x\n" for year in range(1960, 2020))
    workshop.rewrite("counts", "town_id,year,sector,value\n" + rows)
    assert len(verify(package=workshop.package)) == 60


def _without_title(workshop: Workshop) -> None:
    workshop.resource("towns")["title"] = " "


def _without_sources_key(workshop: Workshop) -> None:
    del workshop.resource("towns")["sources"]


def _with_an_empty_source(workshop: Workshop) -> None:
    workshop.resource("towns")["sources"] = [{"title": ""}]


def _without_licence(workshop: Workshop) -> None:
    workshop.resource("towns")["licenses"] = []


def _without_field_description(workshop: Workshop) -> None:
    workshop.resource("towns")["schema"]["fields"][1]["description"] = ""


def _without_file(workshop: Workshop) -> None:
    (workshop.root / "towns.csv").unlink()


def _outside(workshop: Workshop) -> None:
    workshop.resource("towns")["path"] = "../towns.csv"


def _with_a_broken_licence(workshop: Workshop) -> None:
    workshop.descriptor["licenses"] = [{"title": "no name"}]


def _template_with_rows(workshop: Workshop) -> None:
    (workshop.root / "templates" / "own_counts.csv").write_text("year,sector,co2_mt,note\n2015,total,1,\n")


def _template_with_another_header(workshop: Workshop) -> None:
    (workshop.root / "templates" / "own_counts.csv").write_text("year,sector,co2_mt\n")


def _template_without_guide(workshop: Workshop) -> None:
    (workshop.root / "templates" / "own_counts.md").unlink()


def _template_with_an_empty_guide(workshop: Workshop) -> None:
    (workshop.root / "templates" / "own_counts.md").write_text("\n")


def _template_without_schema(workshop: Workshop) -> None:
    del workshop.descriptor["templates"][0]["schema"]


def _template_with_a_broken_schema(workshop: Workshop) -> None:
    workshop.descriptor["templates"][0]["schema"]["fields"][0]["constraints"]["minimum"] = "old"


def _template_that_refers_to_nothing(workshop: Workshop) -> None:
    reference = {"fields": "note", "reference": {"resource": "nowhere", "fields": "note"}}
    workshop.descriptor["templates"][0]["schema"]["foreignKeys"] = [reference]


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (_without_title, "towns: lacks a title or a description"),
        (_without_sources_key, "the description of the table towns lacks 'sources'"),
        (_with_an_empty_source, "towns: a source has no title"),
        (_without_licence, "towns: names no licence"),
        (_without_field_description, "towns, column name: has no description"),
        (_without_file, "towns.csv cannot be read"),
        (_outside, "does not stay inside the data package"),
        (_with_a_broken_licence, "datapackage.json: "),
        (_template_with_rows, "template own_counts: must be empty below its header, it has 1 row"),
        (_template_with_another_header, "template own_counts, column note: is missing"),
        (_template_without_guide, "template own_counts: [Errno 2] No such file"),
        (_template_with_an_empty_guide, "template own_counts: its guide is empty"),
        (_template_without_schema, "the description of the template own_counts lacks 'schema'"),
        (_template_with_a_broken_schema, "template own_counts: schema: limit 'old' of field year"),
        (_template_that_refers_to_nothing, "template own_counts: there is no table 'nowhere'"),
    ],
)
def test_each_kind_of_damage_is_found(
    damage: Callable[[Workshop], None], message: str, workshop: Workshop
) -> None:
    damage(workshop)
    workshop.save()
    found = [str(fault) for fault in verify(package=workshop.package)]
    assert any(message in line for line in found), found


def test_a_reference_to_a_faulty_table_does_not_hide_other_faults(workshop: Workshop) -> None:
    workshop.rewrite("towns", TOWNS.replace("cedar,", "C3,"))
    workshop.rewrite("counts", COUNTS.replace("11.5", "x"))
    found = [str(fault) for fault in verify(package=workshop.package)]
    assert "counts: the table towns, to which it refers, is itself at fault" in found
    assert "counts, row 2, column value: 'x' is not a number" in found


def test_a_table_may_refer_to_itself(workshop: Workshop) -> None:
    reference = {"fields": ["name"], "reference": {"resource": "", "fields": ["name"]}}
    workshop.resource("towns")["schema"]["foreignKeys"] = [reference]
    workshop.save()
    assert verify(package=workshop.package) == ()


def test_verify_looks_at_the_files_and_not_at_what_was_loaded(workshop: Workshop) -> None:
    package = workshop.package
    load("counts", package=package)
    workshop.rewrite("counts", COUNTS.replace("11.5", "x"), describe=False)
    assert verify(package=package)[0].column == "value"


def test_verify_may_run_in_threads(workshop: Workshop) -> None:
    workshop.rewrite("counts", COUNTS.replace("11.5", "x"), describe=False)
    package = workshop.package
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: verify(package=package), range(8)))
    assert len(set(answers)) == 1
    assert len(answers[0]) == 2


def test_accept_records_a_sound_change_and_keeps_the_rest(workshop: Workshop) -> None:
    package = workshop.package
    before = package.descriptor_path.read_text(encoding="utf-8")
    load("counts", package=package)
    workshop.rewrite("counts", COUNTS + "ash,2017,total,12\n", describe=False)
    described = accept("counts", package=package)
    assert described.rows == 5
    assert load("counts", package=package)["value"].iloc[-1] == 12.0
    assert verify(package=package) == ()
    after = package.descriptor_path.read_text(encoding="utf-8")
    old, new = before.splitlines(), after.splitlines()
    assert len(old) == len(new)
    changed = [line.split(":")[0].strip() for line, other in zip(new, old, strict=True) if line != other]
    assert changed == ['"hash"', '"rows"']
    assert after.endswith("}\n")


def test_accept_keeps_chinese_characters_readable(workshop: Workshop) -> None:
    workshop.resource("towns")["title"] = "城市"
    workshop.save()
    accept("towns", package=workshop.package)
    assert "城市" in (workshop.root / "datapackage.json").read_text(encoding="utf-8")


def test_accept_refuses_a_faulty_table_and_writes_nothing(workshop: Workshop) -> None:
    before = (workshop.root / "datapackage.json").read_bytes()
    workshop.rewrite("counts", COUNTS.replace("11.5", "x"), describe=False)
    with pytest.raises(DataError, match=r"counts is not accepted, it has 1 fault") as caught:
        accept("counts", package=workshop.package)
    assert "row 2, column value: 'x' is not a number" in str(caught.value)
    assert (workshop.root / "datapackage.json").read_bytes() == before
    assert not list(workshop.root.glob(".datapackage.json*"))


def test_accept_refuses_an_unknown_table(package: DataPackage) -> None:
    with pytest.raises(DataError, match="no table 'count'; did you mean counts"):
        accept("count", package=package)


def test_accept_changes_nothing_when_nothing_changed(workshop: Workshop) -> None:
    before = json.loads((workshop.root / "datapackage.json").read_text())
    accept("counts", package=workshop.package)
    assert json.loads((workshop.root / "datapackage.json").read_text()) == before
