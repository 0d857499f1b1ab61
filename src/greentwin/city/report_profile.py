"""Profile of a city outside China: published reports side by side, as they are."""

from __future__ import annotations

from functools import cached_property

from greentwin.city import city_tables, inventories, report_results
from greentwin.city.base_profile import Profile
from greentwin.city.inventories import SCOPES, Change, Conflict, Report
from greentwin.city.report_figures import sectors_chart, totals_chart
from greentwin.city.sections import Drawn, Listed, Section
from greentwin.city.share_figures import scopes_chart, shares_chart
from greentwin.city.wording import number, say
from greentwin.plotting import Result


class ReportProfile(Profile):
    """A city that publishes inventories of its own; nothing is recalculated."""

    @cached_property
    def reports(self) -> tuple[Report, ...]:
        """All reports in the period."""
        return inventories.reports(self.published)

    @cached_property
    def emitting(self) -> tuple[Report, ...]:
        """Reports of emissions by weight, the city's own first."""
        return inventories.emission_reports(self.published)

    @cached_property
    def totals(self) -> tuple[Report, ...]:
        """Those of them that give totals."""
        return inventories.with_totals(self.emitting)

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Pairs of reports that give different totals for the same quantity and year."""
        return inventories.conflicts(self.totals)

    @cached_property
    def changes(self) -> tuple[tuple[Report, Change], ...]:
        """Reports of two or more years with their change."""
        pairs = ((report, inventories.change(report)) for report in self.totals)
        return tuple((report, change) for report, change in pairs if change is not None)

    def tables(self) -> tuple[str, ...]:
        """Name the tables of published inventories."""
        return inventories.TABLES

    def holdings(self) -> Section:
        """List the reports of emissions."""
        if not self.emitting and not len(self.own_totals):
            return self.absent("absent_reports")
        methods = city_tables.own_methods(self.own_rows)
        frame = city_tables.report_table(self.emitting, self.own_totals, methods, self.language)
        return Listed(frame, self.sentence("caption_holdings"), self.own_note)

    def emissions(self) -> Section:
        """Draw the totals of all reports."""
        if not self.totals and not len(self.own_totals):
            return self.absent("absent_reports")
        own = self.own_totals if len(self.own_totals) else None
        return Drawn(totals_chart(self.totals, own, self.place, self.language), "emissions")

    def disagreement(self) -> Section:
        """List the years in which two reports differ."""
        if not self.conflicts:
            return self.absent("absent_conflict", percent=number(100 * inventories.ROUNDING))
        frame = city_tables.conflict_table(self.conflicts, self.language)
        note = say("note_conflicts", self.language, percent=number(100 * inventories.ROUNDING))
        return Listed(frame, self.sentence("caption_conflicts"), note, digits=2)

    def standing(self) -> Section:
        """State that inventories are not compared between cities."""
        return self.absent("absent_standing_reports")

    def comovement(self) -> Section:
        """State that reports are not correlated."""
        return self.absent("absent_comovement_reports")

    def change(self) -> Section:
        """List the change between the first and the last year of each report."""
        if not self.changes:
            return self.absent("absent_change_reports")
        frame = city_tables.change_table(self.changes, self.language)
        note = say("note_change", self.language)
        return Listed(frame, self.sentence("caption_change"), note, digits=2)

    def parts(self) -> Section:
        """Draw sectors that add up, else scopes, else shares of sectors."""
        sectors = [report for report in self.totals if report.add_up()]
        if sectors:
            return Drawn(sectors_chart(sectors[0], self.place, self.language), "sectors")
        scopes = [report for report in self.reports if report.variable == SCOPES]
        if scopes:
            return Drawn(scopes_chart(scopes[0], self.place, self.language), "scopes")
        shares = [report for report in self.reports if report.unit == "%" and not report.sectors().empty]
        if shares:
            return Drawn(shares_chart(shares, self.place, self.language), "sector_shares")
        return self.absent("absent_parts_reports")

    def others(self) -> Section:
        """List what was published besides totals and sectors of emissions."""
        emitted = self.published["unit"].isin(inventories.EMISSION_UNITS)
        rest = self.published.loc[~emitted]
        if rest.empty:
            return self.absent("absent_others")
        return Listed(city_tables.published_table(rest, self.language), self.sentence("caption_others"))

    def results(self) -> tuple[Result, ...]:
        """Return reports held, first and last total, change, conflicts and scopes."""
        return report_results.results(self)
