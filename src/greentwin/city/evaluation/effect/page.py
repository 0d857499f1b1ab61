"""The page on one specification."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TypeVar

import numpy as np
import pandas as pd

from greentwin.city.evaluation.effect import tables
from greentwin.city.evaluation.effect.alternatives import Alternative, alternatives
from greentwin.city.evaluation.effect.comparison import (
    Inference,
    estimate_by,
    estimate_by_all,
    inferences,
)
from greentwin.city.evaluation.effect.design import Design, with_other_data
from greentwin.city.evaluation.effect.findings import results_of
from greentwin.city.evaluation.effect.wording import say
from greentwin.city.evaluation.estimatorfigure import bacon_chart, estimators_chart
from greentwin.city.evaluation.estimators.aggregation import event_study
from greentwin.city.evaluation.estimators.bacon import bacon_decomposition
from greentwin.city.evaluation.eventfigure import event_study_chart
from greentwin.city.evaluation.panel import Panel
from greentwin.city.evaluation.panelview import panel_view_chart
from greentwin.city.evaluation.power.detectability import Detectability, detectability, detectability_table
from greentwin.city.evaluation.power.figures import detectability_chart
from greentwin.city.evaluation.power.formula import minimum_detectable_effect
from greentwin.city.evaluation.power.published import SCALES, Published, published_effects
from greentwin.city.evaluation.results import Estimate, Estimator, EventStudy
from greentwin.city.evaluation.sensitivity import figures
from greentwin.city.evaluation.sensitivity.bounds import Bounds, Restriction, bounds
from greentwin.city.evaluation.sensitivity.leaveout import LeaveOneOut, leave_one_out
from greentwin.city.evaluation.sensitivity.placebo import PlaceboDates, placebo_dates
from greentwin.city.evaluation.sensitivity.pretrends import PretrendTest, pretrend_test
from greentwin.city.evaluation.sensitivity.trends import trend_adjusted
from greentwin.city.evaluation.trendfigure import raw_trends_chart
from greentwin.city.sections import Absent, Drawn, Listed, Result, Section
from greentwin.errors import DataError, GreentwinError
from greentwin.plotting import Language, format_number, label

T = TypeVar("T")
_RESTRICTIONS: tuple[Restriction, ...] = ("relative_magnitude", "smoothness")


class EffectPage:
    """Everything that one design can say about the effect of being named a pilot.

    Parameters
    ----------
    design : Design
        The design.
    draws, seed : int
        Draws of each simulation, bootstrap and permutation, and their seed.
    language : {"en", "zh"}
        Language of figures and tables.
    """

    def __init__(self, design: Design, draws: int, seed: int, language: Language) -> None:
        self.design, self.draws, self.seed, self.language = design, draws, seed, language
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
        return detectability(self.panel, self.design.estimator, draws=self.draws, seed=self.seed)

    @cached_property
    def two_way_detectability(self) -> Detectability:
        """What two-way fixed effects could detect in this panel."""

        def two_way(panel: Panel) -> Estimate:
            return estimate_by(self.design, "twfe", panel)

        return detectability(self.panel, two_way, draws=self.draws, seed=self.seed)

    @cached_property
    def with_other_data(self) -> tuple[tuple[Design, Detectability], ...]:
        """The designs that the same choices make of other data of the same level, and what they could detect."""
        return tuple(
            (design, detectability(design.panel, design.estimator, draws=self.draws, seed=self.seed))
            for design in with_other_data(self.design)
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

    def sample(self) -> Listed:
        """List who is in the panel."""
        return Listed(tables.sample_table(self.design, self.language), say("caption_sample", self.language))

    def exclusions(self) -> Section:
        """List how many units each choice leaves out, or say that none is."""
        if not self.panel.exclusions:
            return Absent(say("nobody_left_out", self.language))
        frame = tables.exclusion_table(self.design, self.language)
        return Listed(frame, say("caption_exclusions", self.language))

    def view(self) -> Drawn:
        """Draw who is treated when."""
        names = self.design.unit_names(self.language)
        chart = panel_view_chart(self.panel, names, self.language, source_label=self._source)
        return Drawn(chart, "who_is_treated_when")

    def trends(self) -> Section:
        """Draw the mean outcome of each group of starts, or say that no unit has every year."""

        def drawn() -> Drawn:
            chart = raw_trends_chart(
                self.panel,
                self.language,
                source_label=self._source,
                outcome_label=self.design.outcome_label(self.language),
            )
            return Drawn(chart, "raw_trends")

        return self._section(drawn)

    def detectable(self) -> Drawn:
        """Draw which effects this design, and the same with other data, could detect beside published effects."""
        chart = detectability_chart(
            self._compared_designs(), self.published, self.language, self.design.outcome
        )
        return Drawn(chart, "detectable_effects")

    def detectable_table(self) -> Listed:
        """List which effects this design, and the same with other data, could detect."""
        frame = detectability_table(self._compared_designs(), self.published, self.language)
        return Listed(frame, say("caption_detectable", self.language, draws=self.draws))

    def event_study(self) -> Drawn:
        """Draw effects by year since the start with their joint band."""
        chart = event_study_chart(self.study, self.language, self._band, **self._names)
        return Drawn(chart, "event_study")

    def estimators(self) -> Drawn:
        """Draw all estimates below each other."""
        found, _ = self.estimates
        detectable = [_detectable(item) for item in found]
        chart = estimators_chart(
            found, self.language, detectable=detectable, published=self._band, **self._names
        )
        return Drawn(chart, "estimators")

    def estimators_table(self) -> Listed:
        """List all estimates."""
        found, refused = self.estimates
        detectable = [_detectable(item) for item in found]
        frame = tables.estimates_table(found, detectable, refused, self.language)
        return Listed(frame, say("caption_estimators", self.language), digits=3)

    def comparisons(self) -> Section:
        """Draw the comparisons behind the two-way estimate, or say why there are none."""

        def drawn() -> Drawn:
            frame = tables.bacon_frame(bacon_decomposition(self.panel))
            chart = bacon_chart(frame, self.language, source_label=self._source)
            return Drawn(chart, "two_way_comparisons")

        return self._section(drawn)

    def inference(self) -> Listed:
        """List the tests of the same effect."""
        frame = tables.inference_table(self.tests, self.language)
        caption = say("caption_inference", self.language, draws=self.draws)
        return Listed(frame, caption, digits=3)

    def pretrend(self) -> Section:
        """List what the test of the years before the start says and could find, or why there is none."""
        test = self.pretrends
        if isinstance(test, str):
            return Absent(say("no_section", self.language, reason=test))
        caption = say(
            "caption_pretrend",
            self.language,
            n=test.n_coefficients,
            p=format_number(test.p_value, 3),
            statistic=format_number(test.statistic, 1),
        )
        return Listed(tables.pretrend_table(test, self.language), caption, digits=3)

    def trend_adjusted(self) -> Section:
        """List the estimate with and without the trends before the start."""
        adjusted = self.detrended
        if isinstance(adjusted, str):
            return Absent(say("no_section", self.language, reason=adjusted))
        frame = tables.detrended_table(self.main, adjusted, self.language)
        return Listed(frame, say("caption_detrended", self.language), digits=3)

    def leave_one_out(self) -> Section:
        """Draw the estimate without each region."""
        found = self.left_out
        if isinstance(found, str):
            return Absent(say("no_section", self.language, reason=found))
        names = self.design.region_names(self.language)
        chart = figures.leave_one_out_chart(found, self.language, names, self.design.outcome)
        return Drawn(chart, "without_each_province")

    def placebo_dates(self) -> Section:
        """Draw estimates at dates before the real ones."""
        found = self.placebos
        if isinstance(found, str):
            return Absent(say("no_section", self.language, reason=found))
        chart = figures.placebo_chart(found, self.language, self.design.outcome)
        return Drawn(chart, "placebo_dates")

    def parallel_trends(self) -> Section:
        """Draw confidence sets under violations of parallel trends."""
        found = self.bounds
        if isinstance(found, str):
            return Absent(say("no_section", self.language, reason=found))
        return Drawn(figures.bounds_chart(found, self.language, self.design.outcome), "bounds")

    def one_choice_otherwise(self) -> Listed:
        """List the estimate with one choice made otherwise."""
        frame = tables.alternatives_table(self.main, self.alternatives, self.language)
        return Listed(frame, say("caption_alternatives", self.language), digits=3)

    def export(self) -> pd.DataFrame:
        """Return the panel itself, one row per unit and year."""
        return self.panel.long()

    def results(self) -> Iterator[Result]:
        """Return the findings of the page."""
        return results_of(self)

    def _compared_designs(self) -> list[tuple[str, Detectability]]:
        """Name this design by both main estimators, and those of other data."""
        two_way = f"{self._source}, {label('effect_two_way', self.language)}"
        rows = [(self._source, self.detectability), (two_way, self.two_way_detectability)]
        return rows + [(design.source_label(self.language), found) for design, found in self.with_other_data]

    @property
    def _source(self) -> str:
        return self.design.source_label(self.language)

    @property
    def _names(self) -> dict[str, str]:
        return {
            "source_label": self._source,
            "outcome_label": self.design.outcome_label(self.language),
        }

    @property
    def _band(self) -> tuple[float, float] | None:
        if self.published is None:
            return None
        low, high = sorted((self.published.smallest, self.published.largest))
        return low, high

    def _section(self, make: Callable[[], Section]) -> Section:
        try:
            return make()
        except DataError as error:
            return Absent(say("no_section", self.language, reason=str(error)))


def _detectable(found: Estimate) -> float:
    if not np.isfinite(found.standard_error):
        return float("nan")
    return minimum_detectable_effect(found.standard_error, found.degrees_of_freedom)


def _or_reason(make: Callable[[], T]) -> T | str:
    try:
        return make()
    except GreentwinError as error:
        return str(error)
