"""The choices of an indicator system, as closed sets of words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypeVar, get_args

from greentwin.errors import ParameterError

Scope = Literal["city", "region", "nation"]
Direction = Literal["up", "down", "none"]
LinkKind = Literal["indicator_goal", "indicator_sdg", "goal_sdg"]
Strength = Literal["direct", "partial"]
TargetKind = Literal["change", "level", "peak_year"]

SCOPES: tuple[Scope, ...] = get_args(Scope)
DIRECTIONS: tuple[Direction, ...] = get_args(Direction)
LINK_KINDS: tuple[LinkKind, ...] = get_args(LinkKind)
STRENGTHS: tuple[Strength, ...] = get_args(Strength)
TARGET_KINDS: tuple[TargetKind, ...] = get_args(TargetKind)

Choice = TypeVar("Choice", bound=str)


def checked(name: str, value: Choice, allowed: Iterable[str]) -> Choice:
    """Return a value that is among those allowed.

    Raises
    ------
    ParameterError
        If it is not; the message lists them.

    Examples
    --------
    >>> checked("strength", "direct", STRENGTHS)
    'direct'
    """
    choices = tuple(allowed)
    if value not in choices:
        raise ParameterError(f"{name} is {value!r}; it must be one of: {', '.join(choices)}")
    return value
