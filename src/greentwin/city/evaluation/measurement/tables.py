"""Tables of the page on the agreement of sources, with heads in the language of the reader."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from greentwin.city.evaluation.measurement.agreement import Agreement, noise_factor
from greentwin.city.evaluation.measurement.gap import SelectedEffect, SourceGap
from greentwin.city.evaluation.measurement.sample import SourceSample
from greentwin.city.evaluation.measurement.selection import Completeness, Contrast, SelectedTrait
from greentwin.city.evaluation.measurement.shares import SourceShare
from greentwin.city.evaluation.measurement.wording import say, with_interval
from greentwin.city.evaluation.results import Estimate
from greentwin.city.wording import listed
from greentwin.plotting import Language, label


def sample_table(samples: Iterable[SourceSample], language: Language) -> pd.DataFrame:
    """List what each sample holds."""
    rows = []
    for sample in samples:
        years = sample.years[sample.held.any(axis=0)]
        names = listed(label(source, language) for source in sample.sources)(language)
        rows.append(
            (
                names,
                f"{years[0]}–{years[-1]}",
                sample.n,
                len(sample.units),
                sample.n_complete,
                sample.n_provinces,
            )
        )
    heads = (
        "sources",
        "city_years",
        "measure_observations",
        "measure_units",
        "measure_complete_units",
        "measure_provinces",
    )
    return _frame(rows, heads, language)


def agreement_table(agreements: Iterable[Agreement], language: Language) -> pd.DataFrame:
    """List correlation, with its interval, and concordance of each pair in each kind of variation."""
    rows = [
        (
            label(f"measure_kind_{found.kind}", language),
            _pair(found.source_a, found.source_b, language),
            with_interval(found.pearson.value, found.pearson.interval, 2, language),
            found.concordance.value,
            found.spread_ratio,
            found.n,
        )
        for found in agreements
    ]
    heads = (
        "measure_kind",
        "city_pair",
        "measure_pearson",
        "measure_concordance",
        "measure_spread_ratio",
        "n",
    )
    return _frame(rows, heads, language)


def reliability_table(agreements: Sequence[Agreement], language: Language) -> pd.DataFrame:
    """List the reliability of each source by each other, net of unit and year, and what it does to errors."""
    by_pair = {(found.kind, found.source_a, found.source_b): found for found in agreements}
    rows = []
    for (kind, *pair), within in by_pair.items():
        if kind != "within":
            continue
        changes = by_pair[("change_in_year", pair[0], pair[1])]
        for source, other in (pair, pair[::-1]):
            ratio, change = within.reliability(source), changes.reliability(source)
            factor = noise_factor(ratio.value)
            rows.append(
                (
                    label(source, language),
                    label(other, language),
                    with_interval(ratio.value, ratio.interval, 2, language),
                    factor,
                    with_interval(within.shared_spread.value, within.shared_spread.interval, 3, language),
                    with_interval(change.value, change.interval, 2, language),
                )
            )
    heads = (
        "source",
        "measure_against",
        "measure_reliability_within",
        "measure_noise_within",
        "measure_shared_spread",
        "measure_reliability_change",
    )
    return _frame(rows, heads, language)


def share_table(shares: Iterable[SourceShare], language: Language) -> pd.DataFrame:
    """List what province-years explain in each source, with the degrees of freedom that they use up."""
    rows = [
        (
            label(found.source, language),
            label(f"measure_sample_{found.sample}", language),
            found.share.df_total,
            found.share.df_cells,
            100 * found.share.r_squared,
            100 * found.share.adjusted,
            100 * found.share.expected,
            100 * found.share.year_r_squared,
            100 * found.share.net_of_year,
        )
        for found in shares
    ]
    heads = (
        "source",
        "measure_sample",
        "measure_df_total",
        "measure_df_cells",
        "measure_r_squared",
        "measure_adjusted",
        "measure_chance",
        "measure_year_alone",
        "measure_net_of_year",
    )
    return _frame(rows, heads, language)


def completeness_table(
    found: Iterable[Completeness], by_group: pd.DataFrame, language: Language
) -> pd.DataFrame:
    """List how often pilots are complete, and by how much that differs from all others.

    Parameters
    ----------
    found : iterable of Completeness
        The differences.
    by_group : DataFrame
        Result of `greentwin.city.coverage.by_group`.
    language : {"en", "zh"}
        Language of the heads.
    """
    shares = by_group.set_index(["source", "group"])["complete"]
    rows = [
        (
            label(item.source, language),
            label(f"city_group_{item.group}", language),
            item.difference.n_marked,
            100 * float(shares.loc[(item.source, item.group)]),
            _points(item.difference, language),
            item.difference.p_value,
            None if item.at_equal_size is None else _points(item.at_equal_size, language),
        )
        for item in found
    ]
    heads = (
        "source",
        "pilot_status",
        "n",
        "measure_share_complete",
        "measure_difference",
        "measure_p_value",
        "measure_at_equal_size",
    )
    return _frame(rows, heads, language)


def trait_table(traits: Iterable[SelectedTrait], language: Language) -> pd.DataFrame:
    """List how complete units differ from the others in level and trend."""
    rows = [
        (
            label(trait.selected_by, language),
            label(trait.source, language),
            with_interval(trait.level.value, trait.level.interval, 2, language),
            _points(trait.trend, language, digits=2),
            trait.level.n,
            trait.level.n_marked,
        )
        for trait in traits
    ]
    heads = (
        "measure_complete_in",
        "measure_told_by",
        "measure_level_difference",
        "measure_trend_difference",
        "n",
        "measure_n_complete",
    )
    return _frame(rows, heads, language)


def gap_table(gaps: Iterable[SourceGap], language: Language) -> pd.DataFrame:
    """List what two sources say of the effect on the same unit-years, and the difference."""
    rows = [
        (
            _pair(gap.source_a, gap.source_b, language),
            effect_text(gap.by_a, language),
            effect_text(gap.by_b, language),
            effect_text(gap.difference, language),
            gap.difference.p_value,
            gap.difference.n_units,
            gap.difference.n_treated,
            gap.difference.n_clusters,
        )
        for gap in gaps
    ]
    heads = (
        "city_pair",
        "measure_by_first",
        "measure_by_second",
        "measure_gap",
        "measure_p_value",
        "measure_units",
        "measure_treated",
        "measure_provinces",
    )
    return _frame(rows, heads, language)


def selected_table(effects: Iterable[SelectedEffect], language: Language) -> pd.DataFrame:
    """List what one source says of the effect on all units and on those that another source has complete."""
    rows = [
        (
            label(effect.source, language),
            label(effect.selected_by, language),
            _with_count(effect.on_all, language),
            _with_count(effect.on_complete, language),
        )
        for effect in effects
    ]
    heads = ("source", "measure_complete_in", "measure_on_all", "measure_on_complete")
    return _frame(rows, heads, language)


def effect_text(estimate: Estimate, language: Language) -> str:
    """Write an estimate with its 95 % interval."""
    return with_interval(estimate.value, estimate.interval(), 3, language)


def _pair(source_a: str, source_b: str, language: Language) -> str:
    return say("pair", language, a=label(source_a, language), b=label(source_b, language))


def _with_count(estimate: Estimate | None, language: Language) -> str | None:
    if estimate is None:
        return None
    text = effect_text(estimate, language)
    return say("with_count", language, text=text, n=estimate.n_units, treated=estimate.n_treated)


def _points(contrast: Contrast, language: Language, digits: int = 1) -> str:
    low, high = contrast.interval
    return with_interval(100 * contrast.value, (100 * low, 100 * high), digits, language)


def _frame(rows: Sequence[tuple[object, ...]], heads: Sequence[str], language: Language) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=[label(head, language) for head in heads])
