"""Findings on targets: how many can be measured, and for each how far the way is and how fast the pace."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from greentwin.appraisal.targets import wording
from greentwin.appraisal.targets.assessment import Assessment
from greentwin.appraisal.targets.distance import Distance
from greentwin.appraisal.targets.findings import series_tables, tables_of
from greentwin.appraisal.targets.system import IndicatorSystem
from greentwin.plotting import Language, Result

TARGETS = ("city_targets",)


def target_findings(found: Assessment) -> Iterator[Result]:
    """Yield how many targets in force can be measured, and for each where its longest series stands.

    Parameters
    ----------
    found : Assessment
        Assessment.

    Yields
    ------
    Result
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
    tables = _tables(found.system, {str(target["indicator"]) for target in in_force.values()})
    sentence = wording.both("find_targets", place=found.system.name, n=len(in_force), value=len(measured))
    yield Result("targets_measurable", len(measured), "targets", sentence, tables=tables, n=len(in_force))
    for name, target in in_force.items():
        tables = _tables(found.system, {str(target["indicator"])})
        items = [item for item in found.distances if item.target == name]
        yield from _way(found, name, items, tables)
        yield from _pace(found, name, items, tables)


def _way(
    found: Assessment, name: str, items: Sequence[Distance], tables: tuple[str, ...]
) -> Iterator[Result]:
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
    yield Result(
        f"way_{name}",
        100 * main.done,
        "%",
        wording.both("find_way", place=found.system.name, text=text, **values),
        tables=tables,
        n=len(begun),
        interval=(min(ways), max(ways)) if len(ways) > 1 else None,
        digits=0,
    )


def _pace(
    found: Assessment, name: str, items: Sequence[Distance], tables: tuple[str, ...]
) -> Iterator[Result]:
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
    yield Result(
        f"pace_{name}",
        100 * main.pace,
        "%",
        wording.both("find_pace", place=found.system.name, text=text, **values),
        tables=tables,
        n=found.trends[main.series].n,
        interval=(bounds[0], bounds[1]),
        digits=0,
    )


def _text(system: IndicatorSystem, target: str) -> wording.Words:
    row = wording.targets_by_id(system)[target]

    def text(language: Language) -> str:
        return wording.target_text(row, language)

    return text


def _tables(system: IndicatorSystem, indicators: set[str]) -> tuple[str, ...]:
    return (*tables_of(system, TARGETS), *series_tables(system, indicators))
