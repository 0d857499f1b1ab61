"""The page on the agreement of sources: its figures, tables and results for one choice of parameters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import combinations, permutations

import numpy as np
import pandas as pd

from greentwin import data
from greentwin.city import coverage, coverage_figures
from greentwin.city.emissions import load_panels
from greentwin.city.evaluation.measurement import figures, findings, tables
from greentwin.city.evaluation.measurement.agreement import Agreement, agreements
from greentwin.city.evaluation.measurement.gap import (
    SelectedEffect,
    SourceGap,
    batches_between,
    selected_effect,
    source_gap,
)
from greentwin.city.evaluation.measurement.options import (
    KINDS,
    SHARE_KINDS,
    SampleRule,
    ShareKind,
    ShareSample,
)
from greentwin.city.evaluation.measurement.sample import SourceSample, load_sample
from greentwin.city.evaluation.measurement.selection import (
    MIN_UNITS,
    Completeness,
    SelectedTrait,
    completeness,
    selected_trait,
)
from greentwin.city.evaluation.measurement.shares import SourceShare, province_year_share
from greentwin.city.evaluation.measurement.wording import say
from greentwin.city.options import SOURCES, Source
from greentwin.city.sections import Absent, Drawn, Listed
from greentwin.errors import DataError
from greentwin.plotting import Language, Result, label

MIN_YEARS = 3


class AgreementPage:
    """How far the emission sources measure the same thing, on a stated sample.

    Parameters
    ----------
    sources : sequence of {"chen", "edgar", "ceads"}
        At least two sources.
    year_from, year_to : int
        Window of years.
    sample : {"common", "pairwise"}
        Unit-years that all sources have, or those that each pair has (and each source, where one stands alone).
    draws, seed : int
        Draws and seed of the bootstrap of provinces.
    language : {"en", "zh"}
        Language of figures and tables.

    Raises
    ------
    DataError
        If the sources share fewer than three years of the window.
    """

    def __init__(
        self,
        sources: Sequence[Source],
        year_from: int,
        year_to: int,
        sample: SampleRule,
        draws: int,
        seed: int,
        language: Language,
    ) -> None:
        self.sources = tuple(source for source in SOURCES if source in sources)
        self.window = (year_from, year_to)
        self.rule = sample
        self.draws, self.seed, self.language = draws, seed, language
        self.common = load_sample(self.sources, year_from, year_to)
        held = self.common.years[self.common.held.any(axis=0)]
        self.first, self.last = int(held[0]), int(held[-1])
        if self.last - self.first + 1 < MIN_YEARS:
            raise DataError(
                f"the sources share {self.first} to {self.last} only; agreement over time needs three years"
            )
        self.own = {source: load_sample([source], year_from, year_to) for source in self.sources}

    @cached_property
    def samples(self) -> dict[tuple[Source, Source], SourceSample]:
        """The sample of each pair of sources."""
        pairs = combinations(self.sources, 2)
        if self.rule == "common":
            return dict.fromkeys(pairs, self.common)
        return {pair: load_sample(pair, *self.window) for pair in pairs}

    @cached_property
    def agreements(self) -> tuple[Agreement, ...]:
        """Agreement of each pair in each kind of variation."""
        if self.rule == "common":
            return agreements(self.common, draws=self.draws, seed=self.seed)
        found = [agreements(one, draws=self.draws, seed=self.seed) for one in self.samples.values()]
        return tuple(item for kind in KINDS for one in found for item in one if item.kind == kind)

    @cached_property
    def shares(self) -> tuple[SourceShare, ...]:
        """What province-years explain in each source, on the common sample and on its own."""
        return tuple(
            self._share(source, sample, kind)
            for kind in SHARE_KINDS
            for sample in ("common", "own")
            for source in self.sources
        )

    def _share(self, source: Source, sample: ShareSample, kind: ShareKind) -> SourceShare:
        held = self.common if sample == "common" else self.own[source]
        return SourceShare(source, sample, province_year_share(held.of(source), held.provinces, kind))

    @property
    def chosen_shares(self) -> tuple[SourceShare, ...]:
        """Those of `shares` on the sample that the page is about."""
        wanted: ShareSample = "common" if self.rule == "common" else "own"
        return tuple(found for found in self.shares if found.sample == wanted)

    @cached_property
    def coverage(self) -> pd.DataFrame:
        """The coverage matrix of all sources over the years that the chosen ones share."""
        return coverage.matrix(load_panels(), self.first, self.last)

    @cached_property
    def complete(self) -> pd.DataFrame:
        """Whether each unit has every year in each source."""
        return coverage.years_by_place(self.coverage) == self.last - self.first + 1

    @cached_property
    def by_group(self) -> pd.DataFrame:
        """Coverage of the chosen sources by pilot status."""
        found = coverage.by_group(self.coverage, self._groups)
        return found.loc[found["source"].isin(self.sources)]

    @property
    def _groups(self) -> pd.Series:
        return coverage.pilot_groups(data.load(findings.STATUS))

    @cached_property
    def completeness(self) -> tuple[Completeness, ...]:
        """By how much pilots are complete more often than others, in each source."""
        provinces = data.load("places").set_index("place_id")["province_en"]
        found: list[Completeness] = []
        for source in self.sources:
            other = next(name for name in self.sources if name != source)
            size = self._size(other)
            found += completeness(
                self.complete[source], self._groups, provinces, size, source=source, size_source=other
            )
        return tuple(found)

    def _size(self, source: Source) -> pd.Series:
        sample = self.own[source]
        return pd.Series(np.nanmean(sample.of(source), axis=1), index=list(sample.units))

    @cached_property
    def traits(self) -> tuple[SelectedTrait, ...]:
        """How complete units of one source differ from others by what another source says."""
        found = []
        for selected_by, source in permutations(self.sources, 2):
            sample = load_sample([source], self.first, self.last)
            trait = selected_trait(self.complete[selected_by], sample, selected_by=selected_by, source=source)
            found += [trait] if trait is not None else []
        return tuple(found)

    @property
    def has_pilots(self) -> bool:
        """Whether pilots of the default specification start within the shared years."""
        return bool(batches_between(self.first, self.last))

    @cached_property
    def gaps(self) -> tuple[SourceGap, ...]:
        """What each pair of sources says of the effect, and the difference."""
        return tuple(source_gap(sample, *pair) for pair, sample in self.samples.items())

    @cached_property
    def selected_effects(self) -> tuple[SelectedEffect, ...]:
        """What a source says of the effect on all units and on those that another has complete, if some are lost."""
        found = (
            selected_effect(source, other, self._complete_in(other), self.first, self.last)
            for source, other in permutations(self.sources, 2)
        )
        return tuple(effect for effect in found if effect.n_lost != 0)

    def _complete_in(self, source: Source) -> set[str]:
        return set(self.complete.index[self.complete[source]].map(str))

    def samples_table(self) -> Listed:
        """List the samples."""
        held = [self.common] if self.rule == "common" else [*self.samples.values()]
        frame = tables.sample_table([*held, *self.own.values()], self.language)
        return Listed(frame, say("caption_sample", self.language), digits=0)

    def agreement(self) -> Drawn:
        """Draw correlation and concordance."""
        return Drawn(figures.agreement_chart(self.agreements, self.language), "agreement")

    def agreement_table(self) -> Listed:
        """List correlation and concordance."""
        frame = tables.agreement_table(self.agreements, self.language)
        return Listed(frame, say("caption_agreement_table", self.language), digits=2)

    def reliability(self) -> Listed:
        """List reliability ratios."""
        frame = tables.reliability_table(self.agreements, self.language)
        return Listed(frame, say("caption_reliability", self.language), digits=1)

    def province_years(self) -> Drawn:
        """Draw what province-years explain."""
        return Drawn(figures.share_chart(self.chosen_shares, self.language), "province_years")

    def province_years_table(self, kind: ShareKind) -> Listed:
        """List what province-years explain of one kind of variation, on both samples."""
        shares = [found for found in self.shares if found.share.kind == kind]
        caption = say(f"caption_share_table_{kind}", self.language)
        return Listed(tables.share_table(shares, self.language), caption, digits=0)

    def complete_by_status(self) -> Drawn:
        """Draw the share of complete units among pilots and others."""
        return Drawn(coverage_figures.group_chart(self.by_group, self.language), "complete_by_pilot_status")

    def completeness_table(self) -> Listed | Absent:
        """List by how much pilots are complete more often."""
        if not self.completeness:
            return self._too_few()
        frame = tables.completeness_table(self.completeness, self.by_group, self.language)
        caption = say("caption_completeness", self.language, first=self.first, last=self.last)
        digits = {label("measure_share_complete", self.language): 0}
        return Listed(frame, caption, digits=digits | {label("measure_p_value", self.language): 3})

    def trait_table(self) -> Listed | Absent:
        """List how complete units differ in level and trend."""
        if not self.traits:
            return self._too_few()
        frame = tables.trait_table(self.traits, self.language)
        return Listed(frame, say("caption_traits", self.language))

    def selected_table(self) -> Listed | Absent:
        """List what a source says of the effect on all units and on those that another has complete."""
        if not self.has_pilots:
            return self._no_pilots()
        if not self.selected_effects:
            return Absent(say("absent_selected", self.language))
        caption = say("caption_selected", self.language, first=self.first, last=self.last)
        return Listed(tables.selected_table(self.selected_effects, self.language), caption)

    def effect_gap(self) -> Drawn | Absent:
        """Draw by how much two sources disagree about the effect."""
        if not self.has_pilots:
            return self._no_pilots()
        return Drawn(figures.gap_chart(self.gaps, self.language), "effect_gap")

    def effect_gap_table(self) -> Listed | Absent:
        """List by how much two sources disagree about the effect."""
        if not self.has_pilots:
            return self._no_pilots()
        frame = tables.gap_table(self.gaps, self.language)
        digits = {label("measure_p_value", self.language): 2}
        return Listed(frame, say("caption_gap_table", self.language), digits=digits)

    def _too_few(self) -> Absent:
        words = {"first": self.first, "last": self.last, "least": MIN_UNITS}
        return Absent(say("absent_completeness", self.language, **words))

    def _no_pilots(self) -> Absent:
        return Absent(say("absent_gap", self.language, first=self.first, last=self.last))

    def results(self) -> Iterator[Result]:
        """Return correlations, reliabilities, shares, selection and disagreement about the effect."""
        yield from findings.correlation_results(self.agreements)
        yield from findings.noise_results(self.agreements)
        yield from findings.share_results(self.chosen_shares)
        yield from findings.completeness_results(self.completeness, self.first, self.last)
        yield from findings.trait_results(self.traits)
        if self.has_pilots:
            yield from findings.gap_results(self.gaps)
            yield from findings.selected_results(self.selected_effects)
