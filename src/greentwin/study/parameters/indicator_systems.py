"""Parameters of the notebook ``indicator_systems``."""

from __future__ import annotations

from pydantic import Field, field_validator, model_validator

from greentwin.appraisal.targets.options import SCOPES, Scope, Strength
from greentwin.errors import GreentwinError
from greentwin.study.parameters.base import InputFile, NotebookParameters

CITY = "Bonn"


class Parameters(NotebookParameters):
    """Whose system, which series and links count, how trends are tested, and against which target."""

    city: str = Field(CITY, description="any city in the tables, English or Chinese name")
    scopes: list[Scope] = Field(
        list(SCOPES), description="whose series are read: of the city, of its region, of its nation"
    )
    minimum_strength: Strength = Field(
        "partial", description="direct leaves out partial links of indicators; partial keeps them"
    )
    trend_level: float = Field(0.05, ge=0.001, le=0.2, description="level of the trend test")
    min_points: int = Field(8, ge=5, le=50, description="fewest values of a series that is tested")
    year_from: int | None = Field(None, ge=1900, le=2100, description="first year of the trends; none: all")
    year_to: int | None = Field(None, ge=1900, le=2100, description="last year of the trends; none: all")
    own_target: list[float] = Field(
        [], description="target of your own for total emissions: change in per cent, base year, year"
    )
    series_file: InputFile = Field(
        "", description="own series after the template indicator_series; empty for the study's tables"
    )
    links_file: InputFile = Field(
        "", description="own links after the template indicator_links, with the former"
    )
    goals_file: InputFile = Field(
        "", description="own names of goals after the template indicator_goals; may be left out"
    )

    @field_validator("scopes")
    @classmethod
    def _the_city_among_them_and_each_once(cls, scopes: list[Scope]) -> list[Scope]:
        if "city" not in scopes:
            raise ValueError("scopes need city, for whose system this is; region and nation may be added")
        twice = sorted({scope for scope in scopes if scopes.count(scope) > 1})
        if twice:
            raise ValueError(f"scopes names {', '.join(twice)} more than once")
        return scopes

    @field_validator("own_target")
    @classmethod
    def _three_numbers_or_none(cls, target: list[float]) -> list[float]:
        if target and (len(target) != 3 or any(year != int(year) for year in target[1:])):
            raise ValueError(
                "a target of your own is a change in per cent and two years, such as -50, 1990, 2030"
            )
        if target and not -100 <= target[0] <= 1000:
            raise ValueError(f"the change of your own target is {target[0]:g}; allowed: -100 to 1000")
        return target

    @model_validator(mode="after")
    def _a_system_with_a_series_left(self) -> Parameters:
        from greentwin.appraisal.targets.assessment import Choices, chosen
        from greentwin.appraisal.targets.reading import read

        if self.series_file and (self.city != CITY or self.own_target):
            raise ValueError("with own files leave city out, and give a target as a row of series_file")
        choices = Choices(self.scopes, year_from=self.year_from, year_to=self.year_to)
        files = (self.series_file, self.links_file, self.goals_file)
        try:
            chosen(read(self.city, *files, self.own_target), choices)
        except GreentwinError as error:
            raise ValueError(str(error)) from None
        return self
