"""Figure of the tested series: values and Sen's line, one panel each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from greentwin.appraisal.targets import wording
from greentwin.appraisal.targets.assessment import Assessment
from greentwin.appraisal.targets.layout import numbers_along, wrap
from greentwin.errors import DataError
from greentwin.plotting import Chart, Language, colour, label, new_figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_PANELS = 12
COLUMNS = 3
PANEL_INCHES = 1.55
KEY_INCHES = 0.35
WRAP: Mapping[Language, int] = {"en": 31, "zh": 16}
POINTS = 9.0


def series_chart(found: Assessment, language: Language = "en") -> Chart:
    """Draw the tested series with Sen's line, full where a trend is shown and dashed where none is.

    Parameters
    ----------
    found : Assessment
        Assessment with at least one tested series. Of more than :data:`MOST_PANELS` the first are drawn.
    language : {"en", "zh"}
        Language of all texts.

    Raises
    ------
    DataError
        If no series was tested.
    """
    tested = found.tested()
    if not tested:
        raise DataError("no series has enough values for a trend; there is nothing to draw")
    drawn = tested[:MOST_PANELS]
    rows = -(-len(drawn) // COLUMNS)
    figure, grid = new_figure(PANEL_INCHES * rows + KEY_INCHES + 0.2, rows, COLUMNS, squeeze=False)
    for number, axes in enumerate(grid.flat):
        if number < len(drawn):
            _panel(axes, found, drawn[number], language)
        else:
            axes.axis("off")
    figure.legend(handles=_key(language), loc="outside lower center", ncols=3, fontsize=POINTS)
    return Chart(figure, _alt(found, language), _caption(found, drawn, language))


def _panel(axes: Axes, found: Assessment, series: str, language: Language) -> None:
    values, trend = found.system.values_of(series), found.trends[series]
    ink = colour("pilot_marker")
    axes.plot(values.index, values.to_numpy(), linestyle="none", marker="o", markersize=3, color=ink)
    ends = [trend.first_year, trend.last_year]
    shown = trend.tendency != "none_shown"
    axes.plot(
        ends,
        [trend.line(year) for year in ends],
        color=colour("europe" if shown else "muted"),
        linestyle="-" if shown else "--",
        linewidth=1.4,
    )
    axes.set_title(_title(found, series, language), fontsize=POINTS, pad=3, linespacing=1.05)
    numbers_along(axes)
    axes.xaxis.set_major_locator(MaxNLocator(nbins=3, integer=True))
    axes.yaxis.set_major_locator(MaxNLocator(nbins=3))
    axes.tick_params(labelsize=8.8)


def _title(found: Assessment, series: str, language: Language) -> str:
    name = found.system.indicator_name(found.system.indicator_of(series), language)
    unit, source = wording.unit_of(found.system, series), found.system.source_of(series)
    below = [unit, "" if found.system.own_files else wording.source_name(source, language)]
    lines = wrap(name, WRAP[language]), wrap(", ".join(part for part in below if part), WRAP[language])
    return "\n".join(line for line in lines if line)


def _key(language: Language) -> list[Line2D]:
    ink = colour("pilot_marker")
    return [
        Line2D(
            [],
            [],
            linestyle="none",
            marker="o",
            markersize=3,
            color=ink,
            label=label("indsys_value", language),
        ),
        Line2D([], [], color=colour("europe"), linewidth=1.4, label=label("indsys_sen_shown", language)),
        Line2D(
            [],
            [],
            color=colour("muted"),
            linestyle="--",
            linewidth=1.4,
            label=label("indsys_sen_none", language),
        ),
    ]


def _alt(found: Assessment, language: Language) -> str:
    tested = found.tested()
    ways = [found.towards(series) for series in tested]
    trend = found.trends[tested[0]]
    first = wording.say(
        "alt_series_first",
        language,
        name=wording.series_name(found.system, tested[0], language),
        tendency=label(f"indsys_trend_{trend.tendency}", language),
        slope=wording.signed(trend.slope),
        unit=wording.unit_of(found.system, tested[0]),
    )
    return wording.say(
        "alt_series",
        language,
        place=found.system.name(language),
        n=len(tested),
        minimum=found.choices.minimum,
        level=f"{100 * found.choices.level:g}",
        shown=sum(way != "none_shown" for way in ways),
        towards=ways.count("towards"),
        away=ways.count("away"),
        neither=ways.count("no_direction"),
        first=first,
    )


def _caption(found: Assessment, drawn: tuple[str, ...], language: Language) -> str:
    left = len(found.tested()) - len(drawn)
    return wording.say(
        "caption_series",
        language,
        source=wording.source_note(found.system, language),
        n=sum(found.trends[series].n for series in drawn),
        left=wording.say("caption_series_left", language, left=left) if left else "",
    )
