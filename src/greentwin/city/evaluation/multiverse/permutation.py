"""What the whole curve of estimates would look like if the names of the pilots meant nothing."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from greentwin.city.evaluation.estimators import estimate
from greentwin.city.evaluation.multiverse.estimation import Report
from greentwin.city.evaluation.multiverse.grid import Variant
from greentwin.city.evaluation.options import Level
from greentwin.city.evaluation.results import Floats
from greentwin.city.evaluation.sample import panel_for
from greentwin.city.evaluation.traits import Traits, traits_of
from greentwin.errors import DataError, ParameterError

SIGNIFICANCE = 0.05


@dataclass(frozen=True, eq=False)
class CurveTest:
    """A set of specifications compared with itself under shuffled names.

    Attributes
    ----------
    median : float
        Median of the estimates.
    negative_share : float
        Share of the estimates that are negative and significant at 5 %.
    shuffled_medians, shuffled_shares : ndarray, shape (n_draws,)
        The same of every draw.
    """

    median: float
    negative_share: float
    shuffled_medians: Floats
    shuffled_shares: Floats

    @property
    def n_draws(self) -> int:
        """Number of draws."""
        return len(self.shuffled_medians)

    @property
    def p_median(self) -> float:
        """Share of draws, this curve among them, whose median is at least as far from zero."""
        return _share(np.abs(self.shuffled_medians) >= abs(self.median) - 1e-12)

    @property
    def p_negative_share(self) -> float:
        """Share of draws, this curve among them, with at least as many negative significant estimates."""
        return _share(self.shuffled_shares >= self.negative_share - 1e-12)


def curve_test(
    variants: Sequence[Variant],
    estimates: pd.DataFrame,
    *,
    draws: int = 99,
    seed: int = 20260101,
    jobs: int = 1,
    report: Report | None = None,
) -> CurveTest:
    """Test a whole curve of estimates by shuffling which units are called pilots.

    In every draw the batches are shuffled among all units of the tables, and the batches of provinces among the
    provinces; then every specification is made and estimated anew, with its own exclusions, under the same shuffled
    names (Simonsohn, Simmons and Nelson 2020, 10.1038/s41562-020-0912-z). The p-values suppose that the naming was
    random, which it was not; they say how unusual the curve is among random namings, and no more.

    Parameters
    ----------
    variants : sequence of Variant
        The specifications, all of one question.
    estimates : DataFrame
        Their estimates, with columns ``value`` and ``p_value``; those without an estimate are left out.
    draws : int
        Number of draws, at least 1.
    seed : int
        Seed of the draws; draw number k is the same however the work is shared out.
    jobs : int
        Processes to use.
    report : callable, optional
        Called with the number of draws done and of all.

    Returns
    -------
    CurveTest
        The curve beside its shuffled ones.

    Raises
    ------
    ParameterError
        If ``draws`` is not positive.
    """
    if draws < 1:
        raise ParameterError(f"draws is {draws}; it must be at least 1")
    held = [variant for variant, given in zip(variants, estimates["value"].notna(), strict=True) if given]
    rows = [(np.nan, np.nan)] * draws
    for done, (number, summary) in enumerate(_drawn(held, draws, seed, jobs), start=1):
        rows[number] = summary
        if report is not None:
            report(done, draws)
    found = estimates.dropna(subset="value")
    median, share = _summary(found["value"].to_numpy(dtype=float), found["p_value"].to_numpy(dtype=float))
    shuffled = np.array(rows)
    return CurveTest(median, share, shuffled[:, 0], shuffled[:, 1])


def shuffled_traits(level: Level, generator: np.random.Generator) -> Traits:
    """Shuffle which units, and which provinces, are called pilots; all other traits stay.

    Parameters
    ----------
    level : {"prefecture", "province"}
        Level of the units.
    generator : Generator
        Source of randomness.
    """
    traits = traits_of(level)
    own = generator.permutation(traits.own_batch)
    _, first, number = np.unique(traits.provinces, return_index=True, return_inverse=True)
    of_province = generator.permutation(traits.province_batch[first])
    return replace(traits, own_batch=own, province_batch=of_province[number])


def _drawn(
    variants: Sequence[Variant], draws: int, seed: int, jobs: int
) -> Iterator[tuple[int, tuple[float, float]]]:
    if jobs == 1:
        for number in range(draws):
            yield number, shuffled_curve(variants, seed, number)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=jobs, mp_context=context) as executor:
        futures = {executor.submit(shuffled_curve, variants, seed, number): number for number in range(draws)}
        for future in as_completed(futures):
            yield futures[future], future.result()


def shuffled_curve(variants: Sequence[Variant], seed: int, number: int) -> tuple[float, float]:
    """Estimate every variant under one shuffling; return median and share of negative significant estimates.

    A variant that the shuffled names leave without a design is left out of this draw.
    """
    level = variants[0].specification.level
    traits = shuffled_traits(level, np.random.default_rng([seed, number]))
    pairs = []
    for specification, group in groupby(variants, key=lambda variant: variant.specification):
        try:
            panel = panel_for(specification, traits)
        except DataError:
            continue
        for variant in group:
            found = estimate(panel, variant.estimator)
            pairs.append((found.value, found.p_value))
    values, p_values = np.array(pairs, dtype=float).reshape(-1, 2).T
    return _summary(values, p_values)


def _summary(values: Floats, p_values: Floats) -> tuple[float, float]:
    held = np.isfinite(values)
    if not held.any():
        return float("nan"), float("nan")
    significant = (p_values[held] < SIGNIFICANCE) & (values[held] < 0)
    return float(np.median(values[held])), float(significant.mean())


def _share(marks: NDArray[np.bool_]) -> float:
    return float((1 + marks.sum()) / (1 + len(marks)))
