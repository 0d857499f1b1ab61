"""China's main-resource productivity carries the list of resources that it counts."""

from __future__ import annotations

import numpy as np
import pytest

from greentwin.circular.indicators import (
    MAIN_RESOURCES_2007,
    main_resource_productivity,
    productivity_index,
    productivity_ratio,
    relative_change,
)
from greentwin.errors import ParameterError

COAL_IRON = ("coal", "iron_ore")


def test_output_over_the_selected_resources() -> None:
    masses = {name: [10.0, 9.0] for name in MAIN_RESOURCES_2007}
    result = main_resource_productivity([900.0, 972.0], masses, selection=MAIN_RESOURCES_2007)
    assert result.values == pytest.approx([10.0, 12.0])
    assert (result.measure, result.unit, result.basis) == ("main_resources", "yuan/t", "chain_linked")
    assert result.resources == tuple(sorted(MAIN_RESOURCES_2007))


def test_the_selection_decides_the_change() -> None:
    coal, stone = [4.0, 4.0], [4.0, 8.0]
    narrow = main_resource_productivity([8.0, 10.0], {"coal": coal}, selection=("coal",))
    wide = main_resource_productivity(
        [8.0, 10.0], {"coal": coal, "limestone": stone}, selection=("coal", "limestone")
    )
    changes = [float(relative_change(*productivity_index(r))) for r in (narrow, wide)]
    assert changes == pytest.approx([0.25, 10 / 12 / 1.0 - 1])


def test_selections_that_differ_are_not_compared() -> None:
    one = main_resource_productivity([1.0], {"coal": [1.0]}, selection=("coal",), basis="purchasing_power")
    other = main_resource_productivity(
        [1.0], {"coal": [1.0], "iron_ore": [1.0]}, selection=COAL_IRON, basis="purchasing_power"
    )
    assert productivity_ratio(one, one).tolist() == [1.0]
    with pytest.raises(ParameterError, match="resources"):
        productivity_ratio(one, other)


@pytest.mark.parametrize(
    ("resources", "message"),
    [
        ({"coal": [1.0]}, "missing: iron_ore; not in it: none"),
        ({"coal": [1.0], "iron_ore": [1.0], "water": [1.0]}, "missing: none; not in it: water"),
        ({"coal": [-1.0], "iron_ore": [1.0]}, "finite mass of at least 0"),
        ({"coal": [0.0], "iron_ore": [0.0]}, "material above 0"),
        ({"coal": [np.inf], "iron_ore": [1.0]}, "finite mass"),
    ],
)
def test_resources_must_be_those_of_the_definition(resources: dict[str, list[float]], message: str) -> None:
    with pytest.raises(ParameterError, match=message):
        main_resource_productivity([1.0], resources, selection=COAL_IRON)
    with pytest.raises(ParameterError, match="the selection is empty"):
        main_resource_productivity([1.0], {}, selection=())
