"""Figure of raw trends: mean outcomes of groups of units that start in the same year."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap, to_hex, to_rgb
from numpy.typing import NDArray
from scipy import stats

from greentwin.city.axes import year_axis
from greentwin.city.evaluation.panel import Panel
from greentwin.city.evaluation.panelview import StartGroup, start_groups
from greentwin.city.evaluation.results import Floats
from greentwin.city.evaluation.wording import say
from greentwin.city.wording import listed_parts, number
from greentwin.errors import DataError
from greentwin.plotting import Chart, Language, Wording, colour, label, new_figure

_MARKS = "os^Dv"
_DARK, _LIGHT = 0.4, 0.7


@dataclass(frozen=True, eq=False)
class GroupTrend:
    """Mean outcome of the units of one group, relative to a common year.

    Attributes
    ----------
    group : StartGroup
        The units that have every year; their number does not change over the years.
    n_left_out : int
        Units of the group with a gap.
    means : ndarray, shape (n_years,)
        Mean of the outcome minus that of the base year.
    half_width : ndarray, shape (n_years,)
        Half the 95 % interval of the mean, with units of a cluster counted as dependent; NaN with one cluster.
    """

    group: StartGroup
    n_left_out: int
    means: Floats
    half_width: Floats


def group_trends(panel: Panel, base_year: int | None = None) -> tuple[GroupTrend, ...]:
    """Compute the mean outcome of each group of starts relative to a common year.

    Parameters
    ----------
    panel : Panel
        The panel.
    base_year : int, optional
        The common year; the last year before the first start if not given.

    Returns
    -------
    tuple of GroupTrend
        Groups in which some unit has every year.

    Raises
    ------
    ParameterError
        If the panel does not hold the base year.
    DataError
        If no unit has every year.

    Notes
    -----
    With e_i the deviation of a unit from its group's mean, the squared error of the mean of n units in G clusters is
    G / (G - 1) times the sum over clusters of (sum of e_i)^2 / n^2, and the interval uses t with G - 1 degrees of
    freedom.
    """
    column = panel.column(int(panel.groups[0]) - 1 if base_year is None else base_year)
    relative = panel.outcome - panel.outcome[:, [column]]
    full: NDArray[np.bool_] = np.asarray(np.isfinite(panel.outcome).all(axis=1))
    trends = []
    for group in start_groups(panel):
        rows = group.rows[full[group.rows]]
        if len(rows):
            half = _half_width(relative[rows], panel.clusters[rows])
            kept = StartGroup(group.start, rows)
            trends.append(GroupTrend(kept, group.n - len(rows), relative[rows].mean(axis=0), half))
    if not trends:
        raise DataError("no unit has every year, so that no group can be followed over time")
    return tuple(trends)


def raw_trends_chart(
    panel: Panel,
    language: Language,
    *,
    source_label: str,
    outcome_label: str | None = None,
    base_year: int | None = None,
) -> Chart:
    """Draw the mean outcome of each group of starts relative to a common year.

    Parameters
    ----------
    panel : Panel
        The panel.
    language : {"en", "zh"}
        Language of the texts.
    source_label : str
        Name of the data, for the caption.
    outcome_label : str, optional
        Name of the outcome; the label of ``panel.outcome_name`` if not given.
    base_year : int, optional
        The common year; the last year before the first start if not given.

    Returns
    -------
    Chart
        A line with its 95 % band for each group; a vertical line marks each group's start.
    """
    trends = group_trends(panel, base_year)
    base = int(panel.groups[0]) - 1 if base_year is None else base_year
    last = int(panel.years[-1])
    name = outcome_label or label(panel.outcome_name, language)
    figure, axes = new_figure(3.9)
    shades = group_colours(len(trends) - int(np.isinf(trends[-1].group.start)))
    for place, trend in enumerate(trends):
        shade = colour("muted") if np.isinf(trend.group.start) else shades[place]
        _draw_trend(axes, panel, trend, shade, _MARKS[place % len(_MARKS)], language)
    axes.axhline(0, color=colour("muted"), linewidth=0.8)
    axes.set_ylabel(say("axis_relative", language, outcome=name, year=base))
    year_axis(axes, panel.years)
    figure.legend(loc="outside upper left", ncols=2)
    parts = [
        say(
            "part_trend",
            language,
            group=trend.group.name(last, language),
            change=number(float(trend.means[-1]), 2),
            n=trend.group.n,
        )
        for trend in trends
    ]
    values: dict[str, Wording] = {
        "outcome": name,
        "base": base,
        "last": last,
        "n": sum(trend.group.n for trend in trends),
        "left_out": len(panel.units) - sum(trend.group.n for trend in trends),
    }
    return Chart(
        figure,
        alt=say("alt_trends", language, parts=listed_parts(parts), **values),
        caption=say("caption_trends", language, source=source_label, **values),
    )


def group_colours(n_groups: int) -> tuple[str, ...]:
    """Return one shade of the colour of pilots for each group of starts, from early (dark) to late (light)."""
    pilots = np.array(to_rgb(colour("china")))
    shades = LinearSegmentedColormap.from_list("starts", [pilots * _DARK, pilots, 1 - (1 - pilots) * _LIGHT])
    places = np.linspace(0, 1, n_groups) if n_groups > 1 else np.array([0.5])
    return tuple(to_hex(shades(float(place))) for place in places)


def _draw_trend(
    axes: Axes, panel: Panel, trend: GroupTrend, shade: str, mark: str, language: Language
) -> None:
    last = int(panel.years[-1])
    text = say("group_n", language, group=trend.group.name(last, language), n=trend.group.n)
    axes.plot(panel.years, trend.means, color=shade, marker=mark, label=text)
    if np.isfinite(trend.half_width).all():
        low, high = trend.means - trend.half_width, trend.means + trend.half_width
        axes.fill_between(panel.years, low, high, color=shade, alpha=0.12, linewidth=0)
    if panel.years[0] < trend.group.start <= last:
        axes.axvline(trend.group.start - 0.5, color=shade, linestyle=":", linewidth=1.2)


def _half_width(relative: Floats, clusters: NDArray[np.str_]) -> Floats:
    names, index = np.unique(clusters, return_inverse=True)
    n_clusters = len(names)
    if n_clusters < 2:
        return np.full(relative.shape[1], np.nan)
    sums = np.zeros((n_clusters, relative.shape[1]))
    np.add.at(sums, index, relative - relative.mean(axis=0))
    variance = n_clusters / (n_clusters - 1) * (sums**2).sum(axis=0) / len(relative) ** 2
    half: Floats = stats.t.ppf(0.975, n_clusters - 1) * np.sqrt(variance)
    return half
