"""Figure of the dated events, each document on its own scale, dates no finer than they are stated."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from matplotlib.patches import Patch

from greentwin.errors import DataError
from greentwin.ngo.exchange.frames import keyed, rows
from greentwin.ngo.exchange.layout import wrap
from greentwin.ngo.exchange.names import date_text, event_names
from greentwin.ngo.exchange.sides import side
from greentwin.ngo.exchange.wording import document_name, timeline_alt, timeline_caption
from greentwin.plotting import Chart, Language, colour, label, new_figure

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    from greentwin.ngo.exchange.selection import Exchange

ROW_INCHES = 0.33
PANEL_INCHES = 0.62
LEAST_SHARE = 0.012
TICKS = 5
EPOCH = pd.Timestamp(1970, 1, 1)
POINTS = 9.0
WRAP: Mapping[Language, int] = {"en": 40, "zh": 19}
HATCH: Mapping[str, str | None] = {"day": None, "month": "////", "year": "...."}
INK = {"china": "china", "europe": "europe", "other": "muted"}


def timeline_chart(exchange: Exchange, language: Language = "en") -> Chart:
    """Draw the dated events as bars, one panel for each document.

    A filled bar is stated to the day, a hatched one only to the month or the year and fills it. Stays have the colour
    of the side that travels. The date is written beside each bar. Events without a date are not drawn; the caption
    says how many there are.

    Parameters
    ----------
    exchange : Exchange
        Selection with at least one dated event.
    language : {"en", "zh"}
        Language of all texts.

    Returns
    -------
    Chart
        Figure with alt text and caption.

    Raises
    ------
    DataError
        If no event has a date.
    """
    dated = exchange.events[exchange.events["start"].notna()].sort_values(["source_id", "start", "end"])
    if dated.empty:
        raise DataError("no event of this selection has a date; there is no timeline to draw")
    panels = [panel for _, panel in dated.groupby("source_id")]
    sizes = [len(panel) for panel in panels]
    height = ROW_INCHES * sum(sizes) + PANEL_INCHES * len(panels) + 0.3
    figure, axes = new_figure(
        height, rows=len(panels), height_ratios=[n + PANEL_INCHES / ROW_INCHES for n in sizes], squeeze=False
    )
    travellers = _travellers(exchange)
    for axis, panel in zip(np.ravel(axes), panels, strict=True):
        title = document_name(str(panel["source_id"].iloc[0]), language, exchange.own_files)
        axis.set_title(title, fontsize=POINTS + 0.5)
        _draw_panel(axis, panel, travellers, language)
    figure.legend(handles=_key(set(dated["date_precision"]), language), loc="outside lower center", ncols=3)
    return Chart(figure, timeline_alt(exchange, language), timeline_caption(exchange, language))


def _travellers(exchange: Exchange) -> dict[str, str]:
    """Return the side of whoever visits during a stay."""
    country = exchange.organisations["country"]
    stays = set(exchange.events.index[exchange.events["kind"] == "stay"])
    return {
        row["event_id"]: side(country[row["org_id"]])
        for row in rows(exchange.ties)
        if row["event_id"] in stays and "visitor" in row["roles"]
    }


def _draw_panel(axis: Axes, panel: pd.DataFrame, travellers: Mapping[str, str], language: Language) -> None:
    starts, ends = _days(panel["start"]), _days(panel["end"]) + 1
    span = float(ends.max() - starts.min())
    names = event_names(panel, language)
    for y, (key, row) in enumerate(keyed(panel).items()):
        precision = row["date_precision"]
        ink = colour(INK[travellers[key]] if key in travellers else "pilot_marker")
        axis.barh(
            y,
            max(ends[y] - starts[y], LEAST_SHARE * span),
            left=starts[y],
            height=0.5,
            facecolor=ink if HATCH[precision] is None else colour("background"),
            edgecolor=ink,
            hatch=HATCH[precision],
            linewidth=0.8,
        )
        axis.text(
            1.015,
            y,
            date_text(row["start"], row["end"], precision),
            transform=axis.get_yaxis_transform(),
            va="center",
            fontsize=POINTS,
        )
    axis.set_yticks(range(len(panel)), [wrap(name, WRAP[language]) for name in names.values()])
    axis.tick_params(axis="both", labelsize=POINTS)
    axis.set(ylim=(len(panel) - 0.4, -0.6), xlim=(starts.min() - 0.03 * span, ends.max() + 0.03 * span))
    axis.grid(visible=True, axis="x")
    axis.grid(visible=False, axis="y")
    _scale(axis, *axis.get_xlim())


def _days(dates: pd.Series) -> NDArray[np.float64]:
    """Return dates as matplotlib counts them, in days since 1970."""
    return np.asarray((pd.to_datetime(dates) - EPOCH) / pd.Timedelta(days=1), dtype=np.float64)


def _scale(axis: Axes, first: float, last: float) -> None:
    """Mark the beginnings of months or of years, about five of them."""
    begin, end = (EPOCH + pd.Timedelta(days=day) for day in (first, last))
    months = (last - first) / 30.4 / TICKS
    step = next((choice for choice in (1, 2, 3, 6) if months <= choice), None)
    january = begin.to_period("Y").start_time
    if step:
        marks, pattern = pd.date_range(january, end, freq=f"{step}MS"), "%Y-%m"
        marks = marks[marks >= begin]
    else:
        marks, pattern = pd.date_range(begin, end, freq="YS"), "%Y"
        marks = marks[:: max(1, round(months / 12))]
    axis.set_xticks(_days(marks.to_series()), list(marks.strftime(pattern)))


def _key(precisions: set[str], language: Language) -> list[Patch]:
    ink = colour("pilot_marker")
    return [
        Patch(
            facecolor=ink if hatch is None else colour("background"),
            edgecolor=ink,
            hatch=hatch,
            label=label(f"exchange_date_{precision}", language),
        )
        for precision, hatch in HATCH.items()
        if precision in precisions
    ]
