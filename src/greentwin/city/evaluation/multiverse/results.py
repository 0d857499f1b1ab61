"""Findings of the multiverse page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from greentwin.city.evaluation.multiverse.grid import Factor, factors
from greentwin.city.evaluation.multiverse.permutation import SIGNIFICANCE, CurveTest
from greentwin.city.evaluation.multiverse.wording import SENTENCES, named, within
from greentwin.city.evaluation.options import TABLES, EmissionSource, Estimand
from greentwin.plotting import Result, Wording, format_number

_DATA: Mapping[Estimand, tuple[EmissionSource, ...]] = {
    "province_pilots": ("sectoral", "apparent"),
    "province_intensity": ("sectoral", "apparent"),
    "third_batch": ("edgar", "ceads"),
}


def results_of(
    estimates: pd.DataFrame,
    estimands: Sequence[Estimand],
    shares: pd.DataFrame,
    moves: Mapping[Estimand, pd.DataFrame],
    tests: Mapping[Estimand, CurveTest],
) -> Iterator[Result]:
    """Return counts, medians, significance, tests and the weight of choices, by question."""
    yield from _counts(estimates, estimands)
    for estimand in estimands:
        held = estimates.loc[estimates["estimand"] == estimand].dropna(subset="value")
        yield from _curve(held, estimand)
        yield from _by_level(held, estimand, "data")
        yield from _by_level(held, estimand, "left_out")
        if estimand in tests:
            yield from _test(tests[estimand], estimand, len(held))
        yield from _choices(shares[estimand], moves[estimand], estimand, len(held))


def tables_of(estimand: Estimand) -> tuple[str, ...]:
    """Name the tables behind the answers to a question."""
    sources: tuple[EmissionSource, ...] = _DATA.get(estimand, ("chen", "edgar", "ceads"))
    status = "provinces" if estimand.startswith("province") else "prefecture_pilot_status"
    economy = ("province_economy",) if estimand == "province_intensity" else ()
    return (*(TABLES[source] for source in sources), status, "low_carbon_pilots", *economy)


def _counts(estimates: pd.DataFrame, estimands: Sequence[Estimand]) -> Iterator[Result]:
    tables = tuple(dict.fromkeys(table for name in estimands for table in tables_of(name)))
    n, refused = len(estimates), int(estimates["refusal"].notna().sum())
    sentence = SENTENCES.both("finding_specifications", n=n, questions=len(estimands), refused=refused)
    yield Result("specifications", n, "1", sentence, n=n, tables=tables)
    sentence = SENTENCES.both("finding_refused", refused=refused, n=n)
    yield Result("refused", refused, "1", sentence, n=n, tables=tables)


def _curve(held: pd.DataFrame, estimand: Estimand) -> Iterator[Result]:
    values, n = held["value"], len(held)
    low, high, median = float(values.min()), float(values.max()), float(values.median())
    sentence = SENTENCES.both(
        "finding_median",
        question=named(estimand),
        n=n,
        median=format_number(median, 3),
        low=format_number(low, 3),
        high=format_number(high, 3),
    )
    yield Result(
        f"median_{estimand}",
        median,
        "ln points",
        sentence,
        interval=(low, high),
        n=n,
        tables=tables_of(estimand),
        digits=3,
    )
    for name, marks in (("negative", values < 0), ("positive", values > 0)):
        count = int((marks & (held["p_value"] < SIGNIFICANCE)).sum())
        share = 100 * count / n
        sentence = SENTENCES.both(
            f"finding_{name}", question=named(estimand), n=n, count=count, share=format_number(share, 0)
        )
        yield Result(f"{name}_{estimand}", share, "%", sentence, n=n, tables=tables_of(estimand), digits=0)


def _by_level(held: pd.DataFrame, estimand: Estimand, factor: Factor) -> Iterator[Result]:
    for level in factors(estimand)[factor]:
        group = held.loc[held[factor] == level]
        median, n = float(group["value"].median()), len(group)
        negative = int(((group["p_value"] < SIGNIFICANCE) & (group["value"] < 0)).sum())
        sentence = SENTENCES.both(
            "finding_level",
            question=named(estimand),
            choice=within(factor),
            level=within(level),
            n=n,
            median=format_number(median, 3),
            negative=negative,
        )
        name = f"median_{estimand}_{level}"
        yield Result(name, median, "ln points", sentence, n=n, tables=tables_of(estimand), digits=3)


def _test(test: CurveTest, estimand: Estimand, n: int) -> Iterator[Result]:
    for name, p_value in (("median", test.p_median), ("negative", test.p_negative_share)):
        sentence = SENTENCES.both(
            f"finding_p_{name}",
            question=named(estimand),
            p=format_number(p_value, 2),
            draws=test.n_draws,
            median=format_number(test.median, 3),
            share=format_number(100 * test.negative_share, 0),
        )
        yield Result(
            f"p_{name}_{estimand}", p_value, "1", sentence, n=n, tables=tables_of(estimand), digits=2
        )


def _choices(shares: pd.Series, moves: pd.DataFrame, estimand: Estimand, n: int) -> Iterator[Result]:
    for factor in ("data", "method"):
        percent = 100 * float(shares[factor])
        mean, largest = float(moves["mean"][factor]), float(moves["largest"][factor])
        words: dict[str, Wording] = {
            "question": named(estimand),
            "choice": within(factor),
            "percent": format_number(percent, 0),
            "mean": format_number(mean, 3),
            "largest": format_number(largest, 3),
        }
        tables = tables_of(estimand)
        sentence = SENTENCES.both("finding_share", **words)
        yield Result(f"share_{factor}_{estimand}", percent, "%", sentence, n=n, tables=tables, digits=0)
        sentence = SENTENCES.both("finding_move", **words)
        yield Result(f"move_{factor}_{estimand}", mean, "ln points", sentence, n=n, tables=tables, digits=3)
    name = str(shares.drop("interplay").dropna().idxmax())
    sentence = SENTENCES.both(
        "finding_largest_share",
        question=named(estimand),
        choice=within(name),
        percent=format_number(100 * float(shares[name]), 0),
    )
    yield Result(f"largest_share_{estimand}", name, "1", sentence, n=n, tables=tables_of(estimand))
