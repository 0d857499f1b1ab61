"""The coded claims and the published figures beside them agree with themselves and with the tables they rest on."""

from __future__ import annotations

import pandas as pd
import pytest

from greentwin.data import load

CANDIDATE_REASONS = {"frame", "aim", "attempt", "description", "repetition"}


@pytest.fixture(scope="module")
def claims() -> pd.DataFrame:
    return load("claims")


@pytest.fixture(scope="module")
def published() -> pd.DataFrame:
    return load("independent_records")


def joined(claims: pd.DataFrame, table: str, key: str) -> pd.DataFrame:
    """Put the row of the other table beside each claim that rests on it."""
    rows = claims.dropna(subset=key)
    found = rows.merge(load(table), on=key, suffixes=("", "_there"))
    assert len(found) == len(rows)
    return found


class TestClaims:
    def test_a_claim_stands_where_its_figure_stands(self, claims: pd.DataFrame) -> None:
        rows = joined(claims, "figures", "figure_id")
        for column in ("source_id", "char_start", "char_end"):
            assert (rows[column] == rows[f"{column}_there"]).all()

    def test_a_result_stands_where_the_exchange_reports_it(self, claims: pd.DataFrame) -> None:
        rows = joined(claims[claims["basis"] == "result"], "goals", "goal_id")
        assert set(rows["kind_there"]) == {"result"}
        for column in ("source_id", "char_start", "char_end"):
            assert (rows[column] == rows[f"{column}_there"]).all()

    def test_values_are_those_of_the_figures(self, claims: pd.DataFrame) -> None:
        rows = joined(claims[claims["kind"] != "no_claim"], "figures", "figure_id")
        firsts = rows["qualifier"] == "first"
        assert sorted(rows.loc[firsts, "indicator"].unique()) == ["order_of_achievement"]
        same = rows[~firsts & (rows["unit"] == rows["unit_there"])]
        assert len(same) > 30
        for column in ("value_low", "value_high"):
            assert same[column].equals(same[f"{column}_there"])
        assert (same["qualifier"] == same["qualifier_there"]).all()

    def test_only_a_place_among_others_is_read_in_another_unit(self, claims: pd.DataFrame) -> None:
        rows = joined(claims[claims["kind"] != "no_claim"], "figures", "figure_id")
        other = rows[rows["unit"] != rows["unit_there"]]
        assert set(other["indicator"]) == {"order_of_achievement"}

    def test_a_claim_rests_on_what_its_basis_says(self, claims: pd.DataFrame) -> None:
        figure, goal = claims["figure_id"].notna(), claims["goal_id"].notna()
        assert (figure == (claims["basis"] == "figure")).all()
        assert goal[claims["basis"] == "result"].all()
        assert not goal[claims["basis"] == "wording"].any()

    def test_the_strand_is_that_of_the_document(self, claims: pd.DataFrame) -> None:
        of_document = {"s0": "ngo", "s1": "circular", "s2": "circular", "s3": "city", "s4": "city"}
        assert (claims["strand"] == claims["source_id"].map(of_document)).all()

    def test_bounds_follow_the_qualifier(self, claims: pd.DataFrame) -> None:
        rows = claims.dropna(subset="qualifier")
        low, high = rows["value_low"].notna(), rows["value_high"].notna()
        assert (low == ~rows["qualifier"].isin(["less_than"])).all()
        assert (high == ~rows["qualifier"].isin(["more_than", "at_least"])).all()
        both = rows[low & high]
        ranges = both["qualifier"] == "range"
        assert (both.loc[ranges, "value_low"] < both.loc[ranges, "value_high"]).all()
        assert (both.loc[~ranges, "value_low"] == both.loc[~ranges, "value_high"]).all()

    def test_a_quantity_has_a_unit_and_a_rounding_and_nothing_else_has(self, claims: pd.DataFrame) -> None:
        quantity = claims["qualifier"].notna()
        for column in ("unit", "rounding"):
            assert (claims[column].notna() == quantity).all()

    def test_rounding_is_half_a_unit_of_the_last_digit_written(self, claims: pd.DataFrame) -> None:
        shares = claims[claims["unit"] == "%"]
        assert set(shares["rounding"]) <= {0.0, 0.5}
        assert (claims.loc[claims["unit"].isin(["count", "calendar_year", "person"]), "rounding"] >= 0).all()
        assert claims.loc[claims["unit"].isin(["count", "calendar_year"]), "rounding"].eq(0).all()

    def test_a_claim_has_a_check_or_a_reason(self, claims: pd.DataFrame) -> None:
        none = claims["check"] == "none"
        assert claims.loc[none, "reason"].notna().all()
        assert claims.loc[none, "topic"].isna().all()
        assert claims.loc[claims["kind"] == "no_claim", "check"].eq("none").all()

    def test_a_candidate_that_is_no_claim_says_why(self, claims: pd.DataFrame) -> None:
        reasons = claims.loc[claims["kind"] == "no_claim", "reason"]
        assert set(reasons) == CANDIDATE_REASONS
        assert not set(claims.loc[claims["kind"] != "no_claim", "reason"]) & CANDIDATE_REASONS

    def test_what_is_only_repeated_or_described_has_no_quantity(self, claims: pd.DataFrame) -> None:
        assert (
            claims.loc[claims["kind"] == "no_claim", ["unit", "value_low", "qualifier"]].isna().all(axis=None)
        )

    def test_no_figure_and_no_result_has_two_rows(self, claims: pd.DataFrame) -> None:
        assert claims["figure_id"].dropna().is_unique
        assert claims["goal_id"].dropna().is_unique

    def test_periods_are_in_order(self, claims: pd.DataFrame) -> None:
        assert (claims["year_from"].isna() == claims["year_to"].isna()).all()
        years = claims.dropna(subset="year_from")
        assert (years["year_from"] <= years["year_to"]).all()

    def test_topics_of_records_are_on_record(self, claims: pd.DataFrame, published: pd.DataFrame) -> None:
        topics = set(claims.loc[claims["check"] == "records", "topic"])
        assert topics
        assert topics <= set(published["topic"])


