"""Results of the page on the agreement of sources, each with its sentence in both languages."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from greentwin.city.emissions import TABLES
from greentwin.city.evaluation.measurement.agreement import Agreement, noise_factor
from greentwin.city.evaluation.measurement.gap import SelectedEffect, SourceGap
from greentwin.city.evaluation.measurement.options import Kind
from greentwin.city.evaluation.measurement.selection import Completeness, SelectedTrait
from greentwin.city.evaluation.measurement.shares import SourceShare
from greentwin.city.evaluation.measurement.wording import both
from greentwin.city.wording import named, number
from greentwin.plotting import Result, Wording

RECORDED: tuple[Kind, ...] = ("log", "within", "change", "change_in_year")
STATUS = "prefecture_pilot_status"


def correlation_results(agreements: Iterable[Agreement]) -> Iterator[Result]:
    """Return the correlation of each pair for the kinds of variation that do not depend on a few large units."""
    for found in agreements:
        if found.kind in RECORDED and not math.isnan(found.pearson.interval[0]):
            low, high = found.pearson.interval
            yield Result(
                f"correlation_{found.kind}_{found.source_a}_{found.source_b}",
                found.pearson.value,
                "1",
                both(
                    "finding_correlation",
                    kind=named(f"measure_kind_{found.kind}"),
                    a=named(found.source_a),
                    b=named(found.source_b),
                    r=number(found.pearson.value, 2),
                    low=number(low, 2),
                    high=number(high, 2),
                ),
                interval=(low, high),
                n=found.n,
                tables=_tables(found.source_a, found.source_b),
                digits=2,
            )


def noise_results(agreements: Iterable[Agreement]) -> Iterator[Result]:
    """Return the reliability ratio of each source by each other, net of unit and year, as a share in per cent."""
    for found in agreements:
        if found.kind != "within":
            continue
        for a, b in ((found.source_a, found.source_b), (found.source_b, found.source_a)):
            ratio = found.reliability(a)
            if math.isnan(ratio.interval[0]):
                continue
            low, high = ratio.interval
            yield Result(
                f"reliability_{a}_by_{b}",
                100 * ratio.value,
                "%",
                _noise_sentence(a, b, ratio.value),
                interval=(100 * low, 100 * high),
                n=found.n,
                tables=_tables(a, b),
                digits=0,
            )


def _noise_sentence(a: str, b: str, ratio: float) -> dict[str, str]:
    words: dict[str, Wording] = {"a": named(a), "b": named(b)}
    if ratio <= 0:
        return both("finding_noise_none", **words)
    if ratio > 1:
        return both("finding_noise_above", **words)
    share, factor = number(100 * ratio, 0), number(noise_factor(ratio))
    return both("finding_noise", share=share, factor=factor, **words)


def share_results(shares: Iterable[SourceShare]) -> Iterator[Result]:
    """Return the share of yearly log changes that province-years explain, by source, in per cent."""
    for found in shares:
        if found.share.kind == "change":
            share = 100 * found.share.r_squared
            chance = number(100 * found.share.expected, 0)
            words: dict[str, Wording] = {"source": named(found.source), "share": number(share, 0)}
            yield Result(
                f"province_year_share_{found.source}",
                share,
                "%",
                both("finding_province_share", chance=chance, **words),
                n=found.share.n,
                tables=_tables(found.source),
                digits=0,
            )


def completeness_results(found: Iterable[Completeness], first: int, last: int) -> Iterator[Result]:
    """Return by how much pilots are complete more often than others, in percentage points."""
    for item in found:
        value = 100 * item.difference.value
        low, high = (100 * bound for bound in item.difference.interval)
        sentence = both(
            "finding_completeness",
            first=first,
            last=last,
            source=named(item.source),
            group=_word(f"group_{item.group}"),
            difference=number(abs(value), 0),
            direction=_word("higher" if value >= 0 else "lower"),
            low=number(low, 0),
            high=number(high, 0),
        )
        yield Result(
            f"complete_difference_{item.source}_{item.group}",
            value,
            "percentage points",
            sentence,
            interval=(low, high),
            n=item.difference.n,
            tables=(*_tables(item.source), STATUS),
            digits=0,
        )


def trait_results(traits: Iterable[SelectedTrait]) -> Iterator[Result]:
    """Return how complete units differ in level (ratio) and trend (percentage points a year)."""
    for trait in traits:
        words: dict[str, Wording] = {"source": named(trait.source), "other": named(trait.selected_by)}
        name, tables = f"{trait.selected_by}_by_{trait.source}", _tables(trait.source, trait.selected_by)
        ratio, low, high = (math.exp(value) for value in (trait.level.value, *trait.level.interval))
        yield Result(
            f"selected_level_{name}",
            ratio,
            "1",
            both("finding_selected_level", ratio=number(ratio), low=number(low), high=number(high), **words),
            interval=(low, high),
            n=trait.level.n,
            tables=tables,
            digits=1,
        )
        slope, low, high = (100 * value for value in (trait.trend.value, *trait.trend.interval))
        yield Result(
            f"selected_trend_{name}",
            slope,
            "percentage points a year",
            both(
                "finding_selected_trend",
                value=number(abs(slope), 1),
                direction=_word("more" if slope >= 0 else "less"),
                low=number(low, 1),
                high=number(high, 1),
                **words,
            ),
            interval=(low, high),
            n=trait.trend.n,
            tables=tables,
            digits=1,
        )


def gap_results(gaps: Iterable[SourceGap]) -> Iterator[Result]:
    """Return by how much two sources disagree about the effect, in ln points."""
    for gap in gaps:
        low, high = gap.difference.interval()
        sentence = both(
            "finding_gap",
            n=gap.difference.n_units,
            a=named(gap.source_a),
            b=named(gap.source_b),
            value=number(gap.difference.value, 3),
            low=number(low, 3),
            high=number(high, 3),
        )
        yield Result(
            f"effect_gap_{gap.source_a}_{gap.source_b}",
            gap.difference.value,
            "ln points",
            sentence,
            interval=(low, high),
            n=gap.difference.n_units,
            tables=(*_tables(gap.source_a, gap.source_b), STATUS),
            digits=3,
        )


def selected_results(effects: Iterable[SelectedEffect]) -> Iterator[Result]:
    """Return by how much an estimate moves when only units that another source has complete are kept."""
    for effect in effects:
        if effect.on_complete is None:
            continue
        sentence = both(
            "finding_selected_effect",
            source=named(effect.source),
            other=named(effect.selected_by),
            all=number(effect.on_all.value, 3),
            n_all=effect.on_all.n_units,
            complete=number(effect.on_complete.value, 3),
            n_complete=effect.on_complete.n_units,
        )
        yield Result(
            f"effect_{effect.source}_if_complete_in_{effect.selected_by}",
            effect.on_complete.value,
            "ln points",
            sentence,
            interval=effect.on_complete.interval(),
            n=effect.on_complete.n_units,
            tables=(*_tables(effect.source, effect.selected_by), STATUS),
            digits=3,
        )


def _tables(*sources: str) -> tuple[str, ...]:
    return tuple(TABLES[source] for source in sources)


def _word(key: str) -> Wording:
    return lambda language: both(key)[language]
