"""All answers to the questions about one design, each computed once, when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TypeVar

from greentwin.city.evaluation.effect.alternatives import Alternative, alternatives
from greentwin.city.evaluation.effect.comparison import (
    Inference,
    estimate_by,
    estimate_by_all,
    inferences,
    started_by_cluster,
)
from greentwin.city.evaluation.effect.design import Design, with_other_data
from greentwin.city.evaluation.estimators.aggregation import event_study
from greentwin.city.evaluation.panel import Panel
from greentwin.city.evaluation.power.detectability import Detectability, detectability
from greentwin.city.evaluation.power.draws import Scheme
from greentwin.city.evaluation.power.published import SCALES, Published, published_effects
from greentwin.city.evaluation.results import Estimate, Estimator, EventStudy
from greentwin.city.evaluation.sensitivity.bounds import Bounds, Restriction, bounds
from greentwin.city.evaluation.sensitivity.leaveout import LeaveOneOut, leave_one_out
from greentwin.city.evaluation.sensitivity.placebo import PlaceboDates, placebo_dates
from greentwin.city.evaluation.sensitivity.pretrends import PretrendTest, pretrend_test
from greentwin.city.evaluation.sensitivity.trends import trend_adjusted
from greentwin.errors import GreentwinError

T = TypeVar("T")
_RESTRICTIONS: tuple[Restriction, ...] = ("relative_magnitude", "smoothness")


class Answers:
    """What one design says about the effect, and how far it holds.

    Parameters
    ----------
    design : Design
        The design.
    draws, seed : int
        Draws of each simulation, bootstrap and permutation, and their seed.
    """

    def __init__(self, design: Design, draws: int, seed: int) -> None:
        self.design, self.draws, self.seed = design, draws, seed
        self.panel = design.panel

    @cached_property
    def main(self) -> Estimate:
        """The main estimate: the average of group-time effects."""
        return self.design.estimator(self.panel)

    @cached_property
    def estimates(self) -> tuple[tuple[Estimate, ...], dict[Estimator, str]]:
        """The estimates by every estimator, and why others have none."""
        return estimate_by_all(self.design)

    @cached_property
    def study(self) -> EventStudy:
        """Effects by year since the start, each compared with the year before where it is before the start."""
        return event_study(self.design.effects(), draws=max(self.draws, 999), seed=self.seed)

    @cached_property
    def common_reference(self) -> EventStudy:
        """Effects by year since the start, all compared with the last year before it."""
        effects = self.design.effects(base_period="universal")
        return event_study(effects, draws=max(self.draws, 999), seed=self.seed)

    @cached_property
    def published(self) -> Published | None:
        """Published effects on the scale of the outcome; None where there are none."""
        outcome = self.design.outcome
        return None if outcome is None or outcome not in SCALES else published_effects(outcome)

    @cached_property
    def detectability(self) -> Detectability:
        """What the main estimator could detect in this panel."""
        return self._detectability(self.design, self.design.estimator)

    @cached_property
    def two_way_detectability(self) -> Detectability:
        """What two-way fixed effects could detect in this panel."""

        def two_way(panel: Panel) -> Estimate:
            return estimate_by(self.design, "twfe", panel)

        return self._detectability(self.design, two_way)

    @cached_property
    def with_other_data(self) -> tuple[tuple[Design, Detectability], ...]:
        """The designs that the same choices make of other data of the same level, and what they could detect."""
        return tuple(
            (design, self._detectability(design, design.estimator)) for design in with_other_data(self.design)
        )

    @cached_property
    def tests(self) -> tuple[Inference, ...]:
        """Several tests of the same effect."""
        return inferences(self.design, self.draws, self.seed)

    @cached_property
    def pretrends(self) -> PretrendTest | str:
        """The test of the years before the start, or why there is none."""
        return _or_reason(lambda: pretrend_test(self.common_reference, self.panel.n_clusters - 1))

    @cached_property
    def detrended(self) -> Estimate | str:
        """The estimate without the groups' trends before the start, or why there is none."""
        return _or_reason(lambda: trend_adjusted(self.panel, self.design.estimator))

    @cached_property
    def left_out(self) -> LeaveOneOut | str:
        """The estimate without each region, or why there is none."""
        return _or_reason(lambda: leave_one_out(self.panel, self.design.estimator))

    @cached_property
    def placebos(self) -> PlaceboDates | str:
        """Estimates at dates before the real ones, or why there are none."""
        return _or_reason(lambda: placebo_dates(self.panel, self.design.estimator))

    @cached_property
    def bounds(self) -> tuple[Bounds, ...] | str:
        """Confidence sets under two kinds of violations of parallel trends, or why there are none."""
        return _or_reason(lambda: tuple(bounds(self.common_reference, kind) for kind in _RESTRICTIONS))

    @cached_property
    def alternatives(self) -> tuple[Alternative, ...]:
        """The estimate with one choice made otherwise."""
        return alternatives(self.design)

    def _detectability(self, design: Design, estimator: Callable[[Panel], Estimate]) -> Detectability:
        """Deal placebo treatments out as the real ones were: across clusters where these are treated as a whole."""
        scheme: Scheme = "clusters" if started_by_cluster(design.panel) else "units"
        return detectability(design.panel, estimator, scheme=scheme, draws=self.draws, seed=self.seed)


def _or_reason(make: Callable[[], T]) -> T | str:
    try:
        return make()
    except GreentwinError as error:
        return str(error)
