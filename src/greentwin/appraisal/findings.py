"""What a finding of appraisal consists of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AppraisalFinding:
    """
    A number with the sentence that says it.

    Attributes
    ----------
    name : str
        Name in snake_case.
    value : float or int
        The result.
    unit : str
        Its unit.
    sentence : mapping of str to str
        One plain sentence in English (``en``) and Chinese (``zh``).
    n : int, optional
        Number of observations or draws behind it.
    interval : tuple of float, optional
        Lower and upper bound that the sentence or the page names.
    digits : int, optional
        Decimal places to show.
    """

    name: str
    value: float | int
    unit: str
    sentence: Mapping[str, str]
    n: int | None = None
    interval: tuple[float, float] | None = None
    digits: int | None = None
