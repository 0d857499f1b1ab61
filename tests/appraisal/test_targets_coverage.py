"""Systems, their links to goals and to the Agenda, and what nothing covers."""

from __future__ import annotations

import pandas as pd
import pytest
from test_targets_ownfiles import FICTION

from greentwin.appraisal.targets import agenda, ownfiles, published, stated, system
from greentwin.appraisal.targets.assessment import Choices, assess, chosen
from greentwin.appraisal.targets.coverage import by_sdg, coverage, matrix
from greentwin.appraisal.targets.options import checked
from greentwin.appraisal.targets.reading import read
from greentwin.data import find_city
from greentwin.errors import DataError, ParameterError


@pytest.fixture(scope="module")
def fiction() -> system.IndicatorSystem:
    return ownfiles.read(FICTION)


@pytest.fixture(scope="module")
def bonn() -> system.IndicatorSystem:
    return read("Bonn")


class TestAgenda:
    @pytest.mark.parametrize(
        "code", ["0", "18", "13.", "13.0", "13.4", "13.c", "3.e", "17.a", "1.1.1", "", "x", "13.2b"]
    )
    def test_what_the_agenda_does_not_have(self, code: str) -> None:
        assert not agenda.exists(code, agenda.goals())

    def test_goal_of_a_code(self) -> None:
        assert [agenda.goal_of(code) for code in ("1", "17.19", "8.b")] == [1, 17, 8]
        with pytest.raises(DataError, match="'18' is no goal or target"):
            agenda.goal_of("18")

    def test_every_target_exists_and_belongs_to_its_goal(self) -> None:
        frame = agenda.goals()
        codes = agenda.targets(frame)
        assert all(agenda.exists(code, frame) and agenda.is_target(code) for code in codes)
        counts = pd.Series([agenda.goal_of(code) for code in codes]).value_counts().sort_index()
        assert counts.tolist() == frame["targets"].tolist()


class TestMatrix:
    def test_goals_of_the_city(self, fiction) -> None:
        table = matrix(fiction, "indicator_goal")
        assert table.shape == (3, 3)
        assert table.loc["herons"].tolist() == ["direct", "", ""]
        assert table.loc["smoke"].tolist() == ["", "partial", ""]

    def test_targets_are_folded_into_their_goal_and_direct_wins(self, fiction) -> None:
        table = matrix(fiction, "indicator_sdg")
        assert list(table.columns) == list(range(1, 18))
        assert (table.loc["smoke", 11], table.loc["smoke", 13], table.loc["lanterns"].any()) == (
            "partial",
            "partial",
            False,
        )
        more = pd.DataFrame(
            [
                ("indicator_sdg", "smoke", "11.a", "direct", "c"),
                ("indicator_sdg", "smoke", "11.b", "partial", "c"),
            ],
            columns=fiction.links.columns,
        )
        for order in (more, more.iloc[::-1]):
            links = pd.concat([fiction.links, order], ignore_index=True)
            longer = system.IndicatorSystem(
                fiction.name_en,
                fiction.name_zh,
                fiction.indicators,
                fiction.series,
                fiction.targets,
                fiction.goals,
                links,
            )
            assert matrix(longer, "indicator_sdg").loc["smoke", 11] == "direct"

    def test_aims(self, fiction) -> None:
        table = matrix(fiction, "goal_sdg")
        assert list(table.index) == ["living_water", "clear_air", "quiet_nights"]
        assert table.loc["living_water", 6] == "direct"
        with pytest.raises(ParameterError, match="kind is 'other'; it must be one of"):
            matrix(fiction, "other")  # type: ignore[arg-type]

    def test_counts_by_goal_of_the_agenda(self, fiction) -> None:
        table = by_sdg(fiction, agenda.goals())
        assert table["targets"].sum() == 169
        assert table.loc[11].to_dict() == {"targets": 10, "aimed": 1, "measured": 1, "indicators": 1}
        assert table.loc[13].to_dict() == {"targets": 5, "aimed": 0, "measured": 0, "indicators": 1}
        assert table["measured"].sum() == len(coverage(fiction).targets)


class TestSelection:
    def test_scopes(self, fiction) -> None:
        city = system.of_scopes(fiction, ["city"])
        assert system.with_series(city) == ("herons", "smoke")
        assert len(city.goals) == 3
        with pytest.raises(ParameterError, match="scope is 'world'"):
            system.of_scopes(fiction, ["world"])  # type: ignore[list-item]

    def test_direct_links_only_leave_aims_alone(self, fiction) -> None:
        strict = coverage(system.with_links(fiction, minimum_strength="direct"))
        assert strict.goals_without_indicator == ("clear_air", "quiet_nights")
        assert strict.targets == ()
        assert strict.aimed_targets == ("3.9", "6.6", "11.6")

    def test_one_coder(self, fiction) -> None:
        alone = coverage(system.with_links(fiction, coder="reader_b"))
        assert (alone.sdgs, alone.targets, alone.aimed_targets) == ((13,), (), ("3.9",))
        with pytest.raises(DataError, match="no link is by the coder 'nobody'; coders: reader_a, reader_b"):
            system.with_links(fiction, coder="nobody")

    def test_years(self, fiction) -> None:
        late = system.within(fiction, 2015, 2018)
        assert late.series_ids() == ("herons",)
        assert late.values_of("herons").index.tolist() == [2015, 2016, 2017, 2018]
        assert system.within(fiction, None, None).series.equals(fiction.series)
        with pytest.raises(DataError, match="no series of your own system is left"):
            chosen(fiction, Choices(year_from=2050))

    def test_unknown_series_are_named(self, fiction) -> None:
        for look_up in (fiction.values_of, fiction.indicator_of):
            with pytest.raises(DataError, match="no series 'storks'; there are: herons, smoke, lanterns"):
                look_up("storks")
        assert checked("strength", "direct", ("direct", "partial")) == "direct"

    def test_an_indicator_without_a_value_covers_nothing(self, fiction) -> None:
        found = coverage(system.within(fiction, 2015, 2018))
        assert found.indicators == ("herons",)
        assert found.goals_without_indicator == ("clear_air", "quiet_nights")


