"""Figure of the verdicts by kind of claim and by strand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.patches import Patch

from greentwin.appraisal.claims.figuretexts import checkable_text, verdict_alt, verdict_caption
from greentwin.appraisal.claims.ledger import Ledger
from greentwin.appraisal.claims.marks import VERDICT_COLOURS, VERDICT_HATCHES
from greentwin.appraisal.claims.options import CONCLUSIONS, Conclusion
from greentwin.appraisal.claims.summary import Count, by_kind, by_strand, count
from greentwin.appraisal.claims.tables import group_name
from greentwin.errors import DataError
from greentwin.plotting import Chart, Language, colour, label, new_figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes

ROW_INCHES, FIXED_INCHES = 0.42, 1.75
HEIGHT = 0.62


def verdict_figure(ledger: Ledger, language: Language) -> Chart:
    """
    Draw how many claims have which verdict, by kind and by strand.

    Parameters
    ----------
    ledger : tuple of Entry
        The ledger, not empty.
    language : {"en", "zh"}
        Language of all texts.

    Returns
    -------
    Chart
        Figure with alt text and caption.

    Raises
    ------
    DataError
        If there is no claim.
    """
    if not ledger:
        raise DataError("there is no claim of these strands and kinds; there is nothing to draw")
    panels = {"kind": by_kind(ledger), "strand": by_strand(ledger)}
    rows = [len(counts) for counts in panels.values()]
    figure, grid = new_figure(
        ROW_INCHES * sum(rows) + FIXED_INCHES, rows=2, height_ratios=[n + 0.6 for n in rows], sharex=True
    )
    for axes, (name, counts) in zip(np.asarray(grid).flat, panels.items(), strict=True):
        _draw_panel(axes, counts, language)
        axes.set_title(label(f"claim_panel_{name}", language), loc="left")
    longest = max(found.n for counts in panels.values() for found in counts)
    axes.set_xlim(0, 1.3 * longest)
    axes.set_xlabel(label("claim_axis_count", language))
    shown = [name for name in CONCLUSIONS if count(ledger).by_conclusion[name]]
    figure.legend(
        handles=[_patch(name, language) for name in shown],
        loc="outside lower center",
        ncols=min(3, len(shown)),
    )
    return Chart(figure, verdict_alt(ledger, language), verdict_caption(ledger, language))


def _draw_panel(axes: Axes, counts: Sequence[Count], language: Language) -> None:
    axes.set_yticks(range(len(counts)), [group_name(found, language) for found in counts])
    axes.set_ylim(len(counts) - 0.4, -0.6)
    axes.tick_params(axis="y", length=0)
    axes.grid(visible=False)
    for y, found in enumerate(counts):
        left = 0
        for name in CONCLUSIONS:
            n = found.by_conclusion[name]
            if n:
                _draw_part(axes, y, left, n, name)
            left += n
        text = checkable_text(found, language)
        axes.annotate(text, (left, y), xytext=(6, 0), textcoords="offset points", va="center", fontsize=9.5)


def _draw_part(axes: Axes, y: int, left: int, n: int, name: Conclusion) -> None:
    fill = colour(VERDICT_COLOURS[name])
    hatch = VERDICT_HATCHES.get(name) if n > 1 else None
    axes.barh(y, n, HEIGHT, left=left, color=fill, edgecolor="white", linewidth=0.8, hatch=hatch)
    ink = colour("text") if name == "not_checkable" else "white"
    box = {"facecolor": fill, "edgecolor": "none", "boxstyle": "round,pad=0.2"}
    axes.text(left + n / 2, y, str(n), ha="center", va="center", color=ink, fontsize=9.5, bbox=box)


def _patch(name: Conclusion, language: Language) -> Patch:
    return Patch(
        facecolor=colour(VERDICT_COLOURS[name]),
        edgecolor="white",
        hatch=VERDICT_HATCHES.get(name),
        label=label(f"claim_verdict_{name}", language),
    )
