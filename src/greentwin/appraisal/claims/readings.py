"""What published figures say of a claimed quantity: one reading for each way of looking."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from greentwin.appraisal.claims.intervals import Interval
from greentwin.appraisal.claims.options import DIMENSIONS, Dimension
from greentwin.data.evidence.rows import records, text
from greentwin.errors import DataError

RECORDS = "independent_records"
DATES = ("calendar_year", "day_of_year")
"""Units whose values say themselves which time is meant."""


@dataclass(frozen=True, slots=True)
class Reading:
    """
    One published value for a claimed quantity, with the choices that lead to it.

    Attributes
    ----------
    words : mapping of str to str
        What the value is, by language.
    value : Interval
        The value in the unit of the claim; its width is what rounding leaves open.
    source, denominator, boundary, period : str
        The choices; empty where there is nothing to choose.
    tables : tuple of str
        Tables it was read or computed from.
    n : int
        Number of values behind it.
    counts : bool
        False if only those who acted or gain say so.
    whole : bool
        False if it covers only a part of what is claimed.
    verified : bool
        False if a value behind it was not read with its publisher.
    """

    words: Mapping[str, str]
    value: Interval
    source: str
    tables: tuple[str, ...]
    denominator: str = ""
    boundary: str = ""
    period: str = ""
    n: int = 1
    counts: bool = True
    whole: bool = True
    verified: bool = True

    @property
    def choices(self) -> dict[Dimension, str]:
        """The choices that lead to the value, by dimension."""
        return {name: getattr(self, name) for name in DIMENSIONS}


def record_readings(table: pd.DataFrame, topic: str) -> tuple[Reading, ...]:
    """
    Return the published figures on a topic as readings.

    Parameters
    ----------
    table : DataFrame
        Table ``independent_records``.
    topic : str
        Topic.

    Raises
    ------
    DataError
        If no record is about the topic.
    """
    rows = records(table[table["topic"] == topic])
    if not rows:
        raise DataError(f"{RECORDS}: no record is about {topic!r}")
    return tuple(
        Reading(
            words={"en": row["label_en"], "zh": row["label_zh"]},
            value=interval(row),
            source=row["publisher"],
            tables=(RECORDS,),
            denominator=text(row["denominator"]),
            boundary=text(row["boundary"]),
            period="" if row["unit"] in DATES else str(row["year"]),
            counts=row["side"] != "same_side",
            whole=row["extent"] == "whole",
            verified=bool(row["verified"]),
        )
        for row in rows
    )


def recorded(table: pd.DataFrame, topic: str, area: str, year: int) -> Interval:
    """
    Return the one published value on a topic for a place and a year, to the digits published.

    Raises
    ------
    DataError
        If there is none, or more than one.
    """
    rows = records(table[(table["topic"] == topic) & (table["area"] == area) & (table["year"] == year)])
    if len(rows) != 1:
        raise DataError(f"{RECORDS}: {len(rows)} records of {topic} for {area} in {year}, one is needed")
    return interval(rows[0])


def all_verified(table: pd.DataFrame, topics: tuple[str, ...], areas: tuple[str, ...]) -> bool:
    """Tell whether every record on some topics and places was read with its publisher."""
    used = table[table["topic"].isin(topics) & table["area"].isin(areas)]
    return bool(used["verified"].all())


def interval(row: Mapping[str, Any]) -> Interval:
    """Return the value of a record with what rounding leaves open; without an upper bound it is infinite."""
    high = math.inf if pd.isna(row["value_high"]) else float(row["value_high"])
    return Interval(float(row["value_low"]) - float(row["rounding"]), high + float(row["rounding"]))
