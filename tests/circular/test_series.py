from __future__ import annotations

import pandas as pd
import pytest

from greentwin import data
from greentwin.circular import series
from greentwin.circular.options import AREAS
from greentwin.errors import DataError, ParameterError


@pytest.fixture(scope="module")
def rates() -> pd.DataFrame:
    return series.published_rates(data.load("circular_economy"), data.load("circular_material_use_vintages"))


def _small(*rows: tuple[str, int, str, float]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["area", "year", "vintage", "value"])


# Eurostat's news items on the circular material use rate: 13 December 2022, November 2023, 13 November 2024 and
# November 2025; the value of 2023 in the last one is 12.2 minus the stated rise of 0.1 points.
@pytest.mark.parametrize(
    ("area", "year", "vintage", "per_cent"),
    [
        ("EU27", 2021, "2022-12", 11.7),
        ("EU27", 2022, "2023-11", 11.5),
        ("EU27", 2023, "2024-11", 11.8),
        ("EU27", 2023, "2025-11", 12.1),
        ("EU27", 2024, "2025-11", 12.2),
        ("NL", 2022, "2023-11", 27.5),
        ("NL", 2023, "2024-11", 30.6),
        ("NL", 2024, "2025-11", 32.7),
        ("IT", 2023, "2024-11", 20.8),
        ("IT", 2024, "2025-11", 21.6),
        ("BE", 2024, "2025-11", 22.7),
        ("DE", 2022, "2023-11", 13.0),
        ("FR", 2022, "2023-11", 19.3),
        ("RO", 2023, "2024-11", 1.3),
        ("RO", 2024, "2025-11", 1.3),
    ],
)
def test_published_values(rates: pd.DataFrame, area: str, year: int, vintage: str, per_cent: float) -> None:
    row = rates[(rates["area"] == area) & (rates["year"] == year) & (rates["vintage"] == vintage)]
    assert row["value"].tolist() == [per_cent]


def test_the_areas_offered_are_those_with_rates(rates: pd.DataFrame) -> None:
    assert set(rates["area"]) == set(AREAS)


def test_the_release_of_november_2024_is_the_series_downloaded_in_april_2025(rates: pd.DataFrame) -> None:
    keys = ["area", "year"]
    pairs = rates[rates["vintage"] == "2024-11"].merge(rates[rates["vintage"] == "2025-04"], on=keys)
    assert len(pairs) >= 10
    assert pairs["value_x"].tolist() == pairs["value_y"].tolist()


def test_two_values_in_one_vintage_are_refused() -> None:
    economy = _small(("DE", 2020, "2025-04", 12.8)).assign(indicator=series.RATE)
    with pytest.raises(DataError, match="two rates of DE for 2020 in the vintage of 2025-04"):
        series.published_rates(economy, _small(("DE", 2020, "2025-04", 12.9)))
    assert len(series.published_rates(economy, _small(("DE", 2020, "2025-04", 12.8)))) == 1


def test_areas_without_a_rate_in_the_period_are_named(rates: pd.DataFrame) -> None:
    chosen = series.select(rates, ["DE", "EU27", "RO"], 2004, 2009)
    assert set(chosen.rates["area"]) == {"EU27"}
    assert chosen.without_data == ("DE", "RO")
    assert series.select(rates, ["EU27"], 1994, 2003).rates.empty
    with pytest.raises(ParameterError, match="ends in 2009, before it begins in 2010"):
        series.select(rates, ["EU27"], 2010, 2009)


def test_the_revision_of_the_union_in_2023(rates: pd.DataFrame) -> None:
    changed = series.revisions(rates)
    row = changed[
        (changed["area"] == "EU27") & (changed["year"] == 2023) & (changed["later"] == "2025-11")
    ].iloc[0]
    assert (row["earlier"], row["before"], row["after"], row["points"]) == ("2025-04", 11.8, 12.1, 0.3)
    assert changed["points"].abs().is_monotonic_decreasing


def test_revisions_pair_neighbouring_vintages_only() -> None:
    rates = _small(("A", 1, "v1", 1.0), ("A", 1, "v2", 3.0), ("A", 1, "v3", 2.0), ("A", 2, "v1", 5.0))
    changed = series.revisions(rates)
    assert list(zip(changed["earlier"], changed["later"], changed["points"], strict=True)) == [
        ("v1", "v2", 2.0),
        ("v2", "v3", -1.0),
    ]


def test_doubling_moves_with_the_vintage(rates: pd.DataFrame) -> None:
    # European Environment Agency, indicator "Circular material use rate in Europe" (2025): doubling means 22.4 %;
    # Eurostat, news item of November 2024: 23.2 %
    levels = series.doubled(rates, "EU27", 2020).set_index("vintage")["doubled"]
    assert levels["2025-04"] == 22.4
    assert levels["2023-11"] == 23.2
    assert series.doubled(rates, "RO", 1999).empty


def test_typical_step_is_the_median_change_of_years_in_a_row() -> None:
    rates = _small(("A", 1, "v", 1.0), ("A", 2, "v", 2.0), ("A", 3, "v", 5.0), ("A", 9, "v", 50.0))
    assert series.typical_step(rates, "A", "v") == 2.0
    assert series.typical_step(rates.iloc[:1], "A", "v") is None


def test_the_longest_vintage_has_most_values_and_the_later_one_wins() -> None:
    rates = _small(
        ("A", 1, "v1", 1.0),
        ("A", 2, "v1", 1.0),
        ("A", 1, "v2", 1.0),
        ("A", 2, "v2", 1.0),
        ("A", 1, "v3", 1.0),
    )
    assert series.longest_vintage(rates) == "v2"
    with pytest.raises(DataError, match="no rate"):
        series.longest_vintage(rates.iloc[:0])


def test_frames_are_left_alone(rates: pd.DataFrame) -> None:
    before = rates.copy()
    series.revisions(rates)
    series.doubled(rates, "EU27", 2020)
    series.of_vintage(rates, "2025-04")
    pd.testing.assert_frame_equal(rates, before)
