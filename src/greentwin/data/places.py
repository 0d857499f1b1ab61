"""Places of the tables, found by their English or Chinese names."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING

from greentwin.data.faults import shown
from greentwin.data.loading import load
from greentwin.errors import ParameterError

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST_NAME = 80
_LISTING = "greentwin.data.cities() lists them"


@dataclass(frozen=True)
class Place:
    """
    A place of the study.

    Attributes
    ----------
    place_id : str
        ASCII identifier, the same in all tables.
    name_en, name_zh : str
        Names in English and Chinese; empty where the tables have none.
    province_en, province_zh : str
        Province or region; empty where the tables have none.
    country : str
        Country.
    kind : str
        Kind of place, such as prefecture or municipality.
    """

    place_id: str
    name_en: str
    name_zh: str
    province_en: str
    province_zh: str
    country: str
    kind: str

    @property
    def qualified_name(self) -> str:
        """English name with the province, or the country where there is none."""
        return f"{self.name_en} ({self.province_en or self.country})"


class PlaceIndex:
    """
    Finds places by name.

    Parameters
    ----------
    places : iterable of Place
        The places to choose from.
    """

    def __init__(self, places: Iterable[Place]) -> None:
        self.places = tuple(places)
        self._by_key: dict[str, list[Place]] = {}
        self._spelling: dict[str, str] = {}
        for place in self.places:
            for name in _names(place):
                found = self._by_key.setdefault(key_of(name), [])
                if place not in found:
                    found.append(place)
                self._spelling.setdefault(key_of(name), name)

    def find(self, name: str) -> Place:
        """Return the one place of that name; see `find_city`."""
        if not isinstance(name, str):
            raise ParameterError(f"the name of a city must be text, not {type(name).__name__}")
        if len(name) > _LONGEST_NAME:
            raise ParameterError(
                f"the name of a city has at most {_LONGEST_NAME} characters, not {len(name)}"
            )
        found = self._by_key.get(key_of(name), [])
        if len(found) == 1:
            return found[0]
        if found:
            candidates = ", ".join(self._typed(place) for place in found)
            raise ParameterError(f"{shown(name)} names {len(found)} places; write one of: {candidates}")
        raise ParameterError(self._unknown(name))

    def _typed(self, place: Place) -> str:
        alone = len(self._by_key[key_of(place.qualified_name)]) == 1
        return f'"{place.qualified_name if alone else place.place_id}"'

    def _unknown(self, name: str) -> str:
        close = get_close_matches(key_of(name), self._by_key, n=6)
        spellings = list(dict.fromkeys(self._spelling[key] for key in close))[:3]
        hint = f"did you mean {' or '.join(spellings)}? " if spellings else ""
        return f"no city is named {shown(name)}; {hint}{len(self.places)} are known, {_LISTING}"


def find_city(name: str) -> Place:
    """
    Find a city by its name or identifier.

    Capitals, accents, spaces, apostrophes and hyphens make no difference, nor does a final 市 or "City". A
    name that several cities share needs its province: ``"Suzhou (Anhui)"``.

    Parameters
    ----------
    name : str
        English or Chinese name, or ``place_id``; at most 80 characters.

    Returns
    -------
    Place

    Raises
    ------
    ParameterError
        If the name is unknown (with close matches) or ambiguous (with the candidates as they may be typed).

    Examples
    --------
    >>> find_city("Changsha City") == find_city("长沙市")  # doctest: +SKIP
    True
    """
    places = cities()
    return _index(places).find(name)


def cities() -> tuple[Place, ...]:
    """Return all places of the tables, in the order of the table ``places``."""
    frame = load("places")
    records = frame.astype(object).where(frame.notna(), "").to_dict("records")
    return tuple(Place(**{str(key): value for key, value in record.items()}) for record in records)


def key_of(name: str) -> str:
    """
    Reduce a name to what tells it from others: letters and digits, without accents, capitals, 市 and "City".

    Examples
    --------
    >>> key_of("Ürümqi City") == key_of("urumqi")
    True
    >>> key_of("Xi'an"), key_of("长沙市")
    ('xian', '长沙')
    """
    decomposed = unicodedata.normalize("NFKD", name).casefold()
    base, _, qualifier = decomposed.partition("(")
    return _part_key(base) + _part_key(qualifier)


def _part_key(text: str) -> str:
    letters = "".join(
        character if character.isalnum() else " "
        for character in text
        if not unicodedata.combining(character)
    )
    short = re.sub(r"(?<=\S)(\s+city|市)\s*$", "", letters)
    return short.replace(" ", "")


def _names(place: Place) -> list[str]:
    names = [place.name_en, place.name_zh, place.place_id, place.qualified_name]
    if place.name_zh and place.province_zh:
        names += [f"{place.name_zh} ({place.province_zh})", f"{place.province_zh}{place.name_zh}"]
    if place.province_en:
        names.append(f"{place.name_en}, {place.province_en}")
    return [name for name in names if name]


@cache
def _index(places: tuple[Place, ...]) -> PlaceIndex:
    return PlaceIndex(places)
