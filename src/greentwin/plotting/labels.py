"""Words in figures and tables, in English and Chinese, from one table."""

from __future__ import annotations

import csv
import difflib
import math
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

from greentwin.errors import GreentwinError, ParameterError

Language = Literal["en", "zh"]

LANGUAGES: tuple[Language, ...] = get_args(Language)
MISSING = "–"


class LabelError(GreentwinError):
    """A label is not in the table of labels, or it lacks a value it needs."""


def check_language(language: str) -> Language:
    """Return a language that the labels have.

    Raises
    ------
    ParameterError
        If the language is not one of :data:`LANGUAGES`.
    """
    if language not in LANGUAGES:
        raise ParameterError(f"language {language!r} is unknown; it must be {' or '.join(LANGUAGES)}")
    return language


@cache
def label_table() -> dict[str, dict[Language, str]]:
    """Return the whole table of labels: for each key the text in every language.

    The table is ``labels.csv`` beside this module, sorted by key.
    """
    text = files("greentwin.plotting").joinpath("labels.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {row["key"]: {language: row[language] for language in LANGUAGES} for row in rows}


def label(key: str, language: str = "en", **values: object) -> str:
    """Return the text of a label.

    Parameters
    ----------
    key : str
        Key in ``labels.csv``.
    language : {"en", "zh"}
        Language of the text.
    **values
        Values for the fields in braces that some labels have, such as ``{n}``.

    Returns
    -------
    str
        Text with its fields filled in.

    Raises
    ------
    LabelError
        If there is no such key (the message names close matches), or a field has no value.
    ParameterError
        If the language is unknown.

    Examples
    --------
    >>> from greentwin.plotting import label
    >>> label("co2_mt", "zh")
    'CO₂排放量(百万吨)'
    >>> label("n_equals", "en", n=36)
    'n = 36'
    """
    language = check_language(language)
    table = label_table()
    if key not in table:
        close = difflib.get_close_matches(key, table, n=3, cutoff=0.5)
        hint = f"; close matches: {', '.join(close)}" if close else "; see plotting/labels.csv"
        raise LabelError(f"there is no label {key!r}{hint}")
    text = table[key][language]
    try:
        return text.format(**values)
    except KeyError as fault:
        raise LabelError(f"label {key!r} ({text!r}) needs a value for {fault.args[0]!r}") from None


def format_number(value: float | None, digits: int = 1, language: str = "en") -> str:
    """Return a number as the book writes it.

    Thousands are grouped by a comma, the minus sign is a true one, and a missing value is a dash.
    Both languages of the book write numbers the same way.

    Parameters
    ----------
    value : float or None
        Number; ``None`` and not-a-number mean missing.
    digits : int
        Digits after the decimal point.
    language : {"en", "zh"}
        Language of the text around the number.

    Returns
    -------
    str
        The number, or :data:`MISSING`.

    Raises
    ------
    ParameterError
        If the number is infinite, ``digits`` is negative or the language is unknown.

    Examples
    --------
    >>> from greentwin.plotting import format_number
    >>> format_number(-12345.678, 1, "en")
    '−12,345.7'
    >>> format_number(float("nan"))
    '–'
    """
    check_language(language)
    if digits < 0:
        raise ParameterError(f"digits must be 0 or more, not {digits}")
    if value is None or _is_missing(value):
        return MISSING
    if math.isinf(value):
        raise ParameterError("an infinite number cannot be shown")
    text = f"{abs(value):,.{digits}f}"
    negative = value < 0 and any(digit in text for digit in "123456789")
    return f"−{text}" if negative else text


def _is_missing(value: object) -> bool:
    return str(value) in {"<NA>", "NaT"} or value != value
