"""The page on one specification."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd

from greentwin.city.evaluation.effect import tables
from greentwin.city.evaluation.effect.answers import Answers
from greentwin.city.evaluation.effect.design import Design
from greentwin.city.evaluation.effect.findings import results_of
from greentwin.city.evaluation.effect.wording import say
from greentwin.city.evaluation.estimatorfigure import bacon_chart, estimators_chart
from greentwin.city.evaluation.estimators.bacon import bacon_decomposition
from greentwin.city.evaluation.eventfigure import event_study_chart
from greentwin.city.evaluation.panelview import panel_view_chart
from greentwin.city.evaluation.power.detectability import Detectability, detectability_table
from greentwin.city.evaluation.power.figures import detectability_chart
from greentwin.city.evaluation.power.formula import minimum_detectable_effect
from greentwin.city.evaluation.results import Estimate
from greentwin.city.evaluation.sensitivity import figures
from greentwin.city.evaluation.trendfigure import raw_trends_chart
from greentwin.city.sections import Absent, Drawn, Listed, Section
from greentwin.errors import DataError
from greentwin.plotting import Language, Result, format_number, label

_IN_THE_FIGURE = ("n_units", "n_treated", "n_clusters")


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
        self.design, self.draws, self.language = design, draws, language
        self.panel = design.panel
        self.answers = Answers(design, draws, seed)

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
            self._compared_designs(), self.answers.published, self.language, self.design.outcome
        )
        return Drawn(chart, "detectable_effects")

    def detectable_table(self) -> Listed:
        """List which effects this design, and the same with other data, could detect."""
        frame = detectability_table(self._compared_designs(), self.answers.published, self.language)
        frame = frame.drop(columns=[label(f"evaluation_{key}", self.language) for key in _IN_THE_FIGURE])
        return Listed(frame, say("caption_detectable", self.language, draws=self.draws))

    def event_study(self) -> Drawn:
        """Draw effects by year since the start with their joint band."""
        chart = event_study_chart(self.answers.study, self.language, self._band, **self._names)
        return Drawn(chart, "event_study")

    def estimators(self) -> Drawn:
        """Draw all estimates below each other."""
        found, _ = self.answers.estimates
        detectable = [_detectable(item) for item in found]
        chart = estimators_chart(
            found, self.language, detectable=detectable, published=self._band, **self._names
        )
        return Drawn(chart, "estimators")

    def estimators_table(self) -> Listed:
        """List all estimates."""
        found, refused = self.answers.estimates
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
        frame = tables.inference_table(self.answers.tests, self.language)
        caption = say("caption_inference", self.language, draws=self.draws)
        return Listed(frame, caption, digits=3)

    def pretrend(self) -> Section:
        """List what the test of the years before the start says and could find, or why there is none."""
        test = self.answers.pretrends
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
        adjusted = self.answers.detrended
        if isinstance(adjusted, str):
            return Absent(say("no_section", self.language, reason=adjusted))
        frame = tables.detrended_table(self.answers.main, adjusted, self.language)
        return Listed(frame, say("caption_detrended", self.language), digits=3)

    def leave_one_out(self) -> Section:
        """Draw the estimate without each region."""
        found = self.answers.left_out
        if isinstance(found, str):
            return Absent(say("no_section", self.language, reason=found))
        names = self.design.region_names(self.language)
        chart = figures.leave_one_out_chart(found, self.language, names, self.design.outcome)
        return Drawn(chart, "without_each_province")

    def placebo_dates(self) -> Section:
        """Draw estimates at dates before the real ones."""
        found = self.answers.placebos
        if isinstance(found, str):
            return Absent(say("no_section", self.language, reason=found))
        chart = figures.placebo_chart(found, self.language, self.design.outcome)
        return Drawn(chart, "placebo_dates")

    def parallel_trends(self) -> Section:
        """Draw confidence sets under violations of parallel trends."""
        found = self.answers.bounds
        if isinstance(found, str):
            return Absent(say("no_section", self.language, reason=found))
        return Drawn(figures.bounds_chart(found, self.language, self.design.outcome), "bounds")

    def one_choice_otherwise(self) -> Listed:
        """List the estimate with one choice made otherwise."""
        frame = tables.alternatives_table(self.answers.main, self.answers.alternatives, self.language)
        return Listed(frame, say("caption_alternatives", self.language), digits=3)

    def export(self) -> pd.DataFrame:
        """Return the panel itself, one row per unit and year."""
        return self.panel.long()

    def results(self) -> Iterator[Result]:
        """Return the findings of the page."""
        return results_of(self.answers)

    def _compared_designs(self) -> list[tuple[str, Detectability]]:
        """Name this design by both main estimators, and those of other data."""
        two_way = f"{self._source}, {label('effect_two_way', self.language)}"
        rows = [(self._source, self.answers.detectability), (two_way, self.answers.two_way_detectability)]
        return rows + [
            (design.source_label(self.language), found) for design, found in self.answers.with_other_data
        ]

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
        if self.answers.published is None:
            return None
        low, high = sorted((self.answers.published.smallest, self.answers.published.largest))
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
