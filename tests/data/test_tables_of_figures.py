"""The inventories, circular-economy figures, context and published estimates are consistent."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from greentwin.data import load


def spread(frame: pd.DataFrame, index: list[str], columns: str, values: str = "value") -> pd.DataFrame:
    assert not frame.duplicated([*index, columns]).any()
    return frame.pivot_table(index=index, columns=columns, values=values)


class TestInventories:
    @pytest.mark.parametrize(("place", "variable"), [("bonn", "ghg_inventory"), ("hamburg", "co2_inventory")])
    def test_sectors_sum_to_the_total(self, place: str, variable: str) -> None:
        frame = load("city_inventories")
        rows = frame[(frame["place_id"] == place) & (frame["variable"] == variable)]
        wide = spread(rows[rows["source_id"] == "klimawatch"], ["year"], "sector")
        parts = wide.drop(columns="total")
        assert len(wide) >= 13
        assert parts.notna().all(axis=None)
        assert (parts.sum(axis=1) - wide["total"]).abs().max() <= 2

    def test_essen_shares_sum_to_one_hundred_in_each_report(self) -> None:
        frame = load("city_inventories").query("place_id == 'essen' and variable == 'ghg_share'")
        sums = frame.groupby(["source_id", "year"])["value"].sum()
        assert len(sums) == 3
        assert np.allclose(sums, 100)

    def test_essen_keeps_both_values_of_1990(self) -> None:
        frame = load("city_inventories").query("place_id == 'essen' and variable == 'ghg_inventory'")
        first = frame[frame["year"] == 1990].set_index("source_id")["value"]
        assert first.to_dict() == {"essen2021": 6810, "essen2022": 5520}

    def test_hamburg_reported_to_cdp_is_in_kilotonnes(self) -> None:
        frame = load("city_inventories")
        rows = frame[(frame["place_id"] == "hamburg") & (frame["variable"] == "co2_inventory")]
        wide = spread(rows[rows["sector"] == "total"], ["year"], "source_id")
        ratio = (wide["cdp"] / wide["klimawatch"]).dropna()
        assert ratio.index.tolist() == [2013, 2014]
        assert ratio.between(0.98, 1.02).all()

    def test_nothing_repeats_the_prefecture_tables(self) -> None:
        frame = load("city_inventories")
        assert not set(frame["source_id"]) & {"chen2020", "edgar8_city", "ceads_city"}

    def test_share_alike_sources_stand_apart(self) -> None:
        alike = set(load("sources").query("redistributable == 'share_alike'")["source_id"])
        assert set(load("city_inventories_odbl")["source_id"]) | {"vdem"} == alike
        for name in ("city_inventories", "national_series", "circular_economy", "culture_other"):
            assert not set(load(name)["source_id"]) & alike, name


class TestCircularAndCulture:
    def test_material_use_rates_cover_the_union_and_eleven_members(self) -> None:
        rates = load("circular_economy").query("indicator == 'circular_material_use_rate'")
        members = set(rates["area"]) - {"EU27"}
        assert len(members) == 11
        assert rates.groupby("vintage")["year"].max().to_dict() == {"2025-04": 2023, "2026-04": 2024}
        eu = rates[(rates["area"] == "EU27") & (rates["year"] == 2023)]
        assert eu["value"].tolist() == [11.8]

    def test_targets_and_claims_are_not_observations(self) -> None:
        frame = load("circular_economy")
        assert set(frame.loc[frame["source_id"] == "ceaction", "status"]) == {"target"}
        stated = frame["source_id"].isin(["seed_cace", "xinhua2023"])
        assert set(frame.loc[stated, "status"]) <= {"claim", "projection"}
        assert (frame.loc[frame["year"] > 2024, "status"] != "observed").all()

    def test_north_rhine_westphalia_index_is_consistent_with_its_weights(self) -> None:
        frame = load("circular_economy").query("area == 'NRW'")
        wide = spread(frame, ["year"], "indicator")
        product = wide[["dmi", "dmc"]].to_numpy() * wide[["productivity_dmi", "productivity_dmc"]].to_numpy()
        ratio = product[:, 0] / product[:, 1]
        assert np.ptp(ratio) / ratio.mean() < 0.002

    def test_only_one_rating_was_not_read(self) -> None:
        frame = load("culture_other")
        empty = frame[frame["value"].isna()]
        assert empty[["country", "year", "indicator"]].to_numpy().tolist() == [
            ["China", 2017, "civic_space_category"]
        ]

    def test_vdem_is_complete(self) -> None:
        frame = load("culture_vdem")
        counts = frame.groupby(["country", "indicator"]).size()
        assert len(counts) == 15
        assert set(counts) == {36}


class TestContribution:
    def test_real_product_is_complete_and_at_the_prices_of_2020(self) -> None:
        frame = load("national_series").query("variable == 'gdp_real'")
        assert frame["year"].tolist() == list(range(1990, 2024))
        assert set(frame["country"]) == {"China"}
        # product of 2020 at current prices: 101.36 trillion yuan (National Bureau of Statistics of China)
        assert frame.set_index("year")["value"][2020] == pytest.approx(101.357e12, rel=1e-4)

    def test_provinces_outgrow_the_nation_as_flagged(self) -> None:
        nation = load("national_series").query("variable == 'gdp_real'").set_index("year")["value"]
        provinces = load("province_economy").groupby("year")["gdp_real_2010_100m_yuan"].sum()
        growth = [
            round(100 * (s[2020] / s[first] - 1), 1) for s in (provinces, nation) for first in (2015, 2005)
        ]
        assert growth == [34.6, 275.8, 32.1, 230.6]
        flag = load("panel_quality_flags").set_index("flag_id").loc["q064", "flag"]
        assert "34.6 against 32.1" in flag

    def test_factors_of_other_gases_stand_apart(self) -> None:
        frame = load("circular_substitution_factors")
        assert set(frame.loc[frame["gas"] == "CO2e", "item"]) == {"waste_paper"}
        assert frame.groupby("item")["factor"].max().to_dict() == {
            "nonferrous_metals": 8.08,
            "scrap_steel": 1.67,
            "waste_paper": 1.32,
        }

    def test_the_projection_continues_the_series(self) -> None:
        inputs = load("circular_contribution_inputs").set_index("input_id")["value"]
        frame = load("national_series").query(
            "country == 'China' and variable == 'co2_territorial' and source_id == 'gcb2022'"
        )
        last = frame.set_index("year")["value"]
        assert last.index.max() == 2021
        # abstract of the Global Carbon Budget 2022: 11.4 Gt in 2022, 0.9 % below 2021
        assert inputs["emissions_projection_2022"] == pytest.approx(last[2021] * 0.991, rel=0.005)

    def test_rates_of_one_mass_agree_with_their_study(self) -> None:
        frame = load("circular_economy").query("source_id == 'linan2015'")
        wide = frame.set_index(["indicator", "year"])["value"]
        product = wide["gdp_per_dmi", 2010] * wide["dmi", 2010]
        assert product / wide["dmc", 2010] == pytest.approx(wide["gdp_per_dmc", 2010], rel=0.01)


class TestEstimates:
    def test_five_scales_are_unknown_and_abstracts_give_no_error(self) -> None:
        frame = load("pilot_effect_estimates")
        assert (frame["outcome_scale"] == "unknown").sum() == 5
        assert frame.loc[frame["read_from"] == "abstract", "standard_error"].isna().all()
        assert frame.loc[frame["read_from"] == "paper", "standard_error"].notna().all()

    def test_each_estimate_can_be_cited(self) -> None:
        frame = load("pilot_effect_estimates")
        assert (frame["authors"].notna() | frame["doi"].notna()).all()

    def test_error_computed_from_the_printed_t_value(self) -> None:
        row = load("pilot_effect_estimates").set_index("estimate_id").loc["zhou_2019"]
        assert abs(row["coefficient"] / row["standard_error"]) == pytest.approx(6.483, abs=0.01)
