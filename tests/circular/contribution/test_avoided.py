"""Avoided emissions, what can be rebuilt of a stated amount, and double counting."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from greentwin import data
from greentwin.circular.contribution.avoided import Substitution, avoided_emissions
from greentwin.circular.contribution.doublecounting import chain_claims, material_credit
from greentwin.circular.contribution.items import AMOUNTS, own_items, published_items
from greentwin.circular.contribution.rebuilt import rebuilt_part
from greentwin.circular.contribution.uncertainty import Quantity, between, rounded
from greentwin.errors import DataError, ParameterError


@pytest.fixture(scope="module")
def factors() -> pd.DataFrame:
    return data.load("circular_substitution_factors")


@pytest.fixture(scope="module")
def economy() -> pd.DataFrame:
    return data.load("circular_economy")


def test_the_plan_multiplies_scrap_by_its_factor(factors: pd.DataFrame, economy: pd.DataFrame) -> None:
    # NDRC 2021, as reported: 260 Mt of scrap times 1.6 t CO2 per tonne are 416 Mt
    parts = published_items(factors, economy, 2020, "plan")
    assert [s.item for s in parts.substitutions] == ["scrap_steel"]
    assert parts.left_out == {"nonferrous_metals": "not_in_plan", "waste_paper": "other_gases"}
    result = avoided_emissions(parts.substitutions, draws=20_000, seed=1)
    stated = economy.loc[economy["indicator"] == "co2_avoided_scrap_steel", "value"].item()
    assert result.total == pytest.approx(stated) == 416
    assert result.interval.low < 416 < result.interval.high


def test_all_published_factors_make_a_range(factors: pd.DataFrame, economy: pd.DataFrame) -> None:
    parts = published_items(factors, economy, 2020, "published")
    assert {s.item for s in parts.substitutions} == {"nonferrous_metals", "scrap_steel"}
    scrap = next(s for s in parts.substitutions if s.item == "scrap_steel")
    assert scrap.factor == between(1.25, 1.67)
    assert scrap.amount == rounded(260)
    assert published_items(factors, economy, 2022, "published").left_out == dict.fromkeys(
        AMOUNTS, "no_amount"
    )
    with pytest.raises(ParameterError, match="one of plan, published"):
        published_items(factors, economy, 2020, "best")  # type: ignore[arg-type]


def test_derived_factors_are_the_quotients_of_their_totals(factors: pd.DataFrame) -> None:
    derived = factors[factors["kind"] == "derived"]
    assert len(derived) >= 4
    assert (derived["co2_mt"] / derived["amount_mt"] - derived["factor"]).abs().max() <= 0.005
    assert factors.loc[factors["kind"] == "stated", ["co2_mt", "amount_mt"]].isna().all(axis=None)


def test_every_material_has_an_amount_indicator(factors: pd.DataFrame, economy: pd.DataFrame) -> None:
    assert set(factors["item"]) == set(AMOUNTS)
    assert set(AMOUNTS.values()) <= set(economy["indicator"])


def test_propagation_and_draws_agree() -> None:
    parts = [
        Substitution("a", Quantity(100.0, 3.0, "normal"), Quantity(2.0, 0.1, "normal")),
        Substitution("b", Quantity(10.0, 1.0), Quantity(5.0, 1.0)),
    ]
    result = avoided_emissions(parts, draws=200_000, seed=3)
    # u^2 = (2*3)^2 + (100*.1)^2 + (5/sqrt3)^2 + (10/sqrt3)^2
    assert result.propagated == pytest.approx(np.sqrt(36 + 100 + 25 / 3 + 100 / 3))
    assert result.interval.standard_uncertainty == pytest.approx(result.propagated, rel=0.01)
    assert result.total == pytest.approx(250)
    assert result.interval.mean == pytest.approx(250, rel=0.002)


@given(st.lists(st.tuples(st.floats(0, 1e3), st.floats(0, 10)), min_size=1, max_size=4))
def test_exact_inputs_leave_no_interval(pairs: list[tuple[float, float]]) -> None:
    parts = [Substitution(str(i), Quantity(q), Quantity(f)) for i, (q, f) in enumerate(pairs)]
    result = avoided_emissions(parts, draws=100)
    assert result.propagated == 0
    assert result.interval.low == pytest.approx(result.total) == result.interval.high


def test_what_is_not_rebuilt_is_the_rest() -> None:
    scrap = Substitution("scrap_steel", rounded(260), between(1.25, 1.67))
    rebuilt = rebuilt_part(rounded(2600), avoided_emissions([scrap], draws=50_000, seed=1), seed=2)
    assert rebuilt.rest.mean == pytest.approx(2600 - 379.6, abs=1.0)
    assert rebuilt.share.mean == pytest.approx(379.6 / 2600, abs=0.001)
    assert rebuilt.rest.low < rebuilt.rest.mean < rebuilt.rest.high


@pytest.mark.parametrize(
    ("parts", "draws", "message"),
    [
        ([], 1000, "at least one material"),
        ([Substitution("a", Quantity(1), Quantity(1))] * 2, 1000, "only once"),
        ([Substitution("a", Quantity(1), Quantity(1))], 10, "at least 100"),
    ],
)
def test_bad_sums_are_refused(parts: list[Substitution], draws: int, message: str) -> None:
    with pytest.raises(ParameterError, match=message):
        avoided_emissions(parts, draws=draws)


def test_a_chain_counts_a_tonne_as_often_as_it_has_stages() -> None:
    full = chain_claims(1.6, dict.fromkeys("abcd", 1.0))
    assert full.times == pytest.approx(4)
    assert full.total == pytest.approx(6.4)
    assert chain_claims(1.6, dict.fromkeys("abcd", 0.25)).times == pytest.approx(1)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=6), st.floats(0.1, 100))
def test_claims_count_once_only_if_shares_add_up(shares: list[float], avoided: float) -> None:
    result = chain_claims(avoided, {str(i): share for i, share in enumerate(shares)})
    assert result.times == pytest.approx(sum(shares))


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_closed_loop_is_credited_once_under_any_rule(recycled: float, allocation: float) -> None:
    once = material_credit(recycled, recycled, 2.0, allocation)
    assert once == pytest.approx(2.0 * recycled)
    assert material_credit(recycled, recycled, 2.0, None) == pytest.approx(2 * once)


def test_an_open_loop_depends_on_the_rule() -> None:
    assert material_credit(0.0, 1.0, 1.0, 0.0) == 1
    assert material_credit(0.0, 1.0, 1.0, 1.0) == 0


def test_bad_chains_are_refused() -> None:
    with pytest.raises(ParameterError, match="at least one stage"):
        chain_claims(1.0, {})
    with pytest.raises(ParameterError, match="above 0"):
        chain_claims(0.0, {"a": 1})
    with pytest.raises(ParameterError, match="share of b lies outside"):
        chain_claims(1.0, {"a": 1, "b": 1.5})
    with pytest.raises(ParameterError, match="allocation is 2"):
        material_credit(0.5, 0.5, 1.0, 2.0)


HEAD = "item,amount_mt,amount_spread_mt,factor_low,factor_high,source,note\n"


def test_own_amounts_are_read_by_template(tmp_path: Path) -> None:
    file = tmp_path / "own.csv"
    file.write_text(f"{HEAD}Glass,12,,0.2,0.4,own estimate,\nScrap,260,5,1.5,1.5,plan,\n", encoding="utf-8")
    own = own_items(str(file))
    assert [s.item for s in own.substitutions] == ["Glass", "Scrap"]
    assert own.substitutions[0].amount == Quantity(12.0)
    assert own.substitutions[0].factor == between(0.2, 0.4)
    assert own.names["Glass"] == {"en": "Glass", "zh": "Glass"}


@pytest.mark.parametrize(
    ("row", "error", "message"),
    [
        ("Glass,-1,,0.2,0.4,own,", DataError, "amount_mt"),
        ("Glass,1,,0.4,0.2,own,", ParameterError, "below the lower limit"),
        ("Glass,1,,0.1,0.2,own,\nGlass,2,,0.1,0.2,own,", DataError, "Glass"),
    ],
)
def test_bad_own_amounts_are_refused(tmp_path: Path, row: str, error: type[Exception], message: str) -> None:
    file = tmp_path / "own.csv"
    file.write_text(f"{HEAD}{row}\n", encoding="utf-8")
    with pytest.raises(error, match=message):
        own_items(str(file))
