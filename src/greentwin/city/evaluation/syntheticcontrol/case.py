"""One case: which province, in which data, compared with which donors, over which years."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import get_args

from greentwin.city.evaluation.options import Handling, StartCoding
from greentwin.city.evaluation.syntheticcontrol.options import (
    FIRST_YEARS,
    LAST_YEARS,
    MIN_YEARS_BEFORE,
    NOTICE_YEARS,
    SCALES,
    TREATED_PROVINCES,
    DonorRule,
    ProvinceOutcome,
    ProvinceSource,
    Scale,
    TreatedProvince,
)
from greentwin.errors import ParameterError


@dataclass(frozen=True)
class Case:
    """All choices of one synthetic control of a province.

    Attributes
    ----------
    province : str
        English name of a province that became a pilot.
    start : int
        First treated year, not before that of the notice.
    source : {"sectoral", "apparent"}
        Emission data: by sectors, or from production and trade of fuels.
    outcome : {"ln_co2", "co2", "ln_co2_per_head", "ln_co2_per_gdp"}
        Logarithm of Mt CO2, Mt CO2, or logarithm of CO2 per head or per product at 2010 prices.
    donors : {"no_province_pilot", "few_pilots", "no_pilot_before_end"}
        Which provinces may be donors: those that are no pilot themselves; those of them in which pilot cities emit
        at most ``most_share`` per cent up to the last year; those in which nothing is a pilot up to the last year.
    year_from, year_to : int
        First and last year.
    most_share : float
        Share of a donor's CO2 in pilot cities that ``few_pilots`` allows, in per cent.
    donor_pilots_from : {"notice", "full_year"}
        From which year a pilot counts in a donor: that of its notice, or the first full year after it. The notices
        of batch 2 are of late 2012.
    flagged : {"kept", "dropped"}
        Donors that the table of known doubts names for the source and these years.

    Raises
    ------
    ParameterError
        If a value is unknown or two contradict each other; the message says what would be allowed.
    """

    province: TreatedProvince = "Guangdong"
    start: int = 2010
    source: ProvinceSource = "sectoral"
    outcome: ProvinceOutcome = "ln_co2"
    donors: DonorRule = "no_province_pilot"
    year_from: int = 1997
    year_to: int = 2015
    most_share: float = 10.0
    donor_pilots_from: StartCoding = "full_year"
    flagged: Handling = "dropped"

    def __post_init__(self) -> None:
        _known("province", self.province, TREATED_PROVINCES)
        _known("source", self.source, get_args(ProvinceSource))
        _known("outcome", self.outcome, get_args(ProvinceOutcome))
        _known("donors", self.donors, get_args(DonorRule))
        _known("donor_pilots_from", self.donor_pilots_from, get_args(StartCoding))
        _known("flagged", self.flagged, get_args(Handling))
        if not 0 <= self.most_share <= 100:
            raise ParameterError(f"most_share is {self.most_share}; it must be from 0 to 100 per cent")
        first, last = FIRST_YEARS[self.outcome], LAST_YEARS[self.source]
        if self.year_from < first:
            raise ParameterError(f"year_from is {self.year_from}; outcome {self.outcome} begins in {first}")
        if self.year_to > last:
            raise ParameterError(f"year_to is {self.year_to}; source {self.source} ends in {last}")
        if self.start < NOTICE_YEARS[self.province]:
            raise ParameterError(
                f"the start is {self.start}; {self.province} became a pilot in {NOTICE_YEARS[self.province]}, "
                "so it must not be earlier"
            )
        if not self.year_from + MIN_YEARS_BEFORE <= self.start < self.year_to:
            raise ParameterError(
                f"the start is {self.start}; it must leave {MIN_YEARS_BEFORE} years from {self.year_from} on before "
                f"it, and be before year_to ({self.year_to})"
            )

    @property
    def scale(self) -> Scale:
        """Whether the outcome is a logarithm."""
        return SCALES[self.outcome]

    def ending(self, year_to: int) -> Case:
        """Return the same case with another last year."""
        return replace(self, year_to=year_to)


def _known(name: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise ParameterError(f"{name} is {value!r}; it must be one of {', '.join(allowed)}")
