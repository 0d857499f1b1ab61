"""The pilots, the places and the package agree with themselves: checks of the data, not of the code."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from greentwin.data import load, tables

DATA = Path(__file__).resolve().parents[2] / "data"
SOURCES = ("chen", "edgar", "ceads")
MUNICIPALITIES = ["Beijing", "Chongqing", "Shanghai", "Tianjin"]


class TestPilots:
    def test_batches_reconcile_with_the_notices(self) -> None:
        pilots = load("low_carbon_pilots")
        province = pilots["level"] == "province"
        counts = pilots.groupby(["batch", province]).size().to_dict()
        assert counts == {(1, True): 5, (1, False): 8, (2, True): 1, (2, False): 28, (3, False): 45}
        assert len(pilots) == 87
        assert pilots.loc[province & (pilots["batch"] == 2), "name_en"].tolist() == ["Hainan"]

    def test_only_provinces_lack_a_place(self) -> None:
        pilots = load("low_carbon_pilots")
        assert (pilots["place_id"].isna() == (pilots["level"] == "province")).all()
        assert pilots["place_id"].dropna().is_unique

    def test_dates_are_marked_as_unverified(self) -> None:
        assert set(load("low_carbon_pilots")["verification"]) == {"list_checked_dates_unverified"}

    def test_first_full_year_follows_the_notice(self) -> None:
        pilots = load("low_carbon_pilots")
        assert (pilots["notice_date"].dt.year == pilots["start_year"]).all()
        later = pilots["first_full_year"] - pilots["start_year"]
        assert later.groupby(pilots["batch"]).unique().map(list).tolist() == [[1], [1], [0]]

    def test_earlier_province_pilot_is_true_exactly_where_the_province_was_named(self) -> None:
        pilots = load("low_carbon_pilots")
        provinces = pilots[pilots["level"] == "province"].set_index("province_en")["start_year"]
        cities = pilots[pilots["level"] != "province"]
        expected = cities["province_en"].map(provinces) <= cities["start_year"]
        assert (cities["also_in_earlier_province_pilot"] == expected).all()

    def test_status_agrees_with_the_list_unit_by_unit(self) -> None:
        pilots = load("low_carbon_pilots").dropna(subset="place_id").set_index("place_id")
        status = load("prefecture_pilot_status").set_index("place_id")
        coded = status.dropna(subset="city_batch")
        listed = pilots[pilots.index.isin(status.index)]
        assert set(coded.index) == set(listed.index)
        assert (coded["city_batch"] == listed["batch"].reindex(coded.index)).all()
        assert (coded["city_start_year"] == listed["start_year"].reindex(coded.index)).all()
        outside = set(pilots.index) - set(status.index)
        assert outside - set(status["subprefecture_pilot"].dropna()) == {"qiongzhong"}

    def test_province_status_agrees_with_the_provinces(self) -> None:
        status = load("prefecture_pilot_status").set_index("place_id")
        places = load("places").set_index("place_id")["province_en"].reindex(status.index)
        start = places.map(load("provinces").set_index("name_en")["pilot_start_year"])
        ordinary = ~places.isin(MUNICIPALITIES)
        assert status["province_start_year"][ordinary].fillna(0).eq(start[ordinary].fillna(0)).all()
        assert status["city_start_year"][~ordinary].eq(start[~ordinary]).all()

    def test_first_start_is_the_earlier_one(self) -> None:
        status = load("prefecture_pilot_status")
        earlier = status[["city_start_year", "province_start_year"]].astype(float).min(axis=1)
        assert status["first_start_year"].astype(float).equals(earlier)


class TestPlaces:
    def test_every_emission_unit_has_a_status_and_every_status_a_unit(self) -> None:
        units = set().union(*(load(f"prefecture_co2_{source}")["place_id"] for source in SOURCES))
        assert units == set(load("prefecture_pilot_status")["place_id"])
        assert len(units) == 359

    def test_names_repeat_the_places_table(self) -> None:
        places = load("places").set_index("place_id")
        named = [*(f"prefecture_co2_{source}" for source in SOURCES), "city_inventories"]
        for name in [*named, "city_inventories_odbl"]:
            frame = load(name)
            assert (frame["city_en"] == frame["place_id"].map(places["name_en"])).all(), name
            assert (frame["city_zh"] == frame["place_id"].map(places["name_zh"])).all(), name

    def test_homonyms_carry_their_province(self) -> None:
        places = load("places")
        base = places["name_en"].str.replace(r" \(.*\)", "", regex=True)
        twice = places[base.duplicated(keep=False) & (places["kind"] != "county")]
        twice = twice[~twice["place_id"].isin(["changji", "hotan"])]
        assert set(base[twice.index]) == {"Suzhou", "Fuzhou", "Taizhou", "Yichun", "Yulin"}
        assert twice["name_en"].str.endswith(")").all()
        assert all(f"({row.province_en})" in row.name_en for row in twice.itertuples())

    @pytest.mark.parametrize(
        ("chinese", "english"),
        [
            ("哈尔滨", "Harbin"),
            ("齐齐哈尔", "Qiqihar"),
            ("呼和浩特", "Hohhot"),
            ("六安", "Lu'an"),
            ("吕梁", "Lüliang"),
            ("西安", "Xi'an"),
            ("乌鲁木齐", "Ürümqi"),
            ("长治", "Changzhi"),
            ("朝阳", "Chaoyang"),
            ("厦门", "Xiamen"),
            ("亳州", "Bozhou"),
            ("蚌埠", "Bengbu"),
            ("漯河", "Luohe"),
            ("儋州", "Danzhou"),
            ("拉萨", "Lhasa"),
            ("甘孜", "Garzê"),
            ("海南州", "Hainan (Qinghai)"),
            ("台州", "Taizhou (Zhejiang)"),
            ("抚州", "Fuzhou (Jiangxi)"),
        ],
    )
    def test_irregular_names(self, chinese: str, english: str) -> None:
        places = load("places").set_index("name_zh")
        assert places.loc[chinese, "name_en"] == english

    def test_provinces_in_both_languages_agree_everywhere(self) -> None:
        provinces = load("provinces").set_index("name_zh")["name_en"]
        places = load("places")
        chinese = places[places["country"] == "China"]
        assert (chinese["province_zh"].map(provinces) == chinese["province_en"]).all()
        for name in ("province_co2_sectoral", "province_co2_apparent", "province_economy"):
            frame = load(name)
            assert (frame["province_zh"].map(provinces) == frame["province_en"]).all(), name


class TestPackage:
    def test_flags_name_existing_tables(self) -> None:
        named = load("panel_quality_flags")["table"].str.split(", ").explode()
        assert set(named) <= set(tables().index)
        flags = load("panel_quality_flags")
        assert (flags["year_from"] <= flags["year_to"]).all()

    def test_every_source_is_used_or_named(self) -> None:
        package = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
        titles = {source["title"] for resource in package["resources"] for source in resource["sources"]}
        unused = load("sources").loc[lambda frame: ~frame["citation"].isin(titles), "source_id"]
        assert unused.tolist() == []

    def test_files_are_plain_and_all_described(self) -> None:
        package = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
        described = {resource["path"] for resource in package["resources"]}
        found = {path.relative_to(DATA).as_posix() for path in DATA.rglob("*.csv")}
        assert found - described == {template["path"] for template in package["templates"]}
        for name in described:
            content = (DATA / name).read_bytes()
            assert b"\r" not in content, name
            assert content.endswith(b"\n"), name
            assert not content.startswith(b"\xef\xbb\xbf"), name

    def test_every_field_is_described_and_every_number_has_a_unit(self) -> None:
        package = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
        for resource in package["resources"]:
            fields = {field["name"]: field for field in resource["schema"]["fields"]}
            for field in fields.values():
                assert field["description"], (resource["name"], field["name"])
                if field["type"] == "number":
                    assert "unit" in field or "unit" in fields, (resource["name"], field["name"])

    def test_glossary_covers_all_strands_in_single_sentences(self) -> None:
        frame = load("glossary")
        assert len(frame) >= 60
        assert set(frame["strand"]) == {"ngo", "city", "circular", "method", "data"}
        text = frame["definition_en"].str.replace("e. V.", "", regex=False)
        assert text.str.endswith(".").all()
        assert (text.str.count(r"\. ") == 0).all()

    def test_template_file_has_the_columns_of_its_schema_and_no_rows(self) -> None:
        package = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
        for template in package["templates"]:
            with (DATA / template["path"]).open(encoding="utf-8", newline="") as file:
                rows = list(csv.reader(file))
            assert rows == [[field["name"] for field in template["schema"]["fields"]]]
            guide = (DATA / template["guide"]).read_text(encoding="utf-8")
            assert all(f"`{name}`" in guide for name in rows[0])
