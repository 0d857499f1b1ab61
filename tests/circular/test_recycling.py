"""Recycling rates keep their denominator and refuse to be compared without it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from greentwin.circular import recycling
from greentwin.circular.recycling import (
    Denominator,
    RecyclingRate,
    over_another_total,
    rate_gap,
    recycling_rate,
)
from greentwin.errors import ParameterError


def _rate(share: float, denominator: Denominator = "generated", counted: str = "recycled") -> RecyclingRate:
    return recycling_rate([share], [1.0], counted=counted, denominator=denominator)  # type: ignore[arg-type]


def test_one_recycled_mass_over_two_totals() -> None:
    # Li, Zhang and Zhou 2015, China Environmental Science: in 2010 the recycled mass CR of China was 23 % of
    # CR + DMI and 54.1 % of the solid waste generated, with a DMI of nearly 12 Gt
    dmi = 12.0
    recycled = dmi * 0.23 / (1 - 0.23)
    over_inputs = recycling_rate([recycled], [recycled + dmi], counted="every_use", denominator="inputs")
    waste = recycled / 0.541
    over_waste = over_another_total(over_inputs, [recycled + dmi], [waste], "generated")
    assert over_inputs.values == pytest.approx([0.23])
    assert over_waste.values == pytest.approx([0.541])
    assert over_waste.counted == "every_use"


def test_a_rate_keeps_its_definition_and_its_gaps() -> None:
    rate = recycling_rate([1.0, np.nan], [2.0, 3.0], counted="collected", denominator="scrapped")
    np.testing.assert_array_equal(rate.values, [0.5, np.nan])
    assert (rate.counted, rate.denominator) == ("collected", "scrapped")


def test_gap_is_in_percentage_points() -> None:
    # Eurostat cei_wm011, 2024: Germany 66.9 %, European Union 48.1 %
    assert rate_gap(_rate(0.669), _rate(0.481)) == pytest.approx([18.8])


@pytest.mark.parametrize(
    ("other", "message"),
    [
        (_rate(0.5, "treated"), r"the denominator \(generated and treated\)"),
        (_rate(0.5, "generated", "every_use"), "what is counted"),
        (recycling_rate([1, 1], [2, 2], counted="recycled", denominator="generated"), "same years"),
    ],
)
def test_rates_that_share_only_a_name_are_not_subtracted(other: RecyclingRate, message: str) -> None:
    with pytest.raises(ParameterError, match=message):
        rate_gap(_rate(0.4), other)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"total": [0.0]}, "finite mass above 0"),
        ({"recycled": [-1.0]}, "at least 0"),
        ({"recycled": [3.0]}, "more is recycled than generated"),
        ({"recycled": [1.0, 1.0]}, "shape"),
        ({"denominator": "waste"}, "it must be one of generated, generated_and_stored"),
        ({"counted": "used"}, "it must be one of recycled, recovered_with_backfilling"),
    ],
)
def test_bad_rates_are_refused(values: dict[str, object], message: str) -> None:
    sound = {"recycled": [1.0], "total": [2.0], "counted": "recycled", "denominator": "generated"}
    with pytest.raises(ParameterError, match=message):
        recycling_rate(**(sound | values))  # type: ignore[arg-type]


def test_no_two_definitions_of_china_and_europe_agree() -> None:
    europe = {
        (d.counted, d.denominator) for name, d in recycling.DEFINITIONS.items() if name.startswith("eu_")
    }
    china = {
        (d.counted, d.denominator) for name, d in recycling.DEFINITIONS.items() if name.startswith("china_")
    }
    assert len(china) == 2
    assert not europe & china


@given(st.floats(0, 1), st.floats(1, 1e6), st.floats(1, 1e3))
def test_another_total_changes_the_rate_by_the_ratio_of_totals(
    share: float, total: float, more: float
) -> None:
    rate = recycling_rate([share * total], [total], counted="recycled", denominator="treated")
    wider = over_another_total(rate, [total], [total * more], "generated")
    assert wider.values == pytest.approx(rate.values / more)
    assert wider.denominator == "generated"
