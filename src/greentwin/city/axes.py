"""Axes that the city figures share."""

from __future__ import annotations

from collections.abc import Iterable

from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator


def year_axis(axes: Axes, years: Iterable[int]) -> None:
    """Mark whole years only; leave room beside a span of less than five years."""
    known = [int(year) for year in years]
    axes.xaxis.set_major_locator(MaxNLocator(integer=True, min_n_ticks=1))
    if known and max(known) - min(known) < 5:
        axes.set_xlim(min(known) - 2.5, max(known) + 2.5)


def from_zero(axes: Axes, highest: float) -> None:
    """Let the vertical axis begin at zero and leave room above the highest value."""
    axes.set_ylim(0, highest * 1.08 if highest > 0 else 1)
