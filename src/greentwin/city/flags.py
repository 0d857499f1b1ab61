"""Known doubts about the tables that concern one place."""

from __future__ import annotations

import re
from typing import Literal

import pandas as pd

from greentwin import data
from greentwin.data import Place

TABLE = "panel_quality_flags"
Reach = Literal["place", "province", "table"]

_PANELS = ("prefecture_co2_chen", "prefecture_co2_edgar", "prefecture_co2_ceads", "prefecture_pilot_status")
_WHOLE_TABLE = re.compile(r"^(\d+ units|all provinces.*)$")


def flags_of(place: Place, flags: pd.DataFrame, tables: tuple[str, ...]) -> pd.DataFrame:
    """Select the flags that concern a place.

    A flag concerns a place if it names the place (as its subject or in its text), names the place's province
    and a table of prefectures, or speaks of a whole table. A prefecture named like its province (Jilin) counts
    as the province.

    Parameters
    ----------
    place : Place
        The place.
    flags : DataFrame
        The table ``panel_quality_flags``.
    tables : tuple of str
        Tables that hold figures of the place; flags of other tables are left out.

    Returns
    -------
    DataFrame
        The flags with a column ``reach``: ``place``, ``province`` or ``table``; in this order.
    """
    about = flags.loc[[bool(tables_of(text) & set(tables)) for text in flags["table"]]]
    texts = about[["place", "flag", "table"]].astype(str).to_numpy()
    reaches = [reach_of(place, subject, text, tables_of(table)) for subject, text, table in texts]
    selected = about.assign(reach=pd.Series(reaches, index=about.index, dtype=object)).dropna(subset="reach")
    order = {"place": 0, "province": 1, "table": 2}
    return selected.sort_values("reach", key=lambda column: column.map(order), kind="stable")


def load_flags(place: Place, tables: tuple[str, ...]) -> pd.DataFrame:
    """Load the flags that concern a place from the data package (see `flags_of`)."""
    return flags_of(place, data.load(TABLE), tables)


def tables_of(text: str) -> set[str]:
    """Name the tables of a flag, which one cell holds with commas between them."""
    return {part.strip() for part in text.split(",")}


def reach_of(place: Place, subject: str, text: str, tables: set[str]) -> Reach | None:
    """Say how far one flag concerns a place, None if it does not (see `flags_of`).

    Parameters
    ----------
    place : Place
        The place.
    subject, text : str
        What the flag is about, and what it says.
    tables : set of str
        Tables of the flag.
    """
    shares_name = place.kind == "prefecture" and place.name_en == place.province_en
    if not shares_name and (_names(place.name_en, subject) or _names(place.name_en, text)):
        return "place"
    if not tables & set(_PANELS):
        return None
    if _names(place.province_en, subject):
        return "province"
    return "table" if _WHOLE_TABLE.match(subject) else None


def _names(name: str, text: str) -> bool:
    return bool(name) and re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-]| \()", text) is not None
