"""Findings of a user's own table; the idealised example has none."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from greentwin.appraisal.instrument.assessment import RankSpread, ScoreRanges
from greentwin.appraisal.instrument.options import FIRST
from greentwin.appraisal.instrument.preparation import Prepared
from greentwin.appraisal.instrument.wording import both
from greentwin.appraisal.robustness.closest import Overtaking
from greentwin.appraisal.robustness.reversal import ReversalCheck
from greentwin.appraisal.robustness.sobol import SobolIndices
from greentwin.appraisal.wording import percent
from greentwin.plotting import Language, Result, label


def table_findings(
    prepared: Prepared,
    scores: ScoreRanges,
    spread: RankSpread,
    challengers: dict[int, Overtaking] | None,
    checks: tuple[ReversalCheck, ReversalCheck],
    indices: SobolIndices | None,
) -> Iterator[Result]:
    """
    Yield what the ranking of an own table is worth; nothing for the idealised example.

    Parameters
    ----------
    prepared : Prepared
        Table.
    scores : ScoreRanges
        Scores.
    spread : RankSpread
        Ranks over the draws.
    challengers : dict of int to Overtaking, or None
        Weights with which each other unit draws level with the first.
    checks : tuple of ReversalCheck
        Reversals.
    indices : SobolIndices or None
        Sensitivity.

    Yields
    ------
    Result
        ``first_share``, ``ranks_fixed``, ``reversals``, and as far as they exist ``overtaking_weight`` and
        ``largest_factor_share``.
    """
    if not prepared.own_file:
        return
    n, first = len(prepared.units), scores.order[0]
    share = float(spread.first[first])
    draws = f"{spread.draws:,}"
    sentence = both("finding_first", unit=prepared.units[first], share=percent(share), draws=draws)
    yield Result("first_share", 100 * share, "%", sentence, n=spread.draws, digits=0)
    fixed = int((spread.both[:, 0] == spread.both[:, 1]).sum())
    yield Result("ranks_fixed", fixed, "units", both("finding_fixed", n=n, fixed=fixed), n=n)
    count = sum(len(check.reversals) for check in checks)
    sentence = both("finding_reversals", first=min(FIRST, n), n=count)
    yield Result("reversals", count, "reversals", sentence, n=n)
    possible = {unit: item for unit, item in (challengers or {}).items() if item.weights is not None}
    if possible:
        nearest = min(possible, key=lambda unit: possible[unit].moved)
        moved = possible[nearest].moved
        sentence = both(
            "finding_overtaking",
            unit=prepared.units[nearest],
            leader=prepared.units[first],
            moved=percent(moved, 1),
        )
        yield Result("overtaking_weight", 100 * moved, "%", sentence, n=n, digits=1)
    if indices is not None:
        yield _largest_factor(indices)


def _largest_factor(indices: SobolIndices) -> Result:
    at = int(np.argmax(indices.total))

    def factor(language: Language) -> str:
        return label(f"appraisal_factor_{indices.factors[at]}", language).lower()

    total, margin = 100 * float(indices.total[at]), 100 * float(indices.total_margin[at])
    sentence = both("finding_factor", factor=factor, total=percent(total / 100))
    interval = (total - margin, total + margin)
    return Result("largest_factor_share", total, "%", sentence, n=indices.runs, interval=interval, digits=0)
