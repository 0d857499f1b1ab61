from __future__ import annotations

import pandas as pd
import pytest

from greentwin import data
from greentwin.circular import findings, series, statements, tables
from greentwin.circular.accounts import regional_accounts
from greentwin.circular.comparability_findings import comparability_findings
from greentwin.circular.options import AREAS


@pytest.fixture(scope="module")
def rates() -> pd.DataFrame:
    return series.published_rates(data.load("circular_economy"), data.load("circular_material_use_vintages"))


def _rate_findings(rates: pd.DataFrame, areas: list[str], first: int, last: int, reference: str) -> dict:
    chosen = series.select(rates, [*areas, reference], first, last).rates
    return {f.name: f for f in findings.rate_findings(chosen, data.load("areas"), reference)}


def test_what_the_rates_of_all_areas_say(rates: pd.DataFrame) -> None:
    found = _rate_findings(rates, list(AREAS), 2010, 2024, "EU27")
    assert found["reference_rate"].value == 11.8
    assert found["largest_revision"].value == -3.9
    assert "Belgium" in found["largest_revision"].sentence["en"]
    assert found["reference_revision"].value == 0.3
    assert found["doubled_rate"].interval == (22.4, 23.6)
    own = series.revisions(rates[(rates["area"] == "EU27") & rates["year"].between(2010, 2024)])
    assert found["revisions_above_step"].n == len(own)


def test_nothing_is_said_of_what_is_not_there(rates: pd.DataFrame) -> None:
    assert _rate_findings(rates, ["DE"], 1994, 2003, "EU27") == {}
    assert set(_rate_findings(rates, ["SE"], 2012, 2012, "SE")) == {"reference_rate"}
    assert "doubled_rate" not in _rate_findings(rates, ["DE"], 2010, 2024, "DE")


def test_names_in_sentences_have_their_article(rates: pd.DataFrame) -> None:
    found = _rate_findings(rates, ["NL"], 2010, 2024, "NL")
    assert "of the Netherlands" in found["reference_rate"].sentence["en"]
    assert "荷兰" in found["reference_rate"].sentence["zh"]


def test_accounts_and_china_and_comparability() -> None:
    economy = data.load("circular_economy")
    accounts = regional_accounts(economy, "NRW", 2012, 2021)
    regional = {f.name: f.value for f in findings.account_findings(accounts, 2012, 2021)}
    assert regional["nrw_productivity_consumption"] == pytest.approx(100 * (116.5 / 98.5 - 1), abs=1e-5)
    assert regional["nrw_productivity_input"] == pytest.approx(100 * (108.0 / 100.2 - 1), abs=1e-5)
    (china,) = findings.china_findings(statements.single_figures(economy, "CN"))
    assert (china.value, china.n) == (6, 37)
    judged = {f.name: f for f in comparability_findings(data.load("circular_comparability"))}
    assert {name: (f.value, f.n) for name, f in judged.items()} == {
        "china_same": (0, 30),
        "china_named_alike": (6, 30),
        "china_unverified": (20, 30),
        "china_2017_unverified": (18, 18),
        "parks_like_national": (8, 13),
        "in_all_systems": (1, 33),
    }


def test_one_mass_over_two_denominators() -> None:
    pairs = statements.rates_by_denominator(data.load("circular_economy"), "CN")
    assert pairs.loc[2010].tolist() == [23.0, 54.1]
    (found,) = findings.denominator_findings(pairs)
    assert found.value == pytest.approx(31.1)
    assert "+7.0" in found.sentence["en"]
    assert statements.rates_by_denominator(data.load("circular_economy"), "DE").empty
    assert tables.denominator_table(pairs, "zh").iloc[1, 2] == "54.1"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_tables_have_heads_in_the_language(rates: pd.DataFrame, language: str) -> None:
    names = tables.area_names(data.load("areas"), language)
    chosen = series.select(rates, AREAS, 2010, 2024).rates
    frame = tables.rate_table(chosen, names, "EU27", language)
    assert len(frame) == len(AREAS)
    assert frame.iloc[0, 0] == names["NL"]
    assert frame.columns.is_unique
    revised = tables.revision_table(chosen, names, language)
    assert revised.iloc[0, 0] == names["BE"]
    assert tables.doubling_table(rates, "EU27", 2020, language).iloc[:, 2].tolist() == [
        "23.6",
        "23.2",
        "22.4",
    ]


def test_a_gap_to_a_reference_without_a_rate_is_a_dash(rates: pd.DataFrame) -> None:
    names = tables.area_names(data.load("areas"), "en")
    chosen = series.select(rates, ["DE"], 2010, 2023).rates
    assert tables.rate_table(chosen, names, "EU27", "en").iloc[0, 4] == "–"
