"""Figures of published scopes and of published shares of sectors; nothing is added up."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from greentwin.city.inventories import KT_PER_MT, Report
from greentwin.city.report_figures import SECTOR_COLOURS, report_name, shown
from greentwin.city.wording import listed_parts, named, number, place_name, say, significant
from greentwin.data import Place
from greentwin.plotting import Chart, Language, Wording, colour, label, new_figure

_LIGHT = frozenset({"trade_services", "tertiary", "transport", "road_transport"})


def scopes_chart(report: Report, place: Place, language: Language) -> Chart:
    """Draw the scopes of one report side by side, each as it was published; nothing is added up.

    Values with a remark (such as a changed boundary) are hatched.
    """
    rows = report.rows.sort_values(["sector", "year"])
    scopes, years = [str(scope) for scope in rows["sector"]], [int(year) for year in rows["year"]]
    amounts = [float(value) / KT_PER_MT for value in rows["value"]]
    names = [f"{label(f'sector_{s}', language)} · {year}" for s, year in zip(scopes, years, strict=True)]
    remarked = rows["note"].notna().to_numpy()
    figure, axes = new_figure(1.0 + 0.28 * len(rows))
    shades = [colour("muted" if scope.startswith("basic") else "inventory") for scope in scopes]
    bars = axes.barh(names, amounts, color=shades, edgecolor=colour("background"))
    for bar, doubtful in zip(bars, remarked, strict=True):
        bar.set_hatch("///" if doubtful else "")
    axes.bar_label(bars, labels=[significant(value) for value in amounts], padding=3, fontsize=9)
    axes.invert_yaxis()
    axes.grid(axis="x")
    axes.grid(visible=False, axis="y")
    axes.set_xlabel(label(f"city_{report.gas}_mt", language))
    axes.margins(x=0.1)
    largest = int(np.argmax(amounts))
    values: dict[str, Wording] = {"place": place_name(place), "report": report_name(report.source_id)}
    alt = say(
        "alt_scopes",
        language,
        n=len(rows),
        first=min(years),
        last=max(years),
        scope=named(f"sector_{scopes[largest]}"),
        year=years[largest],
        value=significant(amounts[largest]),
        **values,
    )
    caption = say("caption_scopes", language, n=len(rows), **values)
    if remarked.any():
        caption += say("caption_scopes_hatched", language)
    return Chart(figure, alt=alt, caption=caption)


def shares_chart(reports: Sequence[Report], place: Place, language: Language) -> Chart:
    """Draw published shares of sectors, one bar per report and year; what is not published stays blank."""
    bars = [(r, int(year), row.dropna()) for r in reports for year, row in _by_year(r)]
    figure, axes = new_figure(1.2 + 0.5 * len(bars))
    sectors = list(dict.fromkeys(sector for _, _, row in bars for sector in row.index))
    names = [f"{shown(report_name(r.source_id), language)}: {year}" for r, year, _ in bars]
    left = np.zeros(len(bars))
    for sector in sectors:
        widths = np.array([float(row.get(sector, 0.0)) for _, _, row in bars])
        drawn = axes.barh(
            names,
            widths,
            left=left,
            color=SECTOR_COLOURS[sector],
            edgecolor=colour("background"),
            label=label(f"sector_{sector}", language),
        )
        texts = [number(width, 1) if width >= 5 else "" for width in widths]
        ink = colour("text" if sector in _LIGHT else "background")
        axes.bar_label(drawn, labels=texts, label_type="center", color=ink, fontsize=9)
        left = left + widths
    axes.set_xlim(0, 100)
    axes.invert_yaxis()
    axes.grid(visible=False)
    axes.set_xlabel(label("share_percent", language))
    figure.legend(loc="outside upper left", ncols=4)
    largest = listed_parts(_largest_share(report, year, row) for report, year, row in bars)
    alt = say("alt_shares", language, place=place_name(place), largest=largest)
    caption = say("caption_shares", language, place=place_name(place), n=sum(len(row) for _, _, row in bars))
    return Chart(figure, alt=alt, caption=caption)


def _by_year(report: Report) -> list[tuple[int, pd.Series]]:
    sectors = report.sectors()
    return [(int(str(year)), row) for year, row in sectors.iterrows()]


def _largest_share(report: Report, year: int, row: pd.Series) -> Wording:
    sector, share = str(row.idxmax()), number(float(row.max()), 1)
    name = report_name(report.source_id)
    return lambda language: say(
        "largest_share", language, report=name, year=year, sector=named(f"sector_{sector}"), share=share
    )
