"""Figures of published city inventories, as published: totals, sectors, scopes and shares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from greentwin.city.axes import from_zero, year_axis
from greentwin.city.emissions import OWN
from greentwin.city.inventories import KT_PER_MT, OWN_INVENTORIES, Report, conflicts
from greentwin.city.wording import listed_parts, named, number, place_name, say, significant
from greentwin.city.years import runs_of
from greentwin.data import Place
from greentwin.plotting import Chart, Language, Wording, colour, label, marker, new_figure

SECTOR_COLOURS: Mapping[str, str] = MappingProxyType(
    {
        "households": "#4477AA",
        "residential": "#4477AA",
        "households_trade_services": "#3B5B92",
        "trade_services": "#66B5D6",
        "tertiary": "#66B5D6",
        "economy": "#8C3A7A",
        "industry": "#AA3377",
        "transport": "#C9A227",
        "road_transport": "#C9A227",
        "municipal": "#228833",
    }
)
_OTHERS = ("s", "^", "o", "P")


def report_name(source_id: str) -> Wording:
    """Name a report briefly, in the language it is asked in."""
    return named(f"report_{source_id}")


def totals_chart(reports: Sequence[Report], own: pd.Series | None, place: Place, language: Language) -> Chart:
    """Draw the totals of all reports on a city over time.

    Parameters
    ----------
    reports : sequence of Report
        Reports with totals; may be empty if there is an own series.
    own : Series, optional
        The user's own totals (Mt CO2), index ``year``.
    place : Place
        The city.
    language : {"en", "zh"}
        Language of the texts.

    Returns
    -------
    Chart
        One line per report: solid between neighbouring years, dotted where years between were not published;
        hollow markers where only CO2 is counted.
    """
    figure, axes = new_figure(3.9)
    for report, (shade, mark) in zip(reports, _styles(reports), strict=True):
        _draw_totals(axes, report.totals(), shade, mark, report.gas == "co2", _key(report, language))
    if own is not None and len(own):
        _draw_totals(axes, own, colour(OWN), marker(OWN), False, label(OWN, language))
    drawn = [r.totals() for r in reports] + ([own] if own is not None else [])
    from_zero(axes, max(float(totals.max()) for totals in drawn))
    year_axis(axes, [year for totals in drawn for year in totals.index])
    axes.set_ylabel(label("city_emissions_mt_as_published", language))
    figure.legend(loc="outside upper left", ncols=2)
    counts = [f"{_key(r, language)} (n = {len(r.totals())})" for r in reports]
    if own is not None and len(own):
        counts.append(f"{label(OWN, language)} (n = {len(own)})")
    caption = say("caption_totals", language, place=place_name(place), reports=listed_parts(counts))
    return Chart(figure, alt=_totals_alt(reports, own, place, language), caption=caption)


def sectors_chart(report: Report, place: Place, language: Language) -> Chart:
    """Draw the sectors of one report, stacked, at the years that were published.

    Parameters
    ----------
    report : Report
        A report whose sectors add up to its totals.
    place : Place
        The city.
    language : {"en", "zh"}
        Language of the texts.
    """
    sectors = report.sectors() / KT_PER_MT
    order = sectors.iloc[-1].sort_values(ascending=False).index
    figure, axes = new_figure(3.9)
    base = np.zeros(len(sectors))
    for sector in order:
        axes.bar(
            sectors.index,
            sectors[sector],
            bottom=base,
            width=0.8,
            color=SECTOR_COLOURS[sector],
            edgecolor=colour("background"),
            linewidth=0.4,
            label=label(f"sector_{sector}", language),
        )
        base = base + sectors[sector].to_numpy()
    axes.set_ylabel(label(f"city_{report.gas}_mt", language))
    year_axis(axes, sectors.index)
    figure.legend(loc="outside upper left", ncols=3)
    changes = [_sector_change(sector, sectors[sector]) for sector in order]
    values: dict[str, Wording] = {"place": place_name(place), "report": report_name(report.source_id)}
    years = {"first": int(sectors.index[0]), "last": int(sectors.index[-1])}
    alt = say("alt_sectors", language, changes=listed_parts(changes), **years, **values)
    return Chart(figure, alt=alt, caption=say("caption_sectors", language, n=len(sectors), **values))


def _styles(reports: Sequence[Report]) -> list[tuple[str, str]]:
    own, others = iter(("inventory", "inventory_alt")), iter(_OTHERS)
    styles = []
    for report in reports:
        key = next(own, None) if report.variable in OWN_INVENTORIES else None
        styles.append((colour(key), marker(key)) if key else (colour("muted"), next(others)))
    return styles


def _draw_totals(axes: Axes, totals: pd.Series, shade: str, mark: str, hollow: bool, name: str) -> None:
    face = colour("background") if hollow else shade
    axes.plot(totals.index, totals, color=shade, linestyle=":", linewidth=1.0)
    for first, last in runs_of(totals.index):
        run = totals.loc[first:last]
        axes.plot(run.index, run, color=shade, marker=mark, markerfacecolor=face, markersize=5.5)
    axes.plot([], [], color=shade, marker=mark, markerfacecolor=face, markersize=5.5, label=name)


def _key(report: Report, language: Language) -> str:
    gas = label(f"city_gas_{report.gas}", language)
    return f"{shown(report_name(report.source_id), language)}{'，' if language == 'zh' else ', '}{gas}"


def shown(name: Wording, language: Language) -> str:
    """Return a wording in a language."""
    return str(name(language) if callable(name) else name)


def _totals_alt(reports: Sequence[Report], own: pd.Series | None, place: Place, language: Language) -> str:
    parts = [_total_span(report_name(report.source_id), report.totals()) for report in reports]
    if own is not None and len(own):
        parts.append(_total_span(named(OWN), own))
    text = say("alt_totals", language, place=place_name(place), parts=listed_parts(parts))
    for conflict in conflicts(tuple(reports))[:1]:
        text += say(
            "alt_conflict",
            language,
            year=conflict.year,
            low=significant(conflict.lower[1]),
            high=significant(conflict.higher[1]),
        )
    return text


def _total_span(name: Wording, totals: pd.Series) -> Wording:
    years, values = [int(year) for year in totals.index], [significant(float(v)) for v in totals]
    if len(years) == 1:
        return lambda language: say("total_once", language, name=name, value=values[0], year=years[0])
    return lambda language: say(
        "total_span",
        language,
        name=name,
        first=values[0],
        first_year=years[0],
        last=values[-1],
        last_year=years[-1],
    )


def _sector_change(sector: str, column: pd.Series) -> Wording:
    ends = {"first": number(float(column.iloc[0]), 2), "last": number(float(column.iloc[-1]), 2)}
    return lambda language: say("sector_change", language, sector=named(f"sector_{sector}"), **ends)
