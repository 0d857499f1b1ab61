"""One specification of the pilot evaluation: every choice that makes a panel out of the tables, checked."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, Literal, get_args, get_origin, get_type_hints

from greentwin.city.evaluation.options import (
    LEVELS,
    Batch,
    ClusterLevel,
    ControlGroup,
    EmissionSource,
    FlaggedHandling,
    GapHandling,
    Handling,
    Level,
    Membership,
    Outcome,
    StartCoding,
)
from greentwin.errors import ParameterError


@dataclass(frozen=True)
class Specification:
    """All choices that decide who is treated when, who is compared, and over which years.

    Attributes
    ----------
    source : {"chen", "edgar", "ceads", "sectoral", "apparent"}
        Emission data: three tables of prefectures, two of provinces.
    outcome : {"ln_co2", "ln_co2_per_head", "ln_co2_per_gdp"}
        Outcome; per head and per product (at 2010 prices) exist for provinces only.
    year_from, year_to : int
        First and last year.
    batches : tuple of {1, 2, 3}
        Batches of pilots whose effect is asked for.
    start_coding : {"notice", "full_year"}
        First treated year: that of the notice, or the first full year after it (the same for batch 3).
    inside_pilot_province : {"treated", "dropped", "control"}
        Units whose province became a pilot before they did, or without them: treated from the earlier year,
        left out, or counted by their own status alone. No meaning for provinces.
    holds_pilot_part : {"treated", "dropped", "control"}
        Units that hold a county or district which is a pilot of batch 3. No meaning for provinces.
    municipalities : {"kept", "dropped"}
        The four municipalities, which are cities and provinces at once.
    carbon_markets : {"kept", "dropped"}
        Units under a regional carbon market that began within the years.
    flagged : {"kept", "named_dropped", "jumps_dropped"}
        Units with doubtful data: kept; left out if the table of flags names them for these years; or left out
        if ln CO2 changes by more than 0.4 between two neighbouring years.
    gaps : {"complete", "available"}
        Units with gaps: left out, or used as far as they go.
    control_group : {"never_treated", "not_yet_treated"}
        Units that pilots are compared with. Pilots of batches not asked for are left out, unless they start after
        the last year and the comparison is with units not yet treated.
    cluster : {"province", "unit"}
        Level within which errors may be correlated.

    Raises
    ------
    ParameterError
        If a value is unknown or two choices contradict each other; the message says what would be allowed.
    """

    source: EmissionSource = "chen"
    outcome: Outcome = "ln_co2"
    year_from: int = 2003
    year_to: int = 2017
    batches: tuple[Batch, ...] = (1, 2)
    start_coding: StartCoding = "notice"
    inside_pilot_province: Membership = "dropped"
    holds_pilot_part: Membership = "dropped"
    municipalities: Handling = "kept"
    carbon_markets: Handling = "kept"
    flagged: FlaggedHandling = "kept"
    gaps: GapHandling = "complete"
    control_group: ControlGroup = "never_treated"
    cluster: ClusterLevel = "province"

    def __post_init__(self) -> None:
        self._check_values()
        if self.year_from >= self.year_to:
            raise ParameterError(f"year_from is {self.year_from}; it must be before year_to ({self.year_to})")
        if self.level == "prefecture" and self.outcome != "ln_co2":
            raise ParameterError(
                f"outcome {self.outcome} needs population or product, which the tables have for provinces only; "
                "take outcome ln_co2, or source sectoral or apparent"
            )
        if self.level == "prefecture" and self.inside_pilot_province == "treated" and self.cluster == "unit":
            raise ParameterError(
                "cluster must be province where inside_pilot_province is treated, "
                "for such units are treated by province"
            )
        if self.level == "prefecture" and self.holds_pilot_part == "treated" and 3 not in self.batches:
            raise ParameterError(
                "holds_pilot_part can be treated only where batches hold 3: all such parts are pilots of batch 3"
            )
        if self.level == "province" and set(self.batches) == {3}:
            raise ParameterError("batch 3 has no province; take batches 1 and 2, or a source of prefectures")

    @property
    def level(self) -> Level:
        """Level of the units of the source."""
        return LEVELS[self.source]

    def _check_values(self) -> None:
        hints = get_type_hints(type(self))
        for field in fields(self):
            hint, value = hints[field.name], getattr(self, field.name)
            if field.name == "batches":
                _check_batches(value)
            elif get_origin(hint) is Literal and value not in get_args(hint):
                allowed = ", ".join(map(str, get_args(hint)))
                raise ParameterError(f"{field.name} is {value!r}; it must be one of {allowed}")


def _check_batches(batches: Any) -> None:
    known = get_args(Batch)
    if not isinstance(batches, tuple) or not batches or len(set(batches)) < len(batches):
        raise ParameterError(f"batches is {batches!r}; name one or more of 1, 2, 3, each once")
    unknown = [batch for batch in batches if batch not in known]
    if unknown:
        raise ParameterError(f"there is no batch {unknown[0]!r}; the batches are 1, 2 and 3")
