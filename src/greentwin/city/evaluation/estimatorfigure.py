"""Figures that set estimates side by side: estimators with their intervals, and the parts of a two-way estimate."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from greentwin.city.evaluation.eventfigure import Band
from greentwin.city.evaluation.results import Estimate
from greentwin.city.evaluation.wording import say
from greentwin.city.wording import listed_parts, number
from greentwin.errors import DataError
from greentwin.plotting import Chart, Language, colour, label, new_figure

_ROW = 0.36
_KINDS = {
    "treated_vs_untreated": ("china", "o"),
    "earlier_vs_later": ("chen", "s"),
    "later_vs_earlier": ("highlight", "^"),
}


def estimators_chart(
    estimates: Sequence[Estimate],
    language: Language,
    *,
    source_label: str,
    outcome_label: str | None = None,
    names: Sequence[str] | None = None,
    detectable: Sequence[float] | None = None,
    published: Band | None = None,
) -> Chart:
    """Draw estimates below each other with their 95 % intervals.

    Parameters
    ----------
    estimates : sequence of Estimate
        The estimates, from top to bottom.
    language : {"en", "zh"}
        Language of the texts.
    source_label : str
        Name of the data, for the caption.
    outcome_label : str, optional
        Name of the outcome; ln CO2 if not given.
    names : sequence of str, optional
        Shown names of the estimates; the names of their estimators if not given.
    detectable : sequence of float, optional
        Minimum detectable effect of each, drawn as ticks on both sides of zero; NaN for none.
    published : tuple of float, optional
        Lowest and highest published effect on the same scale, drawn as a band.

    Returns
    -------
    Chart
        A hollow point stands for an estimate without a standard error.

    Raises
    ------
    DataError
        If there is no estimate, or the sequences differ in length.
    """
    shown = names or [label(f"estimator_{estimate.estimator}", language) for estimate in estimates]
    ticks = [float("nan")] * len(estimates) if detectable is None else list(detectable)
    if not estimates or not len(estimates) == len(shown) == len(ticks):
        raise DataError(
            f"there are {len(estimates)} estimates, {len(shown)} names and {len(ticks)} detectable effects; "
            "give at least one estimate, and as many of each"
        )
    figure, axes = new_figure(1.25 + _ROW * len(estimates))
    axes.axvline(0, color=colour("text"), linewidth=0.8)
    if published is not None:
        text = label("evaluation_published", language)
        axes.axvspan(
            min(published), max(published), color=colour("claim"), alpha=0.25, linewidth=0, label=text
        )
    _draw_estimates(axes, estimates, language)
    _draw_detectable(axes, ticks, language)
    axes.set_yticks(range(len(estimates)), shown)
    axes.set_ylim(len(estimates) - 0.4, -0.6)
    axes.grid(visible=True, axis="x")
    axes.grid(visible=False, axis="y")
    axes.set_xlabel(say("axis_effect", language, outcome=outcome_label or label("ln_co2", language)))
    figure.legend(loc="outside upper left", ncols=2)
    parts = [_part(name, estimate, language) for name, estimate in zip(shown, estimates, strict=True)]
    n_units, n_treated = (
        _span([getattr(estimate, key) for estimate in estimates]) for key in ("n_units", "n_treated")
    )
    return Chart(
        figure,
        alt=say("alt_estimators", language, parts=listed_parts(parts)),
        caption=say("caption_estimators", language, source=source_label, n=n_units, treated=n_treated),
    )


def bacon_chart(components: pd.DataFrame, language: Language, *, source_label: str) -> Chart:
    """Draw the two-by-two comparisons that a two-way fixed-effects estimate averages, by weight.

    Parameters
    ----------
    components : DataFrame
        One row per comparison, as a frame of `greentwin.city.evaluation.estimators.bacon.Comparison` has them:
        ``kind`` (``treated_vs_untreated``, ``earlier_vs_later`` or ``later_vs_earlier``),
        ``weight`` (they add up to 1) and ``estimate``; other columns are not used.
    language : {"en", "zh"}
        Language of the texts.
    source_label : str
        Name of the data, for the caption.

    Returns
    -------
    Chart
        One point per comparison.

    Raises
    ------
    DataError
        If there is no comparison or one of an unknown kind.

    Notes
    -----
    Goodman-Bacon (2021, https://doi.org/10.1016/j.jeconom.2021.03.014), figure 6.
    """
    unknown = sorted(set(components["kind"]) - set(_KINDS))
    if unknown or components.empty:
        found = f"kind {unknown[0]!r}" if unknown else "no comparison"
        raise DataError(f"the components have {found}; the kinds are {', '.join(_KINDS)}")
    figure, axes = new_figure(3.5)
    axes.axhline(0, color=colour("text"), linewidth=0.8)
    parts = []
    for kind, (shade, mark) in _KINDS.items():
        rows = components.loc[components["kind"] == kind]
        if rows.empty:
            continue
        text = label(f"bacon_{kind}", language)
        axes.plot(
            rows["weight"],
            rows["estimate"],
            mark,
            color=colour(shade),
            label=text,
            linestyle="none",
            markersize=6,
        )
        weight = float(rows["weight"].sum())
        mean = float(np.average(rows["estimate"], weights=rows["weight"])) if weight > 0 else float("nan")
        parts.append(say("part_bacon", language, kind=text, weight=number(weight, 3), mean=number(mean, 3)))
    total = float((components["weight"] * components["estimate"]).sum())
    axes.axhline(
        total, color=colour("muted"), linestyle="--", linewidth=1, label=label("bacon_total", language)
    )
    axes.set_xlim(0, float(components["weight"].max()) * 1.1)
    axes.set_xlabel(label("bacon_weight", language))
    axes.set_ylabel(label("bacon_estimate", language))
    figure.legend(loc="outside upper left", ncols=2)
    return Chart(
        figure,
        alt=say("alt_bacon", language, total=number(total, 3), parts=listed_parts(parts)),
        caption=say("caption_bacon", language, source=source_label, n=len(components)),
    )


def _draw_estimates(axes: Axes, estimates: Sequence[Estimate], language: Language) -> None:
    values = np.array([estimate.value for estimate in estimates])
    rows = np.arange(len(estimates))
    bounds = np.array([estimate.interval() for estimate in estimates])
    sure = np.isfinite(bounds).all(axis=1)
    shade = colour("china")
    if sure.any():
        errors = np.abs(bounds[sure] - values[sure, None]).T
        text = label("evaluation_interval", language)
        axes.errorbar(
            values[sure],
            rows[sure],
            xerr=errors,
            fmt="o",
            color=shade,
            capsize=2.5,
            linewidth=1.4,
            label=text,
        )
    if not sure.all():
        axes.plot(
            values[~sure],
            rows[~sure],
            "o",
            color=shade,
            markerfacecolor=colour("background"),
            linestyle="none",
            label=label("evaluation_no_error", language),
        )


def _draw_detectable(axes: Axes, ticks: Sequence[float], language: Language) -> None:
    places = [(sign * tick, row) for row, tick in enumerate(ticks) if np.isfinite(tick) for sign in (-1, 1)]
    if places:
        across, down = zip(*places, strict=True)
        axes.plot(
            across,
            down,
            "|",
            color=colour("pilot_marker"),
            markersize=13,
            markeredgewidth=2,
            linestyle="none",
            label=label("evaluation_detectable", language),
        )


def _part(name: str, estimate: Estimate, language: Language) -> str:
    value = number(estimate.value, 3)
    low, high = estimate.interval()
    if not np.isfinite(low):
        return say("part_estimate_alone", language, name=name, value=value)
    return say("part_estimate", language, name=name, value=value, low=number(low, 3), high=number(high, 3))


def _span(counts: Sequence[int]) -> str:
    low, high = min(counts), max(counts)
    return f"{low:,}" if low == high else f"{low:,}–{high:,}"
