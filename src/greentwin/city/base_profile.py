"""What the profiles of all cities share: the reader's request, and the sections of a page."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from greentwin import data
from greentwin.city import city_tables, flags, inventories, pilots
from greentwin.city.emissions import within
from greentwin.city.options import SOURCES
from greentwin.city.pilots import PilotStatus
from greentwin.city.sections import Absent, Listed, Section
from greentwin.city.wording import place_name, say
from greentwin.data import Place
from greentwin.plotting import Language, Result, Wording

OWN_TEMPLATE = "city_emissions"
OWN_TOTAL = "total"


@dataclass(frozen=True)
class Request:
    """What a reader wants to see.

    Attributes
    ----------
    place : Place
        The city.
    sources : tuple of str
        Emission sources to compare, for cities of China.
    year_from, year_to : int or None
        Period; as far as the tables go where None.
    own_file : str
        Path of the reader's own CSV file after the template ``city_emissions``; ``""`` for none.
    language : {"en", "zh"}
        Language of figures, tables and sentences.
    """

    place: Place
    sources: tuple[str, ...] = SOURCES
    year_from: int | None = None
    year_to: int | None = None
    own_file: str = ""
    language: Language = "en"


class Profile(ABC):
    """The sections of a city's page; each is a figure, a table or the statement that there is none."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.place = request.place
        self.language = request.language

    def absent(self, key: str, **values: Wording) -> Absent:
        """State in a sentence that a section has no evidence."""
        return Absent(say(key, self.language, place=place_name(self.place), **values))

    def sentence(self, key: str, **values: Wording) -> str:
        """Return a sentence about the city in the language of the page."""
        return say(key, self.language, place=place_name(self.place), **values)

    @cached_property
    def pilot_status(self) -> PilotStatus:
        """Pilot status of the city; empty outside China."""
        return pilots.load_status(self.place) if self.place.country == "China" else PilotStatus()

    @cached_property
    def published(self) -> pd.DataFrame:
        """Published figures of the city in the period, other than the three emission tables."""
        rows = inventories.load_rows(self.place.place_id)
        return inventories.within(rows, self.request.year_from, self.request.year_to)

    @cached_property
    def own_rows(self) -> pd.DataFrame | None:
        """The reader's own file as it is; None if there is none."""
        path = self.request.own_file
        return data.read(path, OWN_TEMPLATE) if path else None

    @cached_property
    def own_totals(self) -> pd.Series:
        """Totals of the reader's own file in the period (Mt CO2), index ``year``; empty if there are none."""
        if self.own_rows is None:
            return pd.Series(dtype=float)
        totals = self.own_rows.loc[self.own_rows["sector"] == OWN_TOTAL].set_index("year")["co2_mt"]
        return within(totals.astype(float).sort_index(), self.request.year_from, self.request.year_to)

    @property
    def own_note(self) -> str | None:
        """The remark that the own file has nothing to draw; None if it has, or if there is no file."""
        if self.own_rows is None or len(self.own_totals):
            return None
        return say("own_file_without_totals", self.language)

    def pilot(self) -> Section:
        """Tell whether, how and since when the city is a low-carbon pilot."""
        if self.place.country != "China":
            return self.absent("absent_pilot_abroad")
        if not self.pilot_status.is_any_pilot:
            return self.absent("absent_pilot")
        frame = city_tables.pilot_table(self.pilot_status, self.language)
        unchecked = self.pilot_status.is_city_pilot and not self.pilot_status.verified
        note = say("note_pilot_unchecked", self.language) if unchecked else None
        return Listed(frame, self.sentence("caption_pilot"), note)

    def doubts(self) -> Section:
        """List the known doubts about the figures of the city."""
        found = flags.load_flags(self.place, self.tables())
        if found.empty:
            return self.absent("absent_doubts")
        return Listed(city_tables.flag_table(found, self.language), self.sentence("caption_doubts"))

    @abstractmethod
    def tables(self) -> tuple[str, ...]:
        """Names of the tables that hold figures of the city."""

    @abstractmethod
    def holdings(self) -> Section:
        """List the emission series of the city: what each counts, in which years."""

    @abstractmethod
    def emissions(self) -> Section:
        """Draw the emission series side by side."""

    @abstractmethod
    def disagreement(self) -> Section:
        """Show how far the series differ."""

    @abstractmethod
    def standing(self) -> Section:
        """Compare the difference with that of other cities."""

    @abstractmethod
    def comovement(self) -> Section:
        """Show whether the series see the same ups and downs."""

    @abstractmethod
    def change(self) -> Section:
        """Show how the series change over time."""

    @abstractmethod
    def parts(self) -> Section:
        """Show sectors or scopes."""

    @abstractmethod
    def others(self) -> Section:
        """List what else has been published."""

    @abstractmethod
    def results(self) -> tuple[Result, ...]:
        """Return what the page finds, to be recorded."""
