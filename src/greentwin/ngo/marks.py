"""Marks that the figures of statements share: what shape, fill and size say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from matplotlib.lines import Line2D

from greentwin.plotting import Language, colour, label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matplotlib.axes import Axes

    from greentwin.ngo.contrasts import Voice

SIZES = {"more": 9.5, "less": 6.0}
MARKERS = {"plain": "o", "hedged": "D", "strong": "*"}
LINES = {"plain": "-", "hedged": (0, (3, 2)), "strong": "-"}
LINE_WIDTH = 1.1
SMALL = 9.0
_SCOPES_WITH_COLOUR = ("europe", "france", "germany")


def ink(side: str, voice: Voice) -> str:
    """Return the colour of a side: China's, or that of what the reporter compares it with."""
    if side == "china":
        return colour("china")
    return colour(voice.scope if voice.scope in _SCOPES_WITH_COLOUR else "europe")


def draw_mark(
    axis: Axes,
    place: tuple[float, float],
    side: str,
    voice: Voice,
    strength: str,
    *,
    more: bool,
    filled: bool,
) -> None:
    """Draw one side of one statement.

    Parameters
    ----------
    axis : Axes
        Where to draw.
    place : (float, float)
        Position in data coordinates.
    side : {"china", "europe"}
        The side; it gives the colour.
    voice : Voice
        The reporter.
    strength : {"plain", "hedged", "strong"}
        Wording; it gives the shape.
    more : bool
        Whether the side is said to have more; it gives the size.
    filled : bool
        Whether the passage describes the side.
    """
    axis.plot(
        *place,
        marker=MARKERS[strength],
        markersize=SIZES["more" if more else "less"],
        markerfacecolor=ink(side, voice) if filled else colour("background"),
        markeredgecolor=ink(side, voice),
        markeredgewidth=1.3,
        zorder=2,
    )


def key(strengths: Iterable[str], language: Language, *, implied: bool, lines: bool) -> list[Line2D]:
    """Return the entries that explain fill, size, and the shapes that occur.

    Parameters
    ----------
    strengths : iterable of str
        Wordings that occur.
    language : {"en", "zh"}
        Language of the entries.
    implied : bool
        Whether open marks are drawn.
    lines : bool
        Whether the wording is shown by a line as well.
    """
    present = set(strengths)
    paper = colour("background")
    entries = [_entry("stated", "o", colour("text"), SIZES["less"], language)]
    if implied:
        entries.append(_entry("implied", "o", paper, SIZES["less"], language))
    entries.append(_entry("more", "o", colour("text"), SIZES["more"], language))
    for strength in (strength for strength in MARKERS if strength in present):
        line = LINES[strength] if lines else "none"
        entries.append(_entry(strength, MARKERS[strength], colour("text"), SIZES["less"], language, line))
    return entries


def _entry(name: str, shape: str, fill: str, size: float, language: Language, line: Any = "none") -> Line2D:
    return Line2D(
        [],
        [],
        marker=shape,
        markerfacecolor=fill,
        markeredgecolor=colour("text"),
        markersize=size,
        linestyle=line,
        color=colour("muted"),
        linewidth=LINE_WIDTH,
        label=label(f"contrast_key_{name}", language),
    )
