"""Choices of the pilot evaluation; light to import, so that parameters can be checked without the data."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, get_args

EmissionSource = Literal["chen", "edgar", "ceads", "sectoral", "apparent"]
Level = Literal["prefecture", "province"]
Outcome = Literal["ln_co2", "ln_co2_per_head", "ln_co2_per_gdp"]
Batch = Literal[1, 2, 3]
StartCoding = Literal["notice", "full_year"]
Membership = Literal["treated", "dropped", "control"]
ControlGroup = Literal["never_treated", "not_yet_treated"]
Handling = Literal["kept", "dropped"]
FlaggedHandling = Literal["kept", "named_dropped", "jumps_dropped"]
GapHandling = Literal["complete", "available"]
ClusterLevel = Literal["unit", "province"]
Estimand = Literal[
    "city_pilots", "city_or_province_pilots", "third_batch", "province_pilots", "province_intensity"
]

EMISSION_SOURCES: tuple[EmissionSource, ...] = get_args(EmissionSource)
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
ESTIMANDS: tuple[Estimand, ...] = get_args(Estimand)
BATCHES: tuple[Batch, ...] = get_args(Batch)

LEVELS: Mapping[EmissionSource, Level] = MappingProxyType(
    {
        "chen": "prefecture",
        "edgar": "prefecture",
        "ceads": "prefecture",
        "sectoral": "province",
        "apparent": "province",
    }
)
TABLES: Mapping[EmissionSource, str] = MappingProxyType(
    {
        "chen": "prefecture_co2_chen",
        "edgar": "prefecture_co2_edgar",
        "ceads": "prefecture_co2_ceads",
        "sectoral": "province_co2_sectoral",
        "apparent": "province_co2_apparent",
    }
)
JUMP = 0.4
"""Change of ln CO2 between neighbouring years above which it counts as a jump, as in ``panel_quality_flags``."""

NEVER = float("inf")
"""Start of a unit that is never treated."""

MIN_YEARS_AFTER = 1
"""Years after the year of its start that a group of pilots needs in the data."""
