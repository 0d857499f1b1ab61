"""Findings on indicator systems: numbers with the sentences that say them, in English and Chinese."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from greentwin import data
from greentwin.appraisal.targets import wording
from greentwin.appraisal.targets.assessment import Assessment, Towards
from greentwin.appraisal.targets.coverage import seen_by_one
from greentwin.appraisal.targets.published import NO_TABLE
from greentwin.appraisal.targets.stated import Stated, counted, named
from greentwin.appraisal.targets.system import IndicatorSystem, with_series
from greentwin.plotting import Result

STATED = ("figures", "ambiguities")
DEFINITIONS = "indicator_definitions"
LINKS = ("indicator_links", "indicator_definitions")
GOALS = ("city_goals", *LINKS)
N_TARGETS = 169


def stated_findings(found: Sequence[Stated]) -> Iterator[Result]:
    """Yield how many of the indicators and goals that the document counts it names.

    Parameters
    ----------
    found : sequence of Stated
        From :func:`greentwin.appraisal.targets.stated.statements`.
    """
    indicators, goals = counted(tuple(found), "indicators_in_system"), counted(tuple(found), "thematic_goals")
    value = named(tuple(found))
    sentence = wording.both("find_named", indicators=indicators, goals=goals, value=value)
    yield Result(
        "indicators_named", value, "indicators and goals", sentence, tables=STATED, n=indicators + goals
    )


def series_findings(found: Assessment) -> Iterator[Result]:
    """Yield how many series there are, how many show a trend, and how many trends stand the strict reading.

    Parameters
    ----------
    found : Assessment
        Assessment.

    Yields
    ------
    Result
        ``series_testable``; ``trends_shown`` and ``trends_strict`` if there is anything to count.
    """
    system, tables = found.system, series_tables(found.system, found.whole.indicators)
    total, tested = len(system.series_ids()), found.tested()
    name, minimum = system.name, found.choices.minimum
    scopes = [system.indicators.loc[system.indicator_of(series), "scope"] for series in tested]
    counted_series = {"n": total, "value": len(tested), "own": scopes.count("city"), "minimum": minimum}
    sentence = wording.both("find_series", place=name, **counted_series)
    yield Result("series_testable", len(tested), "series", sentence, tables=tables, n=total)
    if not tested:
        return
    ways = [found.towards(series) for series in tested]
    shown = sum(way != "none_shown" for way in ways)
    counts = {key: ways.count(way) for key, way in _WAYS.items()}
    sentence = wording.both(
        "find_trends",
        place=name,
        n=len(tested),
        level=f"{100 * found.choices.level:g}",
        value=shown,
        **counts,
    )
    yield Result("trends_shown", shown, "series", sentence, tables=tables, n=len(tested))
    if shown:
        standing = [found.trends[series].holds for series in tested]
        shows = [found.trends[series].tendency != "none_shown" for series in tested]
        unchecked = sum(show and held is None for show, held in zip(shows, standing, strict=True))
        values = {"n": shown, "value": standing.count(True), "unchecked": unchecked}
        sentence = wording.both("find_holds", place=name, **values)
        yield Result("trends_strict", standing.count(True), "series", sentence, tables=tables, n=shown)


_WAYS: Mapping[str, Towards] = {"towards": "towards", "away": "away", "neither": "no_direction"}


def coverage_findings(found: Assessment) -> Iterator[Result]:
    """Yield what is covered and what is not.

    Parameters
    ----------
    found : Assessment
        Assessment.

    Yields
    ------
    Result
        ``goals_without_own_series`` and ``aims_not_touched`` if the city has goals; ``targets_touched``;
        ``links_seen_by_one`` if there are several coders.
    """
    system, own, whole, name = found.system, found.own, found.whole, found.system.name
    if own.goals:
        values = {"n": len(own.goals), "value": len(own.goals_without_indicator)}
        wider = len(whole.goals_without_indicator)
        yield Result(
            "goals_without_own_series",
            values["value"],
            "goals",
            wording.both("find_goals", place=name, wider=wider, **values),
            tables=tables_of(system, GOALS),
            n=values["n"],
        )
    yield Result(
        "targets_touched",
        len(own.targets),
        "targets",
        wording.both(
            "find_touched",
            place=name,
            value=len(own.targets),
            n=N_TARGETS,
            sdgs=len(own.sdgs),
            wider=len(whole.targets),
            wider_sdgs=len(whole.sdgs),
        ),
        tables=("sdg_goals", *tables_of(system, LINKS)),
        n=N_TARGETS,
    )
    if whole.aimed_targets:
        values = {"n": len(whole.aimed_targets), "value": len(whole.aimed_not_measured)}
        sentence = wording.both("find_aims", place=name, **values)
        tables = tables_of(system, GOALS)
        yield Result("aims_not_touched", values["value"], "targets", sentence, tables=tables, n=values["n"])
    lone, links = seen_by_one(system.links)
    if len(set(system.links["coder"])) > 1:
        sentence = wording.both("find_links", place=name, n=links, value=lone)
        yield Result("links_seen_by_one", lone, "links", sentence, tables=tables_of(system, LINKS), n=links)


def series_tables(system: IndicatorSystem, indicators: Collection[str]) -> tuple[str, ...]:
    """Return the tables that have the series of some indicators, and the one that chooses them.

    Parameters
    ----------
    system : IndicatorSystem
        System.
    indicators : collection of str
        Indicators of it.

    Returns
    -------
    tuple of str
        None for own files.
    """
    if system.own_files:
        return ()
    definitions = data.load(DEFINITIONS)
    observed = set(with_series(system)) & set(indicators)
    read = definitions["indicator"].isin(observed) & (definitions["table"] != NO_TABLE)
    return (DEFINITIONS, *sorted(set(definitions.loc[read, "table"])))


def tables_of(system: IndicatorSystem, tables: tuple[str, ...]) -> tuple[str, ...]:
    """Return the tables that a finding rests on; none for own files."""
    return () if system.own_files else tables
