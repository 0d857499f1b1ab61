"""Figure of the goals of an exchange and what the report states for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from matplotlib.lines import Line2D

from greentwin.errors import DataError
from greentwin.ngo.exchange.frames import rows
from greentwin.ngo.exchange.goals import KINDS
from greentwin.ngo.exchange.layout import wrap
from greentwin.ngo.exchange.wording import goal_alt, goal_caption
from greentwin.plotting import Chart, Language, colour, label, new_figure

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    import pandas as pd
    from matplotlib.axes import Axes

WRAP: Mapping[Language, int] = {"en": 46, "zh": 22}
COLUMN_X = {"activity": 0.57, "result": 0.72, "follow_up": 0.87}
PARTIES = ("both", "chinese_side", "french_side", "other_side")
LINE_INCHES = 0.17
POINTS = 9.0
HEAD, PADDING = 2.2, 1.4
SIZE = 13.0


def goal_chart(
    matrix: pd.DataFrame, goals: pd.DataFrame, at_events: Collection[str], language: Language = "en"
) -> Chart:
    """Draw which goals have a stated activity, result and follow-up.

    A disc with a number says how many are stated. A half disc is a goal all of whose results are events or were said
    at one. A cross says that none is stated.

    Parameters
    ----------
    matrix : DataFrame
        From :func:`greentwin.ngo.exchange.goals.matrix`, not empty.
    goals : DataFrame
        Table ``goals`` that it was made of.
    at_events : collection of str
        Results that are events or were said at one.
    language : {"en", "zh"}
        Language of all texts.

    Returns
    -------
    Chart
        Figure with alt text and caption.

    Raises
    ------
    DataError
        If there is no goal.
    """
    if matrix.empty:
        raise DataError("the selection states no goal; there is nothing to draw")
    listed = matrix.assign(text=[wrap(text, WRAP[language]) for text in matrix[f"text_{language}"]])
    parties = [party for party in PARTIES if party in set(listed["party"])]
    lines = sum(text.count("\n") + PADDING for text in listed["text"]) + HEAD * len(parties) + 1.2
    figure, axes = new_figure(LINE_INCHES * lines + 0.75)
    axes.set(xlim=(0, 1), ylim=(lines, 0))
    axes.axis("off")
    for kind, x in COLUMN_X.items():
        axes.text(
            x, 0.8, label(f"exchange_{kind}", language), ha="center", va="center", fontsize=POINTS + 0.5
        )
    top = 1.2
    for party in parties:
        _draw_party(axes, top, label(f"exchange_party_{party}", language))
        top += HEAD
        for row in rows(listed[listed["party"] == party]):
            height = row["text"].count("\n") + PADDING
            axes.text(0.0, top + height / 2, row["text"], va="center", fontsize=POINTS, linespacing=1.15)
            for kind in KINDS:
                part = kind == "result" and row["standing"] == "events_only"
                _draw_count(axes, COLUMN_X[kind], top + height / 2, len(row[kind]), part)
            top += height
    figure.legend(handles=_key(set(listed["standing"]), language), loc="outside lower center", ncols=1)
    return Chart(figure, goal_alt(matrix, language), goal_caption(matrix, goals, at_events, language))


def _draw_party(axes: Axes, top: float, name: str) -> None:
    axes.text(0.0, top + 1.1, name, va="center", fontsize=POINTS + 0.5, color=colour("pilot_marker"))
    axes.plot([0, 1], [top + 1.8, top + 1.8], color=colour("grid"), linewidth=0.8)


def _draw_count(axes: Axes, x: float, y: float, count: int, part: bool) -> None:
    if count == 0:
        axes.plot(x, y, marker="x", color=colour("highlight"), markersize=SIZE * 0.6, markeredgewidth=1.8)
        return
    axes.plot(x, y, **_disc(part))
    axes.text(x + 0.025, y, str(count), ha="left", va="center", fontsize=POINTS)


def _disc(part: bool) -> dict[str, Any]:
    ink = colour("pilot_marker")
    return {
        "marker": "o",
        "markersize": SIZE * 0.75,
        "color": ink,
        "markeredgecolor": ink,
        "fillstyle": "bottom" if part else "full",
        "markerfacecoloralt": colour("background"),
        "linestyle": "none",
    }


def _key(standings: set[str], language: Language) -> list[Line2D]:
    entries = [Line2D([], [], label=label("exchange_key_some", language), **_disc(False))]
    if "events_only" in standings:
        entries.append(Line2D([], [], label=label("exchange_key_events_only", language), **_disc(True)))
    entries.append(
        Line2D(
            [],
            [],
            marker="x",
            color=colour("highlight"),
            markersize=SIZE * 0.6,
            markeredgewidth=1.8,
            linestyle="none",
            label=label("exchange_key_none", language),
        )
    )
    return entries
