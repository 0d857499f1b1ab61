"""Pilots as the documents present them: instruments, stated outcomes, and who acts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

import pandas as pd

from greentwin.data.evidence.rows import (
    FIRST_CODER,
    Passage,
    coded,
    items,
    known,
    passage,
    records,
    text,
)

if TYPE_CHECKING:
    from greentwin.data.package import DataPackage

Stance = Literal["acting", "addressed", "not_acting", "not_mentioned"]
ACTORS = ("academia", "industry", "government", "civil_society", "natural_environment")
"""The five helix actors; the natural environment may be addressed, it never acts."""


@dataclass(frozen=True)
class Pilot:
    """
    A city, cluster, park, region or site that a document presents as a pilot, a demonstration or an example.

    Attributes
    ----------
    pilot_id, name_en, name_zh, country : str
        Identifier, names and country.
    level : str
        ``city``, ``cluster``, ``park``, ``region``, ``district`` or ``site``.
    programme : str
        Programme in which it is a pilot; empty if none is named.
    batch_year : int or None
        Year of its batch or start.
    instruments : tuple of str
        What is done there, by the document.
    outcomes : tuple of str
        Identifiers of the figures stated for it; `greentwin.data.evidence.figures` takes the pilot to give them.
    actors : mapping of str to str
        For each of the five helix actors: ``acting``, ``addressed``, ``not_acting`` or ``not_mentioned``. The last says
        that the document is silent.
    passage : Passage
        Where the pilot is presented.
    note : str
        Remark of the coder.
    """

    pilot_id: str
    name_en: str
    name_zh: str
    country: str
    level: str
    programme: str
    batch_year: int | None
    instruments: tuple[str, ...]
    outcomes: tuple[str, ...]
    actors: Mapping[str, Stance]
    passage: Passage
    note: str


def pilots(*, coder: str = FIRST_CODER, package: DataPackage | None = None) -> tuple[Pilot, ...]:
    """
    Return the pilots of the documents, in the order of the table.

    Parameters
    ----------
    coder : str, optional
        Whose rows.
    package : DataPackage, optional
        Another package than the study's own.

    Returns
    -------
    tuple of Pilot

    Raises
    ------
    ParameterError
        If no row is by that coder.

    Examples
    --------
    >>> [pilot.name_en for pilot in pilots() if pilot.level == "park"]
    ['Yeji']
    """
    return tuple(_pilot(row) for row in records(coded("document_pilots", coder, package)))


def pilot(pilot_id: str, *, coder: str = FIRST_CODER, package: DataPackage | None = None) -> Pilot:
    """
    Return one pilot.

    Raises
    ------
    ParameterError
        If there is none of that identifier.

    Examples
    --------
    >>> pilot("p_changsha").instruments
    ('ghg_inventory', 'peak_scenarios', 'peak_target')
    """
    found = {item.pilot_id: item for item in pilots(coder=coder, package=package)}
    return found[known("pilot_id", pilot_id, pd.Series(list(found), dtype=str))]


def _pilot(row: Mapping[str, Any]) -> Pilot:
    year = row["batch_year"]
    return Pilot(
        pilot_id=row["pilot_id"],
        name_en=row["name_en"],
        name_zh=row["name_zh"],
        country=row["country"],
        level=row["level"],
        programme=text(row["programme"]),
        batch_year=None if pd.isna(year) else int(year),
        instruments=items(row["instruments"]),
        outcomes=items(row["outcomes"]),
        actors=MappingProxyType({actor: row[actor] for actor in ACTORS}),
        passage=passage(row),
        note=text(row["note"]),
    )