class TestRecords:
    def test_each_topic_has_one_unit(self, published: pd.DataFrame) -> None:
        assert published.groupby("topic")["unit"].nunique().eq(1).all()

    def test_bounds_are_in_order(self, published: pd.DataFrame) -> None:
        both = published.dropna(subset="value_high")
        assert (both["value_low"] <= both["value_high"]).all()

    def test_shares_lie_between_0_and_100(self, published: pd.DataFrame) -> None:
        shares = published[published["unit"] == "%"]
        assert shares["value_low"].between(0, 100).all()

    def test_every_source_is_known(self, published: pd.DataFrame) -> None:
        assert set(published["source_id"]) <= set(load("sources")["source_id"])

    def test_a_place_and_a_year_have_one_value_where_a_check_reads_one(self, published: pd.DataFrame) -> None:
        inputs = published[published["topic"].str.startswith(("city_", "water_use", "national_growth", "l"))]
        inputs = inputs[inputs["topic"] != "low_carbon_city_loan"]
        assert len(inputs) > 20
        assert not inputs.duplicated(["topic", "area", "year"]).any()

    def test_places_among_the_prefectures_are_known(self, published: pd.DataFrame) -> None:
        cities = set(published.loc[published["topic"].str.startswith("city_"), "area"])
        assert cities == {"changsha", "zhuzhou", "xiangtan", "kunming"}
        assert cities <= set(load("places")["place_id"])

    def test_water_use_adds_up_with_the_stated_decreases(self, published: pd.DataFrame) -> None:
        """The bulletins state decreases of 63 in 2016 (to 6040.2) and 208.3 in 2020 (to 5812.9)."""
        used = published[published["topic"] == "water_use"].set_index("year")["value_low"]
        assert used[2015] == pytest.approx(6040.2 + 63)
        assert used[2019] == pytest.approx(5812.9 + 208.3)

    def test_census_shares_of_the_three_cities_add_up(self, published: pd.DataFrame) -> None:
        """Bureau of Statistics of Hunan 2021: 10.72, 5.87 and 4.19 percent in 2010."""
        shares = published[published["topic"] == "cluster_population_share"].set_index("year")
        assert shares.loc[2010, "value_low"] == pytest.approx(10.72 + 5.87 + 4.19)
        assert shares.loc[2010, "rounding"] == pytest.approx(3 * 0.005)
