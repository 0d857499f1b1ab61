"""Which specifications are defensible: one grid of choices for every question that the pilots can be asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from types import MappingProxyType
from typing import Any, Literal, get_args

from greentwin.city.evaluation.options import ESTIMANDS, Estimand
from greentwin.city.evaluation.results import Estimator
from greentwin.city.evaluation.specification import Specification
from greentwin.errors import ParameterError

Factor = Literal["data", "method", "start", "window", "inside", "left_out", "jumps"]
Level = tuple[str, Mapping[str, Any]]

FACTORS: tuple[Factor, ...] = get_args(Factor)
"""Choices, in the order in which they are shown: data, method, then who is treated, when and compared."""


@dataclass(frozen=True)
class Variant:
    """One specification with an estimator, under the names of its choices.

    Attributes
    ----------
    estimand : str
        The question it answers.
    choices : mapping of str to str
        Name of the level taken, by factor.
    specification : Specification
        What makes the panel.
    estimator : str
        What estimates the effect.
    """

    estimand: Estimand
    choices: Mapping[Factor, str]
    specification: Specification
    estimator: Estimator


def _level(name: str, **values: Any) -> Level:
    return name, MappingProxyType(values)


_PREFECTURE_DATA = (
    _level("chen", source="chen"),
    _level("edgar", source="edgar"),
    _level("ceads_complete", source="ceads", gaps="complete"),
    _level("ceads_available", source="ceads", gaps="available"),
)
_PROVINCE_DATA = (_level("sectoral", source="sectoral"), _level("apparent", source="apparent"))
_METHODS = (
    _level("twfe", estimator="twfe"),
    _level("group_time_never", estimator="group_time"),
    _level("imputation", estimator="imputation"),
    _level("group_time_not_yet", estimator="group_time", control_group="not_yet_treated"),
)
_STARTS = (_level("notice", start_coding="notice"), _level("full_year", start_coding="full_year"))
_INSIDE = (
    _level("inside_dropped", inside_pilot_province="dropped"),
    _level("inside_control", inside_pilot_province="control"),
)
_LEFT_OUT = (
    _level("none_left_out"),
    _level("municipalities_left_out", municipalities="dropped"),
    _level("markets_left_out", carbon_markets="dropped"),
)
_JUMPS = (_level("jumps_kept"), _level("jumps_left_out", flagged="jumps_dropped"))


def _window(first: int, last: int) -> Level:
    return _level(f"{first}_{last}", year_from=first, year_to=last)


_GRIDS: Mapping[Estimand, Mapping[Factor, Sequence[Level]]] = MappingProxyType(
    {
        "city_pilots": {
            "data": _PREFECTURE_DATA,
            "start": _STARTS,
            "window": (_window(2003, 2017), _window(2006, 2016)),
            "inside": _INSIDE,
            "left_out": _LEFT_OUT,
            "jumps": _JUMPS,
            "method": _METHODS,
        },
        "city_or_province_pilots": {
            "data": _PREFECTURE_DATA,
            "start": _STARTS,
            "window": (_window(2003, 2017), _window(2006, 2016)),
            "inside": (_level("inside_treated", inside_pilot_province="treated"),),
            "left_out": _LEFT_OUT,
            "jumps": _JUMPS,
            "method": _METHODS,
        },
        "third_batch": {
            "data": _PREFECTURE_DATA[1:],
            "start": (_level("notice", batches=(3,)),),
            "window": (_window(2008, 2019), _window(2011, 2019)),
            "inside": _INSIDE,
            "left_out": _LEFT_OUT,
            "jumps": _JUMPS,
            "method": _METHODS[:3],
        },
        "province_pilots": {
            "data": _PROVINCE_DATA,
            "start": _STARTS,
            "window": (_window(2005, 2017), _window(2006, 2016)),
            "left_out": _LEFT_OUT,
            "jumps": _JUMPS,
            "method": _METHODS,
        },
        "province_intensity": {
            "data": tuple((name, {**values, "outcome": "ln_co2_per_gdp"}) for name, values in _PROVINCE_DATA),
            "start": _STARTS,
            "window": (_window(2005, 2017), _window(2006, 2016)),
            "left_out": _LEFT_OUT,
            "jumps": _JUMPS,
            "method": _METHODS,
        },
    }
)


def factors(estimand: Estimand) -> dict[Factor, tuple[str, ...]]:
    """Name the choices of one question that have more than one level, with their levels.

    Raises
    ------
    ParameterError
        If there is no such question.
    """
    _check_estimand(estimand)
    levels = {factor: tuple(name for name, _ in found) for factor, found in _GRIDS[estimand].items()}
    return {factor: levels[factor] for factor in FACTORS if len(levels.get(factor, ())) > 1}


def variants(estimand: Estimand) -> Iterator[Variant]:
    """Yield every combination of the choices of one question.

    Variants that differ only in the method follow each other. The four municipalities all have a carbon market, so
    that leaving both out is no choice of its own. A unit that holds a pilot county is left out throughout.

    Raises
    ------
    ParameterError
        If there is no such question.
    """
    _check_estimand(estimand)
    grid = _GRIDS[estimand]
    for levels in product(*grid.values()):
        values: dict[str, Any] = {}
        for _, given in levels:
            values |= given
        estimator = values.pop("estimator")
        choices = {factor: name for factor, (name, _) in zip(grid, levels, strict=True)}
        yield Variant(estimand, choices, Specification(**values), estimator)


def _check_estimand(estimand: str) -> None:
    if estimand not in ESTIMANDS:
        raise ParameterError(
            f"there is no question {estimand!r} to the pilots; there are {', '.join(ESTIMANDS)}"
        )
