"""The material circularity indicator: limits, the derivation of its denominator, and its edge cases."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from greentwin.circular.circularity import material_circularity, utility_factor
from greentwin.errors import ParameterError

share = st.floats(0, 1)
some = st.floats(0.05, 1)


def test_a_linear_product_of_average_utility_has_one_tenth() -> None:
    # Ellen MacArthur Foundation and Granta Design 2015: all virgin, all to landfill, X = 1 gives LFI = 1, MCI = 0.1
    linear = material_circularity(5.0)
    assert (linear.virgin, linear.waste, linear.linear_flow) == (5.0, 5.0, 1.0)
    assert linear.indicator == pytest.approx(0.1)


@pytest.mark.parametrize(
    "flows",
    [
        {"reused_input": 1, "reused_output": 1},
        {"recycled_input": 1, "recycled_output": 1},
        {"sustained_input": 1, "composted_output": 1},
        {"sustained_input": 1, "energy_output": 1},
        {"recycled_input": 0.5, "reused_input": 0.5, "recycled_output": 0.3, "reused_output": 0.7},
    ],
)
def test_a_loop_without_loss_has_one(flows: dict[str, float]) -> None:
    assert material_circularity(2.0, **flows).indicator == pytest.approx(1.0)


def test_half_a_loop_lies_half_way() -> None:
    one_sided = material_circularity(1.0, recycled_output=1.0)
    assert one_sided.linear_flow == pytest.approx(0.5)
    assert one_sided.indicator == pytest.approx(0.55)


def test_flows_follow_the_published_equations() -> None:
    # by hand: M = 10, F_R = .4, E_F = .8, C_R = .5, E_C = .6 -> V = 6, W_0 = 5, W_F = 1, W_C = 2, W = 6.5,
    # LFI = 12.5 / (20 - .5), X = 2 * 1.25
    result = material_circularity(
        10.0,
        recycled_input=0.4,
        recycled_output=0.5,
        feedstock_efficiency=0.8,
        recycling_efficiency=0.6,
        lifetime_ratio=2.0,
        use_ratio=1.25,
    )
    assert (result.virgin, result.feedstock_waste, result.recycling_waste) == pytest.approx((6, 1, 2))
    assert result.waste == pytest.approx(6.5)
    assert result.linear_flow == pytest.approx(12.5 / 19.5)
    assert result.indicator == pytest.approx(1 - 0.9 / 2.5 * 12.5 / 19.5)


def test_twice_the_mass_is_the_wrong_denominator() -> None:
    wasteful = material_circularity(1.0, recycled_input=1.0, feedstock_efficiency=0.25)
    assert (wasteful.virgin + wasteful.waste) / 2 == pytest.approx(1.25)
    assert wasteful.linear_flow == pytest.approx(2.5 / 3.5)
    lossy = material_circularity(1.0, recycled_output=1.0, recycling_efficiency=0.0)
    assert lossy.linear_flow == pytest.approx(1.0)
    assert (lossy.virgin + lossy.waste) / 2 == pytest.approx(0.75)


def test_recycling_nothing_back_is_as_linear_as_landfill() -> None:
    lost = material_circularity(1.0, recycled_output=1.0, recycling_efficiency=0.0)
    assert lost.indicator == pytest.approx(material_circularity(1.0).indicator)


@given(share, share, share, share, some, share)
def test_denominator_is_linear_plus_restorative_flow(
    fr: float, fu: float, cr: float, cu: float, made: float, kept: float
) -> None:
    assume(fr + fu <= 1)
    assume(cr + cu <= 1)
    result = material_circularity(
        1.0,
        recycled_input=fr,
        reused_input=fu,
        recycled_output=cr,
        reused_output=cu,
        feedstock_efficiency=made,
        recycling_efficiency=kept,
    )
    restorative = (fr + fu) + (cr - result.recycling_waste) + cu
    linear = result.virgin + result.waste
    assert result.linear_flow == pytest.approx(linear / (linear + restorative))
    assert 0 <= result.linear_flow <= 1 + 1e-12
    assert 0.1 - 1e-12 <= result.indicator <= 1


@given(share, share, some)
def test_more_recycling_never_lowers_the_indicator(low: float, high: float, kept: float) -> None:
    less, more = sorted((low, high))
    one = material_circularity(1.0, recycled_output=less, recycling_efficiency=kept)
    other = material_circularity(1.0, recycled_output=more, recycling_efficiency=kept)
    assert other.indicator >= one.indicator - 1e-12


@given(st.lists(st.tuples(st.floats(0.1, 100), share, share), min_size=1, max_size=4), st.floats(0.1, 10))
def test_indicator_has_no_unit(parts: list[tuple[float, float, float]], factor: float) -> None:
    mass, inputs, outputs = (np.array(column) for column in zip(*parts, strict=True))
    one = material_circularity(mass, recycled_input=inputs, recycled_output=outputs, feedstock_efficiency=0.7)
    other = material_circularity(
        mass * factor, recycled_input=inputs, recycled_output=outputs, feedstock_efficiency=0.7
    )
    assert one.indicator == pytest.approx(other.indicator)


def test_a_product_of_two_materials_weighs_them_by_mass() -> None:
    product = material_circularity([1.0, 3.0], reused_input=[1, 0], reused_output=[1, 0])
    assert product.linear_flow == pytest.approx(0.75)


def test_a_short_life_cannot_push_the_indicator_below_zero() -> None:
    assert material_circularity(1.0, lifetime_ratio=0.5).indicator == 0.0
    assert material_circularity(1.0, lifetime_ratio=1e9).indicator == pytest.approx(1.0)
    assert utility_factor(2.0, 0.5) == 1.0


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"mass": 0.0}, "positive, finite mass"),
        ({"mass": [1.0, np.nan]}, "positive, finite mass"),
        ({"recycled_input": 40}, "divide per cent by 100"),
        ({"recycled_input": 0.6, "reused_input": 0.6}, "reused_input .* is more than 1"),
        ({"reused_output": 0.9, "energy_output": 0.2}, "energy_output is more than 1"),
        ({"feedstock_efficiency": 0.0}, "above 0"),
        ({"recycling_efficiency": 1.1}, "between 0 and 1"),
        ({"use_ratio": 0.0}, "use_ratio is 0.0; it must be above 0"),
    ],
)
def test_bad_products_are_refused(values: dict[str, float], message: str) -> None:
    with pytest.raises(ParameterError, match=message):
        material_circularity(**({"mass": 1.0} | values))  # type: ignore[arg-type]
