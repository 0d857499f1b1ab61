"""Names of organisations, events, documents and dates as a reader sees them."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from greentwin.plotting import Language

_ABBREVIATION = re.compile(
    r"^.*\((?P<short>(?:[A-Z][\w-]*\s)?[A-Z][A-Za-z-]*[A-Z0-9][\w-]*(?:\s[A-Z]\w+)?)\)"
)


def short_name(name: str) -> str:
    """Return an English name with its abbreviation in the place of the words that it stands for.

    Examples
    --------
    >>> short_name("Environmental Science Society of Sichuan Province (ESSSP)")
    'ESSSP'
    >>> short_name("UN Framework Convention on Climate Change (UNFCCC), secretariat")
    'UNFCCC, secretariat'
    >>> short_name("Technical University of Bonn (as written)")
    'Technical University of Bonn (as written)'
    """
    return _ABBREVIATION.sub(r"\g<short>", name)


def organisation_name(row: Any, language: Language, full: bool = False) -> str:
    """Return the name of an organisation: in English in short unless ``full``, in Chinese in full.

    Parameters
    ----------
    row : mapping
        Row of the table ``organisations``.
    language : {"en", "zh"}
        Language.
    full : bool
        Write the English name out.
    """
    if language == "zh":
        return str(row["name_zh"])
    return str(row["name_en"]) if full else short_name(str(row["name_en"]))


def organisation_names(organisations: pd.DataFrame, language: Language) -> dict[str, str]:
    """Return the short names of organisations by id.

    Parameters
    ----------
    organisations : DataFrame
        Index ``org_id``; columns ``name_en``, ``name_zh``.
    language : {"en", "zh"}
        Language.
    """
    return {str(key): organisation_name(row, language) for key, row in organisations.iterrows()}


def event_names(events: pd.DataFrame, language: Language) -> dict[str, str]:
    """Return the names of events by id.

    Parameters
    ----------
    events : DataFrame
        Index ``event_id``; columns ``name``, ``name_zh``.
    language : {"en", "zh"}
        Language.
    """
    column = "name" if language == "en" else "name_zh"
    return {str(key): str(value) for key, value in events[column].items()}


def date_text(start: object, end: object, precision: str) -> str:
    """Write a date or a span no finer than the document states it; empty if it states none.

    Parameters
    ----------
    start, end : date-like or missing
        First and last day.
    precision : {"day", "month", "year", "none"}
        What the document states.

    Examples
    --------
    >>> date_text("2017-05-29", "2017-07-13", "day"), date_text("2016-04-01", "2016-04-30", "month")
    ('2017-05-29 – 07-13', '2016-04')
    """
    if precision == "none" or start is None or pd.isna(pd.to_datetime(str(start), errors="coerce")):
        return ""
    pattern = {"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}[precision]
    first, last = (pd.to_datetime(str(value)).strftime(pattern) for value in (start, end))
    if first == last:
        return first
    same_year = precision == "day" and first[:4] == last[:4]
    return f"{first} – {last[5:] if same_year else last}"
