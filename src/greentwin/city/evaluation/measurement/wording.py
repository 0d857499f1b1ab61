"""Sentences of the page on the agreement of sources, from the table ``sentences.csv`` beside this module."""

from __future__ import annotations

import math

from greentwin.city.wording import number
from greentwin.plotting import MISSING, Language, Sentences

_TABLE = Sentences("greentwin.city.evaluation.measurement")
say = _TABLE.say
both = _TABLE.both


def with_interval(value: float, interval: tuple[float, float], digits: int, language: Language) -> str:
    """Write a value with its interval in brackets; a dash if it is missing, alone if the interval is."""
    if math.isnan(value):
        return MISSING
    if math.isnan(interval[0]):
        return number(value, digits)
    low, high = (number(bound, digits) for bound in interval)
    return say("with_interval", language, value=number(value, digits), low=low, high=high)
