"""When a regional carbon market reached a province, and which last years avoid what came after a start."""

from __future__ import annotations

from dataclasses import dataclass

from greentwin import data
from greentwin.city.evaluation.syntheticcontrol.case import Case
from greentwin.city.evaluation.traits import start_years, unit_traits

TABLE = "carbon_market_pilots"
_MIDDLE = 6


@dataclass(frozen=True)
class Market:
    """A regional carbon market.

    Attributes
    ----------
    name : str
        English name of the province or city.
    year, month : int
        When it began.
    whole : bool
        Whether it reaches the whole province.
    """

    name: str
    year: int
    month: int
    whole: bool

    @property
    def last_year_before(self) -> int:
        """Last year that lay at least half before the market."""
        return self.year if self.month > _MIDDLE else self.year - 1


def markets_of(province: str) -> tuple[Market, ...]:
    """Return the carbon markets of a province and of cities inside it, that of the province first."""
    rows = data.load(TABLE)
    rows = rows.loc[rows["province_en"] == province]
    found = [
        Market(str(name), int(year), int(month), name == province)
        for name, year, month in zip(rows["name_en"], rows["start_year"], rows["start_month"], strict=True)
    ]
    return tuple(sorted(found, key=lambda market: (not market.whole, market.year, market.month)))


def last_year_before_market(case: Case) -> int | None:
    """Return the last year that lay at least half before the province's own carbon market; None without a market."""
    return next((market.last_year_before for market in markets_of(case.province) if market.whole), None)


def last_year_before_next_batch(case: Case) -> int | None:
    """Return the last year in which the next batch of pilots does not yet count in a donor; None after the last."""
    batch = int(unit_traits("province")["own_batch"][case.province])
    years = start_years()[case.donor_pilots_from]
    return int(years[batch + 1]) - 1 if batch + 1 in years.index else None


def last_years(case: Case) -> tuple[int, ...]:
    """Return the last years that a case is tried with, the latest first.

    That of the case, and as far as they come before it and leave a year after that of the start: the last before the
    province's carbon market, and the last before the next batch of pilots counts.
    """
    cutoffs = (last_year_before_market(case), last_year_before_next_batch(case))
    earlier = {year for year in cutoffs if year is not None and case.start < year < case.year_to}
    return tuple(sorted({case.year_to, *earlier}, reverse=True))
