"""Parameters of the notebook ``city_profile``."""

from __future__ import annotations

from pydantic import Field, field_validator

from greentwin.city.options import SOURCES, Source
from greentwin.errors import ParameterError
from greentwin.study.parameters.base import InputFile, NotebookParameters


class Parameters(NotebookParameters):
    """Which city, which sources, which years, and the reader's own figures."""

    city: str = Field("Changsha", description="any city in the tables, English or Chinese name")
    sources: list[Source] = Field(
        list(SOURCES), description="emission sources to compare, for Chinese cities"
    )
    year_from: int | None = Field(
        None, ge=1960, le=2100, description="first year; none: as far as the data go"
    )
    year_to: int | None = Field(None, ge=1960, le=2100, description="last year; none: as far as the data go")
    own_file: InputFile = Field(
        "", description="own figures after the template city_emissions; empty for none"
    )

    @field_validator("city")
    @classmethod
    def _known_city(cls, city: str) -> str:
        from greentwin.data import find_city

        try:
            find_city(city)
        except ParameterError as error:
            raise ValueError(str(error)) from None
        return city

    @field_validator("sources")
    @classmethod
    def _some_and_each_once(cls, sources: list[Source]) -> list[Source]:
        if not sources:
            raise ValueError(f"sources is empty; name at least one of {', '.join(SOURCES)}")
        twice = sorted({source for source in sources if sources.count(source) > 1})
        if twice:
            raise ValueError(f"sources names {', '.join(twice)} more than once; name each source once")
        return sources
