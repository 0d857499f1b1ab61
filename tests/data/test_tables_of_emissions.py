"""The emission tables reconcile: parts with totals, cities with provinces, provinces with the country."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from greentwin.data import load

SOURCES = ("chen", "edgar", "ceads")
MUNICIPALITIES = ["Beijing", "Chongqing", "Shanghai", "Tianjin"]
FUELS = ["fuel_coal_mt", "fuel_oil_mt", "fuel_gas_mt", "process_mt"]


def spread(frame: pd.DataFrame, index: list[str], columns: str, values: str = "value") -> pd.DataFrame:
    assert not frame.duplicated([*index, columns]).any()
    return frame.pivot_table(index=index, columns=columns, values=values)


def prefectures(source: str) -> pd.DataFrame:
    return load(f"prefecture_co2_{source}")


def yearly_log_changes(frame: pd.DataFrame) -> pd.DataFrame:
    frame = frame.sort_values(["place_id", "year"])
    change = np.log(frame["co2_mt"]).groupby(frame["place_id"]).diff()
    step = frame.groupby("place_id")["year"].diff()
    return frame.assign(change=change)[step == 1]


class TestProvinces:
    @pytest.mark.parametrize("prefix", ["fuel", "sector"])
    def test_parts_of_the_sectoral_account_sum_to_the_total(self, prefix: str) -> None:
        frame = load("province_co2_sectoral")
        parts = FUELS if prefix == "fuel" else [name for name in frame if name.startswith("sector_")]
        gap = (frame[parts].sum(axis=1) - frame["co2_total_mt"]).abs()
        assert len(parts) == (4 if prefix == "fuel" else 9)
        assert gap.max() < 0.0013

    def test_parts_of_the_apparent_account_sum_to_the_total(self) -> None:
        frame = load("province_co2_apparent")
        parts = ["fuel_raw_coal_mt", "fuel_crude_oil_mt", "fuel_natural_gas_mt", "cement_process_mt"]
        assert (frame[parts].sum(axis=1) - frame["co2_total_mt"]).abs().max() < 0.0063

    def test_known_gaps_are_missing_rows_and_nothing_else_is(self) -> None:
        def missing(name: str, last: int) -> set[tuple[str, int]]:
            frame = load(name)
            full = {
                (place, year) for place in frame["province_id"].unique() for year in range(1997, last + 1)
            }
            return full - set(zip(frame["province_id"], frame["year"], strict=True))

        shared = {("ningxia", 2000), ("ningxia", 2001), ("ningxia", 2002), ("hainan", 2002)}
        assert missing("province_co2_sectoral", 2019) == shared | {("yunnan", 2004)}
        assert missing("province_co2_apparent", 2022) == shared
        assert "tibet" not in set(load("province_co2_sectoral")["province_id"])

    def test_provincial_sum_over_the_national_total(self) -> None:
        national = load("national_series").query("source_id == 'ceads_nat'").set_index("year")["value"]
        provincial = load("province_co2_sectoral").groupby("year")["co2_total_mt"].sum()
        ratio = provincial / national
        assert ratio.notna().sum() == 23
        assert ratio.round(3).loc[[1997, 2010, 2019]].tolist() == [1.004, 1.088, 1.109]
        assert ratio.max() == ratio.loc[2019]
        assert ratio.index[ratio < 1].tolist() == [2001, 2004]

    def test_real_product_is_the_chained_index(self) -> None:
        frame = load("province_economy").sort_values(["province_id", "year"])
        real = frame["gdp_real_2010_100m_yuan"]
        growth = 100 * real / real.groupby(frame["province_id"]).shift()
        assert (growth - frame["gdp_index_prev100"]).abs().max() < 0.001
        base = frame[frame["year"] == 2010]
        assert len(base) == 31
        assert np.allclose(base["gdp_real_2010_100m_yuan"], base["gdp_nominal_100m_yuan"])

    def test_shares_match_their_parts_outside_the_flagged_years(self) -> None:
        frame = load("province_economy")
        urban = frame["urban_population_10k"] / frame["population_10k"]
        assert (urban - frame["urbanisation_share"]).abs().max() < 1e-5
        quotient = frame["secondary_va_100m_yuan"] / frame["gdp_nominal_100m_yuan"]
        gap = (quotient - frame["secondary_share"]).abs()
        assert gap.max() < 0.011
        assert set(frame["year"][gap > 0.001]) == set(range(2006, 2011))
        assert (gap > 0.001).sum() == 154

    def test_vintage_of_nominal_product_changes_once(self) -> None:
        frame = load("province_economy")
        assert (frame["gdp_vintage"].eq("census5") == (frame["year"] >= 2006)).all()

    def test_no_fuel_use_is_printed_as_zero(self) -> None:
        frame = load("province_economy")
        empty = frame[(frame["year"] == 2002) & frame["province_id"].isin(["hainan", "ningxia"])]
        assert empty["coal_consumption_10kt"].isna().all()
        assert frame["coal_consumption_10kt"].min() > 0


class TestPrefectures:
    @pytest.mark.parametrize(("source", "units", "years"), [("chen", 353, 21), ("edgar", 295, 24)])
    def test_panel_is_complete(self, source: str, units: int, years: int) -> None:
        coverage = prefectures(source).groupby("place_id").size()
        assert len(coverage) == units
        assert set(coverage) == {years}

    def test_inventories_are_unbalanced_and_pilots_have_more_years(self) -> None:
        frame = prefectures("ceads")
        within = frame[frame["year"].between(2003, 2017)].groupby("place_id").size()
        assert frame["place_id"].nunique() == 290
        assert (within == 15).sum() == 63
        status = load("prefecture_pilot_status").set_index("place_id")["city_batch"]
        years = frame.groupby("place_id").size()
        pilot = status.reindex(years.index).notna()
        assert years[pilot].mean().round(1) == 16.0
        assert years[~pilot].mean().round(1) == 12.8

    def test_changsha_2017_differs_by_a_factor_of_three(self) -> None:
        found = {}
        for source in SOURCES:
            frame = prefectures(source).query("place_id == 'changsha' and year == 2017")
            found[source] = frame["co2_mt"].round(1).tolist()
        assert found == {"chen": [69.2], "edgar": [21.5], "ceads": [31.5]}

    @pytest.mark.parametrize(
        ("source", "steps", "log_jumps", "percent_jumps"),
        [("chen", 7060, 55, 108), ("edgar", 6785, 116, 173), ("ceads", 3415, 133, 170)],
    )
    def test_flagged_counts_of_jumps(
        self, source: str, steps: int, log_jumps: int, percent_jumps: int
    ) -> None:
        change = yearly_log_changes(prefectures(source))["change"]
        assert len(change) == steps
        assert (change.abs() > 0.4).sum() == log_jumps
        assert (np.expm1(change).abs() > 0.4).sum() == percent_jumps

    @pytest.mark.parametrize(("source", "expected"), [("chen", 0.90), ("edgar", 0.25), ("ceads", 0.20)])
    def test_share_of_change_that_is_common_to_a_province(self, source: str, expected: float) -> None:
        frame = yearly_log_changes(prefectures(source))
        group = frame.groupby(["province_en", "year"])["change"]
        frame = frame[group.transform("size") > 1]
        mean = frame.groupby(["province_en", "year"])["change"].transform("mean")
        within = ((frame["change"] - mean) ** 2).sum()
        total = ((frame["change"] - frame["change"].mean()) ** 2).sum()
        assert round(1 - within / total, 2) == expected

    def test_shandong_falls_as_one_in_1998_without_a_fall_in_the_provincial_account(self) -> None:
        frame = prefectures("chen").query("province_en == 'Shandong'")
        wide = spread(frame, ["place_id"], "year", "co2_mt")
        fall = wide[1998] / wide[1997] - 1
        assert len(fall) == 17
        assert fall.drop("laiwu").between(-0.66, -0.65).all()
        account = load("province_co2_sectoral").query("province_id == 'shandong'").set_index("year")
        assert account["co2_total_mt"].loc[1998] > account["co2_total_mt"].loc[1997]

    def test_municipalities_repeat_the_provincial_inventory_except_beijing_at_the_end(self) -> None:
        city = prefectures("ceads").rename(columns={"place_id": "province_id"})
        city = city[city["city_en"].isin(MUNICIPALITIES)]
        both = city.merge(load("province_co2_sectoral"), on=["province_id", "year"])
        assert len(both) == 4 * 23
        gap = (both["co2_mt"] - both["co2_total_mt"]).abs()
        apart = both[gap > 0.002]
        assert list(zip(apart["province_id"], apart["year"], strict=True)) == [
            ("beijing", 2018),
            ("beijing", 2019),
        ]

    def test_city_inventories_exceed_provincial_totals_as_flagged(self) -> None:
        city = prefectures("ceads").groupby(["province_en", "year"])["co2_mt"].sum()
        province = load("province_co2_sectoral").set_index(["province_en", "year"])["co2_total_mt"]
        ratio = (city / province).dropna()
        assert len(ratio) == 600
        assert (ratio > 1.02).sum() == 146
        assert round(ratio.loc[("Shaanxi", 2018)], 2) == 2.13

    def test_series_end_where_the_descriptions_say(self) -> None:
        spans = {source: prefectures(source)["year"].agg(["min", "max"]).tolist() for source in SOURCES}
        assert spans == {"chen": [1997, 2017], "edgar": [2000, 2023], "ceads": [1997, 2019]}


class TestNational:
    def test_two_vintages_of_carbon_dioxide(self) -> None:
        frame = load("national_series").query("variable == 'co2_territorial'")
        wide = spread(frame, ["country", "year"], "source_id").dropna()
        gap = (wide["gcb2022"] / wide["owid2021"] - 1).groupby("country").agg(["min", "max"])
        assert gap.loc["China"].round(3).tolist() == [0.006, 0.09]
        assert gap.loc["France"].round(3).tolist() == [-0.046, -0.019]
        assert gap.loc["EU27"].abs().max() < 0.006
