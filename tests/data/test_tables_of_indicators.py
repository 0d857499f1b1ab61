"""The tables of goals, targets and links agree with each other and with the tables that have the series."""

from __future__ import annotations

import pandas as pd
import pytest

from greentwin.appraisal.targets import agenda, published
from greentwin.data import load, tables


class TestAgenda:
    def test_the_goals_have_169_targets_of_which_62_are_means(self) -> None:
        """A/RES/71/313: 169 targets. 107 are outcomes; 62 are means, all 19 of goal 17 and those with a letter."""
        frame = load("sdg_goals").set_index("goal")
        assert frame.index.tolist() == list(range(1, 18))
        assert frame["targets"].sum() == 169
        assert (frame["numbered_targets"] + frame["lettered_targets"] == frame["targets"]).all()
        assert frame["numbered_targets"].drop(17).sum() == 107
        assert frame["lettered_targets"].sum() + frame.loc[17, "targets"] == 62

    def test_targets_of_single_goals(self) -> None:
        """As the Agenda lists them: goal 1 ends with 1.b, goal 3 with 3.d, goal 16 with 16.b, goal 17 with 17.19."""
        codes = agenda.targets(agenda.goals())
        assert len(set(codes)) == 169
        assert {"1.b", "3.9", "3.d", "8.10", "11.7", "11.c", "12.8", "13.3", "13.b", "16.10", "17.19"} <= set(
            codes
        )
        assert not {"1.6", "1.c", "3.10", "3.e", "7.4", "13.4", "13.c", "17.20", "17.a"} & set(codes)


class TestDefinitions:
    def test_each_series_that_is_named_exists_in_its_unit(self) -> None:
        frame = load("indicator_definitions")
        for row in frame[frame["table"] != published.NO_TABLE].to_dict("records"):
            table = load(row["table"])
            key = {
                "city_inventories": "variable",
                "national_series": "variable",
                "circular_economy": "indicator",
            }
            if row["table"] in key:
                found = table[table[key[row["table"]]] == row["variable"]]
                if row["table"] == "city_inventories":
                    found = found[found["sector"] == row["sector"]]
                assert row["unit"] in set(found["unit"]), row["indicator"]
            else:
                assert row["variable"] in table.columns, row["indicator"]

    def test_every_variable_of_the_inventories_is_an_indicator_or_left_out_on_purpose(self) -> None:
        frame, inventories = load("indicator_definitions"), load("city_inventories")
        pairs = {(row.variable, row.sector) for row in inventories.itertuples()}
        defined = frame[frame["table"] == "city_inventories"]
        chosen = {(row.variable, row.sector) for row in defined.itertuples()}
        assert chosen <= pairs
        assert {variable for variable, _ in pairs - chosen} == set(published.LEFT_OUT)

    def test_an_indicator_is_described_in_one_way(self) -> None:
        frame = load("indicator_definitions")
        columns = ["scope", "name_en", "name_zh", "unit", "direction", "reason_en", "reason_zh"]
        assert not frame[["indicator", *columns]].drop_duplicates()["indicator"].duplicated().any()

    def test_tables_exist(self) -> None:
        named = set(load("indicator_definitions")["table"]) - {published.NO_TABLE}
        assert named <= set(tables().index)


@pytest.fixture(scope="module")
def links() -> pd.DataFrame:
    return load("indicator_links")


class TestLinks:
    def test_both_ends_exist(self, links) -> None:
        indicators, goals = set(load("indicator_definitions")["indicator"]), set(load("city_goals")["goal"])
        of_goals = links["kind"] == "goal_sdg"
        assert set(links.loc[~of_goals, "from_id"]) <= indicators
        assert set(links.loc[of_goals, "from_id"]) <= goals
        to_goals = links["kind"] == "indicator_goal"
        assert set(links.loc[to_goals, "to_id"]) <= goals
        all_goals = agenda.goals()
        assert all(agenda.exists(code, all_goals) for code in links.loc[~to_goals, "to_id"])

    def test_no_share_and_no_head_count_is_linked(self, links) -> None:
        linked = set(links["from_id"])
        assert "population" not in linked
        assert {name for name in linked if name.startswith("ghg_share")} == {"ghg_share_transport"}

    def test_wider_series_are_never_direct_for_a_goal_of_a_city(self, links) -> None:
        scope = load("indicator_definitions").drop_duplicates("indicator").set_index("indicator")["scope"]
        rows = links[links["kind"] == "indicator_goal"]
        assert set(scope[rows.loc[rows["strength"] == "direct", "from_id"]]) == {"city"}


class TestTargets:
    def test_kinds_have_what_they_need(self) -> None:
        frame = load("city_targets").set_index("kind")
        assert frame.loc["change", ["value", "base_year"]].notna().all(axis=None)
        assert frame.loc["level", "value"].notna().all()
        assert frame.loc["level", "base_year"].isna().all()
        assert frame.loc["peak_year", ["value", "base_year"]].isna().all(axis=None)
        assert (frame["base_year"].dropna() < frame.loc[frame["base_year"].notna(), "year"]).all()

    def test_indicators_and_later_targets_exist(self) -> None:
        frame = load("city_targets")
        assert set(frame["indicator"]) <= set(load("indicator_definitions")["indicator"])
        later = frame.dropna(subset="superseded_by").set_index("target")["superseded_by"]
        place = frame.set_index("target")["place_id"]
        assert set(later) <= set(frame["target"])
        assert (place[later.index].to_numpy() == place[later].to_numpy()).all()

    def test_the_peak_year_of_xiangtan_is_that_of_the_inventories(self) -> None:
        inventories = load("city_inventories").query("variable == 'peak_year_target'")
        target = load("city_targets").set_index("target").loc["xiangtan_peak"]
        assert inventories[["place_id", "value"]].to_numpy().tolist() == [["xiangtan", target["year"]]]

    def test_essen_and_bonn_have_as_many_goals_as_published(self) -> None:
        """Six fields of Bonn's strategy, twelve areas of the European Green Capital Award 2017."""
        assert load("city_goals")["place_id"].value_counts().to_dict() == {"essen": 12, "bonn": 6}
