"""Estimation of many specifications, in parallel, with every refusal recorded."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from itertools import groupby

import pandas as pd

from greentwin.city.evaluation.estimators import estimate
from greentwin.city.evaluation.multiverse.grid import FACTORS, Variant
from greentwin.city.evaluation.panel import Panel
from greentwin.city.evaluation.sample import panel_for
from greentwin.errors import DataError

Report = Callable[[int, int], None]
_CHUNKS_PER_JOB = 8


def estimate_all(
    variants: Iterable[Variant], *, jobs: int = 1, report: Report | None = None, level: float = 0.95
) -> pd.DataFrame:
    """Estimate every variant.

    Parameters
    ----------
    variants : iterable of Variant
        What to estimate.
    jobs : int
        Processes to use; with 1 everything happens in this one.
    report : callable, optional
        Called with the number of variants done and of all, after every part of the work.
    level : float
        Level of the intervals.

    Returns
    -------
    DataFrame
        One row per variant, in order: ``estimand``, the factors (missing where a question has no such choice),
        ``value``, ``standard_error``, ``lower``, ``upper``, ``p_value``, ``n_units``, ``n_treated``, ``n_clusters``
        and ``refusal`` (why there is no estimate; missing where there is one).
    """
    wanted = list(variants)
    chunks = _chunks(wanted, jobs * _CHUNKS_PER_JOB)
    rows: dict[int, list[dict[str, object]]] = {}
    done = 0
    for number, found in _worked(chunks, jobs, level):
        rows[number] = found
        done += len(found)
        if report is not None:
            report(done, len(wanted))
    return pd.DataFrame([row for number in sorted(rows) for row in rows[number]])


def _worked(
    chunks: Sequence[Sequence[Variant]], jobs: int, level: float
) -> Iterator[tuple[int, list[dict[str, object]]]]:
    if jobs == 1:
        for number, chunk in enumerate(chunks):
            yield number, estimate_chunk(chunk, level)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=jobs, mp_context=context) as executor:
        futures = {
            executor.submit(estimate_chunk, chunk, level): number for number, chunk in enumerate(chunks)
        }
        for future in as_completed(futures):
            yield futures[future], future.result()


def _chunks(variants: Sequence[Variant], most: int) -> list[list[Variant]]:
    size = max(1, -(-len(variants) // most))
    return [list(variants[first : first + size]) for first in range(0, len(variants), size)]


def one_of_each_kind(variants: Iterable[Variant]) -> list[Variant]:
    """Take one variant of every question, source and estimator."""
    kinds = {
        (variant.estimand, variant.specification.source, variant.estimator): variant for variant in variants
    }
    return list(kinds.values())


def estimate_chunk(variants: Sequence[Variant], level: float = 0.95) -> list[dict[str, object]]:
    """Estimate variants one after the other; neighbours with the same specification share their panel."""
    rows = []
    for specification, group in groupby(variants, key=lambda variant: variant.specification):
        panel: Panel | None = None
        refusal = None
        try:
            panel = panel_for(specification)
        except DataError as error:
            refusal = str(error)
        for variant in group:
            row: dict[str, object] = {"estimand": variant.estimand}
            row |= {factor: variant.choices.get(factor) for factor in FACTORS}
            row["refusal"] = refusal
            if panel is not None:
                row |= _estimated(panel, variant, level)
            rows.append(row)
    return rows


def _estimated(panel: Panel, variant: Variant, level: float) -> dict[str, object]:
    try:
        found = estimate(panel, variant.estimator)
    except DataError as error:
        return {"refusal": str(error)}
    lower, upper = found.interval(level)
    return {
        "value": found.value,
        "standard_error": found.standard_error,
        "lower": lower,
        "upper": upper,
        "p_value": found.p_value,
        "n_units": found.n_units,
        "n_treated": found.n_treated,
        "n_clusters": found.n_clusters,
    }