class TestCities:
    def test_bonn(self, bonn) -> None:
        assert bonn.series_ids()[:2] == ("ghg_total.bonn2021", "ghg_total.klimawatch")
        assert bonn.values_of("ghg_total.klimawatch").loc[[1990, 2018]].tolist() == [2892, 2115]
        found = assess(bonn, Choices())
        assert found.own.goals_without_indicator == (
            *("bonn_resources", "bonn_economy"),
            *("bonn_participation", "bonn_one_world"),
        )
        assert set(found.whole.goals_without_indicator) < set(found.own.goals_without_indicator)
        assert set(found.own.targets) < set(found.whole.targets)
        scope = bonn.indicators["scope"]
        assert {"region_material_use", "region_material_productivity"} == set(scope.index[scope == "region"])

    def test_series_stay_apart_by_source_and_are_as_published(self) -> None:
        essen = read("Essen")
        totals = [series for series in essen.series_ids() if series.startswith("ghg_total.")]
        assert totals == ["ghg_total.essen2021", "ghg_total.essen2022"]
        assert [essen.values_of(series).loc[1990] for series in totals] == [6810, 5520]
        changsha = read("长沙")
        assert {"co2_prefecture.chen", "co2_prefecture.edgar", "co2_prefecture.ceads"} <= set(
            changsha.series_ids()
        )
        assert "nation_waste_collected.nbs_nat" in changsha.series_ids()

    def test_targets_claims_and_estimates_are_no_series(self) -> None:
        for city in ("Bonn", "Changsha", "Paris"):
            assert set(read(city).indicators.index).isdisjoint(published.LEFT_OUT)
        sources = {series.split(".")[1] for series in read("Changsha").series_ids()}
        assert sources.isdisjoint({"ce145", "seed_cace", "linan2015"})

    def test_an_indicator_without_a_series_is_kept_only_for_its_target(self) -> None:
        assert "energy_per_product" in read("Changsha").indicators.index
        assert "energy_per_product" not in read("Kunming").indicators.index
        standing = {item.standing for item in assess(read("Changsha"), Choices()).distances}
        assert standing == {"no_level", "no_series"}

    def test_a_city_of_another_country_reads_no_table_of_chinese_places(self, bonn) -> None:
        hamburg = read("Hamburg")
        assert not any(series.startswith("region_") for series in hamburg.series_ids())
        assert hamburg.indicators["scope"].value_counts().to_dict() == {"city": 8, "nation": 6}

    def test_a_place_without_any_series_is_refused(self) -> None:
        place = find_city("Bonn")
        nowhere = type(place)("atlantis", "Atlantis", "", "Sea", "", "Ocean", "city")
        with pytest.raises(DataError, match="no table has a series of Atlantis"):
            published.city_system(nowhere)

    def test_a_target_of_the_reader(self, bonn) -> None:
        wanted = published.with_reader_target(bonn, published.ReaderTarget(-65.0, 1990, 2030))
        assert wanted.targets["target"].tolist()[-1] == "own_target_ghg_total"
        assert len(bonn.targets) == len(wanted.targets) - 1
        assert read("Bonn", own_target=[-65, 1990, 2030]).targets.equals(wanted.targets)
        found = {
            item.series: item for item in assess(wanted, Choices()).distances if item.target.startswith("own")
        }
        assert found["ghg_total.klimawatch"].done == pytest.approx((2892 - 2115) / (2892 * 0.65))
        with pytest.raises(
            ParameterError, match="the target is for 1990; that must be after its base year 2030"
        ):
            published.with_reader_target(bonn, published.ReaderTarget(-65.0, 2030, 1990))
        with pytest.raises(ParameterError, match="Ulaanbaatar has no series of total emissions"):
            published.with_reader_target(read("Ulaanbaatar"), published.ReaderTarget(-65.0, 1990, 2030))


class TestStated:
    def test_the_report_counts_and_names_none(self) -> None:
        found = stated.statements()
        counts = {(item.place, item.subject): item.value for item in found if item.subject in stated.COUNTS}
        assert counts == {
            ("Bonn", "indicators_in_system"): 46,
            ("Essen", "indicators_in_system"): 12,
            ("Essen", "thematic_goals"): 12,
        }
        assert [item.named for item in found if item.subject in stated.COUNTS] == [0, 0, 0]
        assert all(item.named is None for item in found if item.subject in stated.YEARS)
        assert stated.counted(found, "indicators_in_system") == 58
        assert stated.named(found) == 0

    def test_the_doubt_about_the_year_is_told(self) -> None:
        doubts = {item.subject: item.doubts for item in stated.statements() if item.place == "Bonn"}
        assert doubts["programme_entry_year"] == ("year_doubtful",)
        assert doubts["adoption_year"] == ()
