"""The page on all specifications: what was estimated, the curves, their tests, and which choice moves them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

import pandas as pd

from greentwin import data
from greentwin.city.evaluation.multiverse import figures, summary
from greentwin.city.evaluation.multiverse.decomposition import INTERPLAY, switches, variance_shares
from greentwin.city.evaluation.multiverse.estimation import (
    Report,
    estimate_all,
    estimate_chunk,
    one_of_each_kind,
)
from greentwin.city.evaluation.multiverse.grid import FACTORS, Variant, factors, variants
from greentwin.city.evaluation.multiverse.permutation import CurveTest, curve_test
from greentwin.city.evaluation.multiverse.results import results_of, tables_of
from greentwin.city.evaluation.multiverse.wording import SENTENCES, named
from greentwin.city.evaluation.options import ESTIMANDS, Estimand
from greentwin.city.evaluation.power.published import published_effects
from greentwin.city.sections import Absent, Drawn, Listed, Section
from greentwin.errors import ParameterError
from greentwin.plotting import Language, Result

TESTED: tuple[Estimand, ...] = ("city_pilots", "province_pilots")
"""Questions whose whole curve is compared with shuffled names."""


class MultiversePage:
    """All defensible specifications of the questions asked.

    Parameters
    ----------
    estimands : sequence of str
        Questions; empty for all.
    draws : int
        Shufflings of the names of pilots; 0 for no test.
    seed : int
        Seed of the shufflings.
    jobs : int
        Processes to use.
    language : {"en", "zh"}
        Language of figures and tables.
    estimating, shuffling : callable, optional
        Told how many estimates, and how many shufflings, are done of all.
    """

    def __init__(
        self,
        estimands: Sequence[Estimand],
        draws: int,
        seed: int,
        jobs: int,
        language: Language,
        estimating: Report | None = None,
        shuffling: Report | None = None,
    ) -> None:
        self.estimands = tuple(name for name in ESTIMANDS if not estimands or name in estimands)
        self.draws, self.seed, self.jobs, self.language = draws, seed, jobs, language
        self._shuffling = shuffling
        self.variants: dict[Estimand, list[Variant]] = {name: list(variants(name)) for name in self.estimands}
        wanted = [variant for found in self.variants.values() for variant in found]
        self._use_what_other_processes_use(wanted)
        self.estimates = estimate_all(wanted, jobs=jobs, report=estimating)

    def _use_what_other_processes_use(self, wanted: Sequence[Variant]) -> None:
        """Load the tables and modules here as well: what a run depends on is read off its own process."""
        for table in dict.fromkeys(name for estimand in self.estimands for name in tables_of(estimand)):
            data.load(table)
        estimate_chunk(one_of_each_kind(wanted))

    @cached_property
    def tests(self) -> dict[Estimand, CurveTest]:
        """The curves that are tested, with their shuffled ones."""
        tested = [name for name in TESTED if name in self.estimands] if self.draws else []
        return {
            name: curve_test(
                self.variants[name],
                self.of(name),
                draws=self.draws,
                seed=self.seed,
                jobs=self.jobs,
                report=_part(self._shuffling, number, len(tested)),
            )
            for number, name in enumerate(tested)
        }

    @cached_property
    def shares(self) -> pd.DataFrame:
        """Share of the variance of the estimates by choice (rows) and question (columns)."""
        found = {name: variance_shares(self.of(name), list(factors(name))) for name in self.estimands}
        return pd.DataFrame(found).reindex([*FACTORS, INTERPLAY])

    @cached_property
    def moves(self) -> dict[Estimand, pd.DataFrame]:
        """How far the estimate moves when one choice alone is switched, by question."""
        return {name: switches(self.of(name), list(factors(name))) for name in self.estimands}

    def of(self, estimand: Estimand) -> pd.DataFrame:
        """Return the estimates of one question, refused ones among them."""
        if estimand not in self.estimands:
            raise ParameterError(f"{estimand} was not asked; asked were {', '.join(self.estimands)}")
        return self.estimates.loc[self.estimates["estimand"] == estimand].reset_index(drop=True)

    def published_on(self, estimand: Estimand) -> list[float]:
        """Return the published estimates on the scale of a question."""
        outcome = self.variants[estimand][0].specification.outcome
        return [effect.value for effect in published_effects(outcome).effects]

    def choices(self) -> Listed:
        """List the choices of each question and how many specifications they make."""
        return Listed(
            summary.choices_table(self.estimates, self.estimands, self.language),
            SENTENCES.say("caption_choices", self.language, n=len(self.estimates)),
            SENTENCES.say(
                "note_choices", self.language, refused=int(self.estimates["refusal"].notna().sum())
            ),
        )

    def refusals(self) -> Section:
        """List why specifications were refused, or say that none was."""
        table = summary.refusals_table(self.estimates, self.language)
        if table.empty:
            return Absent(SENTENCES.say("no_refusal", self.language))
        return Listed(table, SENTENCES.say("caption_refusals", self.language))

    def curve(self, estimand: Estimand) -> Section:
        """Draw all estimates of one question over their choices."""
        if estimand not in self.estimands:
            return Absent(SENTENCES.say("not_asked", self.language, question=named(estimand)))
        published = self.published_on(estimand)
        chart = figures.curve_chart(self.estimates, estimand, published, self.language)
        return Drawn(chart, f"curve_{estimand}")

    def by_data(self) -> Listed:
        """List the estimates by question and data."""
        return Listed(
            summary.by_choice_table(self.estimates, self.estimands, "data", self.language),
            SENTENCES.say("caption_by_data", self.language),
            digits=3,
        )

    def by_method(self) -> Listed:
        """List the estimates by question and method."""
        return Listed(
            summary.by_choice_table(self.estimates, self.estimands, "method", self.language),
            SENTENCES.say("caption_by_method", self.language),
            digits=3,
        )

    def shuffled(self) -> Section:
        """Draw the curves' summaries beside those under shuffled names."""
        if not self.tests:
            return Absent(SENTENCES.say("not_tested", self.language))
        return Drawn(figures.shuffled_chart(self.tests, self.language), "shuffled_names")

    def variance(self) -> Drawn:
        """Draw which choice explains which share of the variance."""
        return Drawn(figures.shares_chart(self.shares, self.language), "variance_shares")

    def switching(self) -> Listed:
        """List how far one switch moves the estimate."""
        return Listed(
            summary.moves_table(self.moves, self.language),
            SENTENCES.say("caption_moves", self.language),
            SENTENCES.say("note_moves", self.language),
            digits=3,
        )

    def export(self) -> pd.DataFrame:
        """Return every specification with its choices, its estimate, or why there is none."""
        return self.estimates

    def results(self) -> Iterator[Result]:
        """Return counts, medians, significance, tests and the weight of choices, by question."""
        return results_of(self.estimates, self.estimands, self.shares, self.moves, self.tests)


def _part(report: Report | None, number: int, of_all: int) -> Report | None:
    """Report one of several equal parts as part of the whole."""
    if report is None:
        return None
    return lambda done, draws: report(number * draws + done, of_all * draws)
