"""What the page of a city outside China finds, ready to be recorded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from greentwin.city import inventories
from greentwin.city.inventories import KT_PER_MT, SCOPES, Conflict, Report
from greentwin.city.wording import both, decimals, named, number, place_name
from greentwin.data import Place
from greentwin.plotting import Result, Wording


class ReportEvidence(Protocol):
    """What results are drawn from: the reports on a city."""

    @property
    def place(self) -> Place:
        """The city."""

    @property
    def reports(self) -> tuple[Report, ...]:
        """All reports."""

    @property
    def emitting(self) -> tuple[Report, ...]:
        """Reports of emissions by weight."""

    @property
    def totals(self) -> tuple[Report, ...]:
        """Those of them that give totals."""

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Pairs of reports that differ for the same quantity and year."""


def results(page: ReportEvidence) -> tuple[Result, ...]:
    """Collect the results of a page in the order in which they are read."""
    return (reports_held(page), *main_totals(page), *disagreements(page), *scope_results(page))


def reports_held(page: ReportEvidence) -> Result:
    """Count the reports of emissions in the period."""
    count = len(page.emitting)
    sentence = both("finding_reports_held", place=place_name(page.place), count=count)
    return Result("series_held", count, "1", sentence, tables=inventories.TABLES)


def main_totals(page: ReportEvidence) -> Iterator[Result]:
    """Give first total, last total and change of the city inventory with the most years."""
    report = inventories.main_report(page.totals)
    if report is None:
        return
    totals = report.totals()
    ends = {"inventory_last": -1} if len(totals) == 1 else {"inventory_first": 0, "inventory_last": -1}
    words = _words(page, report)
    for name, position in ends.items():
        value, year = float(totals.iloc[position]), int(totals.index[position])
        places = decimals(value)
        sentence = both("finding_inventory_total", year=year, value=number(value, places), **words)
        unit = "Mt CO2e" if report.gas == "co2e" else "Mt CO2"
        yield Result(name, value, unit, sentence, n=1, tables=_tables(report), digits=places)
    change = inventories.change(report)
    if change is not None:
        percent = 100 * change.change
        sentence = both(
            "finding_inventory_change",
            change=number(percent),
            first=change.first_year,
            last=change.last_year,
            **words,
        )
        n = len(totals)
        yield Result("inventory_change", percent, "%", sentence, n=n, tables=_tables(report), digits=1)


def disagreements(page: ReportEvidence) -> Iterator[Result]:
    """Give, for each year in which two reports of the same quantity differ, the larger over the smaller."""
    widest = {conflict.year: conflict for conflict in reversed(page.conflicts)}
    for year in sorted(widest):
        conflict = widest[year]
        sentence = both(
            "finding_inventory_disagreement",
            place=place_name(page.place),
            year=year,
            low=number(conflict.lower[1], 2),
            low_report=named(f"report_{conflict.lower[0]}"),
            high=number(conflict.higher[1], 2),
            high_report=named(f"report_{conflict.higher[0]}"),
            ratio=number(conflict.ratio, 2),
        )
        name = f"inventory_{year}_disagreement"
        tables = (inventories.TABLES[0],)
        yield Result(name, conflict.ratio, "1", sentence, n=2, tables=tables, digits=2)


def scope_results(page: ReportEvidence) -> Iterator[Result]:
    """Give the change of each scope between the first and last year of a report by scope.

    A scope whose boundary changed has no change, but the step at the changed boundary.
    """
    for report in page.reports:
        if report.variable == SCOPES:
            for scope in sorted(set(report.rows["sector"].astype(str))):
                yield from _scope(page, report, scope)


def _scope(page: ReportEvidence, report: Report, scope: str) -> Iterator[Result]:
    rows = report.rows.loc[report.rows["sector"] == scope].sort_values("year")
    if len(rows) < 2:
        return
    remarked = rows["note"].notna().to_numpy()
    amounts = [float(value) / KT_PER_MT for value in rows["value"]]
    years = [int(year) for year in rows["year"]]
    words = {**_words(page, report), "scope": named(f"sector_{scope}")}
    if not remarked.any():
        percent = 100 * (amounts[-1] / amounts[0] - 1)
        sentence = both(
            "finding_scope_change", change=number(percent), first=years[0], last=years[-1], **words
        )
        tables = _tables(report)
        yield Result(f"{scope}_change", percent, "%", sentence, n=len(rows), tables=tables, digits=1)
        return
    for i in range(1, len(rows)):
        if remarked[i]:
            step = amounts[i] / amounts[i - 1]
            sentence = both(
                "finding_scope_step", ratio=number(step), first=years[i - 1], last=years[i], **words
            )
            name = f"{scope}_{years[i]}_boundary_step"
            yield Result(name, step, "1", sentence, n=2, tables=_tables(report), digits=1)


def _words(page: ReportEvidence, report: Report) -> dict[str, Wording]:
    return {
        "place": place_name(page.place),
        "report": named(f"report_{report.source_id}"),
        "gas": named(f"city_gas_{report.gas}"),
    }


def _tables(report: Report) -> tuple[str, ...]:
    return tuple(dict.fromkeys(report.rows["table"].astype(str)))
