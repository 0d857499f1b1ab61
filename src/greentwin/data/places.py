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
_FINAL_CITY = re.compile(r"(?<=\S)(\s+city|市)\s*$", re.IGNORECASE)
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


class PlaceIndex:
    """
    Finds places by name: by a full name as the tables have it, else by a shorter form of it.

    Parameters
    ----------
    places : iterable of Place
        The places to choose from.
    """

    def __init__(self, places: Iterable[Place]) -> None:
        self.places = tuple(places)
        self._full: dict[str, list[Place]] = {}
        self._short: dict[str, list[Place]] = {}
        self._incomplete: dict[str, list[Place]] = {}
        self._spelling: dict[str, str] = {}
        for place in self.places:
            for name in _full_names(place):
                self._add(self._full, name_key(name), place, name)
                self._add(self._short, short_name_key(name), place, name)
            base, bracket = _parts(place.name_en)
            if bracket and _distinguishes(bracket, place):
                self._add(self._incomplete, short_name_key(base), place, place.name_en)
            elif bracket:
                self._add(self._short, short_name_key(base), place, base)
                self._add(self._short, short_name_key(bracket), place, bracket)

    def find(self, name: str) -> Place:
        """Return the one place of that name; see `find_city`."""
        if not isinstance(name, str):
            raise ParameterError(f"the name of a city must be text, not {type(name).__name__}")
        if len(name) > _LONGEST_NAME:
            raise ParameterError(
                f"the name of a city has at most {_LONGEST_NAME} characters, not {len(name)}"
            )
        full = self._full.get(name_key(name), [])
        if len(full) == 1:
            return full[0]
        key = short_name_key(name)
        incomplete = self._incomplete.get(key, [])
        found = list(dict.fromkeys(full or [*self._short.get(key, []), *incomplete]))
        if len(found) == 1 and not incomplete:
            return found[0]
        raise ParameterError(self._ambiguous(name, found) if found else self._unknown(name))

    def _add(self, keys: dict[str, list[Place]], key: str, place: Place, spelling: str) -> None:
        places = keys.setdefault(key, [])
        if place not in places:
            places.append(place)
        self._spelling.setdefault(key, spelling)

    def _ambiguous(self, name: str, found: list[Place]) -> str:
        typed = " or ".join(f'"{self._typed(place)}"' for place in found)
        return f"{shown(name)} is not the full name of one place; write {typed}"

    def _typed(self, place: Place) -> str:
        for name in (place.name_en, _qualified(place)):
            if len(self._full[name_key(name)]) == 1:
                return name
        return place.place_id

    def _unknown(self, name: str) -> str:
        known = {**self._short, **self._incomplete}
        spellings: dict[Place, str] = {}
        for key in get_close_matches(short_name_key(name), known, n=8):
            for place in known[key]:
                spellings.setdefault(place, self._spelling[key])
        close = list(dict.fromkeys(spellings.values()))[:3]
        hint = f"did you mean {' or '.join(close)}? " if close else ""
        return f"no city is named {shown(name)}; {hint}{len(self.places)} are known, {_LISTING}"


def find_city(name: str) -> Place:
    """
    Find a city by its name or identifier.

    Capitals, accents, spaces, apostrophes and hyphens make no difference, nor does a final 市 or "City" unless
    it tells two places apart. A name that several cities share needs its province: ``"Suzhou (Anhui)"``.

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
    return _index(cities()).find(name)


def cities() -> tuple[Place, ...]:
    """
    Return all places of the tables, in the order of the table ``places``.

    Besides cities these are county-level pilots, a city cluster and a region; ``Place.kind`` tells them apart.
    """
    frame = load("places")
    records = frame.astype(object).where(frame.notna(), "").to_dict("records")
    return tuple(Place(**{str(key): value for key, value in record.items()}) for record in records)


def _full_names(place: Place) -> list[str]:
    names = [place.name_en, place.name_zh, place.place_id]
    if not _parts(place.name_en)[1]:
        names.append(_qualified(place))
    if place.name_zh and place.province_zh:
        names += [f"{place.name_zh} ({place.province_zh})", f"{place.province_zh}{place.name_zh}"]
    return [name for name in names if name]


def _qualified(place: Place) -> str:
    return f"{place.name_en} ({place.province_en or place.country})"


def _distinguishes(bracket: str, place: Place) -> bool:
    """Tell a bracket that names the province or the rank from one that gives another name."""
    return bracket == bracket.casefold() or name_key(bracket) in (
        name_key(place.province_en),
        name_key(place.country),
    )


def _parts(name: str) -> tuple[str, str]:
    base, _, rest = unicodedata.normalize("NFKC", name).partition("(")
    return base.strip(), rest.partition(")")[0].strip()


def name_key(name: str) -> str:
    """Reduce a name to its letters and digits, without accents and capitals."""
    decomposed = unicodedata.normalize("NFKD", name).casefold()
    return "".join(character for character in decomposed if character.isalnum())


def short_name_key(name: str) -> str:
    """Reduce a name as `name_key` does, also without a final 市 or "City" of any of its parts."""
    return "".join(name_key(_FINAL_CITY.sub("", part)) for part in _parts(name))


@cache
def _index(places: tuple[Place, ...]) -> PlaceIndex:
    return PlaceIndex(places)
