"""Tables of the instrument as a reader sees them: heads and words in the chosen language."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from greentwin.appraisal.instrument.assessment import RankSpread, ScoreRanges
from greentwin.appraisal.instrument.indicatortable import IndicatorTable
from greentwin.appraisal.instrument.options import BASES
from greentwin.appraisal.instrument.othermethods import OtherMethod
from greentwin.appraisal.instrument.preparation import Prepared
from greentwin.appraisal.robustness.closest import Overtaking
from greentwin.appraisal.wording import listed, percent, plain, span
from greentwin.plotting import MISSING, Language, label

MOST_ROWS = 100
"""Most rows of the values with their evidence that are shown on the page; the download has all."""
MOST_BESIDE = 8
"""Most units whose ranges are shown beside each other."""
_MOVED = 0.005
_MOST_NAMED = 3


def evidence_table(table: IndicatorTable, prepared: Prepared, language: Language) -> pd.DataFrame:
    """
    Count for each unit what its values rest on, and how wide its ranges are.

    Parameters
    ----------
    table : IndicatorTable
        Table with its rows.
    prepared : Prepared
        The same table, prepared.
    language : {"en", "zh"}
        Language of the heads.

    Returns
    -------
    DataFrame
        One row per unit: number of values by basis, and the mean width of the ranges as a share of the scale from the
        lowest to the highest value of the indicator.
    """
    counts = table.rows.dropna(subset="value_low").groupby(["unit", "basis"]).size()
    scale = prepared.high.max(axis=0) - prepared.low.min(axis=0)
    widths = ((prepared.high - prepared.low) / scale).mean(axis=1)
    rows = [
        [unit, *(int(counts.get((unit, basis), 0)) for basis in BASES), percent(float(width))]
        for unit, width in zip(prepared.units, widths, strict=True)
    ]
    heads = ["appraisal_unit", *(f"basis_{basis}" for basis in BASES), "appraisal_width"]
    return pd.DataFrame(rows, columns=[label(head, language) for head in heads])


def indicator_table(prepared: Prepared, language: Language) -> pd.DataFrame:
    """
    List the indicators with axis, direction and weight in the index, and the ranges of the units.

    The ranges are left out where there are more units than fit beside each other.
    """
    columns: dict[str, list[str]] = {
        label("appraisal_axis", language): list(prepared.axes),
        label("appraisal_indicator", language): [
            f"{name} ({measure})" if measure not in ("", "1") else name
            for name, measure in zip(prepared.indicators, prepared.measures, strict=True)
        ],
        label("appraisal_direction", language): [
            label(f"direction_{direction}", language) for direction in prepared.directions
        ],
        label("appraisal_weight", language): [percent(float(weight), 1) for weight in prepared.weights],
    }
    if len(prepared.units) <= MOST_BESIDE:
        for unit, low, high in zip(prepared.units, prepared.low, prepared.high, strict=True):
            columns[unit] = [_range(*ends) for ends in zip(low, high, strict=True)]
    return pd.DataFrame(columns)


def value_table(table: IndicatorTable, language: Language) -> pd.DataFrame:
    """List the first rows of the table with range, basis and evidence."""
    rows = table.rows.head(MOST_ROWS)
    return pd.DataFrame(
        {
            label("appraisal_unit", language): rows["unit"],
            label("appraisal_indicator", language): rows["indicator"],
            label("appraisal_range", language): [
                _range(*ends) for ends in rows[["value_low", "value_high"]].itertuples(index=False)
            ],
            label("appraisal_basis", language): [
                MISSING if pd.isna(basis) else label(f"basis_{basis}", language) for basis in rows["basis"]
            ],
            label("appraisal_evidence", language): rows["evidence"].fillna(MISSING),
        }
    )


def _range(low: float, high: float) -> str:
    if math.isnan(low):
        return MISSING
    return plain(low) if low == high else f"{plain(low)}–{plain(high)}"


def ranking_table(
    prepared: Prepared, scores: ScoreRanges, spread: RankSpread, language: Language
) -> pd.DataFrame:
    """List the units, first to last, with ranges before the rank at the midpoints."""
    rows = [
        [
            prepared.units[unit],
            span(float(scores.low[unit]), float(scores.high[unit]), 2),
            *(span(*map(int, getattr(spread, name)[unit])) for name in ("weights", "ranges", "both")),
            percent(float(spread.first[unit])),
            str(scores.ranks[unit]),
        ]
        for unit in scores.order
    ]
    heads = (
        "appraisal_unit",
        "appraisal_score_range",
        "appraisal_ranks_weights",
        "appraisal_ranks_values",
        "appraisal_ranks_both",
        "appraisal_first_share",
        "appraisal_rank_at_midpoint",
    )
    return pd.DataFrame(rows, columns=[label(head, language) for head in heads])


def method_table(
    prepared: Prepared, scores: ScoreRanges, methods: tuple[OtherMethod, ...], language: Language
) -> pd.DataFrame:
    """List the ranks of the units by other methods, one row for each method."""
    columns: dict[str, list[str]] = {
        label("appraisal_aggregation", language): [
            label(f"method_{item.aggregation}", language) for item in methods
        ],
        label("appraisal_normalisation", language): [
            label(f"method_{item.normalisation}", language) if item.normalisation else MISSING
            for item in methods
        ],
    }
    for unit in scores.order:
        columns[prepared.units[unit]] = [str(item.ranks[unit]) for item in methods]
    return pd.DataFrame(columns)


def overtaking_table(
    prepared: Prepared, scores: ScoreRanges, found: dict[int, Overtaking], language: Language
) -> pd.DataFrame:
    """List for each challenger how much weight must change hands, from which indicators and to which."""
    rows = []
    for unit in (unit for unit in scores.order if unit in found):
        weights = found[unit].weights
        if weights is None:
            rows.append([prepared.units[unit], label("appraisal_no_weights", language), MISSING, MISSING])
            continue
        change = weights - prepared.weights
        gains, losses = (_named(prepared, sign * change, language) for sign in (1, -1))
        rows.append([prepared.units[unit], percent(found[unit].moved, 1), losses, gains])
    heads = ("appraisal_unit", "appraisal_change", "appraisal_loses", "appraisal_gains")
    return pd.DataFrame(rows, columns=[label(head, language) for head in heads])


def _named(prepared: Prepared, change: np.typing.NDArray[np.float64], language: Language) -> str:
    largest = np.argsort(-change, kind="stable")[:_MOST_NAMED]
    names = [prepared.indicators[at] for at in largest if change[at] > _MOVED]
    return listed(names, language) if names else MISSING
