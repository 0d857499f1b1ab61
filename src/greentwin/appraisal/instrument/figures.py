"""Figures of the instrument: standings, scores and ranks as ranges."""

from __future__ import annotations

import math
from typing import Any

from greentwin.appraisal.checks import Array
from greentwin.appraisal.instrument import wording
from greentwin.appraisal.instrument.assessment import RankSpread, ScoreRanges
from greentwin.appraisal.instrument.preparation import Prepared
from greentwin.plotting import Chart, Language, colour, label, new_figure, wrapped

MOST_DRAWN = 20
"""Units that a figure has room for; the first by their score are drawn."""
_ROW_INCHES, _BASE_INCHES = 0.3, 0.95
_NAME_WIDTH, _TITLE_WIDTH = 22, 26
_BAR = 4.0
_SPREADS: tuple[tuple[str, str, str, float, float, Any], ...] = (
    ("weights", "appraisal_weights_drawn", "pilot_marker", -0.24, 2.0, "-"),
    ("ranges", "appraisal_values_drawn", "pilot_marker", 0.0, 2.0, (0, (2, 1))),
    ("both", "appraisal_both", "highlight", 0.24, _BAR, "-"),
)
"""Kind of draws, its label, colour, place in the row, and width and style of its bar."""


def axes_chart(
    prepared: Prepared, scores: ScoreRanges, ranges: tuple[Array, Array], language: Language = "en"
) -> Chart:
    """
    Draw for each axis the range of each unit's standing, one panel for each axis.

    Parameters
    ----------
    prepared : Prepared
        Table.
    scores : ScoreRanges
        Scores; they order the units.
    ranges : tuple of numpy.ndarray, shape (n_units, n_axes)
        From `greentwin.appraisal.instrument.assessment.axis_ranges`.
    language : {"en", "zh"}
        Language of all texts.

    Returns
    -------
    Chart
        Figure with alt text and caption.
    """
    low, high = ranges
    shown = scores.order[:MOST_DRAWN]
    names = prepared.axis_names
    columns = min(3, len(names))
    rows = math.ceil(len(names) / columns)
    height = 0.6 + rows * (0.75 + row_inches(prepared, shown) * len(shown))
    figure, grid = new_figure(height, rows=rows, cols=columns, sharex=True, sharey=True, squeeze=False)
    for position, panel in enumerate(grid.flat):
        if position >= len(names):
            panel.axis("off")
            continue
        for place, unit in enumerate(shown):
            panel.plot(
                [low[unit, position], high[unit, position]],
                [place, place],
                color=colour("pilot_marker"),
                linewidth=_BAR,
                solid_capstyle="butt",
            )
        panel.set_title(wrapped(names[position], _TITLE_WIDTH), fontsize=10)
        panel.set(xlim=(-0.03, 1.03), xticks=[0, 0.5, 1])
        panel.tick_params(labelbottom=position >= len(names) - columns)
        unit_rows(panel, prepared, shown)
    figure.supxlabel(label("appraisal_standing", language), fontsize=10)
    caption = wording.say("axes_caption", language, source=_source(prepared, language))
    return Chart(figure, wording.axes_alt(prepared, low, high, language), caption)


def scores_chart(prepared: Prepared, scores: ScoreRanges, language: Language = "en") -> Chart:
    """
    Draw the range of each unit's score with its midpoint.

    Parameters
    ----------
    prepared : Prepared
        Table.
    scores : ScoreRanges
        Scores.
    language : {"en", "zh"}
        Language of all texts.

    Returns
    -------
    Chart
        Figure with alt text and caption.
    """
    shown = scores.order[:MOST_DRAWN]
    figure, axes = new_figure(_BASE_INCHES + row_inches(prepared, shown) * len(shown))
    for place, unit in enumerate(shown):
        axes.plot(
            [scores.low[unit], scores.high[unit]],
            [place, place],
            color=colour("pilot_marker"),
            linewidth=_BAR,
            solid_capstyle="butt",
        )
        _diamond(axes, float(scores.middle[unit]), place)
    unit_rows(axes, prepared, shown)
    axes.set_xlabel(label("appraisal_score", language))
    caption = wording.say("scores_caption", language, source=_source(prepared, language))
    return Chart(figure, wording.scores_alt(prepared, scores, language), caption)


def ranks_chart(
    prepared: Prepared, scores: ScoreRanges, spread: RankSpread, language: Language = "en"
) -> Chart:
    """
    Draw within which ranks each unit stays if weights, values or both are drawn.

    Parameters
    ----------
    prepared : Prepared
        Table.
    scores : ScoreRanges
        Scores.
    spread : RankSpread
        Ranks over the draws.
    language : {"en", "zh"}
        Language of all texts.

    Returns
    -------
    Chart
        Figure with alt text and caption.
    """
    shown = scores.order[:MOST_DRAWN]
    rows = max(row_inches(prepared, shown), 0.46)
    figure, axes = new_figure(_BASE_INCHES + 0.4 + rows * len(shown))
    for name, key, ink, offset, width, style in _SPREADS:
        intervals = getattr(spread, name)
        for place, unit in enumerate(shown):
            best, worst = intervals[unit]
            axes.plot(
                [best - 0.12, worst + 0.12],
                [place + offset, place + offset],
                color=colour(ink),
                linewidth=width,
                linestyle=style,
                solid_capstyle="butt",
                label=label(key, language) if place == 0 else None,
            )
    for place, unit in enumerate(shown):
        _diamond(axes, float(scores.ranks[unit]), place)
    unit_rows(axes, prepared, shown)
    count = len(prepared.units)
    axes.set(xlim=(0.5, count + 0.5), xticks=range(1, count + 1, max(1, math.ceil(count / 15))))
    axes.set_xlabel(label("appraisal_rank", language))
    figure.legend(loc="outside lower center", ncols=3)
    caption = wording.say(
        "ranks_caption", language, draws=f"{spread.draws:,}", source=_source(prepared, language)
    )
    return Chart(figure, wording.ranks_alt(prepared, scores, spread, language), caption)


def row_inches(prepared: Prepared, shown: tuple[int, ...]) -> float:
    """Return how high a row must be for the longest name of a unit."""
    lines = max(wrapped(prepared.units[unit], _NAME_WIDTH).count("\n") + 1 for unit in shown)
    return max(_ROW_INCHES, 0.19 * lines)


def unit_rows(axes: Any, prepared: Prepared, shown: tuple[int, ...]) -> None:
    """Write the names of units beside the rows, the first on top."""
    names = [wrapped(prepared.units[unit], _NAME_WIDTH) for unit in shown]
    axes.set_yticks(range(len(shown)), names)
    axes.set_ylim(len(shown) - 0.4, -0.6)
    axes.grid(visible=True, axis="x")
    axes.grid(visible=False, axis="y")


def _diamond(axes: Any, x: float, y: float) -> None:
    axes.plot(
        x,
        y,
        marker="D",
        markersize=7,
        markerfacecolor=colour("background"),
        markeredgecolor=colour("text"),
        markeredgewidth=1.4,
        linestyle="none",
        zorder=4,
    )


def _source(prepared: Prepared, language: Language) -> str:
    text = wording.source(prepared, language)
    if len(prepared.units) <= MOST_DRAWN:
        return text
    more = wording.say("drawn_first", language, n=MOST_DRAWN, units=len(prepared.units))
    return f"{text} {more}" if language == "en" else text + more
