"""The descriptor: what it says about tables and templates, and how it may be wrong."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from small_package import Workshop

import greentwin.data
from greentwin.data import cite, describe, tables
from greentwin.data.package import DataPackage, default_package
from greentwin.errors import DataError


def test_tables_lists_every_table_in_the_order_of_the_descriptor(package: DataPackage) -> None:
    listed = tables(package=package)
    assert listed.index.name == "name"
    assert list(listed.index) == ["towns", "counts"]
    assert list(listed.columns) == ["title", "rows", "licence", "path"]
    assert list(listed["rows"]) == [3, 4]
    assert listed.loc["counts", "path"] == "counted/counts.csv"
    assert listed.loc["towns", "licence"] == "CC-BY-4.0"


def test_describe_gives_fields_sources_and_checksum(package: DataPackage) -> None:
    described = describe("counts", package=package)
    assert [field.name for field in described.fields] == ["town_id", "year", "sector", "value"]
    value = described.fields[3]
    assert (value.type, value.unit, value.constraints) == ("number", "kt", {"minimum": 0})
    assert described.primary_key == ("town_id", "year", "sector")
    assert describe("towns", package=package).primary_key == ("town_id",)
    assert described.path.is_file()
    assert len(described.sha256) == 64
    assert described.sources[0].path == "https://doi.org/10.1234/towns"


def test_cite_names_source_and_licence(package: DataPackage) -> None:
    assert cite("towns", package=package).splitlines() == [
        "A. Author (2020). Towns. https://doi.org/10.1234/towns",
        "Licence: Creative Commons Attribution 4.0. https://x.org/by",
    ]


def test_cite_does_not_repeat_a_doi_that_stands_in_the_title(workshop: Workshop) -> None:
    workshop.resource("towns")["sources"] = [{"title": "Towns, 10.1234/towns.", "path": "10.1234/towns"}]
    workshop.save()
    assert cite("towns", package=workshop.package).startswith("Towns, 10.1234/towns.\nLicence")


def test_cite_says_when_a_table_was_compiled_here(workshop: Workshop) -> None:
    workshop.resource("towns")["sources"] = []
    workshop.save()
    first = cite("towns", package=workshop.package).splitlines()[0]
    assert first == "Table of towns. Compiled for the greentwin study."


@pytest.mark.parametrize("function", [describe, cite])
def test_an_unknown_table_is_answered_with_close_names_and_all_names(
    function: object, package: DataPackage
) -> None:
    with pytest.raises(
        DataError, match=r"no table 'twons'; did you mean towns\? Known tables: counts, towns"
    ):
        function("twons", package=package)  # type: ignore[operator]


@pytest.mark.parametrize("name", ["", "zzz", "../towns", "x" * 10_000])
def test_an_unknown_name_without_close_names_stays_short(name: str, package: DataPackage) -> None:
    with pytest.raises(DataError, match=r"Known tables: counts, towns$") as caught:
        describe(name, package=package)
    assert len(str(caught.value)) < 150


def test_a_name_that_is_not_text_is_refused(package: DataPackage) -> None:
    with pytest.raises(DataError, match="must be text, not int"):
        package.table(3)  # type: ignore[arg-type]


@pytest.mark.parametrize("path", ["../outside.csv", "/etc/hosts", "a/../../b.csv", "", "a\\b.csv"])
def test_a_path_must_stay_inside_the_package(path: str, workshop: Workshop) -> None:
    workshop.resource("towns")["path"] = path
    workshop.save()
    with pytest.raises(DataError, match="does not stay inside"):
        describe("towns", package=workshop.package)


@pytest.mark.parametrize(
    "key", ["title", "description", "path", "schema", "hash", "rows", "sources", "licenses"]
)
def test_an_incomplete_description_names_what_it_lacks(key: str, workshop: Workshop) -> None:
    del workshop.resource("towns")[key]
    workshop.save()
    with pytest.raises(DataError, match=f"description of the table towns lacks '{key}'"):
        describe("towns", package=workshop.package)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "not valid JSON"),
        ("[]", "one JSON object"),
        ("{}", '"resources" must be a list'),
        ('{"resources": [{"title": "x"}]}', "each have a name"),
        ('{"resources": [{"name": "x"}, {"name": "x"}]}', "the same name"),
    ],
)
def test_a_broken_descriptor_is_one_clear_error(text: str, message: str, workshop: Workshop) -> None:
    (workshop.root / "datapackage.json").write_text(text)
    with pytest.raises(DataError, match=message):
        tables(package=workshop.package)


def test_a_missing_descriptor_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"no readable .*datapackage\.json"):
        tables(package=DataPackage(tmp_path))


def test_the_study_has_a_package_of_its_own() -> None:
    assert default_package() is default_package()
    assert default_package().descriptor_path.is_file()


def test_tables_inside_the_installed_package_come_before_those_of_the_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = tmp_path / "checkout" / "src" / "greentwin" / "data" / "package.py"
    monkeypatch.setattr("greentwin.data.package.__file__", str(module))
    with pytest.raises(DataError, match="reinstall greentwin"):
        default_package.__wrapped__()
    outer, inner = tmp_path / "checkout" / "data", module.parent / "tables"
    for home in (outer, inner):
        home.mkdir(parents=True)
        (home / "datapackage.json").write_text("{}")
        assert default_package.__wrapped__().root == home


def test_importing_the_front_loads_no_library() -> None:
    code = (
        "import sys, greentwin.data\n"
        "heavy = {'pandas', 'numpy', 'frictionless', 'greentwin.data.package'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
        "from greentwin.data import tables\n"
        "assert callable(tables)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_front_offers_what_it_lists() -> None:
    for name in greentwin.data.__all__:
        assert getattr(greentwin.data, name) is not None
    assert set(greentwin.data.__all__) <= set(dir(greentwin.data))
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = greentwin.data.nonsense  # type: ignore[attr-defined]
