"""What the page of a city of China finds, ready to be recorded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

import pandas as pd

from greentwin.city import disagreement, pilots
from greentwin.city.disagreement import Disagreement
from greentwin.city.emissions import TABLES
from greentwin.city.pilots import PilotStatus
from greentwin.city.standing import Standing
from greentwin.city.trends import Trend
from greentwin.city.wording import both, decimals, named, number, place_name
from greentwin.data import Place
from greentwin.plotting import Result, Wording


class SourceEvidence(Protocol):
    """What results are drawn from: a city's series by source and what was computed from them."""

    @property
    def place(self) -> Place:
        """The city."""

    @property
    def sources(self) -> Sequence[str]:
        """The chosen sources."""

    @property
    def series(self) -> pd.DataFrame:
        """Emissions (Mt CO2), one column per source that has the city."""

    @property
    def compared(self) -> Disagreement | None:
        """The sources in the last year that all share."""

    @property
    def place_among_units(self) -> Standing | None:
        """The city's ratio among those of all units."""

    @property
    def trends(self) -> Mapping[str, Trend | None]:
        """Trend of each source."""

    @property
    def pilot_status(self) -> PilotStatus:
        """Pilot status of the city."""


def results(page: SourceEvidence) -> tuple[Result, ...]:
    """Collect the results of a page in the order in which they are read."""
    return (
        series_held(page),
        *amounts(page),
        *ratio(page),
        *correlated_changes(page),
        *rates(page),
        *pilot_results(page),
    )


def series_held(page: SourceEvidence) -> Result:
    """Count the published series that have values in the period."""
    count = page.series.shape[1]
    sentence = both("finding_series_held", place=place_name(page.place), count=count)
    return Result("series_held", count, "1", sentence, tables=_tables(page.sources))


def amounts(page: SourceEvidence) -> Iterator[Result]:
    """Give the emissions by source: in the last shared year, else in each source's own last year."""
    for source in map(str, page.series.columns):
        known = page.series[source].dropna()
        year = page.compared.year if page.compared else int(known.index[-1])
        value = float(known.loc[year])
        places = decimals(value)
        sentence = both(
            "finding_co2",
            place=place_name(page.place),
            source=named(source),
            year=year,
            value=number(value, places),
        )
        yield Result(f"co2_{source}", value, "Mt", sentence, n=1, tables=_tables([source]), digits=places)


def ratio(page: SourceEvidence) -> Iterator[Result]:
    """Give the ratio of the largest to the smallest source, its year and its place among all units."""
    compared, standing = page.compared, page.place_among_units
    if compared is None:
        return
    tables = _tables([source for source, _ in compared.amounts])
    words: dict[str, Wording] = {"place": place_name(page.place), "year": compared.year}
    sentence = both(
        "finding_ratio",
        ratio=number(compared.ratio),
        highest=named(compared.highest),
        lowest=named(compared.lowest),
        **words,
    )
    yield Result("source_ratio", compared.ratio, "1", sentence, n=compared.n, tables=tables, digits=1)
    sentence = both("finding_ratio_year", n=compared.n, **words)
    yield Result(
        "source_ratio_year", compared.year, "year", sentence, n=compared.n, tables=tables, digits=None
    )
    if standing is not None:
        share = 100 * standing.share_below
        sentence = both("finding_ratio_below", n=standing.n, share=number(share, 0), **words)
        yield Result("source_ratio_below", share, "%", sentence, n=standing.n, tables=tables, digits=0)


def correlated_changes(page: SourceEvidence) -> Iterator[Result]:
    """Give the correlation of yearly changes for each pair of sources that has enough years."""
    for row in disagreement.correlations(page.series).dropna(subset="r_changes").to_dict("records"):
        pair = [str(row["source_a"]), str(row["source_b"])]
        value, n = float(row["r_changes"]), int(row["n_changes"])
        sentence = both(
            "finding_correlation",
            place=place_name(page.place),
            a=named(pair[0]),
            b=named(pair[1]),
            value=number(value, 2),
            n=n,
        )
        name = f"change_correlation_{pair[0]}_{pair[1]}"
        yield Result(name, value, "1", sentence, n=n, tables=_tables(pair), digits=2)


def rates(page: SourceEvidence) -> Iterator[Result]:
    """Give the trend of each source with its interval."""
    for source, trend in page.trends.items():
        if trend is None:
            continue
        rate, low, high = (100 * part for part in (trend.rate, trend.low, trend.high))
        sentence = both(
            "finding_trend",
            place=place_name(page.place),
            source=named(source),
            first=trend.first_year,
            last=trend.last_year,
            rate=number(rate),
            low=number(low),
            high=number(high),
        )
        yield Result(
            f"trend_{source}",
            rate,
            "% a year",
            sentence,
            interval=(low, high),
            n=trend.n,
            tables=_tables([source]),
            digits=1,
        )


def pilot_results(page: SourceEvidence) -> Iterator[Result]:
    """Give the pilot status; batch, year and notice date where the city itself was named."""
    status, name = page.pilot_status, place_name(page.place)
    kind = pilots.kind_of(status)
    words: dict[str, Wording] = {
        "place": name,
        "batch": str(status.batch),
        "year": str(status.start_year),
        "date": str(status.notice_date),
        "province_year": str(status.province_start_year),
        "inside_year": str(status.subprefecture_start_year),
    }
    yield Result("pilot_status", kind, "1", both(f"finding_pilot_{kind}", **words), tables=pilots.TABLES)
    if status.batch is not None and status.start_year is not None:
        batch, year = both("finding_pilot_batch", **words), both("finding_pilot_year", **words)
        yield Result("pilot_batch", status.batch, "1", batch, tables=pilots.TABLES)
        yield Result("pilot_year", status.start_year, "year", year, tables=pilots.TABLES)
        dated = both("finding_pilot_notice", **words)
        yield Result("pilot_notice_date", str(status.notice_date), "date", dated, tables=pilots.TABLES)


def _tables(sources: Sequence[str]) -> tuple[str, ...]:
    return tuple(TABLES[source] for source in sources)
