"""Figures of shares: how often a unit takes a rank, and which choice moves the ranks."""

from __future__ import annotations

import numpy as np
from matplotlib import colormaps

from greentwin.appraisal.instrument import wording
from greentwin.appraisal.instrument.assessment import RankSpread, ScoreRanges
from greentwin.appraisal.instrument.figures import row_inches, unit_rows
from greentwin.appraisal.instrument.preparation import Prepared
from greentwin.appraisal.robustness.sobol import SobolIndices
from greentwin.plotting import SEQUENTIAL_LIGHT, Chart, Language, colour, label, new_figure

MOST_IN_GRID = 12
"""Most units for which a grid of units by ranks can be read."""
_LEAST = 0.005
_INK = 0.06
"""Luminance of dark text, with the flare that contrast allows for."""


def acceptability_chart(
    prepared: Prepared, scores: ScoreRanges, spread: RankSpread, language: Language = "en"
) -> Chart:
    """
    Draw how often each unit takes each rank, as a grid of shares.

    Parameters
    ----------
    prepared : Prepared
        Table of at most 12 units.
    scores : ScoreRanges
        Scores; they order the units.
    spread : RankSpread
        Ranks over the draws.
    language : {"en", "zh"}
        Language of all texts.

    Returns
    -------
    Chart
        Figure with alt text and caption.
    """
    order = list(scores.order)
    shares = spread.acceptability[order]
    count = len(order)
    figure, axes = new_figure(0.95 + max(row_inches(prepared, scores.order), 0.34) * count)
    axes.imshow(shares, cmap=SEQUENTIAL_LIGHT, vmin=0, vmax=1, aspect="auto")
    for (row, column), share in np.ndenumerate(shares):
        if share >= _LEAST:
            ink = colour("background") if _is_dark(float(share)) else colour("text")
            axes.text(column, row, f"{100 * share:.0f}", ha="center", va="center", color=ink, fontsize=9.5)
    unit_rows(axes, prepared, scores.order)
    axes.set_xticks(range(count), [str(place) for place in range(1, count + 1)])
    axes.set_ylim(count - 0.5, -0.5)
    axes.grid(visible=False, axis="both")
    axes.set_xlabel(label("appraisal_rank_and_share", language))
    caption = wording.say("acceptability_caption", language, source=wording.source(prepared, language))
    return Chart(figure, wording.acceptability_alt(prepared, spread, language), caption)


def _is_dark(share: float) -> bool:
    """Tell whether white text stands out more than dark text on the colour of a share."""
    channels = colormaps[SEQUENTIAL_LIGHT](share)[:3]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 1.05 / (luminance + 0.05) > (luminance + 0.05) / _INK


def sensitivity_chart(prepared: Prepared, found: SobolIndices, language: Language = "en") -> Chart:
    """
    Draw which share of the variance of the rank shift each choice explains, alone and with the others.

    Parameters
    ----------
    prepared : Prepared
        Table.
    found : SobolIndices
        Indices.
    language : {"en", "zh"}
        Language of all texts.

    Returns
    -------
    Chart
        Figure with alt text and caption.
    """
    figure, axes = new_figure(1.35 + 0.5 * len(found.factors))
    bars = (
        ("appraisal_first_order", found.first, found.first_margin, "muted", -0.18),
        ("appraisal_total_order", found.total, found.total_margin, "highlight", 0.18),
    )
    for key, values, margins, ink, offset in bars:
        places = np.arange(len(found.factors)) + offset
        axes.barh(places, values, height=0.32, color=colour(ink), label=label(key, language))
        axes.errorbar(
            values, places, xerr=margins, fmt="none", ecolor=colour("text"), elinewidth=1.2, capsize=3
        )
    names = [label(f"appraisal_factor_{factor}", language) for factor in found.factors]
    axes.set_yticks(range(len(names)), names)
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.axvline(0, color=colour("pilot_marker"), linewidth=0.8)
    axes.grid(visible=True, axis="x")
    axes.grid(visible=False, axis="y")
    axes.set_xlabel(label("appraisal_sobol", language))
    figure.legend(loc="outside lower center", ncols=2)
    caption = wording.say(
        "sensitivity_caption", language, runs=f"{found.runs:,}", source=wording.source(prepared, language)
    )
    return Chart(figure, wording.sensitivity_alt(found, language), caption)
