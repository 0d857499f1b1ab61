"""An indicator system: indicators with series, targets, goals, and links between them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import pandas as pd

from greentwin.appraisal.targets.options import SCOPES, STRENGTHS, Scope, Strength, checked
from greentwin.errors import DataError
from greentwin.plotting import Language

INDICATOR_COLUMNS = ("name_en", "name_zh", "unit", "direction", "scope")
SERIES_COLUMNS = ("series", "indicator", "source", "year", "value")
TARGET_COLUMNS = (
    *("target", "indicator", "kind", "year", "value", "base_year", "net", "adopted"),
    *("superseded_by", "text_en", "text_zh"),
)
GOAL_COLUMNS = ("name_en", "name_zh")
LINK_COLUMNS = ("kind", "from_id", "to_id", "strength", "coder")


@dataclass(frozen=True, slots=True, eq=False)
class IndicatorSystem:
    """A city's indicators with what was observed, what is aimed at, and what they are linked to.

    Attributes
    ----------
    name_en, name_zh : str
        Whose system it is.
    indicators : DataFrame
        Index ``indicator``; ``name_en``, ``name_zh``, ``unit``, ``direction`` (up, down, none), ``scope`` (city,
        region, nation). An indicator need not have a series.
    series : DataFrame
        One row per observed value: ``series``, ``indicator``, ``source``, ``year``, ``value``. Two sources of one
        indicator are two series.
    targets : DataFrame
        One row per target: ``target``, ``indicator``, ``kind`` (change, level, peak_year), ``year``, ``value``,
        ``base_year``, ``net``, ``adopted``, ``superseded_by``, ``text_en``, ``text_zh``.
    goals : DataFrame
        Index ``goal``, in the order of display; ``name_en``, ``name_zh``.
    links : DataFrame
        One row per link and coder: ``kind`` (indicator_goal, indicator_sdg, goal_sdg), ``from_id``, ``to_id``,
        ``strength`` (direct, partial), ``coder``.
    own_files : bool
        Whether it was read from a user's files.
    """

    name_en: str
    name_zh: str
    indicators: pd.DataFrame
    series: pd.DataFrame
    targets: pd.DataFrame
    goals: pd.DataFrame
    links: pd.DataFrame
    own_files: bool = False

    def name(self, language: Language) -> str:
        """Return whose system it is."""
        return self.name_zh if language == "zh" else self.name_en

    def indicator_name(self, indicator: str, language: Language) -> str:
        """Return the name of an indicator."""
        return str(self.indicators.loc[indicator, f"name_{language}"])

    def series_ids(self) -> tuple[str, ...]:
        """Return the series in the order of their indicators."""
        return tuple(dict.fromkeys(self.series["series"]))

    def values_of(self, series: str) -> pd.Series:
        """Return the values of one series, index ``year`` in order.

        Raises
        ------
        DataError
            If there is no such series.
        """
        rows = self.series[self.series["series"] == series]
        if rows.empty:
            raise DataError(f"there is no series {series!r}; there are: {', '.join(self.series_ids())}")
        return rows.set_index("year")["value"].sort_index()

    def indicator_of(self, series: str) -> str:
        """Return the indicator of a series."""
        rows = self.series.loc[self.series["series"] == series, "indicator"]
        if rows.empty:
            raise DataError(f"there is no series {series!r}; there are: {', '.join(self.series_ids())}")
        return str(rows.iloc[0])

    def source_of(self, series: str) -> str:
        """Return the source of a series."""
        return str(self.series.loc[self.series["series"] == series, "source"].iloc[0])


def of_scopes(system: IndicatorSystem, scopes: Iterable[Scope]) -> IndicatorSystem:
    """Return the part of a system whose indicators are of certain scopes.

    Parameters
    ----------
    system : IndicatorSystem
        Not changed.
    scopes : iterable of {"city", "region", "nation"}
        Scopes to keep. Goals stay, links of other indicators go.

    Raises
    ------
    ParameterError
        If a scope is unknown.
    """
    kept = {checked("scope", scope, SCOPES) for scope in scopes}
    indicators = system.indicators[system.indicators["scope"].isin(kept)]
    ids = set(indicators.index)
    links = system.links[(system.links["kind"] == "goal_sdg") | system.links["from_id"].isin(ids)]
    return replace(
        system,
        indicators=indicators,
        series=_of(system.series, ids),
        targets=_of(system.targets, ids),
        links=links.reset_index(drop=True),
    )


def within(system: IndicatorSystem, year_from: int | None, year_to: int | None) -> IndicatorSystem:
    """Return a system with the values of a period, both years included.

    Parameters
    ----------
    system : IndicatorSystem
        Not changed.
    year_from, year_to : int, optional
        First and last year; None leaves the side open.
    """
    year = system.series["year"]
    kept = pd.Series(True, index=year.index)
    if year_from is not None:
        kept &= year >= year_from
    if year_to is not None:
        kept &= year <= year_to
    return replace(system, series=system.series[kept].reset_index(drop=True))


def with_links(
    system: IndicatorSystem, coder: str = "", minimum_strength: Strength = "partial"
) -> IndicatorSystem:
    """Return a system with the links of one coder and of a certain strength.

    Parameters
    ----------
    system : IndicatorSystem
        Not changed.
    coder : str
        Whose links to keep; empty for all coders, where one who sees a link is enough.
    minimum_strength : {"partial", "direct"}
        ``direct`` leaves out partial links of indicators. What goals aim at stays, for it is no measurement.

    Raises
    ------
    DataError
        If no link is by that coder.
    ParameterError
        If the strength is unknown.
    """
    checked("minimum_strength", minimum_strength, STRENGTHS)
    links = system.links
    if coder:
        coders = sorted(set(links["coder"]))
        if coder not in coders:
            raise DataError(f"no link is by the coder {coder!r}; coders: {', '.join(coders)}")
        links = links[links["coder"] == coder]
    if minimum_strength == "direct":
        links = links[(links["kind"] == "goal_sdg") | (links["strength"] == "direct")]
    return replace(system, links=links.reset_index(drop=True))


def with_series(system: IndicatorSystem) -> tuple[str, ...]:
    """Return the indicators that have a value, in their order."""
    observed = set(system.series["indicator"])
    return tuple(str(indicator) for indicator in system.indicators.index if indicator in observed)


def _of(frame: pd.DataFrame, indicators: set[str]) -> pd.DataFrame:
    return frame[frame["indicator"].isin(indicators)].reset_index(drop=True)
