"""Parameters of the notebook on the contrasts between the Chinese and the European side."""

from __future__ import annotations

from pydantic import Field

from greentwin.ngo.options import DomainChoice, ImpliedPoles, ReporterChoice
from greentwin.study.parameters.base import NotebookParameters


class Parameters(NotebookParameters):
    """Which contrasts are shown, and how a side counts that a passage only implies."""

    domain: DomainChoice = Field("all", description="field of the contrasts")
    reporter: ReporterChoice = Field(
        "both", description="participant whose statements are shown; never added up"
    )
    implied: ImpliedPoles = Field(
        "separate", description="sides only implied: count them like described ones, separately, or drop them"
    )
