"""Figures of the circular strand: published rates, their revisions, and a region's material accounts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

import pandas as pd

from greentwin.circular import wording
from greentwin.circular.accounts import MEASURES
from greentwin.circular.endlabels import area_colour, label_ends
from greentwin.circular.series import longest_vintage, of_vintage
from greentwin.errors import DataError
from greentwin.plotting import Chart, colour, label, new_figure

if TYPE_CHECKING:
    import numpy as np
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

_MARKERS = ("o", "s", "D", "^", "v", "P", "X")
_MEASURE_COLOUR = {"dmi": "muted", "dmc": "europe"}


def rates_chart(rates: pd.DataFrame, names: Mapping[str, str], reference: str, language: str = "en") -> Chart:
    """Draw published rates over time, one line per area, values of later vintages apart from the line.

    Parameters
    ----------
    rates : DataFrame
        From `greentwin.circular.series.select`, not empty.
    names : mapping of str to str
        Name of each area in the language.
    reference : str
        Area to highlight; need not be among the rates.
    language : {"en", "zh"}
        Language of the texts.

    Returns
    -------
    Chart
        Lines are of the vintage with the most values; hollow points are of later vintages.

    Raises
    ------
    DataError
        If there are no rates.
    """
    vintage = longest_vintage(rates)
    lines = of_vintage(rates, vintage)
    later = (
        rates[rates["vintage"] > vintage]
        .sort_values("vintage")
        .drop_duplicates(["area", "year"], keep="last")
    )
    areas = sorted(set(lines.columns) | set(later["area"]))
    figure, axes = new_figure(5.2)
    ends: dict[str, tuple[float, float]] = {}
    for area in areas:
        ends[area] = _area_line(axes, area, lines.get(area), later[later["area"] == area], reference)
    label_ends(axes, ends, names, reference)
    axes.set_ylabel(label("circular_material_use_rate", language))
    _vintage_legend(axes, vintage, bool(len(later)), language)
    _whole_years(axes, rates["year"])
    return Chart(
        figure,
        wording.rates_alt(rates, lines, names, reference, vintage, language),
        wording.rates_caption(int(lines.count().sum()) + len(later), vintage, language),
    )


def vintages_chart(rates: pd.DataFrame, area: str, name: str, language: str = "en") -> Chart:
    """Draw one area's rates with every vintage apart, so that revisions show.

    Parameters
    ----------
    rates : DataFrame
        From `greentwin.circular.series.select`.
    area : str
        Area code.
    name : str
        Its name in the language.
    language : {"en", "zh"}
        Language of the texts.

    Returns
    -------
    Chart
        The vintage with the most values as a line, the others as points.

    Raises
    ------
    DataError
        If the area has no rate.
    """
    own = rates[rates["area"] == area]
    if own.empty:
        raise DataError(f"there is no rate of {area} to draw")
    main = longest_vintage(own)
    figure, axes = new_figure(3.8)
    for number, vintage in enumerate(sorted(own["vintage"].unique())):
        _vintage_marks(axes, own[own["vintage"] == vintage], number, vintage, main, language)
    axes.set_ylabel(label("circular_material_use_rate", language))
    axes.legend(loc="upper left", ncols=2)
    low, high = own["value"].min(), own["value"].max()
    room = max(high - low, 1.0)
    axes.set_ylim(max(0.0, low - 0.1 * room), high + 0.45 * room)
    _whole_years(axes, own["year"])
    return Chart(
        figure, wording.vintages_alt(own, name, language), wording.vintages_caption(len(own), main, language)
    )


def accounts_chart(accounts: pd.DataFrame, name: str, language: str = "en") -> Chart:
    """Draw a region's material input and consumption beside the two productivities.

    Parameters
    ----------
    accounts : DataFrame
        From `greentwin.circular.accounts.regional_accounts`, not empty.
    name : str
        Name of the region in the language.
    language : {"en", "zh"}
        Language of the texts.

    Returns
    -------
    Chart
        Two panels; lines break where years are missing.

    Raises
    ------
    DataError
        If there is no account.
    """
    if accounts.empty:
        raise DataError(f"there is no account of {name} to draw")
    every_year = accounts.reindex(range(int(accounts.index.min()), int(accounts.index.max()) + 1))
    figure, grid = new_figure(3.4, cols=2)
    axes = cast("NDArray[np.object_]", grid)
    panels = (("{}_mt", "million_tonnes"), ("productivity_{}", "index_2010"))
    for panel, (column, title) in zip(axes, panels, strict=True):
        for measure in MEASURES:
            panel.plot(
                every_year.index,
                every_year[column.format(measure)],
                marker="o",
                color=colour(_MEASURE_COLOUR[measure]),
                label=label(_account_key(column, measure), language),
            )
        panel.set_title(label(title, language))
        if title == "million_tonnes":
            panel.set_ylim(bottom=0)
        _room_above(panel)
        panel.legend(loc="upper left")
        _shade_gaps(panel, every_year)
        _whole_years(panel, accounts.index.to_series())
    return Chart(
        figure, wording.accounts_alt(accounts, name, language), wording.accounts_caption(accounts, language)
    )


def _vintage_marks(
    axes: Axes, rows: pd.DataFrame, number: int, vintage: str, main: str, language: str
) -> None:
    """Draw the main vintage as a line, earlier ones as filled and later ones as hollow points."""
    line = vintage == main
    ink = (
        colour(area_colour(str(rows["area"].iloc[0]), ""))
        if line
        else colour("text" if vintage > main else "highlight")
    )
    axes.plot(
        rows["year"],
        rows["value"],
        linestyle="-" if line else "",
        marker=_MARKERS[number % len(_MARKERS)],
        markersize=3.5 if line else 6.5,
        color=ink,
        markerfacecolor="none" if vintage > main else ink,
        label=label("vintage_of", language, vintage=vintage),
        zorder=3 if line else 4,
    )


def _account_key(column: str, measure: str) -> str:
    amounts = {"dmi": "direct_material_input", "dmc": "domestic_material_consumption"}
    ratios = {"dmi": "per_input", "dmc": "per_consumption"}
    return (amounts if column.endswith("_mt") else ratios)[measure]


def _area_line(
    axes: Axes, area: str, line: pd.Series | None, later: pd.DataFrame, reference: str
) -> tuple[float, float]:
    """Draw an area and return where its label belongs: the last year drawn and its value."""
    strong = area == reference
    ink = colour(area_colour(area, reference))
    last = (float("nan"), float("nan"))
    if line is not None and line.notna().any():
        known = line.dropna()
        dots = "o" if len(known) == 1 else ""
        axes.plot(
            line.index,
            line,
            marker=dots,
            color=ink,
            linewidth=2.6 if strong else 1.2,
            zorder=4 if strong else 2,
        )
        last = (float(known.index[-1]), float(known.iloc[-1]))
    if len(later):
        axes.plot(
            later["year"], later["value"], "o", color=ink, markerfacecolor="white", markersize=5, zorder=5
        )
        newest = later.sort_values("year").iloc[-1]
        if not last[0] > newest["year"]:
            last = (float(newest["year"]), float(newest["value"]))
    return last


def _vintage_legend(axes: Axes, vintage: str, later: bool, language: str) -> None:
    """Explain line and hollow point above the lines."""
    axes.plot([], [], color=colour("muted"), label=label("vintage_of", language, vintage=vintage))
    if later:
        text = label("later_vintage", language)
        axes.plot([], [], "o", color=colour("muted"), markerfacecolor="none", markersize=5, label=text)
    axes.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=2, borderaxespad=0.2)


def _room_above(panel: Axes) -> None:
    low, high = panel.get_ylim()
    panel.set_ylim(low, high + 0.3 * (high - low))


def _shade_gaps(panel: Axes, every_year: pd.DataFrame) -> None:
    missing = every_year.index[every_year.isna().all(axis=1)]
    if len(missing):
        panel.axvspan(
            missing[0] - 0.5, missing[-1] + 0.5, color=colour("gap"), alpha=0.5, zorder=0, linewidth=0
        )


def _whole_years(axes: Axes, years: pd.Series) -> None:
    first, last = int(years.min()), int(years.max())
    step = max(1, -(-(last - first) // 6))
    axes.set_xticks(range(first, last + 1, step))
    axes.set_xlim(first - 0.6, last + 0.6)
