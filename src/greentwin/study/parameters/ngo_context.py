"""Parameters of the notebook on published figures about civil society."""

from __future__ import annotations

from pydantic import Field, field_validator

from greentwin.ngo.context import COUNTRIES, FIRST_YEAR, LAST_YEAR, Country
from greentwin.study.parameters.base import NotebookParameters


class Parameters(NotebookParameters):
    """Which countries and years are shown."""

    countries: list[Country] = Field(["China", "France", "Germany"], description="countries to show")
    year_from: int = Field(1990, ge=FIRST_YEAR, le=LAST_YEAR, description="first year shown")
    year_to: int = Field(2025, ge=FIRST_YEAR, le=LAST_YEAR, description="last year shown")

    @field_validator("countries")
    @classmethod
    def _some_and_each_once(cls, countries: list[Country]) -> list[Country]:
        if not countries:
            raise ValueError(f"countries is empty; name some of {', '.join(COUNTRIES)}")
        twice = sorted({country for country in countries if countries.count(country) > 1})
        if twice:
            raise ValueError(f"countries names {', '.join(twice)} more than once")
        return countries
