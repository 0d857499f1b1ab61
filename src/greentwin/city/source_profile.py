"""Profile of a city of China: emission sources side by side."""

from __future__ import annotations

from functools import cached_property

import pandas as pd

from greentwin.city import city_tables, disagreement, inventories, pilots, source_results, trends
from greentwin.city.base_profile import Profile
from greentwin.city.disagreement import Disagreement
from greentwin.city.emissions import OWN, TABLES, load_panels, series_of, side_by_side
from greentwin.city.sections import Drawn, Listed, Section
from greentwin.city.source_figures import emissions_chart, ratio_chart, standing_chart
from greentwin.city.standing import Standing, standing_of
from greentwin.city.wording import named, say
from greentwin.plotting import Result


class SourceProfile(Profile):
    """A city of China, as Chen et al., EDGAR and CEADs see it."""

    @property
    def sources(self) -> tuple[str, ...]:
        """The chosen sources."""
        return self.request.sources

    @cached_property
    def panels(self) -> dict[str, pd.DataFrame]:
        """Emissions of all units by chosen source."""
        return load_panels(self.sources)

    @cached_property
    def series(self) -> pd.DataFrame:
        """Emissions of the city (Mt CO2): one column per source that has a value in the period."""
        request = self.request
        return series_of(self.panels, self.place.place_id, request.year_from, request.year_to)

    @cached_property
    def drawn_series(self) -> pd.DataFrame:
        """The published series and, if there is one, the reader's own."""
        columns = {str(source): self.series[source].dropna() for source in self.series.columns}
        return side_by_side({**columns, OWN: self.own_totals})

    @cached_property
    def compared(self) -> Disagreement | None:
        """The sources in the last year that all of them share."""
        return disagreement.in_year(self.series)

    @cached_property
    def place_among_units(self) -> Standing | None:
        """Where the city's ratio stands in that year among the units that the same sources cover."""
        if self.compared is None:
            return None
        panels = {source: self.panels[source] for source in map(str, self.series.columns)}
        return standing_of(panels, self.place.place_id, self.compared.year)

    @cached_property
    def trends(self) -> dict[str, trends.Trend | None]:
        """Trends of the published series within the span of years that all of them cover."""
        return trends.by_source(trends.shared_span(self.series))

    def tables(self) -> tuple[str, ...]:
        """Name the tables of the sources that have the city, of the pilots and of other published figures."""
        held = tuple(TABLES[str(source)] for source in self.series.columns)
        return (*held, *pilots.TABLES, *inventories.TABLES)

    def holdings(self) -> Section:
        """List the emission series of the city."""
        if self.drawn_series.shape[1] == 0:
            return self.absent("absent_sources")
        methods = city_tables.own_methods(self.own_rows)
        frame = city_tables.series_table(self.drawn_series, methods, self.language)
        return Listed(frame, self.sentence("caption_holdings"), self.own_note)

    def emissions(self) -> Section:
        """Draw the sources side by side, with the year of the pilot."""
        if self.drawn_series.shape[1] == 0:
            return self.absent("absent_sources")
        chart = emissions_chart(self.drawn_series, self.place, self.pilot_status, self.language)
        return Drawn(chart, "emissions")

    def disagreement(self) -> Section:
        """Draw the ratio of the largest to the smallest source over time."""
        if self.series.shape[1] == 0:
            return self.absent("absent_sources")
        if self.series.shape[1] == 1:
            return self.absent("absent_disagreement_one", source=named(str(self.series.columns[0])))
        if disagreement.ratios(self.series).empty:
            return self.absent("absent_disagreement_apart")
        return Drawn(ratio_chart(self.series, self.place, self.language), "source_ratio")

    def standing(self) -> Section:
        """Draw where the city's ratio stands among all units."""
        if self.place_among_units is None:
            return self.absent("absent_standing")
        sources = [str(source) for source in self.series.columns]
        chart = standing_chart(self.place_among_units, self.place, sources, self.language)
        return Drawn(chart, "ratio_among_units")

    def comovement(self) -> Section:
        """List the correlations between the sources."""
        table = disagreement.correlations(self.series)
        if not len(table) or table["r_levels"].isna().all():
            return self.absent("absent_comovement", minimum=disagreement.MIN_PAIRS)
        frame = city_tables.correlation_table(table, self.language)
        note = say("note_correlation", self.language, minimum=disagreement.MIN_PAIRS)
        return Listed(frame, self.sentence("caption_correlation"), note, digits=2)

    def change(self) -> Section:
        """List the trends of the sources over the same span of years."""
        if not any(self.trends.values()):
            return self.absent("absent_change", minimum=trends.MIN_YEARS)
        span = trends.shared_span(self.series)
        counts = {str(source): int(span[source].count()) for source in span.columns}
        growth = disagreement.growth(self.series)
        frame = city_tables.trend_table(self.trends, counts, growth, self.language)
        note = say("note_trend", self.language, minimum=trends.MIN_YEARS)
        return Listed(frame, self.sentence("caption_trend"), note, digits=1)

    def parts(self) -> Section:
        """State that the tables hold totals only."""
        return self.absent("absent_parts_sources")

    def others(self) -> Section:
        """List other published figures of the city."""
        if self.published.empty:
            return self.absent("absent_others")
        frame = city_tables.published_table(self.published, self.language)
        return Listed(frame, self.sentence("caption_others"))

    def results(self) -> tuple[Result, ...]:
        """Return series held, emissions, ratio, standing, correlations, trends and pilot status."""
        return source_results.results(self)
