"""Figure of published figures as multiples of the claimed ones."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from greentwin.appraisal.claims.figuretexts import ratio_alt, ratio_caption
from greentwin.appraisal.claims.marks import OUTCOME_MARKS, wrapped
from greentwin.appraisal.claims.options import Conclusion, Outcome
from greentwin.appraisal.claims.ratios import Compared, Point
from greentwin.appraisal.claims.stated import published, stated
from greentwin.errors import DataError
from greentwin.plotting import Chart, Language, colour, label, new_figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LEFT, RIGHT = -1.4, 2.6
ROW_INCHES = 0.42
HEAD = 0.75
NAME_WIDTH, STATED_WIDTH = 38, 18
SMALL = 9.0
BAND = 0.34
ASIDE: Mapping[Outcome, float] = {"agrees": -0.15, "disagrees": 0.15, "open": 0.0}
_BEYOND = {"left": LEFT + 0.05, "right": RIGHT - 0.05}


def ratio_figure(rows: Sequence[Compared], language: Language) -> Chart:
    """
    Draw each claim as a band around one and the published figures as marks at their multiples of it.

    Figures off the axis stand at its end as a triangle, with their value. A bar is what rounding leaves open.

    Parameters
    ----------
    rows : sequence of Compared
        From `greentwin.appraisal.claims.ratios.compared`, not empty.
    language : {"en", "zh"}
        Language of all texts.

    Returns
    -------
    Chart
        Figure with alt text and caption.

    Raises
    ------
    DataError
        If there is no claim to draw.
    """
    if not rows:
        raise DataError("no claim has a published figure that can be divided by it; there is nothing to draw")
    places, heads = _places(rows)
    bottom = places[-1] + 0.6
    figure, axes = new_figure(ROW_INCHES * bottom + 1.4)
    axes.set(xlim=(LEFT, RIGHT), ylim=(bottom, 0))
    names = [wrapped(f"{r.entry.claim.claim_id} {r.entry.claim.words[language]}", NAME_WIDTH) for r in rows]
    axes.set_yticks(places, names, fontsize=SMALL, linespacing=1.0)
    axes.tick_params(axis="y", length=0)
    axes.grid(visible=False)
    axes.axvline(1.0, color=colour("muted"), linewidth=0.8, zorder=1)
    axes.set_xlabel(label("claim_axis_ratio", language))
    across = axes.get_yaxis_transform()
    for y, row in zip(places, rows, strict=True):
        _draw_row(axes, y, row, language)
        text = wrapped(stated(row.entry.claim, language), STATED_WIDTH)
        axes.text(1.02, y, text, transform=across, va="center", fontsize=SMALL, linespacing=1.0)
    for y, conclusion in heads:
        text = label(f"claim_verdict_{conclusion}", language)
        axes.text(
            0, y, text, transform=across, va="center", fontsize=SMALL + 0.5, color=colour("pilot_marker")
        )
        axes.plot([0, 1], [y + 0.3, y + 0.3], transform=across, color=colour("grid"), linewidth=0.8)
    axes.text(
        *(1.02, heads[0][0], label("claim_as_stated", language)),
        transform=across,
        va="center",
        fontsize=SMALL,
    )
    figure.legend(handles=_key(rows, language), loc="outside lower center", ncols=2)
    return Chart(figure, ratio_alt(rows, language), ratio_caption(rows, language))


def _places(rows: Sequence[Compared]) -> tuple[list[float], list[tuple[float, Conclusion]]]:
    """Return where the rows go, and where the verdict above each group of them."""
    places: list[float] = []
    heads: list[tuple[float, Conclusion]] = []
    y = 0.0
    for row in rows:
        conclusion = row.entry.verdict.conclusion
        if not heads or heads[-1][1] != conclusion:
            heads.append((y + HEAD / 2, conclusion))
            y += HEAD
        places.append(y + 0.5)
        y += 1
    return places, heads


def _draw_row(axes: Axes, y: float, row: Compared, language: Language) -> None:
    low, high = max(row.claimed.low, LEFT), min(row.claimed.high, RIGHT)
    axes.fill_between([low, high], y - BAND, y + BAND, color=colour("gap"), linewidth=2.5, zorder=0)
    inside = [point for point in row.points if LEFT <= point.ratio.middle <= RIGHT]
    aside = 1.0 if len({point.outcome for point in inside}) > 1 else 0.0
    for point in inside:
        _draw_point(axes, y + aside * ASIDE[point.outcome], point)
    for side in ("left", "right"):
        beyond = [p for p in row.points if p not in inside and (p.ratio.middle < LEFT) == (side == "left")]
        if beyond:
            _draw_beyond(axes, y, side, beyond, row, language)


def _draw_point(axes: Axes, y: float, point: Point) -> None:
    shape, ink = OUTCOME_MARKS[point.outcome]
    high = min(point.ratio.high, RIGHT)
    axes.plot([point.ratio.low, high], [y, y], color=colour(ink), linewidth=1.8, zorder=3)
    face = "none" if point.outcome == "open" else colour(ink)
    place = point.ratio.low if math.isinf(point.ratio.high) else point.ratio.middle
    axes.plot(place, y, shape, color=colour(ink), markerfacecolor=face, markersize=6.5, zorder=4)


def _draw_beyond(
    axes: Axes, y: float, side: str, points: Sequence[Point], row: Compared, language: Language
) -> None:
    ink = colour(OUTCOME_MARKS[points[0].outcome][1])
    axes.plot(_BEYOND[side], y, "<" if side == "left" else ">", color=ink, markersize=7, zorder=4)
    texts = (published(point.reading.value, row.entry.claim, language) for point in points)
    left = side == "left"
    axes.annotate(
        ", ".join(dict.fromkeys(texts)),
        (_BEYOND[side], y),
        xytext=(7 if left else -7, 0),
        textcoords="offset points",
        ha="left" if left else "right",
        va="center",
        fontsize=SMALL,
    )


def _key(rows: Sequence[Compared], language: Language) -> list[Patch | Line2D]:
    drawn = {point.outcome for row in rows for point in row.points}
    entries: list[Patch | Line2D] = [Patch(color=colour("gap"), label=label("claim_key_claimed", language))]
    for name, (shape, ink) in OUTCOME_MARKS.items():
        if name in drawn:
            face = "none" if name == "open" else colour(ink)
            text = label(f"claim_key_{name}", language)
            mark = Line2D(
                [], [], marker=shape, linestyle="", color=colour(ink), markerfacecolor=face, label=text
            )
            entries.append(mark)
    return entries
