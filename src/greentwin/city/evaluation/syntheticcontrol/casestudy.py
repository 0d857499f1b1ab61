"""Everything that the page on one province says, computed once from one case."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from greentwin import data
from greentwin.city.evaluation.options import TABLES
from greentwin.city.evaluation.syntheticcontrol import economy, inference, markets, placebos
from greentwin.city.evaluation.syntheticcontrol.case import Case
from greentwin.city.evaluation.syntheticcontrol.design import Design
from greentwin.city.evaluation.syntheticcontrol.donors import (
    SHARE_TABLE,
    DonorPool,
    design_of_case,
    donor_pool,
)
from greentwin.city.evaluation.syntheticcontrol.fit import SyntheticFit, fit
from greentwin.city.evaluation.syntheticcontrol.hull import HullPosition, hull_position
from greentwin.city.evaluation.syntheticcontrol.options import PROVINCE_SOURCES, PUBLISHED
from greentwin.city.evaluation.syntheticcontrol.predictors import NestedFit, nested_fit
from greentwin.city.evaluation.syntheticcontrol.variants import Variant, variants
from greentwin.errors import ParameterError

ESTIMATES = "pilot_effect_estimates"
PILOT_TABLES = (
    "low_carbon_pilots",
    "prefecture_pilot_status",
    "provinces",
    "places",
    "panel_quality_flags",
    SHARE_TABLE,
    markets.TABLE,
)
USUAL_YEARS_BACK = 5
PUBLISHED_YEARS = (2010, 2015)
"""Years over which the published effect on Guangdong is averaged; the table has them in words only."""


@dataclass(frozen=True)
class Published:
    """A published mean effect on the same province.

    Attributes
    ----------
    percent : float
        The effect, per cent.
    authors, doi : str
        Where it was published.
    year : int
        Year of publication.
    """

    percent: float
    authors: str
    year: int
    doi: str


class CaseStudy:
    """The synthetic control of one case with its checks; each part is computed when it is first asked for.

    Parameters
    ----------
    case : Case
        The case.
    false_start : int, optional
        A start before the real one, for the placebo in time; five years before it if not given, or later where that
        leaves too few years.
    n_starts : int
        Starts of the search for the importance of predictors.
    seed : int
        Seed of the random starts.
    level : float
        Level of the tests.

    Raises
    ------
    DataError
        If the case leaves too few donors, or the province has a gap.
    ParameterError
        If the false start leaves too few years before it or none up to the real one.
    """

    def __init__(
        self, case: Case, false_start: int | None = None, n_starts: int = 5, seed: int = 0, level: float = 0.1
    ) -> None:
        self.case = case
        self.n_starts, self.seed, self.level = n_starts, seed, level
        for name in self.tables:
            data.load(name)
        self.design: Design = design_of_case(case)
        self.false_start = _false_start(self.design, false_start)

    @property
    def tables(self) -> tuple[str, ...]:
        """Tables behind the page, named also where an earlier page left them in memory."""
        sources = (TABLES[source] for source in PROVINCE_SOURCES)
        return (*sources, *PILOT_TABLES, economy.TABLE, ESTIMATES)

    @property
    def outcome_tables(self) -> tuple[str, ...]:
        """Tables behind the outcome of the case."""
        divided = self.case.outcome in ("ln_co2_per_head", "ln_co2_per_gdp")
        return (TABLES[self.case.source], *((economy.TABLE,) if divided else ()))

    @cached_property
    def pool(self) -> DonorPool:
        """All other provinces, and whether they may be donors."""
        return donor_pool(self.case)

    @cached_property
    def fit(self) -> SyntheticFit:
        """The synthetic control."""
        return fit(self.design)

    @cached_property
    def hull(self) -> HullPosition:
        """Position in relation to the hull of the donors."""
        return hull_position(self.design)

    @cached_property
    def in_space(self) -> placebos.Placebos:
        """Placebos in space."""
        return placebos.in_space(self.design)

    @cached_property
    def effect_set(self) -> inference.EffectSet:
        """Constant effects that are not rejected."""
        return inference.confidence_set(self.in_space, self.level)

    @cached_property
    def detectable(self) -> float | None:
        """Smallest reduction found in four of five cases, per cent; None if none is."""
        return self.detectable_at(self.level)

    def detectable_at(self, level: float) -> float | None:
        """Smallest reduction found in four of five cases at another level, per cent; None if none is."""
        return inference.detectable_percent(self.design, level)

    def power_at(self, percent: float) -> float:
        """Share of cases in which a constant change in per cent is found."""
        return inference.power(self.design, self.fit.from_percent(percent), self.level)

    @cached_property
    def in_time(self) -> placebos.FalseStart:
        """The placebo in time."""
        return placebos.in_time(self.design, self.false_start)

    @cached_property
    def all_in_time(self) -> tuple[placebos.FalseStart, ...]:
        """Placebos in time for every false start that leaves half of the years before the real one, at least."""
        n_before = int(self.design.before.sum())
        starts = placebos.false_starts(self.design, n_before // 2)
        return tuple(placebos.in_time(self.design, start) for start in sorted({*starts, self.false_start}))

    @cached_property
    def left_out(self) -> tuple[placebos.LeftOut, ...]:
        """Synthetic controls without one donor each."""
        return placebos.leave_one_out(self.fit)

    @cached_property
    def nested(self) -> NestedFit:
        """Synthetic controls from predictors, one per start."""
        return nested_fit(self.design, economy.economic_predictors(self.design), self.n_starts, self.seed)

    @cached_property
    def variants(self) -> tuple[Variant, ...]:
        """The same question under every combination of choices."""
        return variants(self.case)

    @cached_property
    def markets(self) -> tuple[markets.Market, ...]:
        """Carbon markets of the province and inside it."""
        return markets.markets_of(self.case.province)

    def variant_with(self, **changes: Any) -> Variant | None:
        """Return the variant in which some choices differ from those of the case; None if it was not tried."""
        wanted = replace(self.case, **changes)
        return next((variant for variant in self.variants if variant.case == wanted), None)

    @cached_property
    def weight_with_pilots(self) -> float:
        """Share of the weight that lies on donors in which a place is a pilot by the last year, per cent."""
        inside = self.pool.with_pilot_inside()
        pairs = zip(self.design.donors, self.fit.weights, strict=True)
        return 100 * float(sum(weight for donor, weight in pairs if donor in inside))

    @cached_property
    def published(self) -> Published | None:
        """The published effect on this province; None if there is none in the tables."""
        key = PUBLISHED.get(self.case.province)
        if key is None:
            return None
        rows = data.load(ESTIMATES)
        row: dict[Hashable, Any] = rows.loc[rows["estimate_id"] == key].to_dict("records")[0]
        return Published(
            100 * float(row["coefficient"]), str(row["authors"]), int(row["year"]), str(row["doi"])
        )

    @property
    def comparable(self) -> bool:
        """Whether the case asks for the quantity and the years of the published effect."""
        case = self.case
        return (
            self.published is not None
            and case.outcome in ("ln_co2", "co2")
            and (case.start, case.year_to) == PUBLISHED_YEARS
        )


def _false_start(design: Design, wanted: int | None) -> int:
    allowed = placebos.false_starts(design)
    if not allowed:
        raise ParameterError(
            f"there is no room for a false start between {design.years[0]} and {design.start}; begin earlier"
        )
    if wanted is None:
        return min(max(design.start - USUAL_YEARS_BACK, allowed[0]), allowed[-1])
    if wanted not in allowed:
        raise ParameterError(f"the false start is {wanted}; it must be from {allowed[0]} to {allowed[-1]}")
    return wanted
