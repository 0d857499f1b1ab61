"""How claimed and published quantities are written: as stated, with their unit, in either language."""

from __future__ import annotations

import math
from datetime import date, timedelta

from greentwin.appraisal.claims.coding import Claim
from greentwin.appraisal.claims.intervals import Interval
from greentwin.plotting import Language, format_number, label

_KEYS = {"%": "percent", "Mt CO2": "emissions"}
_MANY = 1e6
_WHOLE = ("count", "person", "Mt CO2")
_ONE = ("month", "year")
_NARROW = 1.0
_WIDE = 10.0


def stated(claim: Claim, language: Language) -> str:
    """
    Write the claimed quantity as the document states it.

    Parameters
    ----------
    claim : Claim
        The claim.
    language : {"en", "zh"}
        Language.

    Returns
    -------
    str
        Such as *nearly 40 %*; a note for a claim in words, with how it is read where it is read as a quantity.
    """
    if not claim.quantified:
        return label("claim_no_quantity", language)
    bounds = [bound for bound in (claim.low, claim.high) if bound is not None]
    value = written(Interval(bounds[0], bounds[-1]), claim.unit, language, _year(claim), exact=True)
    text = label(f"claim_qualifier_{claim.qualifier}", language, value=value)
    return label("claim_read_as", language, value=text) if claim.basis == "wording" else text


def published(value: Interval, claim: Claim, language: Language) -> str:
    """
    Write a published value in the unit of the claim.

    A value is rounded to what is known of it. Where more than a unit lies between its bounds, both are written.

    Parameters
    ----------
    value : Interval
        The value.
    claim : Claim
        The claim beside which it stands.
    language : {"en", "zh"}
        Language.
    """
    if math.isinf(value.high):
        lower = written(Interval.point(value.low), claim.unit, language, _year(claim))
        return label("claim_or_more", language, value=lower)
    return written(value, claim.unit, language, _year(claim))


def written(value: Interval, unit: str, language: Language, year: int | None, *, exact: bool = False) -> str:
    """
    Write an interval with its unit.

    Parameters
    ----------
    value : Interval
        Bounded.
    unit : str
        Unit, as in the table ``claims``.
    language : {"en", "zh"}
        Language.
    year : int or None
        Year in which days are counted.
    exact : bool
        Whether the bounds are written as they are.
    """
    if unit == "day_of_year" and year is not None:
        return _days(value, year)
    if unit == "person" and value.high >= _MANY:
        return _many(value, language, exact)
    text = _numbers(value, unit, exact)
    suffix = "_one" if text == "1" and unit in _ONE else ""
    return label(f"claim_unit_{_KEYS.get(unit, unit)}{suffix}", language, value=text)


def _many(people: Interval, language: Language, exact: bool) -> str:
    scale, digits = (1e6, 2) if language == "en" else (1e4, 0)
    text = format_number(people.middle / scale, 0 if exact else digits)
    return label("claim_unit_many", language, value=text)


def _numbers(value: Interval, unit: str, exact: bool) -> str:
    low, high = value.low, value.high
    if unit == "calendar_year":
        texts = [f"{bound:.0f}" for bound in (low, high)]
    elif exact:
        texts = [format_number(bound, 0 if float(bound).is_integer() else 1) for bound in (low, high)]
    else:
        digits = _digits(value, unit)
        low, high = ((low + high) / 2,) * 2 if high - low <= _NARROW else (low, high)
        texts = [format_number(bound, digits) for bound in (low, high)]
    return ("–" if low >= 0 else " to ").join(dict.fromkeys(texts))


def _digits(value: Interval, unit: str) -> int:
    width = value.high - value.low
    if unit in _WHOLE or width >= _WIDE or width == _NARROW or (width == 0 and float(value.low).is_integer()):
        return 0
    return 1


def _days(value: Interval, year: int) -> str:
    days = [date(year, 1, 1) + timedelta(days=bound - 1) for bound in (value.low, value.high)]
    return " – ".join(dict.fromkeys(day.isoformat() for day in days))


def _year(claim: Claim) -> int | None:
    return claim.years[0] if claim.years else None
