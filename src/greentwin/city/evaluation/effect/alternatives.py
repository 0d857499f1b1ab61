"""The same design with one choice made otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, get_args

from greentwin.city.evaluation.effect.design import Design, study_design
from greentwin.city.evaluation.options import (
    ControlGroup,
    FlaggedHandling,
    GapHandling,
    Handling,
    Membership,
    StartCoding,
)
from greentwin.city.evaluation.results import Estimate
from greentwin.city.evaluation.specification import Specification
from greentwin.errors import DataError, ParameterError

_CHOICES: Mapping[str, tuple[Any, ...]] = MappingProxyType(
    {
        "start_coding": get_args(StartCoding),
        "inside_pilot_province": get_args(Membership),
        "holds_pilot_part": get_args(Membership),
        "municipalities": get_args(Handling),
        "carbon_markets": get_args(Handling),
        "flagged": get_args(FlaggedHandling),
        "gaps": get_args(GapHandling),
        "control_group": get_args(ControlGroup),
    }
)
_PREFECTURE_ONLY = ("inside_pilot_province", "holds_pilot_part")
ANTICIPATION = (1, 2)
"""Years of anticipation that are tried."""


@dataclass(frozen=True)
class Alternative:
    """One choice made otherwise.

    Attributes
    ----------
    choice, value : str
        The choice and what is chosen.
    estimate : Estimate, optional
        The estimate; None where the choice leaves no design.
    refusal : str, optional
        Why there is no estimate.
    """

    choice: str
    value: str
    estimate: Estimate | None
    refusal: str | None = None


def alternatives(design: Design) -> tuple[Alternative, ...]:
    """Estimate a design of the study again, each time with one choice made otherwise.

    Parameters
    ----------
    design : Design
        The design; a researcher's own panel has no choices but the anticipation.

    Returns
    -------
    tuple of Alternative
        In the order of the attributes of `Specification`; choices that contradict the others are left out.
    """
    return tuple(_found(design))


def _found(design: Design) -> Iterator[Alternative]:
    specification = design.specification
    if specification is not None:
        for choice, value, other in _others(specification):
            yield _estimated(choice, value, lambda other=other: study_design(other, design.anticipation))
    for years in ANTICIPATION:
        if years != design.anticipation:
            yield _estimated(
                "anticipation",
                str(years),
                lambda years=years: replace(design, anticipation=years),
            )


def _others(specification: Specification) -> Iterator[tuple[str, str, Specification]]:
    for choice, shown, value in _changes(specification):
        try:
            yield choice, shown, replace(specification, **{choice: value})
        except ParameterError:
            continue


def _changes(specification: Specification) -> Iterator[tuple[str, str, Any]]:
    for choice, values in _CHOICES.items():
        if specification.level == "prefecture" or choice not in _PREFECTURE_ONLY:
            own = getattr(specification, choice)
            yield from ((choice, str(value), value) for value in values if value != own)
    if len(specification.batches) > 1:
        yield from (("batches", str(batch), (batch,)) for batch in specification.batches)


def _estimated(choice: str, value: str, make: Any) -> Alternative:
    try:
        design = make()
        return Alternative(choice, value, design.estimator(design.panel))
    except DataError as error:
        return Alternative(choice, value, None, str(error))
