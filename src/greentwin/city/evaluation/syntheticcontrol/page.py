"""The page on one province and its synthetic control: its figures, tables and results in one language."""

from __future__ import annotations

import pandas as pd

from greentwin.city.evaluation.syntheticcontrol import (
    check_tables,
    donor_tables,
    fit_tables,
    page_results,
    path_figures,
    variant_figure,
    weight_figure,
)
from greentwin.city.evaluation.syntheticcontrol.casestudy import CaseStudy
from greentwin.city.evaluation.syntheticcontrol.options import ProvinceSource
from greentwin.city.evaluation.syntheticcontrol.variants import variant_frame
from greentwin.city.evaluation.syntheticcontrol.wording import say
from greentwin.city.sections import Absent, Drawn, Listed
from greentwin.plotting import Language, Result


class SyntheticPage:
    """What the notebook shows, section by section.

    Parameters
    ----------
    study : CaseStudy
        The computed case.
    language : {"en", "zh"}
        Language of figures, tables and sentences.
    """

    def __init__(self, study: CaseStudy, language: Language) -> None:
        self.study, self.language = study, language

    def donors(self) -> Listed:
        """List which province may be a donor, and why not."""
        return donor_tables.donor_table(self.study, self.language)

    def rules(self) -> Listed:
        """List how many donors each rule leaves, by last year."""
        return donor_tables.rule_table(self.study, self.language)

    def paths(self) -> Drawn:
        """Draw the province and its synthetic control."""
        return Drawn(path_figures.paths_chart(self.study, self.language), "paths")

    def weights(self) -> Drawn:
        """Draw the weights, with the pilots inside each donor."""
        return Drawn(weight_figure.weights_chart(self.study, self.language), "weights")

    def fit(self) -> Listed:
        """List fit, gap and position in relation to the hull."""
        return fit_tables.fit_table(self.study, self.language)

    def gaps(self) -> Drawn:
        """Draw the gaps of the province and of all placebos."""
        return Drawn(path_figures.gaps_chart(self.study, self.language), "gaps")

    def inference(self) -> Listed:
        """List p-values, the effects not rejected, and power."""
        return fit_tables.inference_table(self.study, self.language)

    def false_start(self) -> Drawn:
        """Draw the gap under the false start."""
        return Drawn(path_figures.false_start_chart(self.study, self.language), "false_start")

    def false_starts(self) -> Listed:
        """List the placebos in time for a range of false starts."""
        return check_tables.false_start_table(self.study, self.language)

    def left_out(self) -> Listed | Absent:
        """List the synthetic controls without one donor each."""
        return check_tables.left_out_table(self.study, self.language)

    def nested(self) -> Listed:
        """List weights from predictors, one row a start of the search."""
        return check_tables.nested_table(self.study, self.language)

    def variants(self) -> Drawn:
        """Draw all variants."""
        return Drawn(variant_figure.variants_chart(self.study, self.language), "variants")

    def variant_table(self, source: ProvinceSource) -> Listed:
        """List the variants of one source."""
        return check_tables.variant_table(self.study, source, self.language)

    def export(self) -> pd.DataFrame:
        """Return all variants, one row each (see `greentwin.city.evaluation.syntheticcontrol.variants`)."""
        return variant_frame(self.study.variants)

    def export_caption(self) -> str:
        """Say what the exported table holds."""
        return say("caption_export", self.language)

    def results(self) -> tuple[Result, ...]:
        """Return the results of the page."""
        return tuple(page_results.results(self.study))
