"""Parameters of the notebook ``pilot_effect``."""

from __future__ import annotations

from typing import Any

from pydantic import Field, model_validator

from greentwin.city.evaluation.options import (
    Batch,
    ClusterLevel,
    ControlGroup,
    EmissionSource,
    FlaggedHandling,
    GapHandling,
    Handling,
    Membership,
    Outcome,
    StartCoding,
)
from greentwin.errors import DataError, ParameterError
from greentwin.study.parameters.base import InputFile, NotebookParameters

_OF_THE_STUDY = (
    "source",
    "outcome",
    "year_from",
    "year_to",
    "batches",
    "start_coding",
    "inside_pilot_province",
    "holds_pilot_part",
    "municipalities",
    "carbon_markets",
    "flagged",
    "cluster",
)
_SHARED = ("gaps", "control_group")


class Parameters(NotebookParameters):
    """Every choice that makes one design, or a researcher's own panel."""

    source: EmissionSource = Field(
        "chen", description="emission data: three of prefectures, two of provinces"
    )
    outcome: Outcome = Field("ln_co2", description="outcome; per head and per product for provinces only")
    year_from: int = Field(2003, ge=1997, le=2023, description="first year")
    year_to: int = Field(2017, ge=1997, le=2023, description="last year")
    batches: list[Batch] = Field([1, 2], description="batches of pilots whose effect is asked for")
    start_coding: StartCoding = Field("notice", description="first treated year: of the notice, or the next")
    inside_pilot_province: Membership = Field(
        "dropped", description="cities whose province was named before them or without them"
    )
    holds_pilot_part: Membership = Field("dropped", description="cities that hold a pilot county or district")
    municipalities: Handling = Field("kept", description="the four municipalities")
    carbon_markets: Handling = Field("kept", description="places that came under a regional carbon market")
    flagged: FlaggedHandling = Field(
        "kept", description="units with doubtful data: named ones, or with jumps"
    )
    gaps: GapHandling = Field("complete", description="units with gaps: left out, or used as far as they go")
    control_group: ControlGroup = Field("never_treated", description="units that pilots are compared with")
    cluster: ClusterLevel = Field("province", description="level within which errors may be correlated")
    anticipation: int = Field(
        0, ge=0, le=5, description="years before the start from which effects are possible"
    )
    own_file: InputFile = Field(
        "", description="own panel after the template pilot_panel; empty for the study's data"
    )
    draws: int = Field(199, ge=50, le=9999, description="draws of each simulation, bootstrap and permutation")
    seed: int = Field(20260101, ge=0, description="seed of the draws")

    def specification(self) -> Any:
        """Return the choices as a specification of the study."""
        from greentwin.city.evaluation.specification import Specification

        values = {name: getattr(self, name) for name in (*_OF_THE_STUDY, *_SHARED)}
        return Specification(**{**values, "batches": tuple(self.batches)})

    @model_validator(mode="after")
    def _a_design(self) -> Parameters:
        from greentwin.city.evaluation.effect.design import own_design, study_design

        try:
            if not self.own_file:
                study_design(self.specification(), self.anticipation).effects()
                return self
            defaults = type(self).model_fields
            changed = [name for name in _OF_THE_STUDY if getattr(self, name) != defaults[name].default]
            if changed:
                raise ParameterError(
                    f"{', '.join(changed)} choose among the study's data; leave them out with own_file"
                )
            own_design(self.own_file, self.control_group, self.gaps, self.anticipation).effects()
        except (ParameterError, DataError) as error:
            raise ValueError(str(error)) from None
        return self
