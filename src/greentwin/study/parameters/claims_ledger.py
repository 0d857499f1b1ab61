"""Parameters of the notebook ``claims_ledger``."""

from __future__ import annotations

from pydantic import Field, field_validator

from greentwin.appraisal.claims.options import Kind, Strand, Unverified
from greentwin.study.parameters.base import NotebookParameters


class Parameters(NotebookParameters):
    """Which claims are shown, and how their numbers and the published figures are read."""

    strands: list[Strand] = Field(
        ["ngo", "circular", "city"], description="strands of the documents whose claims are shown"
    )
    kinds: list[Kind] = Field(
        ["setting", "activity", "output", "outcome"], description="kinds of claims shown"
    )
    tolerance: float = Field(
        0.05, ge=0, le=0.5, description="how far about and nearly reach, as a share of the claimed value"
    )
    unverified: Unverified = Field(
        "count", description="figures not read with their publisher: count them, or drop them"
    )

    @field_validator("strands", "kinds")
    @classmethod
    def _some_and_each_once(cls, chosen: list[str]) -> list[str]:
        if not chosen:
            raise ValueError("the list is empty; name at least one")
        twice = sorted({name for name in chosen if chosen.count(name) > 1})
        if twice:
            raise ValueError(f"{', '.join(twice)} is named more than once")
        return chosen
