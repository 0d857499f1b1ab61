"""Published emission figures of cities, report by report, as they are."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import pandas as pd

from greentwin import data

TABLES = ("city_inventories", "city_inventories_odbl")
EMISSION_UNITS = ("kt CO2", "kt CO2e")
OWN_INVENTORIES = ("ghg_inventory", "co2_inventory")
SCOPES = "ghg_gpc"
KT_PER_MT = 1000.0
ROUNDING = 0.005


@dataclass(frozen=True, eq=False)
class Report:
    """One published account of one quantity of one place: one source, one variable, one unit.

    Attributes
    ----------
    source_id : str
        Source, as in the table ``sources``.
    variable : str
        Variable, as in the table ``city_inventories``.
    unit : str
        Unit as published.
    rows : DataFrame
        Its rows of the table, ordered by year and sector.
    """

    source_id: str
    variable: str
    unit: str
    rows: pd.DataFrame

    @property
    def key(self) -> str:
        """Source and variable in one identifier."""
        return f"{self.source_id}_{self.variable}"

    @property
    def gas(self) -> str:
        """``co2e`` where the unit is a CO2 equivalent, else ``co2``."""
        return "co2e" if self.unit.endswith("CO2e") else "co2"

    @property
    def years(self) -> tuple[int, ...]:
        """Years with a value."""
        return tuple(sorted({int(year) for year in self.rows["year"]}))

    def totals(self) -> pd.Series:
        """Totals in Mt by year; empty if the report gives none."""
        rows = self.rows.loc[self.rows["sector"] == "total"]
        return (rows.set_index("year")["value"] / KT_PER_MT).sort_index()

    def sectors(self) -> pd.DataFrame:
        """Values other than totals, in the report's own unit: one row per year, one column per sector."""
        rows = self.rows.loc[~self.rows["sector"].isin(["total", "none"])]
        return rows.pivot(index="year", columns="sector", values="value").sort_index()  # noqa: PD010

    def add_up(self, tolerance: float = 0.002) -> bool:
        """Tell whether the sectors add up to the total in every year, within a relative tolerance."""
        sectors, totals = self.sectors(), self.totals()
        if sectors.empty or totals.empty or not totals.index.equals(sectors.index):
            return False
        sums = sectors.sum(axis=1, min_count=sectors.shape[1]) / KT_PER_MT
        return bool(((sums - totals).abs() <= tolerance * totals).all())


@dataclass(frozen=True)
class Change:
    """Change of a total between the first and the last year of one report.

    Attributes
    ----------
    source_id : str
        The report's source.
    first_year, last_year : int
        The years.
    first, last : float
        Totals (Mt).
    change : float
        Relative change as a fraction; -0.2 is a fall by a fifth.
    """

    source_id: str
    first_year: int
    last_year: int
    first: float
    last: float
    change: float


@dataclass(frozen=True)
class Conflict:
    """Two reports of the same variable that give different totals for the same year.

    Attributes
    ----------
    year : int
        The year.
    variable, unit : str
        What both report.
    lower, higher : tuple of (str, float)
        Source and total (Mt) of each report.
    ratio : float
        Higher total divided by lower total.
    """

    year: int
    variable: str
    unit: str
    lower: tuple[str, float]
    higher: tuple[str, float]
    ratio: float


def load_rows(place_id: str) -> pd.DataFrame:
    """Load everything published about one place, from the open and the share-alike table.

    Returns
    -------
    DataFrame
        Columns of ``city_inventories`` and ``table``, the name of the table each row comes from.
    """
    frames = [data.load(name).assign(table=name) for name in TABLES]
    rows = pd.concat(frames, ignore_index=True)
    return rows.loc[rows["place_id"] == place_id].reset_index(drop=True)


def within(rows: pd.DataFrame, year_from: int | None, year_to: int | None) -> pd.DataFrame:
    """Keep the rows of a period, both years included."""
    after = rows["year"] >= (year_from if year_from is not None else rows["year"].min())
    before = rows["year"] <= (year_to if year_to is not None else rows["year"].max())
    return rows.loc[after & before]


def reports(rows: pd.DataFrame) -> tuple[Report, ...]:
    """Split published rows into reports.

    Parameters
    ----------
    rows : DataFrame
        Rows of one place with the columns of ``city_inventories``.

    Returns
    -------
    tuple of Report
        Ordered by source and variable.
    """
    groups = rows.groupby(["source_id", "variable", "unit"], sort=True)
    return tuple(
        Report(str(source), str(variable), str(unit), group.sort_values(["year", "sector"]))
        for (source, variable, unit), group in groups
    )


def emission_reports(rows: pd.DataFrame) -> tuple[Report, ...]:
    """Select the reports of emissions by weight: the city's own first, then the longest."""
    found = [r for r in reports(rows) if r.unit in EMISSION_UNITS]
    return tuple(sorted(found, key=lambda r: (r.variable not in OWN_INVENTORIES, -len(r.years), r.key)))


def with_totals(candidates: tuple[Report, ...]) -> tuple[Report, ...]:
    """Keep the reports that give totals; a report by scope may give none."""
    return tuple(report for report in candidates if not report.totals().empty)


def change(report: Report) -> Change | None:
    """Compare the last total of a report with its first; None if it has fewer than two years."""
    totals = report.totals()
    if len(totals) < 2:
        return None
    first, last = float(totals.iloc[0]), float(totals.iloc[-1])
    years = [int(year) for year in totals.index]
    return Change(report.source_id, years[0], years[-1], first, last, last / first - 1)


def main_report(candidates: tuple[Report, ...]) -> Report | None:
    """Choose the city inventory with the most years; of two with as many, the one that ends later.

    Reports of other variables (Covenant of Mayors, satellite-based estimates) are not considered.
    """
    own = [r for r in candidates if r.variable in OWN_INVENTORIES]
    return max(own, key=lambda r: (len(r.totals()), int(r.totals().index.max()), r.key), default=None)


def conflicts(candidates: tuple[Report, ...], rounding: float = ROUNDING) -> tuple[Conflict, ...]:
    """Find the years in which two reports of the same variable and unit give different totals.

    Parameters
    ----------
    candidates : tuple of Report
        Reports on one place.
    rounding : float
        Relative difference up to which two totals count as the same figure, rounded differently.

    Returns
    -------
    tuple of Conflict
        Ordered by year; the order of the reports does not matter.
    """
    found = []
    for one, other in combinations(candidates, 2):
        if (one.variable, one.unit) != (other.variable, other.unit):
            continue
        shared = pd.DataFrame({one.source_id: one.totals(), other.source_id: other.totals()}).dropna()
        for year, row in shared.iterrows():
            (low, low_value), (high, high_value) = sorted(row.items(), key=lambda item: (item[1], item[0]))
            if high_value > low_value * (1 + rounding):
                lower, higher = (str(low), float(low_value)), (str(high), float(high_value))
                ratio = float(high_value / low_value)
                found.append(Conflict(int(str(year)), one.variable, one.unit, lower, higher, ratio))
    return tuple(sorted(found, key=lambda c: (c.year, -c.ratio)))
