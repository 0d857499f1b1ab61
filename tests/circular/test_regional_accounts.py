from __future__ import annotations

from itertools import combinations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from greentwin import data
from greentwin.circular.accounts import productivity_change, regional_accounts
from greentwin.errors import DataError


@pytest.fixture(scope="module")
def accounts() -> pd.DataFrame:
    return regional_accounts(data.load("circular_economy"), "NRW", 1994, 2024)


def test_published_accounts(accounts: pd.DataFrame) -> None:
    # IT.NRW, Rohstoffverbrauch und Rohstoffproduktivität: 2021, thousand tonnes and 2010 = 100
    assert accounts.loc[2021].tolist() == [536.866, 273.898, 108.0, 116.5]
    assert list(accounts.index) == [1994, *range(2012, 2022)]


def test_both_measures_imply_the_same_output(accounts: pd.DataFrame) -> None:
    # the published indices have one decimal, so a ratio of two is known to about 0.15 per cent
    for first, last in combinations(accounts.index, 2):
        by_input = productivity_change(accounts, "dmi", first, last)
        by_consumption = productivity_change(accounts, "dmc", first, last)
        assert by_input.output == pytest.approx(by_consumption.output, abs=0.003)


def test_the_denominator_decides_the_gain(accounts: pd.DataFrame) -> None:
    by_input, by_consumption = (productivity_change(accounts, m, 2012, 2021) for m in ("dmi", "dmc"))
    assert by_input.productivity == pytest.approx(108.0 / 100.2 - 1)
    assert by_consumption.productivity == pytest.approx(116.5 / 98.5 - 1)
    assert by_consumption.material == pytest.approx(273898 / 301653 - 1)


@given(*[st.floats(min_value=0.1, max_value=10)] * 4)
def test_output_is_productivity_times_material(p0: float, p1: float, m0: float, m1: float) -> None:
    accounts = pd.DataFrame({"productivity_dmc": [p0, p1], "dmc_mt": [m0, m1]}, index=[2000, 2001])
    change = productivity_change(accounts, "dmc", 2000, 2001)
    assert (1 + change.productivity) * (1 + change.material) == pytest.approx(1 + change.output)


def test_a_year_without_account_is_refused(accounts: pd.DataFrame) -> None:
    with pytest.raises(DataError, match="no account of dmc for 2000"):
        productivity_change(accounts, "dmc", 2000, 2021)
    assert regional_accounts(data.load("circular_economy"), "NRW", 1995, 2011).empty
