"""Figure of the targets: what was observed, the straight paths to the targets, and Sen's line drawn on."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from greentwin.appraisal.targets import wording
from greentwin.appraisal.targets.assessment import Assessment
from greentwin.appraisal.targets.distance import Distance
from greentwin.appraisal.targets.layout import numbers_along, wrap
from greentwin.errors import DataError
from greentwin.plotting import Chart, Language, colour, label, marker, new_figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_PANELS = 6
COLUMNS = 2
POINTS = 9.0
CLOSE = 0.045
"""Share of the width within which marks get one number."""
LOOKS = ("inventory", "chen", "edgar", "ceads", "inventory_alt", "own_file")


def drawable(found: Assessment) -> dict[str, tuple[Distance, ...]]:
    """Return the distances that have a path, by indicator.

    Parameters
    ----------
    found : Assessment
        Assessment.
    """
    paths = [item for item in found.distances if item.path is not None]
    names = dict.fromkeys(item.indicator for item in paths)
    return {name: tuple(item for item in paths if item.indicator == name) for name in names}


def distance_chart(found: Assessment, language: Language = "en") -> Chart:
    """Draw series, paths and targets, one panel per indicator.

    Parameters
    ----------
    found : Assessment
        Assessment with at least one path. Of more than :data:`MOST_PANELS` indicators the first are drawn.
    language : {"en", "zh"}
        Language of all texts.

    Raises
    ------
    DataError
        If no target has a path to a series.
    """
    panels = dict(list(drawable(found).items())[:MOST_PANELS])
    if not panels:
        raise DataError("no target has a path to a series; there is nothing to draw")
    columns = min(COLUMNS, len(panels))
    rows = -(-len(panels) // columns)
    height = 3.6 if columns == 1 else 2.5 * rows
    figure, grid = new_figure(height + 0.6, rows, columns, squeeze=False)
    number = wording.numbered(found.system)
    for axes in list(grid.flat)[len(panels) :]:
        axes.axis("off")
    for axes, (indicator, items) in zip(grid.flat, panels.items(), strict=False):
        _panel(axes, found, indicator, items, number, language)
    shown = {item.series: None for items in panels.values() for item in items}
    figure.legend(
        handles=_key(found, list(shown), language), loc="outside lower center", ncols=3, fontsize=POINTS
    )
    return Chart(figure, _alt(found, panels, language), _caption(found, list(shown), language))


def _panel(
    axes: Axes,
    found: Assessment,
    indicator: str,
    items: Sequence[Distance],
    number: Mapping[str, int],
    language: Language,
) -> None:
    looks = _looks(found, [item.series for item in items])
    for series, look in looks.items():
        values = found.system.values_of(series)
        style: dict[str, Any] = {
            "color": colour(look),
            "marker": marker(look),
            "markersize": 4,
            "linewidth": 1.0,
        }
        axes.plot(values.index, values.to_numpy(), **style)
        _drawn_on(axes, found, series, max(item.path.end_year for item in items if item.path), look)
    for item in items:
        _path(axes, found, item, looks[item.series])
    name = wrap(found.system.indicator_name(indicator, language), 40)
    unit = wording.unit_of(found.system, items[0].series)
    axes.set_title(f"{name} ({unit})" if unit else name, fontsize=POINTS + 0.5)
    low, high = axes.get_ylim()
    axes.set_ylim(min(low, 0.0) if low < 0.35 * high else low, high)
    axes.margins(x=0.06)
    _numbers(axes, items, number)
    numbers_along(axes)
    axes.xaxis.set_major_locator(MaxNLocator(nbins=6, integer=True))


def _looks(found: Assessment, series: Sequence[str]) -> dict[str, str]:
    unique = dict.fromkeys(series)
    return {name: LOOKS[position % len(LOOKS)] for position, name in enumerate(unique)}


def _drawn_on(axes: Axes, found: Assessment, series: str, until: int, look: str) -> None:
    trend = found.trends.get(series)
    if trend is None or trend.tendency == "none_shown":
        return
    years = [trend.last_year, until]
    floor = 0.0 if found.system.values_of(series).min() >= 0 else -math.inf
    values = [max(trend.line(year), floor) for year in years]
    axes.plot(years, values, color=colour(look), linestyle=":", linewidth=1.4)


def _path(axes: Axes, found: Assessment, item: Distance, look: str) -> None:
    if item.path is None:
        return
    later = wording.targets_by_id(found.system)[item.target]["superseded_by"]
    superseded, path = isinstance(later, str), item.path
    ends = ([path.start_year, path.end_year], [path.start_value, path.end_value])
    axes.plot(*ends, color=colour("muted" if superseded else look), linestyle="--", linewidth=0.9)
    axes.plot(path.end_year, path.end_value, zorder=4, **_diamond(superseded))


def _diamond(superseded: bool) -> dict[str, Any]:
    ink = colour("target")
    return {
        "marker": "D",
        "markersize": 6,
        "color": colour("background") if superseded else ink,
        "markeredgecolor": ink,
        "linestyle": "none",
    }


def _numbers(axes: Axes, items: Sequence[Distance], number: Mapping[str, int]) -> None:
    """Write the numbers of the targets beside their marks, those of marks close together only once."""
    (left, right), (low, high) = axes.get_xlim(), axes.get_ylim()
    groups: list[tuple[float, float, set[int]]] = []
    for path, target in sorted(
        ((i.path, i.target) for i in items if i.path), key=lambda pair: -pair[0].end_value
    ):
        x, y = float(path.end_year), path.end_value
        for other_x, other_y, numbers in groups:
            if abs(x - other_x) < CLOSE * (right - left) and abs(y - other_y) < 1.5 * CLOSE * (high - low):
                numbers.add(number[target])
                break
        else:
            groups.append((x, y, {number[target]}))
    for x, y, numbers in groups:
        text = ", ".join(map(str, sorted(numbers)))
        axes.annotate(text, (x, y), xytext=(6, 4), textcoords="offset points", fontsize=POINTS)


def _key(found: Assessment, series: Sequence[str], language: Language) -> list[Line2D]:
    several = len({found.system.indicator_of(name) for name in series}) > 1
    entries = []
    for indicator in dict.fromkeys(found.system.indicator_of(name) for name in series):
        own = [name for name in series if found.system.indicator_of(name) == indicator]
        for name, look in _looks(found, own).items():
            text = (
                label("indsys_value", language)
                if several
                else wording.series_name(found.system, name, language)
            )
            style: dict[str, Any] = {"color": colour(look), "marker": marker(look), "markersize": 4}
            entries.append(Line2D([], [], label=text, linewidth=1.0, **style))
    unique = {str(entry.get_label()): entry for entry in entries}
    full = Line2D([], [], label=label("indsys_target_in_force", language), **_diamond(False))
    old = Line2D([], [], label=label("indsys_target_superseded", language), **_diamond(True))
    path = Line2D([], [], color=colour("muted"), linestyle="--", label=label("indsys_path", language))
    onward = Line2D([], [], color=colour("muted"), linestyle=":", label=label("indsys_sen_onward", language))
    superseded = found.system.targets["superseded_by"].notna().any()
    extended = any(name in found.trends and found.trends[name].tendency != "none_shown" for name in series)
    return [*unique.values(), full, *([old] if superseded else []), path, *([onward] if extended else [])]


def _alt(found: Assessment, panels: Mapping[str, Sequence[Distance]], language: Language) -> str:
    number, targets = wording.numbered(found.system), wording.targets_by_id(found.system)
    shown = [item for items in panels.values() for item in items]
    drawn = sorted({number[item.target] for item in shown})
    in_force = [item for item in shown if not isinstance(targets[item.target]["superseded_by"], str)]
    begun = [item for item in in_force or shown if item.done is not None]
    main = wording.main_series(found.system, begun or in_force or shown)
    if main is None:
        raise DataError("no target has a path to a series; there is nothing to draw")
    values: dict[str, Any] = {
        "number": number[main.target],
        "text": wording.target_text(targets[main.target], language),
        "year": int(targets[main.target]["year"]),
        "last": main.last_year or 0,
    }
    if main.done is not None and main.elapsed is not None:
        values |= {"done": wording.percent(main.done), "elapsed": wording.percent(main.elapsed)}
        message = wording.say("alt_distance_gone", language, **values)
    else:
        needed = wording.signed(main.needed or 0.0)
        unit = wording.unit_of(found.system, main.series)
        message = wording.say("alt_distance_needed", language, needed=needed, unit=unit, **values)
    names = wording.listed([str(one) for one in drawn[:8]], language)
    listed = {"en": f"target{'s' if len(drawn) > 1 else ''} {names}", "zh": f"目标{names}"}[language]
    return wording.say(
        "alt_distance", language, place=found.system.name(language), targets=listed, message=message
    )


def _caption(found: Assessment, series: Sequence[str], language: Language) -> str:
    left = max(len(drawable(found)) - MOST_PANELS, 0)
    return wording.say(
        "caption_distance",
        language,
        source=wording.source_note(found.system, language),
        n=sum(len(found.system.values_of(name)) for name in series),
        left=wording.say("caption_distance_left", language, left=left) if left else "",
    )
