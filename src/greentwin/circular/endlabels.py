"""Names written at the ends of lines, so that no legend has to be searched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from greentwin.plotting import colour, format_number

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_OWN_COLOUR = {"EU27": "eu27", "DE": "germany", "FR": "france"}
_LABEL_HEIGHT = 0.051


def label_ends(
    axes: Axes, ends: Mapping[str, tuple[float, float]], names: Mapping[str, str], reference: str
) -> None:
    """Write each area's name and last value right of the last year, pushed apart so that no two overlap.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
        Axes with the lines drawn; its vertical range is set to begin at zero.
    ends : mapping of str to (float, float)
        Last year and its value of each area.
    names : mapping of str to str
        Names of areas.
    reference : str
        Area whose name is larger.
    """
    top = 1.06 * max(axes.dataLim.y1, 1.0)
    axes.set_ylim(0, top)
    right = max(year for year, _ in ends.values())
    beside = right + 0.06 * max(axes.dataLim.width, 1.0)
    order = sorted(ends, key=lambda area: ends[area][1])
    places = spread([ends[area][1] for area in order], _LABEL_HEIGHT * top)
    for area, place in zip(order, places, strict=True):
        ink = colour(area_colour(area, reference))
        year, value = ends[area]
        when = "" if year == right else f" ({year:.0f})"
        axes.annotate(
            f"{names[area]} {format_number(value, 1)}{when}",
            xy=(year, value),
            xytext=(beside, place),
            va="center",
            fontsize=10.5 if area == reference else 9,
            color=colour("text"),
            arrowprops={
                "arrowstyle": "-",
                "color": ink,
                "linewidth": 0.7,
                "shrinkA": 0,
                "shrinkB": 3,
            },
            annotation_clip=False,
        )


def spread(values: Sequence[float], distance: float) -> list[float]:
    """Move sorted values apart as little as possible until neighbours keep a distance.

    Parameters
    ----------
    values : sequence of float
        Values in ascending order.
    distance : float
        Smallest distance between neighbours.

    Returns
    -------
    list of float
        Places in the same order; groups that had to move stay centred on their values.
    """
    groups: list[tuple[float, int]] = []
    for value in values:
        centre, size = float(value), 1
        while groups and centre - groups[-1][0] < distance * (size + groups[-1][1]) / 2:
            before, count = groups.pop()
            centre = (centre * size + before * count) / (size + count)
            size += count
        groups.append((centre, size))
    return [centre + distance * (place - (size - 1) / 2) for centre, size in groups for place in range(size)]


def area_colour(area: str, reference: str) -> str:
    """Name the colour of an area: its own in the book, the highlight if it is the reference, else muted."""
    if area in _OWN_COLOUR:
        return _OWN_COLOUR[area]
    return "highlight" if area == reference else "muted"
