"""Findings on indicator systems: numbers with the sentences that say them, in English and Chinese."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from greentwin.appraisal.targets import wording
from greentwin.appraisal.targets.assessment import Assessment, Towards
from greentwin.appraisal.targets.coverage import seen_by_one
from greentwin.appraisal.targets.distance import Distance
from greentwin.appraisal.targets.stated import Stated, counted, named
from greentwin.appraisal.targets.system import IndicatorSystem
from greentwin.plotting import Language

STATED = ("figures", "ambiguities")
DEFINITIONS = ("indicator_definitions",)
LINKS = ("indicator_links", "indicator_definitions")
GOALS = ("city_goals", *LINKS)
TARGETS = ("city_targets", "indicator_definitions")
N_TARGETS = 169


@dataclass(frozen=True, slots=True)
class IndicatorFinding:
    """A number with the sentence that says it.

    Attributes
    ----------
    name : str
        Name in snake_case.
    value : float or int
        The result.
    unit : str
        Its unit.
    sentence : dict of str to str
        One plain sentence in English (``en``) and Chinese (``zh``).
    tables : tuple of str
        Tables it rests on; none for own files.
    n : int, optional
        Number of things behind it.
    interval : tuple of float, optional
        Lowest and highest value.
    digits : int, optional
        Decimal places to show.
    """

    name: str
    value: float | int
    unit: str
    sentence: dict[str, str]
    tables: tuple[str, ...] = ()
    n: int | None = None
    interval: tuple[float, float] | None = None
    digits: int | None = None


def stated_findings(found: Sequence[Stated]) -> Iterator[IndicatorFinding]:
    """Yield how many of the indicators and goals that the document counts it names.

    Parameters
    ----------
    found : sequence of Stated
        From :func:`greentwin.appraisal.targets.stated.statements`.
    """
    indicators, goals = counted(tuple(found), "indicators_in_system"), counted(tuple(found), "thematic_goals")
    value = named(tuple(found))
    sentence = wording.both("find_named", indicators=indicators, goals=goals, value=value)
    yield IndicatorFinding(
        "indicators_named", value, "indicators and goals", sentence, STATED, n=indicators + goals
    )


def series_findings(found: Assessment) -> Iterator[IndicatorFinding]:
    """Yield how many series there are, how many show a trend, and how many trends stand the strict reading.

    Parameters
    ----------
    found : Assessment
        Assessment.

    Yields
    ------
    IndicatorFinding
        ``series_testable``; ``trends_shown`` and ``trends_strict`` if there is anything to count.
    """
    system, tables = found.system, _tables(found.system, DEFINITIONS)
    total, tested = len(system.series_ids()), found.tested()
    name, minimum = _place(system), found.choices.minimum
    scopes = [system.indicators.loc[system.indicator_of(series), "scope"] for series in tested]
    counted_series = {"n": total, "value": len(tested), "own": scopes.count("city"), "minimum": minimum}
    sentence = wording.both("find_series", place=name, **counted_series)
    yield IndicatorFinding("series_testable", len(tested), "series", sentence, tables, n=total)
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
    yield IndicatorFinding("trends_shown", shown, "series", sentence, tables, n=len(tested))
    if shown:
        standing = [found.trends[series].holds for series in tested]
        shows = [found.trends[series].tendency != "none_shown" for series in tested]
        unchecked = sum(show and held is None for show, held in zip(shows, standing, strict=True))
        values = {"n": shown, "value": standing.count(True), "unchecked": unchecked}
        sentence = wording.both("find_holds", place=name, **values)
        yield IndicatorFinding("trends_strict", standing.count(True), "series", sentence, tables, n=shown)


_WAYS: Mapping[str, Towards] = {"towards": "towards", "away": "away", "neither": "no_direction"}


def coverage_findings(found: Assessment) -> Iterator[IndicatorFinding]:
    """Yield what is covered and what is not.

    Parameters
    ----------
    found : Assessment
        Assessment.

    Yields
    ------
    IndicatorFinding
        ``goals_without_own_series`` and ``aims_not_touched`` if the city has goals; ``targets_touched``;
        ``links_seen_by_one`` if there are several coders.
    """
    system, own, whole, name = found.system, found.own, found.whole, _place(found.system)
    if own.goals:
        values = {"n": len(own.goals), "value": len(own.goals_without_indicator)}
        wider = len(whole.goals_without_indicator)
        yield IndicatorFinding(
            "goals_without_own_series",
            values["value"],
            "goals",
            wording.both("find_goals", place=name, wider=wider, **values),
            _tables(system, GOALS),
            n=values["n"],
        )
    yield IndicatorFinding(
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
        ("sdg_goals", *_tables(system, LINKS)),
        n=N_TARGETS,
    )
    if whole.aimed_targets:
        values = {"n": len(whole.aimed_targets), "value": len(whole.aimed_not_measured)}
        sentence = wording.both("find_aims", place=name, **values)
        tables = _tables(system, GOALS)
        yield IndicatorFinding(
            "aims_not_touched", values["value"], "targets", sentence, tables, n=values["n"]
        )
    lone, links = seen_by_one(system.links)
    if len(set(system.links["coder"])) > 1:
        sentence = wording.both("find_links", place=name, n=links, value=lone)
        yield IndicatorFinding("links_seen_by_one", lone, "links", sentence, _tables(system, LINKS), n=links)


def target_findings(found: Assessment) -> Iterator[IndicatorFinding]:
    """Yield how many targets in force can be measured, and for each where its longest series stands.

    Parameters
    ----------
    found : Assessment
        Assessment.

    Yields
    ------
    IndicatorFinding
        ``targets_measurable``, then ``way_<target>`` and ``pace_<target>`` where there is a way or a pace; the
        interval of a way is the range over the series, that of a pace comes from the interval of Sen's slope.
    """
    in_force = {
        name: target
        for name, target in wording.targets_by_id(found.system).items()
        if not isinstance(target["superseded_by"], str)
    }
    if not in_force:
        return
    measured = {item.target for item in found.distances if item.done is not None} & set(in_force)
    place, tables = _place(found.system), _tables(found.system, TARGETS)
    sentence = wording.both("find_targets", place=place, n=len(in_force), value=len(measured))
    yield IndicatorFinding("targets_measurable", len(measured), "targets", sentence, tables, n=len(in_force))
    for name in in_force:
        items = [item for item in found.distances if item.target == name]
        yield from _way(found, name, items, tables)
        yield from _pace(found, name, items, tables)


def _way(
    found: Assessment, name: str, items: Sequence[Distance], tables: tuple[str, ...]
) -> Iterator[IndicatorFinding]:
    begun = [item for item in items if item.done is not None]
    main = wording.main_series(found.system, begun)
    if main is None or main.done is None or main.elapsed is None or main.path is None:
        return
    ways = [100 * item.done for item in begun if item.done is not None]
    values = {
        "start": str(main.path.start_year),
        "year": str(main.path.end_year),
        "last": str(main.last_year),
        "value": wording.percent(main.done),
        "elapsed": wording.percent(main.elapsed),
    }
    text = _text(found.system, name)
    yield IndicatorFinding(
        f"way_{name}",
        100 * main.done,
        "%",
        wording.both("find_way", place=_place(found.system), text=text, **values),
        tables,
        n=len(begun),
        interval=(min(ways), max(ways)) if len(ways) > 1 else None,
        digits=0,
    )


def _pace(
    found: Assessment, name: str, items: Sequence[Distance], tables: tuple[str, ...]
) -> Iterator[IndicatorFinding]:
    main = wording.main_series(found.system, [item for item in items if item.pace is not None])
    if main is None or main.pace is None or main.needed is None or main.observed is None or main.path is None:
        return
    bounds = sorted(100 * slope / main.needed for slope in (main.observed_low or 0, main.observed_high or 0))
    values = {
        "year": str(main.path.end_year),
        "last": str(main.last_year),
        "needed": wording.signed(main.needed),
        "unit": wording.unit_of(found.system, main.series),
        "observed": wording.signed(main.observed),
        "value": wording.percent(main.pace),
    }
    text = _text(found.system, name)
    yield IndicatorFinding(
        f"pace_{name}",
        100 * main.pace,
        "%",
        wording.both("find_pace", place=_place(found.system), text=text, **values),
        tables,
        n=found.trends[main.series].n,
        interval=(bounds[0], bounds[1]),
        digits=0,
    )


def _place(system: IndicatorSystem) -> wording.Words:
    return system.name


def _text(system: IndicatorSystem, target: str) -> wording.Words:
    row = wording.targets_by_id(system)[target]

    def text(language: Language) -> str:
        return wording.target_text(row, language)

    return text


def _tables(system: IndicatorSystem, tables: tuple[str, ...]) -> tuple[str, ...]:
    return () if system.own_files else tables
