"""Figure of organisations and events in two columns, with a line for each tie."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from greentwin.errors import DataError
from greentwin.ngo.exchange.frames import rows
from greentwin.ngo.exchange.layout import Layout, two_columns
from greentwin.ngo.exchange.names import event_names, organisation_names
from greentwin.ngo.exchange.options import SIDES, Side
from greentwin.ngo.exchange.sides import side
from greentwin.ngo.exchange.wording import network_alt, network_caption
from greentwin.plotting import Chart, Language, colour, label, marker, new_figure

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from matplotlib.axes import Axes

    from greentwin.ngo.exchange.selection import Exchange

LEFT, RIGHT = 0.37, 0.62
TEXT_GAP = 0.014
BULGE = 0.04
POINTS = 9.0
LINE_INCHES = 0.158
MARGIN_INCHES = 1.0
WIDTH: Mapping[Language, int] = {"en": 36, "zh": 17}
INK: Mapping[Side, str] = {"china": "china", "europe": "europe", "other": "muted"}
MARK: Mapping[Side, str] = {"china": marker("china"), "europe": marker("europe"), "other": "D"}
DASHES = {"stated": "-", "inferred": (0, (4, 2))}


def network_chart(exchange: Exchange, affiliations: bool = True, language: Language = "en") -> Chart:
    """Draw organisations (left) and events (right) with a line for each tie.

    Events stand in the order in which the documents tell of them. Full lines are stated, dashed ones inferred. The
    mark and the colour of an organisation say on which side it is.

    Parameters
    ----------
    exchange : Exchange
        Selection with at least one tie.
    affiliations : bool
        Draw parents and affiliates of the organisations that were at an event, with a curve between them.
    language : {"en", "zh"}
        Language of all texts.

    Returns
    -------
    Chart
        Figure with alt text and caption.

    Raises
    ------
    DataError
        If the selection has no tie.
    """
    ties = exchange.ties
    if ties.empty:
        raise DataError("no organisation was at an event in this selection; there is no network to draw")
    held = _relevant(exchange) if affiliations else exchange.affiliations.iloc[:0]
    drawn = set(ties["org_id"]) | set(held["org_id"]) | set(held["parent"])
    names = organisation_names(exchange.organisations, language)
    events = event_names(exchange.events[exchange.events.index.isin(ties["event_id"])], language)
    layout = two_columns(
        ties, held, {key: names[key] for key in names if key in drawn}, events, WIDTH[language]
    )
    figure, axes = new_figure(LINE_INCHES * layout.lines + MARGIN_INCHES)
    axes.set(xlim=(0, 1), ylim=(layout.lines + 0.5, -0.5))
    axes.axis("off")
    sides = {str(key): side(country) for key, country in exchange.organisations["country"].items()}
    _draw_ties(axes, layout, ties, sides)
    _draw_affiliations(axes, layout, held)
    _draw_names(axes, layout, sides)
    shown = [kind for kind in SIDES if kind in {sides[key] for key in drawn}]
    certainty = {*ties["certainty"], *held["certainty"]}
    figure.legend(
        handles=_key(shown, certainty, not held.empty, language), loc="outside lower center", ncols=2
    )
    return Chart(figure, network_alt(exchange, language), network_caption(exchange, len(held), language))


def _relevant(exchange: Exchange) -> pd.DataFrame:
    """Keep the affiliations that an organisation at an event is part of, up and down."""
    held = exchange.affiliations
    wanted = set(exchange.ties["org_id"])
    while True:
        touched = held[held["org_id"].isin(wanted) | held["parent"].isin(wanted)]
        wider = wanted | set(touched["org_id"]) | set(touched["parent"])
        if wider == wanted:
            return touched
        wanted = wider


def _draw_ties(axes: Axes, layout: Layout, ties: pd.DataFrame, sides: Mapping[str, Side]) -> None:
    for row in rows(ties):
        axes.plot(
            [LEFT, RIGHT],
            [layout.organisations.heights[row["org_id"]], layout.events.heights[row["event_id"]]],
            color=colour(INK[sides[row["org_id"]]]),
            linestyle=DASHES[row["certainty"]],
            linewidth=0.9,
            alpha=0.75,
            zorder=1,
        )


def _draw_affiliations(axes: Axes, layout: Layout, held: pd.DataFrame) -> None:
    for row in rows(held):
        start, end = (layout.organisations.heights[key] for key in (row["parent"], row["org_id"]))
        curve = Path(
            [(LEFT, start), (LEFT + BULGE, start), (LEFT + BULGE, end), (LEFT, end)],
            [Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4],
        )
        look = {"edgecolor": colour("highlight"), "linestyle": DASHES[row["certainty"]], "linewidth": 1.6}
        axes.add_patch(PathPatch(curve, facecolor="none", zorder=2, **look))


def _draw_names(axes: Axes, layout: Layout, sides: Mapping[str, Side]) -> None:
    for key, height in layout.organisations.heights.items():
        kind = sides[key]
        axes.plot(LEFT, height, marker=MARK[kind], color=colour(INK[kind]), markersize=5, zorder=3)
        _write(axes, LEFT - TEXT_GAP, height, layout.organisations.names[key], "right")
    for key, height in layout.events.heights.items():
        axes.plot(RIGHT, height, marker=".", color=colour("text"), markersize=5, zorder=3)
        _write(axes, RIGHT + TEXT_GAP, height, layout.events.names[key], "left")


def _write(axes: Axes, x: float, y: float, name: str, side: Literal["left", "right"]) -> None:
    """Write a name; it is kept out of the layout, so that a long one cannot squeeze the drawing."""
    text = axes.text(x, y, name, ha=side, va="center", fontsize=POINTS, linespacing=1.15)
    text.set_in_layout(False)


def _key(sides: list[Side], certainty: set[str], affiliations: bool, language: Language) -> list[Line2D]:
    def entry(key: str, **look: Any) -> Line2D:
        return Line2D([], [], label=label(f"exchange_key_{key}", language), **look)

    ink = colour("pilot_marker")
    entries = [
        entry(kind, marker=MARK[kind], color=colour(INK[kind]), linestyle="none", markersize=5)
        for kind in sides
    ]
    entries.append(entry("event", marker=".", color=colour("text"), linestyle="none"))
    entries += [
        entry(name, color=ink, linestyle=dashes, linewidth=1.1)
        for name, dashes in DASHES.items()
        if name in certainty
    ]
    if affiliations:
        entries.append(entry("affiliation", color=colour("highlight"), linewidth=1.5))
    return entries
