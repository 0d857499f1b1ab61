"""Figure of a panel: which unit is treated in which year, and where there are gaps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator
from numpy.typing import NDArray

from greentwin.city.evaluation.panel import Panel
from greentwin.city.evaluation.results import Floats
from greentwin.city.evaluation.wording import say
from greentwin.city.wording import listed
from greentwin.plotting import Chart, Language, colour, label, new_figure

MOST_NAMED = 40
_LEAST_SHARE = 0.05
_LEAST_UNITS = 3
_SMALL = 8.6
_STATES = ("gap", "untreated", "treated")
_FILLS = {"gap": "gap", "untreated": "muted", "treated": "china"}


@dataclass(frozen=True, eq=False)
class StartGroup:
    """The units of a panel whose treatment starts in the same year.

    Attributes
    ----------
    start : float
        First treated year; infinite for units that are never treated.
    rows : ndarray of int
        Rows of the panel, sorted by region and unit.
    """

    start: float
    rows: NDArray[np.int64]

    @property
    def n(self) -> int:
        """Number of units."""
        return len(self.rows)

    def name(self, last_year: int, language: Language) -> str:
        """Name the group: treated from a year on, not treated within the years, or never treated."""
        key = "never" if np.isinf(self.start) else "later" if self.start > last_year else "from"
        return say(f"group_{key}", language, year="" if key == "never" else int(self.start))


def start_groups(panel: Panel) -> tuple[StartGroup, ...]:
    """Sort the units of a panel into groups by the year of their start, never treated units last."""
    groups = []
    for start in np.unique(panel.start):
        rows = np.flatnonzero(panel.start == start)
        order = sorted(rows.tolist(), key=lambda row: (panel.regions[row], panel.units[row]))
        groups.append(StartGroup(float(start), np.array(order, dtype=np.int64)))
    return tuple(groups)


def panel_view_chart(
    panel: Panel, names: Mapping[str, str], language: Language, *, source_label: str
) -> Chart:
    """Draw who is treated when: a line for each unit, a column for each year, a block for each start.

    Parameters
    ----------
    panel : Panel
        The panel.
    names : mapping of str to str
        Shown name of each unit; used if there are at most 40 units.
    language : {"en", "zh"}
        Language of the texts.
    source_label : str
        Name of the data, for the caption.

    Returns
    -------
    Chart
        Units are sorted by region within a block; white lines stand between regions where these have three or more
        units on average.
    """
    groups = start_groups(panel)
    named = len(panel.units) <= MOST_NAMED
    least = 1.0 if named else _LEAST_SHARE * len(panel.units)
    heights = [max(group.n, least) for group in groups]
    room = 0.185 * len(panel.units) if named else 3.4
    figure, grid = new_figure(
        1.0 + 0.3 * len(groups) + room, len(groups), 1, sharex=True, squeeze=False, height_ratios=heights
    )
    last = int(panel.years[-1])
    for axes in grid[:-1, 0]:
        axes.tick_params(axis="x", length=0)
    for axes, group in zip(grid[:, 0], groups, strict=True):
        _draw_block(axes, panel, group)
        axes.set_title(say("group_n", language, group=group.name(last, language), n=group.n))
        shown = [names.get(panel.units[row], panel.units[row]) for row in group.rows] if named else []
        axes.set_yticks(np.arange(len(shown)) + 0.5, shown, fontsize=_SMALL)
    present = {int(state) for state in np.unique(_states(panel))}
    figure.legend(
        handles=[
            Patch(facecolor=colour(_FILLS[state]), label=label(f"evaluation_{state}", language))
            for number, state in reversed(list(enumerate(_STATES)))
            if number in present
        ],
        loc="outside upper left",
        ncols=len(_STATES),
    )
    counts = listed(say("group_n", language, group=group.name(last, language), n=group.n) for group in groups)
    values = {
        "n": len(panel.units),
        "first": int(panel.years[0]),
        "last": last,
        "gaps": int((~np.isfinite(panel.outcome)).sum()),
    }
    return Chart(
        figure,
        alt=say("alt_panel_view", language, groups=counts, **values),
        caption=say("caption_panel_view", language, source=source_label, **values),
    )


def _states(panel: Panel) -> Floats:
    states = np.where(panel.treatment, 2.0, 1.0)
    return np.where(np.isfinite(panel.outcome), states, 0.0)


def _draw_block(axes: Axes, panel: Panel, group: StartGroup) -> None:
    edges = (panel.years[0] - 0.5, panel.years[-1] + 0.5)
    axes.imshow(
        _states(panel)[group.rows],
        cmap=ListedColormap([colour(_FILLS[state]) for state in _STATES]),
        vmin=0,
        vmax=len(_STATES) - 1,
        aspect="auto",
        interpolation="nearest",
        extent=(*edges, group.n, 0),
    )
    regions = panel.regions[group.rows]
    borders = np.flatnonzero(regions[1:] != regions[:-1]) + 1
    if group.n >= _LEAST_UNITS * (len(borders) + 1) or len(panel.units) <= MOST_NAMED:
        axes.hlines(borders, *edges, color=colour("background"), linewidth=0.7)
    axes.vlines(panel.years[1:] - 0.5, 0, group.n, color=colour("background"), linewidth=0.4)
    axes.grid(visible=False)
    axes.tick_params(axis="y", length=0)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=9))
