"""Results of the page on a synthetic control, with their sentences in English and Chinese."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from greentwin.city.evaluation.options import TABLES
from greentwin.city.evaluation.syntheticcontrol import economy, markets
from greentwin.city.evaluation.syntheticcontrol.casestudy import ESTIMATES, PUBLISHED_YEARS, CaseStudy
from greentwin.city.evaluation.syntheticcontrol.donors import SHARE_TABLE, donor_pool
from greentwin.city.evaluation.syntheticcontrol.fit_tables import miss_percent, reference_effect, set_text
from greentwin.city.evaluation.syntheticcontrol.markets import last_years
from greentwin.city.evaluation.syntheticcontrol.options import ProvinceSource
from greentwin.city.evaluation.syntheticcontrol.placebos import CUT
from greentwin.city.evaluation.syntheticcontrol.variant_figure import POOR_PERCENT
from greentwin.city.evaluation.syntheticcontrol.variants import Variant
from greentwin.city.evaluation.syntheticcontrol.wording import (
    Words,
    both,
    outcome_name,
    percent,
    probability,
    province_name,
    rule_name,
    source_name,
)
from greentwin.plotting import Result

PILOTS = "low_carbon_pilots"


def results(study: CaseStudy) -> Iterator[Result]:
    """Return the results of a case study in the order of the page."""
    yield from _of_donors(study)
    yield from _of_the_fit(study)
    yield from _of_inference(study)
    yield from _of_checks(study)
    yield from _of_single_variants(study)
    yield from _of_clean_variants(study)
    yield from _of_all_variants(study)


def _words(study: CaseStudy) -> Words:
    case = study.case
    return {
        "province": province_name(case.province),
        "outcome": outcome_name(case.outcome),
        "source": source_name(case.source),
        "rule": rule_name(case.donors),
        "first": case.year_from,
        "last": case.year_to,
        "start": case.start,
        "level": percent(100 * study.level, 0),
    }


def _tables(study: CaseStudy, *more: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*study.outcome_tables, PILOTS, *more)))


def _of_donors(study: CaseStudy) -> Iterator[Result]:
    words, n = _words(study), len(study.design.donors)
    tables = _tables(study, markets.TABLE, SHARE_TABLE)
    yield Result("donors", n, "1", both("finding_donors", n=n, **words), n=n, tables=tables)
    clean = len(donor_pool(replace(study.case, donors="no_pilot_before_end")).names)
    yield Result(
        "clean_donors", clean, "1", both("finding_clean_donors", n=clean, **words), n=clean, tables=tables
    )
    share = study.weight_with_pilots
    sentence = both("finding_weight_with_pilots", share=percent(share, 0), **words)
    yield Result("weight_with_pilots", share, "%", sentence, n=n, tables=tables, digits=0)


def _of_the_fit(study: CaseStudy) -> Iterator[Result]:
    words, found, tables = _words(study), study.fit, _tables(study)
    n = len(study.in_space.units)
    ends = study.effect_set.bounds
    interval = (
        (found.in_percent(ends[0]), found.in_percent(ends[1]))
        if ends is not None and study.effect_set.bounded
        else None
    )
    sentence = both(
        "finding_mean_gap",
        gap=percent(found.mean_gap_percent),
        set=lambda language: set_text(study, study.effect_set, language),
        **words,
    )
    yield Result(
        "mean_gap", found.mean_gap_percent, "%", sentence, interval=interval, n=n, tables=tables, digits=1
    )
    error = found.pre_error_percent
    sentence = both("finding_pre_error", error=percent(error, 2), **words)
    yield Result("pre_error", error, "%", sentence, n=n, tables=tables, digits=2)
    inside = study.hull.inside
    key = "finding_inside_hull_yes" if inside else "finding_inside_hull_no"
    sentence = both(key, miss=percent(miss_percent(study), 2), **words)
    yield Result("inside_hull", "yes" if inside else "no", "1", sentence, n=n, tables=tables)


def _of_inference(study: CaseStudy) -> Iterator[Result]:
    words, placebos, tables = _words(study), study.in_space, _tables(study)
    units, kept = len(placebos.units), int(placebos.kept(CUT).sum())
    sentence = both(
        "finding_p_space",
        rank=placebos.rank(),
        units=units,
        p=probability(placebos.p_value()),
        smallest=probability(placebos.smallest_p),
        **words,
    )
    yield Result("p_space", placebos.p_value(), "1", sentence, n=units, tables=tables, digits=3)
    p_cut = placebos.p_value(CUT)
    sentence = both("finding_p_cut", rank=placebos.rank(CUT), units=kept, p=probability(p_cut), **words)
    yield Result("p_cut", p_cut, "1", sentence, n=kept, tables=tables, digits=3)
    if study.detectable is not None:
        sentence = both("finding_detectable", size=percent(study.detectable), **words)
        yield Result("detectable", study.detectable, "%", sentence, n=units - 1, tables=tables, digits=1)
    effect = reference_effect(study)
    power = 100 * study.power_at(effect)
    sentence = both("finding_power", effect=percent(effect, 0), power=percent(power, 0), **words)
    yield Result("power", power, "%", sentence, n=units - 1, tables=_tables(study, ESTIMATES), digits=0)


def _of_checks(study: CaseStudy) -> Iterator[Result]:
    words, tables, n = _words(study), _tables(study), len(study.in_space.units)
    false = study.in_time
    gap = false.fit.mean_gap_percent
    sentence = both(
        "finding_false_start",
        year=str(false.start),
        gap=percent(gap),
        p=probability(false.p_value),
        **(words | {"last": study.case.start - 1}),
    )
    yield Result("false_start_gap", gap, "%", sentence, n=n, tables=tables, digits=1)
    gaps = [item.fit.mean_gap_percent for item in study.left_out]
    if gaps:
        low, high = min(gaps), max(gaps)
        sentence = both("finding_left_out", low=percent(low), high=percent(high), **words)
        yield Result(
            "left_out_highest", high, "%", sentence, interval=(low, high), n=n, tables=tables, digits=1
        )
    nested = study.nested
    low, high = nested.mean_gap_spread
    errors = [end.fit.pre_error_percent for end in nested.ends]
    sentence = both(
        "finding_starts",
        n=len(nested.ends),
        low=percent(low),
        high=percent(high),
        error_low=percent(min(errors)),
        error_high=percent(max(errors)),
        **words,
    )
    best = nested.best.fit.mean_gap_percent
    more = _tables(study, economy.TABLE)
    yield Result("starts_best", best, "%", sentence, interval=(low, high), n=n, tables=more, digits=1)


def _of_single_variants(study: CaseStudy) -> Iterator[Result]:
    case, words = study.case, _words(study)
    tables = _tables(study, markets.TABLE)
    before = markets.last_year_before_market(case)
    if before in last_years(case) and before != case.year_to:
        variant = study.variant_with(year_to=before)
        yield from _single("gap_before_market", variant, words | {"last": before}, tables)
    for year in last_years(case):
        variant = study.variant_with(donors="no_pilot_before_end", year_to=year)
        given = words | {"last": year}
        yield from _single("gap_no_pilot", variant, given, tables, f"gap_no_pilot_to_{year}")
    other: ProvinceSource = "apparent" if case.source == "sectoral" else "sectoral"
    variant = study.variant_with(source=other)
    given = words | {"source": source_name(other)}
    yield from _single("gap_other_source", variant, given, (*tables, TABLES[other]))


def _single(
    key: str, variant: Variant | None, words: Words, tables: tuple[str, ...], name: str | None = None
) -> Iterator[Result]:
    """Return the result of one variant, or none if it could not be estimated."""
    if variant is None or variant.estimated is None:
        return
    result = variant.estimated
    told: Words = {
        "gap": percent(result.mean_gap_percent),
        "p": probability(result.p_value),
        "error": percent(result.pre_error_percent),
        "n": variant.n_donors,
    }
    sentence = both(f"finding_{key}", **(words | told))
    n = variant.n_donors + 1
    yield Result(name or key, result.mean_gap_percent, "%", sentence, n=n, tables=tables, digits=1)


def _of_clean_variants(study: CaseStudy) -> Iterator[Result]:
    """Answer the question of the page: CO2, donors without any pilot, a window before the carbon market."""
    limit = markets.last_year_before_market(study.case) or study.case.year_to
    found = [
        variant.estimated
        for variant in study.variants
        if variant.case.donors == "no_pilot_before_end"
        and variant.case.outcome in ("ln_co2", "co2")
        and variant.case.year_to <= limit
        and variant.estimated
    ]
    usable = [result for result in found if result.pre_error_percent <= POOR_PERCENT]
    if not usable:
        return
    gaps = [result.mean_gap_percent for result in usable]
    small = sum(result.p_value <= study.level + 1e-9 for result in usable)
    sentence = both(
        "finding_clean_variants",
        n=len(found),
        usable=len(usable),
        poor=percent(POOR_PERCENT, 0),
        low=percent(min(gaps)),
        high=percent(max(gaps)),
        small=small,
        **(_words(study) | {"last": min(limit, study.case.year_to)}),
    )
    tables = (TABLES["sectoral"], TABLES["apparent"], PILOTS, markets.TABLE)
    yield Result("clean_variants_small_p", small, "1", sentence, n=len(usable), tables=tables)


def _of_all_variants(study: CaseStudy) -> Iterator[Result]:
    words = _words(study)
    tables = (TABLES["sectoral"], TABLES["apparent"], economy.TABLE, PILOTS, markets.TABLE)
    found = [variant.estimated for variant in study.variants if variant.estimated]
    gaps, n = np.array([result.mean_gap_percent for result in found]), len(found)
    low, lower, median, upper, high = map(float, np.quantile(gaps, [0, 0.25, 0.5, 0.75, 1]))
    texts = {"low": low, "lower": lower, "upper": upper, "high": high}
    sentence = both(
        "finding_variants", n=n, **(words | {key: percent(value) for key, value in texts.items()})
    )
    yield Result("variants_median", median, "%", sentence, interval=(low, high), n=n, tables=tables, digits=1)
    small = sum(result.p_value <= study.level + 1e-9 for result in found)
    sentence = both("finding_variants_small", small=small, n=n, **words)
    yield Result("variants_small_p", small, "1", sentence, n=n, tables=tables)
    if study.published and study.comparable:
        sentence = both(
            "finding_published",
            effect=percent(study.published.percent, 0),
            gap=percent(study.fit.mean_gap_percent),
            **(words | {"first": PUBLISHED_YEARS[0], "last": PUBLISHED_YEARS[1]}),
        )
        yield Result("published", study.published.percent, "%", sentence, tables=(ESTIMATES,), digits=0)
