"""Figures of the context: indices over time and value scores of surveys, one panel for each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from matplotlib.ticker import MaxNLocator

from greentwin.ngo.context import INDICES, SCORES, Context, Country
from greentwin.ngo.names import separator
from greentwin.ngo.sentences import say
from greentwin.ngo.wording import fitting
from greentwin.plotting import Chart, Language, colour, format_number, label, marker, new_figure

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

LOOKS: dict[Country, tuple[str, str]] = {
    "China": ("china", "china"),
    "France": ("france", "france"),
    "Germany": ("germany", "germany"),
    "Kazakhstan": ("highlight", "highlight"),
    "Mongolia": ("muted", "eu27"),
}
"""Keys of the colour and the marker of each country."""
EXCHANGE_YEAR = 2017


def country_name(country: str, language: Language) -> str:
    """Return a country in the language of the reader."""
    return label(country.lower(), language)


def indices_chart(context: Context, language: Language = "en") -> Chart:
    """Draw the three civil-society indices over time, one panel each, all on the scale from 0 to 1.

    Parameters
    ----------
    context : Context
        Figures; at least one index value.
    language : {"en", "zh"}
        Language of all texts.

    Returns
    -------
    Chart
        Lines that break where a year is missing; a dotted line marks the year of the exchange.
    """
    figure, axes = new_figure(3.3, cols=len(INDICES), sharey=True)
    years = context.indices["year"]
    marked = bool(years.min() <= EXCHANGE_YEAR <= years.max())
    for axis, indicator in zip(axes, INDICES, strict=True):
        rows = context.indices[context.indices["indicator"] == indicator]
        for country in context.countries:
            _line(axis, rows[rows["country"] == country], country, language)
        if marked:
            axis.axvline(EXCHANGE_YEAR, color=colour("muted"), linewidth=0.9, linestyle=":", zorder=0)
        axis.set_title(label(f"{indicator}_lines", language))
        axis.set(ylim=(0, 1.02))
        _years(axis, years)
    axes[0].set_ylabel(label("index_0_1", language))
    _key(figure, axes[0])
    caption = say("caption_indices", language, n=len(context.indices))
    caption += say("caption_exchange_year", language) if marked else ""
    return Chart(figure, _indices_alt(context, language), caption)


def _line(axis: Axes, rows: pd.DataFrame, country: Country, language: Language) -> None:
    if rows.empty:
        return
    values = rows.set_index("year")["value"]
    values = values.reindex(range(int(values.index.min()), int(values.index.max()) + 1))
    axis.plot(
        values.index,
        values,
        color=colour(LOOKS[country][0]),
        marker=marker(LOOKS[country][1]),
        markevery=5,
        label=country_name(country, language),
    )


def _years(axis: Axes, years: pd.Series[int]) -> None:
    low, high = int(years.min()), int(years.max())
    margin = max(0.04 * (high - low), 0.5)
    axis.set_xlim(low - margin, high + margin)
    axis.xaxis.set_major_locator(MaxNLocator(3, integer=True))


def _key(figure: Figure, axis: Axes) -> None:
    handles, names = axis.get_legend_handles_labels()
    figure.legend(handles, names, loc="outside upper left", ncols=len(names))


def _indices_alt(context: Context, language: Language) -> str:
    rows = context.indices
    last = int(rows["year"].max())

    def sentences(indicators: Sequence[str]) -> list[str]:
        return [_index_sentence(rows, indicator, last, context, language) for indicator in indicators]

    return fitting(language, lambda: sentences(INDICES), lambda: sentences(INDICES[:1]))


def _index_sentence(
    rows: pd.DataFrame, indicator: str, last: int, context: Context, language: Language
) -> str:
    values = rows[(rows["indicator"] == indicator) & (rows["year"] == last)].set_index("country")["value"]
    parts = [
        f"{country_name(country, language)} {format_number(values[country], 2)}"
        for country in context.countries
        if country in values.index
    ]
    name = label(indicator, language)
    return say("alt_index", language, name=name, year=str(last), parts=separator(language).join(parts))


def scores_chart(context: Context, language: Language = "en") -> Chart:
    """Draw the mean value scores of surveys by year, one panel for each score, without lines between surveys.

    Parameters
    ----------
    context : Context
        Figures; at least one score.
    language : {"en", "zh"}
        Language of all texts.

    Returns
    -------
    Chart
        Points only: between two surveys nothing is known.
    """
    figure, axes = new_figure(3.3, cols=len(SCORES), sharey=True)
    shown = [country for country in context.countries if country in set(context.scores["country"])]
    for axis, indicator in zip(axes, SCORES, strict=True):
        rows = context.scores[context.scores["indicator"] == indicator]
        for country in shown:
            own = rows[rows["country"] == country]
            axis.plot(
                own["year"],
                own["value"],
                color=colour(LOOKS[country][0]),
                marker=marker(LOOKS[country][1]),
                markersize=7,
                linestyle="none",
                label=country_name(country, language),
            )
        axis.axhline(0, color=colour("muted"), linewidth=0.8, zorder=0)
        axis.set_title(label(indicator, language))
        _years(axis, context.scores["year"])
    axes[0].set_ylabel(label("factor_score", language))
    _key(figure, axes[0])
    surveys = context.scores[["country", "year"]].drop_duplicates()
    n = separator(language).join(
        f"{int((surveys['country'] == country).sum())} ({country_name(country, language)})"
        for country in shown
    )
    return Chart(figure, _scores_alt(context, shown, language), say("caption_scores", language, n=n))


def _scores_alt(context: Context, shown: Sequence[Country], language: Language) -> str:
    sentences = []
    for indicator in SCORES:
        rows = context.scores[context.scores["indicator"] == indicator].sort_values("year")
        columns = rows[["country", "year", "value"]].itertuples(index=False, name=None)
        last = {country: (year, value) for country, year, value in columns}
        parts = [
            f"{country_name(country, language)} {format_number(last[country][1], 2)} ({last[country][0]})"
            for country in shown
            if country in last
        ]
        name = label(indicator, language)
        sentences.append(say("alt_score", language, name=name, parts=separator(language).join(parts)))
    return fitting(language, lambda: sentences)
