"""Sentences and names of the page on a synthetic control, from the table ``sentences.csv`` beside this module."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

from greentwin import data
from greentwin.city.wording import listed, named, number
from greentwin.city.years import spans
from greentwin.plotting import MISSING, Language, Sentences, Wording

_TABLE = Sentences("greentwin.city.evaluation.syntheticcontrol")
say = _TABLE.say
both = _TABLE.both

MONTHS = {
    "en": (
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    )
}  # fmt: skip


def province_name(name: str) -> Callable[[Language], str]:
    """Name a province, given in English, in the language it is asked in."""

    def shown(language: Language) -> str:
        if language == "en":
            return name
        provinces = data.load("provinces")
        return str(provinces.loc[provinces["name_en"] == name, "name_zh"].iloc[0])

    return shown


def provinces_listed(names: Iterable[str]) -> Callable[[Language], str]:
    """List provinces in the language it is asked in."""
    return listed([province_name(name) for name in names])


def month_of(year: int, month: int) -> Callable[[Language], str]:
    """Write a month of a year."""
    return lambda language: f"{year}年{month}月" if language == "zh" else f"{MONTHS['en'][month - 1]} {year}"


def percent(value: float, digits: int = 1) -> str:
    """Write per cent without the sign; an infinite value as one."""
    return number(value, digits) if np.isfinite(value) else ("∞" if value > 0 else "−∞")


def probability(value: float) -> str:
    """Write a probability with two decimals, or three below 0.1."""
    return number(value, 3 if value < 0.1 else 2)


def years_listed(years: Iterable[int]) -> str:
    """Write years as spans; a dash for none."""
    return spans(years) or MISSING


def rule_name(rule: str) -> Callable[[Language], str]:
    """Name a rule for donors."""
    return named(f"synthetic_rule_{rule}")


def outcome_name(outcome: str) -> Callable[[Language], str]:
    """Name an outcome."""
    return named(f"synthetic_outcome_{outcome}")


def source_name(source: str) -> Callable[[Language], str]:
    """Name a source of emissions."""
    return named(f"synthetic_source_{source}")


Words = dict[str, Wording]
