"""One reading of an indicator system: its trends, its coverage and its distances under one set of choices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from greentwin.appraisal.targets.coverage import Coverage, coverage
from greentwin.appraisal.targets.distance import Distance, distances
from greentwin.appraisal.targets.options import SCOPES, Scope, Strength
from greentwin.appraisal.targets.system import IndicatorSystem, of_scopes, with_links, within
from greentwin.appraisal.targets.trend import Trend, mann_kendall
from greentwin.errors import DataError

Towards = Literal["towards", "away", "no_direction", "none_shown", "too_short"]


@dataclass(frozen=True, slots=True)
class Choices:
    """What a reader may choose.

    Attributes
    ----------
    scopes : sequence of {"city", "region", "nation"}
        Whose series are read.
    level : float
        Level of the trend test.
    minimum : int
        Fewest values that are tested.
    year_from, year_to : int, optional
        Years of the series in which trends are sought.
    coder : str
        Whose links; empty for all.
    minimum_strength : {"partial", "direct"}
        Which links of indicators count.
    """

    scopes: Sequence[Scope] = SCOPES
    level: float = 0.05
    minimum: int = 8
    year_from: int | None = None
    year_to: int | None = None
    coder: str = ""
    minimum_strength: Strength = "partial"


@dataclass(frozen=True, slots=True, eq=False)
class Assessment:
    """What came out.

    Attributes
    ----------
    system : IndicatorSystem
        The part of the system that was read: chosen scopes, years and links.
    choices : Choices
        The choices.
    trends : mapping of str to Trend
        By series, those with enough values.
    own : Coverage
        What series of the city itself cover.
    whole : Coverage
        What all chosen series cover.
    distances : tuple of Distance
        Every target against every series. Base years are looked up in all years.
    """

    system: IndicatorSystem
    choices: Choices
    trends: Mapping[str, Trend]
    own: Coverage
    whole: Coverage
    distances: tuple[Distance, ...]

    def towards(self, series: str) -> Towards:
        """Say whether a series moves where its indicator is wanted to move."""
        if series not in self.trends:
            return "too_short"
        tendency = self.trends[series].tendency
        if tendency == "none_shown":
            return "none_shown"
        wanted = self.system.indicators.loc[self.system.indicator_of(series), "direction"]
        if wanted == "none":
            return "no_direction"
        return "towards" if (wanted == "up") == (tendency == "rising") else "away"

    def tested(self) -> tuple[str, ...]:
        """Return the series with a test, in their order."""
        return tuple(series for series in self.system.series_ids() if series in self.trends)


def chosen(system: IndicatorSystem, choices: Choices) -> IndicatorSystem:
    """Return the part of a system that the choices leave.

    Parameters
    ----------
    system : IndicatorSystem
        Not changed.
    choices : Choices
        The choices.

    Raises
    ------
    DataError
        If no series is left, or no link is by the chosen coder.
    ParameterError
        If a choice is unknown.
    """
    kept = with_links(of_scopes(system, choices.scopes), choices.coder, choices.minimum_strength)
    if within(kept, choices.year_from, choices.year_to).series.empty:
        scopes = ", ".join(choices.scopes)
        raise DataError(f"no series of {system.name_en} is left with these years and these scopes: {scopes}")
    return kept


def assess(system: IndicatorSystem, choices: Choices) -> Assessment:
    """Read a system under a set of choices.

    Parameters
    ----------
    system : IndicatorSystem
        Not changed.
    choices : Choices
        The choices.

    Raises
    ------
    DataError
        If no series is left, or no link is by the chosen coder.
    ParameterError
        If a choice is unknown or out of range.
    """
    kept = chosen(system, choices)
    read = within(kept, choices.year_from, choices.year_to)
    trends = {
        series: mann_kendall(values, choices.level, choices.minimum)
        for series in read.series_ids()
        if len(values := read.values_of(series)) >= choices.minimum
    }
    own = coverage(of_scopes(read, ["city"]))
    return Assessment(read, choices, trends, own, coverage(read), distances(kept, trends))
