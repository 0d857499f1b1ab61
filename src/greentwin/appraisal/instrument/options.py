"""Choices that the instrument leaves to its user, besides normalisation and aggregation."""

from __future__ import annotations

from typing import Literal, get_args

WeightSet = Literal["given", "equal_axes", "equal_indicators", "entropy"]
Gaps = Literal["refuse", "range", "drop_units", "drop_indicators", "mean", "median"]
Outliers = Literal["keep", "treat"]
Basis = Literal["independent", "self_reported", "judged"]
"""Who says so: somebody else, the unit itself, or whoever filled in the table."""

BASES: tuple[Basis, ...] = get_args(Basis)
MOST_UNITS, MOST_INDICATORS, MOST_AXES = 60, 60, 8
FIRST = 3
"""How many of the first units are looked at for reversals."""
