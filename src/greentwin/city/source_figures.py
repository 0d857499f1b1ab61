"""Figures of one city's emissions by data source."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from greentwin.city.axes import from_zero, year_axis
from greentwin.city.disagreement import in_year, ratios
from greentwin.city.emissions import OWN
from greentwin.city.pilots import PilotStatus
from greentwin.city.standing import Standing
from greentwin.city.wording import listed, named, number, place_name, say, significant
from greentwin.data import Place
from greentwin.plotting import Chart, Language, Wording, colour, label, marker, new_figure


def emissions_chart(series: pd.DataFrame, place: Place, pilot: PilotStatus, language: Language) -> Chart:
    """Draw a city's emissions by source over time, with the years in which it became a pilot.

    Parameters
    ----------
    series : DataFrame, shape (n_years, n_sources)
        Mt CO2 by source, index ``year``, gaps as NaN; a column ``own_file`` holds the user's own figures.
    place : Place
        The city.
    pilot : PilotStatus
        Its pilot status.
    language : {"en", "zh"}
        Language of the texts.

    Returns
    -------
    Chart
        Lines that break where a source has a gap; every value has a marker.
    """
    figure, axes = new_figure(3.9)
    for source in series.columns:
        axes.plot(
            series.index,
            series[source],
            color=colour(source),
            marker=marker(source),
            label=label(source, language),
        )
    _mark_pilot_years(axes, series.index, pilot, language)
    from_zero(axes, float(series.max().max()))
    year_axis(axes, series.index)
    axes.set_ylabel(label("co2_mt", language))
    figure.legend(loc="outside upper left", ncols=3)
    caption = say(
        "caption_emissions", language, place=place_name(place), series=listed(_counts(series, language))
    )
    return Chart(figure, alt=_emissions_alt(series, place, pilot, language), caption=caption)


def ratio_chart(series: pd.DataFrame, place: Place, language: Language) -> Chart:
    """Draw the ratio of the largest to the smallest source over time.

    Parameters
    ----------
    series : DataFrame, shape (n_years, n_sources)
        Mt CO2 by published source, index ``year``; at least one year with two sources.
    place : Place
        The city.
    language : {"en", "zh"}
        Language of the texts.

    Returns
    -------
    Chart
        Filled markers where all sources of the city have a value, hollow ones where some are missing.
    """
    table = ratios(series)
    complete = table["n_sources"] == series.shape[1]
    figure, axes = new_figure(3.2)
    line = table["ratio"].where(complete).reindex(range(int(table.index.min()), int(table.index.max()) + 1))
    axes.plot(
        line.index,
        line,
        color=colour("highlight"),
        marker="o",
        label=say("legend_all_sources", language, n=series.shape[1]),
    )
    partial = table.loc[~complete, "ratio"]
    if len(partial):
        axes.plot(
            partial.index,
            partial,
            color=colour("highlight"),
            marker="o",
            markerfacecolor=colour("background"),
            linestyle="none",
            label=label("city_fewer_sources", language),
        )
        figure.legend(loc="outside upper left", ncols=2)
    axes.axhline(1, color=colour("muted"), linewidth=0.8)
    axes.set_ylim(0.9, max(1.5, float(table["ratio"].max()) * 1.08))
    axes.set_ylabel(label("city_largest_over_smallest", language))
    year_axis(axes, table.index)
    told = table.loc[complete, "ratio"] if complete.any() else table["ratio"]
    alt = say(
        "alt_ratio",
        language,
        place=place_name(place),
        low=number(told.min(), 2),
        low_year=str(told.idxmin()),
        high=number(told.max(), 2),
        high_year=str(told.idxmax()),
        n=len(told),
    )
    caption = say("caption_ratio", language, sources=listed(map(named, series.columns)), n=len(table))
    return Chart(figure, alt=alt, caption=caption)


def standing_chart(standing: Standing, place: Place, sources: Sequence[str], language: Language) -> Chart:
    """Draw the distribution of the ratio over all units and where the city stands in it.

    Parameters
    ----------
    standing : Standing
        The city's ratio and those of all units.
    place : Place
        The city.
    sources : sequence of str
        The sources compared.
    language : {"en", "zh"}
        Language of the texts.
    """
    import seaborn as sns

    figure, axes = new_figure(3.2)
    top = np.ceil(max(standing.ratios) * 4) / 4
    sns.histplot(
        x=standing.ratios,
        bins=np.arange(1, top + 0.26, 0.25).tolist(),
        color=colour("gap"),
        edgecolor=colour("muted"),
        alpha=1,
        ax=axes,
    )
    axes.axvline(
        standing.median,
        color=colour("text"),
        linestyle="--",
        linewidth=1,
        label=say("legend_median", language, value=number(standing.median, 2)),
    )
    own = say("legend_place", language, place=place_name(place), value=number(standing.ratio, 2))
    axes.axvline(standing.ratio, color=colour("highlight"), linewidth=2, label=own)
    axes.set_xlabel(label("city_largest_over_smallest", language))
    axes.set_ylabel(label("city_number_of_units", language))
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    figure.legend(loc="outside upper left", ncols=2)
    values: dict[str, Wording] = {
        "year": standing.year,
        "n": standing.n,
        "sources": listed(map(named, sources)),
    }
    alt = say(
        "alt_standing",
        language,
        place=place_name(place),
        ratio=number(standing.ratio, 2),
        share=number(100 * standing.share_below, 0),
        median=number(standing.median, 2),
        **values,
    )
    return Chart(figure, alt=alt, caption=say("caption_standing", language, **values))


def _mark_pilot_years(axes: Axes, years: pd.Index, pilot: PilotStatus, language: Language) -> None:
    marks = [
        (
            pilot.province_start_year,
            ":",
            say("legend_province_pilot", language, year=str(pilot.province_start_year)),
        ),
        (
            pilot.start_year,
            "--",
            say("legend_city_pilot", language, batch=str(pilot.batch), year=str(pilot.start_year)),
        ),
    ]
    for year, style, text in marks:
        if year is not None and int(years.min()) <= year <= int(years.max()):
            axes.axvline(year, color=colour("pilot_marker"), linestyle=style, linewidth=1.2, label=text)


def _counts(series: pd.DataFrame, language: Language) -> list[str]:
    return [f"{label(source, language)} (n = {series[source].count()})" for source in series.columns]


def _emissions_alt(series: pd.DataFrame, place: Place, pilot: PilotStatus, language: Language) -> str:
    published = series.drop(columns=OWN, errors="ignore")
    shared = in_year(published)
    name = place_name(place)
    if shared is not None:
        values = listed(_valued(source, value) for source, value in shared.amounts)
        text = say(
            "alt_emissions_shared",
            language,
            place=name,
            year=shared.year,
            values=values,
            ratio=number(shared.ratio),
        )
    else:
        ends = [(source, series[source].dropna()) for source in series.columns]
        values = listed(_ended(source, column) for source, column in ends)
        text = say("alt_emissions_ends", language, place=name, values=values)
    if shared is not None and OWN in series:
        own = series[OWN].dropna()
        value, year = significant(float(own.iloc[-1])), str(own.index[-1])
        text += say("alt_own", language, value=value, year=year)
    if pilot.is_city_pilot:
        text += say("alt_city_pilot", language, batch=str(pilot.batch), year=str(pilot.start_year))
    elif pilot.province_start_year is not None:
        text += say("alt_province_pilot", language, year=pilot.province_start_year)
    return text


def _valued(source: str, value: float) -> Wording:
    return lambda language: say("source_value", language, source=named(source), value=significant(value))


def _ended(source: str, column: pd.Series) -> Wording:
    year, value = int(column.index[-1]), significant(float(column.iloc[-1]))
    return lambda language: say("source_value_year", language, source=named(source), value=value, year=year)
