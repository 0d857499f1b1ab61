"""Parameters of the notebook ``synthetic_guangdong``."""

from __future__ import annotations

from pydantic import Field, model_validator

from greentwin.city.evaluation.options import StartCoding
from greentwin.city.evaluation.syntheticcontrol.case import Case
from greentwin.city.evaluation.syntheticcontrol.options import (
    MIN_YEARS_BEFORE,
    NOTICE_YEARS,
    DonorRule,
    ProvinceOutcome,
    ProvinceSource,
    TreatedProvince,
)
from greentwin.errors import ParameterError
from greentwin.study.parameters.base import NotebookParameters


class Parameters(NotebookParameters):
    """Which province, in which data, compared with which donors, over which years."""

    province: TreatedProvince = Field("Guangdong", description="province that became a pilot")
    source: ProvinceSource = Field("sectoral", description="emission data of provinces")
    outcome: ProvinceOutcome = Field("ln_co2", description="what is compared")
    donors: DonorRule = Field(
        "no_province_pilot",
        description="donors: no pilots themselves; of these, those with few pilots inside; or no pilot at all inside",
    )
    year_from: int = Field(1997, ge=1997, le=2012, description="first year")
    start_year: int | None = Field(
        None, ge=2010, le=2021, description="first treated year; none: the year of the notice"
    )
    year_to: int = Field(2015, ge=2011, le=2022, description="last year")
    donor_pilots_from: StartCoding = Field(
        "full_year",
        description="a pilot counts in a donor from the year of its notice or from the first full year",
    )
    placebo_start: int | None = Field(
        None, ge=2000, le=2020, description="false start for the placebo in time; none: five years before"
    )
    starts: int = Field(5, ge=2, le=20, description="starts of the search for the importance of predictors")
    seed: int = Field(0, ge=0, description="seed of the random starts")

    @property
    def first_treated_year(self) -> int:
        """First treated year, resolved."""
        return NOTICE_YEARS[self.province] if self.start_year is None else self.start_year

    @property
    def case(self) -> Case:
        """The case that these parameters describe."""
        return Case(
            province=self.province,
            start=self.first_treated_year,
            source=self.source,
            outcome=self.outcome,
            donors=self.donors,
            year_from=self.year_from,
            year_to=self.year_to,
            donor_pilots_from=self.donor_pilots_from,
        )

    @model_validator(mode="after")
    def _choices_agree(self) -> Parameters:
        try:
            case = self.case
        except ParameterError as error:
            raise ValueError(str(error)) from None
        first, last = case.year_from + MIN_YEARS_BEFORE, case.start - 2
        if first > last:
            raise ValueError(
                f"year_from is {case.year_from}; it must be {last - MIN_YEARS_BEFORE} or earlier, "
                f"so that a false start fits before {case.start}"
            )
        if self.placebo_start is not None and not first <= self.placebo_start <= last:
            raise ValueError(f"placebo_start is {self.placebo_start}; it must be from {first} to {last}")
        return self
