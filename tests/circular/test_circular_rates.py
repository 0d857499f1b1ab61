from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from greentwin.circular import indicators as ind
from greentwin.errors import ParameterError

masses = st.floats(min_value=0, max_value=1e9, allow_nan=False)


def test_rate_of_the_world_economy() -> None:
    # Haas et al. 2015 (10.1111/jiec.12244): about 4 Gt recycled within 62 Gt of processed materials, that is
    # 6 %
    assert round(float(ind.circular_material_use_rate(4.0, 62.0 - 4.0)), 2) == 0.06


def test_rate_of_the_european_union() -> None:
    # European Environment Agency 2023, briefing "How far is Europe from reaching its ambition to double the
    # circular use of materials?": in 2021, 11.7 % of 7.2 Gt of materials used were recycled waste
    consumption = 7.2 * (1 - 0.117)
    use = ind.implied_circular_use(0.117, consumption)
    assert use == pytest.approx(0.117 * 7.2)
    assert round(100 * float(ind.circular_material_use_rate(use, consumption)), 1) == 11.7


def test_flows_follow_their_definitions() -> None:
    assert ind.domestic_material_input(3, 4) == 7
    assert ind.domestic_material_consumption(3, 4, 2) == 5
    assert ind.domestic_material_consumption(0, 1, 3) == -2
    np.testing.assert_array_equal(ind.domestic_material_consumption([3.0, np.nan], 4, [2, 2]), [5, np.nan])


def test_credit_for_traded_waste_goes_to_the_collector() -> None:
    at_home, abroad = ind.circular_use(100), ind.circular_use(80, exported_waste=20)
    assert at_home == abroad == 100
    assert ind.circular_use(120, imported_waste=20) == 100


@pytest.mark.parametrize(
    ("recovery", "expected"), [("recycling", 10), ("recycling_backfilling", 13), ("all_recovery", 18)]
)
def test_wider_recovery_counts_more(recovery: ind.Recovery, expected: float) -> None:
    assert ind.circular_use(10, backfilled=3, energy_recovered=5, recovery=recovery) == expected


def test_bad_flows_are_refused() -> None:
    with pytest.raises(ParameterError, match="recycling, recycling_backfilling, all_recovery"):
        ind.circular_use(1, recovery="landfill")  # type: ignore[arg-type]
    with pytest.raises(ParameterError, match="imported_waste exceeds"):
        ind.circular_use(1, imported_waste=2)
    with pytest.raises(ParameterError, match="consumption must be a finite mass"):
        ind.circular_material_use_rate(1, [-1, 2])
    with pytest.raises(ParameterError, match="extraction must be a finite mass"):
        ind.domestic_material_input(np.inf, 1)
    with pytest.raises(ParameterError, match="divide per cent by 100"):
        ind.implied_circular_use(11.8, 100)
    with pytest.raises(ParameterError, match="old must be positive"):
        ind.relative_change([1, 0], 1)


def test_a_rate_without_use_or_with_a_gap_is_missing() -> None:
    np.testing.assert_array_equal(
        ind.circular_material_use_rate([0.0, 1.0, np.nan], [0.0, np.nan, 1.0]), [np.nan] * 3
    )


@given(masses, masses)
def test_rate_is_a_share(use: float, consumption: float) -> None:
    assume(use + consumption > 0)
    assert 0 <= ind.circular_material_use_rate(use, consumption) <= 1


@given(masses, masses, masses)
def test_rate_rises_with_use_and_falls_with_consumption(use: float, more: float, consumption: float) -> None:
    assume(use + consumption > 0)
    rate = ind.circular_material_use_rate(use, consumption)
    assert ind.circular_material_use_rate(use + more, consumption) >= rate - 1e-12
    assert ind.circular_material_use_rate(use, consumption + more) <= rate + 1e-12


@given(st.floats(min_value=0, max_value=0.99), st.floats(min_value=1e-3, max_value=1e9))
def test_implied_use_gives_the_rate_back(rate: float, consumption: float) -> None:
    use = ind.implied_circular_use(rate, consumption)
    assert float(ind.circular_material_use_rate(use, consumption)) == pytest.approx(rate, abs=1e-9)


@given(st.lists(masses, min_size=1, max_size=5))
def test_arguments_are_left_alone(values: list[float]) -> None:
    use, consumption = np.array(values), np.array(values) + 1
    before = use.copy(), consumption.copy()
    ind.circular_material_use_rate(use, consumption)
    ind.circular_use(use, exported_waste=consumption)
    ind.domestic_material_consumption(use, consumption, use)
    np.testing.assert_array_equal(use, before[0])
    np.testing.assert_array_equal(consumption, before[1])


def test_relative_change_is_not_the_change_in_points() -> None:
    # Eurostat: the EU rate of 2023 was 11.8 % when released in November 2024 and 12.1 % a year later
    assert float(ind.relative_change(11.8, 12.1)) == pytest.approx(0.3 / 11.8)
