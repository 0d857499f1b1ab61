from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from greentwin.circular.productivity import (
    PriceBasis,
    Productivity,
    chain_linked_index,
    productivity_index,
    productivity_ratio,
    resource_productivity,
)
from greentwin.errors import ParameterError


def _productivity(values: list[float], basis: PriceBasis = "chain_linked", **other: str) -> Productivity:
    options = {"measure": "dmc", "unit": "EUR/kg"} | other
    mass = [1.0] * len(values)
    return resource_productivity(values, mass, basis=basis, **options)  # type: ignore[arg-type]


def test_productivity_is_output_per_material() -> None:
    result = resource_productivity([15.4], [7.0], basis="chain_linked", measure="dmc", unit="EUR/kg")
    assert result.values == pytest.approx([2.2])
    assert (result.basis, result.measure, result.unit) == ("chain_linked", "dmc", "EUR/kg")


def test_input_and_consumption_of_one_study_agree_with_its_productivities() -> None:
    # Li, Zhang and Zhou 2015, China Environmental Science: China 2010, DMI close to 12 Gt and DMC over 10.7 Gt,
    # product per DMI 2260 and per DMC 2512 yuan/t
    product = 2260.0 * 12.0
    per_consumption = resource_productivity(
        [product], [10.7], basis="current_prices", measure="dmc", unit="yuan/t"
    )
    assert per_consumption.values == pytest.approx([2512.0], rel=0.01)


def test_index_over_time_needs_chain_linked_volumes() -> None:
    assert productivity_index(_productivity([2.0, 2.5, 3.0])).tolist() == [100, 125, 150]
    assert productivity_index(_productivity([2.0, 2.5, 5.0]), base=-1, level=1).tolist() == [0.4, 0.5, 1.0]
    with pytest.raises(ParameterError, match="these values are in purchasing_power"):
        productivity_index(_productivity([2.0, 3.0], "purchasing_power"))
    with pytest.raises(ParameterError, match="base position 2"):
        productivity_index(_productivity([2.0, 3.0]), base=2)


def test_ratio_across_areas_needs_purchasing_power() -> None:
    one, other = _productivity([2.0], "purchasing_power"), _productivity([4.0], "purchasing_power")
    assert productivity_ratio(one, other).tolist() == [0.5]
    with pytest.raises(ParameterError, match="these values are in chain_linked"):
        productivity_ratio(_productivity([1.0]), _productivity([1.0]))


@pytest.mark.parametrize(
    ("other", "what"),
    [
        (_productivity([4.0], "chain_linked"), "basis"),
        (_productivity([4.0], "purchasing_power", measure="main_resources"), "measure"),
        (_productivity([4.0], "purchasing_power", unit="CNY/t"), "unit"),
        (_productivity([4.0, 5.0], "purchasing_power"), "same years"),
    ],
)
def test_unlike_productivities_are_not_divided(other: Productivity, what: str) -> None:
    with pytest.raises(ParameterError, match=what):
        productivity_ratio(_productivity([2.0], "purchasing_power"), other)


def test_bad_productivities_are_refused() -> None:
    with pytest.raises(ParameterError, match="material above 0"):
        resource_productivity([1.0], [0.0], basis="chain_linked", measure="dmc", unit="EUR/kg")
    with pytest.raises(ParameterError, match="shape"):
        resource_productivity([1.0, 2.0], [1.0], basis="chain_linked", measure="dmc", unit="EUR/kg")
    with pytest.raises(ParameterError, match="it must be one of chain_linked"):
        _productivity([1.0], "real")  # type: ignore[arg-type]
    with pytest.raises(ParameterError, match="main_resources"):
        _productivity([1.0], measure="steel")


@given(st.floats(min_value=0.5, max_value=2), st.integers(min_value=2, max_value=20))
def test_constant_growth_chains_to_a_power(growth: float, years: int) -> None:
    current = 100 * 1.03 ** np.arange(years)
    previous = np.concatenate(([np.nan], growth * current[:-1]))
    np.testing.assert_allclose(chain_linked_index(previous, current), 100 * growth ** np.arange(years))


def test_a_chain_breaks_at_a_gap() -> None:
    index = chain_linked_index([np.nan, 102.0, np.nan, 110.0], [100.0, 105.0, 108.0, 111.0])
    np.testing.assert_array_equal(np.isnan(index), [False, False, True, True])


def test_bad_chains_are_refused() -> None:
    with pytest.raises(ParameterError, match="at least two years"):
        chain_linked_index([np.nan], [100.0])
    with pytest.raises(ParameterError, match="must be positive"):
        chain_linked_index([np.nan, 102.0], [0.0, 105.0])
