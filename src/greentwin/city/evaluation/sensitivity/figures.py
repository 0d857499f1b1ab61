"""Figures of what an estimate depends on: single regions, violations of parallel trends, placebo dates."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from greentwin.city.evaluation.options import Outcome
from greentwin.city.evaluation.results import Floats
from greentwin.city.evaluation.scale import SCALE, effect_label, hundredths
from greentwin.city.evaluation.sensitivity.bounds import Bounds
from greentwin.city.evaluation.sensitivity.leaveout import LeaveOneOut
from greentwin.city.evaluation.sensitivity.placebo import PlaceboDates
from greentwin.city.wording import listed, listed_parts, number
from greentwin.errors import ParameterError
from greentwin.plotting import Chart, Language, Sentences, colour, label, new_figure

_TABLE = Sentences("greentwin.city.evaluation.sensitivity")
say = _TABLE.say
MAX_NAMED = 6


def leave_one_out_chart(
    found: LeaveOneOut,
    language: Language,
    names: Mapping[str, str] | None = None,
    outcome: Outcome | None = "ln_co2",
) -> Chart:
    """Draw the estimates without one region at a time.

    Parameters
    ----------
    found : LeaveOneOut
        The estimates.
    language : {"en", "zh"}
        Language of the texts.
    names : mapping of str to str, optional
        Names of the regions in the language; their own if not given.
    outcome : {"ln_co2", "ln_co2_per_head", "ln_co2_per_gdp"}, optional
        Outcome.

    Returns
    -------
    Chart
        One row per region, the lowest estimate at the top; filled where the region has treated units.
    """
    frame = found.frame
    figure, axes = new_figure(1.3 + 0.21 * len(frame))
    rows = np.arange(len(frame))
    low, high = found.whole.interval()
    if math.isfinite(low):
        axes.axvspan(SCALE * low, SCALE * high, color=colour("gap"), alpha=0.6, linewidth=0, zorder=0)
    axes.axvline(SCALE * found.whole.value, color=colour("highlight"), linewidth=1.4, zorder=1)
    axes.axvline(0, color=colour("text"), linewidth=0.8, zorder=1)
    axes.hlines(rows, SCALE * frame["lower"], SCALE * frame["upper"], color=colour("muted"), linewidth=1.2)
    for marks, face in ((frame["treated"] > 0, "text"), (frame["treated"] == 0, "background")):
        shown = SCALE * frame["value"][marks]
        axes.plot(shown, rows[marks], "o", color=colour("text"), markerfacecolor=colour(face), markersize=5)
    called = {region: (names or {}).get(region, region) for region in map(str, frame.index)}
    axes.set_yticks(rows, list(called.values()))
    axes.tick_params(axis="y", labelsize=9)
    axes.set_ylim(len(frame) - 0.3, -0.7)
    axes.grid(visible=False, axis="y")
    axes.grid(axis="x")
    axes.set_title(label("evaluation_region_left_out", language))
    axes.set_xlabel(effect_label(outcome, language))
    return Chart(figure, _leave_out_alt(found, called, language), _leave_out_caption(found, names, language))


def bounds_chart(sets: Sequence[Bounds], language: Language, outcome: Outcome | None = "ln_co2") -> Chart:
    """Draw confidence sets of the average effect over the violation M, one panel per restriction.

    Parameters
    ----------
    sets : sequence of Bounds
        One or two results.
    language : {"en", "zh"}
        Language of the texts.
    outcome : {"ln_co2", "ln_co2_per_head", "ln_co2_per_gdp"}, optional
        Outcome.

    Returns
    -------
    Chart
        At the left of each panel the interval under parallel trends; a dashed line at the breakdown value, where it
        is within the panel.

    Raises
    ------
    ParameterError
        If there are no results, or more than two.
    """
    if not 1 <= len(sets) <= 2:
        raise ParameterError(f"there are {len(sets)} results; one or two can be drawn")
    figure, grid = new_figure(3.4, cols=len(sets), squeeze=False, sharey=True)
    for axes, found in zip(grid[0], sets, strict=True):
        _draw_bounds(axes, found, language)
    grid[0][0].set_ylabel(effect_label(outcome, language))
    first = sets[0]
    alt = say(
        "alt_bounds",
        language,
        estimate=hundredths(first.estimate),
        low=hundredths(first.interval[0]),
        high=hundredths(first.interval[1]),
        parts=listed_parts(_breakdown_words(found) for found in sets),
    )
    count = sum(len(found.values) for found in sets)
    caption = say("caption_bounds", language, level=number(100 * first.level, 0), n=count)
    return Chart(figure, alt, caption)


def placebo_chart(found: PlaceboDates, language: Language, outcome: Outcome | None = "ln_co2") -> Chart:
    """Draw the estimates at placebo dates, or with starts moved earlier, beside the true estimate.

    Parameters
    ----------
    found : PlaceboDates
        The estimates.
    language : {"en", "zh"}
        Language of the texts.
    outcome : {"ln_co2", "ln_co2_per_head", "ln_co2_per_gdp"}, optional
        Outcome.
    """
    frame = found.frame
    places = frame.index.to_numpy(dtype=float)
    figure, axes = new_figure(3.2)
    ends = SCALE * frame["lower"], SCALE * frame["upper"]
    axes.vlines(places, *ends, color=colour("muted"), linewidth=1.6)
    axes.plot(places, SCALE * frame["value"], "o", color=colour("text"), markersize=6)
    axes.axhline(0, color=colour("text"), linewidth=0.8)
    axes.axhline(SCALE * found.whole.value, color=colour("highlight"), linewidth=1.4, linestyle="--")
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set_xlim(places.min() - 0.6, places.max() + 0.6)
    axes.set_xlabel(label(f"evaluation_placebo_{frame.index.name}", language))
    axes.set_ylabel(effect_label(outcome, language))
    alt = say(
        "alt_dates" if frame.index.name == "date" else "alt_moved",
        language,
        n=len(frame),
        first=int(places.min()),
        last=int(places.max()),
        low=hundredths(float(frame["value"].min())),
        high=hundredths(float(frame["value"].max())),
        rejected=found.n_rejected,
        whole=hundredths(found.whole.value),
    )
    years = {"first": found.first_year, "last": found.last_year}
    return Chart(figure, alt, say("caption_dates", language, n=len(frame), **years))


def _draw_bounds(axes: Axes, found: Bounds, language: Language) -> None:
    shown = found.values * (SCALE if found.restriction == "smoothness" else 1)
    step = float(np.min(np.diff(np.unique(shown)))) if len(np.unique(shown)) > 1 else 1.0
    first = float(shown.min()) - 1.4 * step
    low, high = found.interval
    axes.vlines(first, SCALE * low, SCALE * high, color=colour("text"), linewidth=3)
    axes.plot(first, SCALE * found.estimate, "o", color=colour("text"), markersize=5.5)
    axes.vlines(shown, SCALE * found.lower, SCALE * found.upper, color=colour("muted"), linewidth=3)
    axes.axhline(0, color=colour("text"), linewidth=0.8)
    breakdown = found.breakdown * (SCALE if found.restriction == "smoothness" else 1)
    if 0 < breakdown <= shown.max():
        axes.axvline(breakdown, color=colour("highlight"), linewidth=1.4, linestyle="--")
    axes.set_xlim(first - 0.6 * step, float(shown.max()) + 0.6 * step)
    ticks = _spaced(shown)
    digits = 1 if np.allclose(ticks, np.round(ticks, 1)) else 2
    axes.set_xticks(
        [first, *ticks], [label("evaluation_parallel", language), *(number(value, digits) for value in ticks)]
    )
    axes.set_title(label(f"evaluation_{found.restriction}", language))
    axes.set_xlabel(label(f"evaluation_m_{found.restriction}", language))


def _spaced(values: Floats) -> Floats:
    """Return at most six of the values for the axis."""
    return values[:: math.ceil(len(values) / 6)]


def _breakdown_words(found: Bounds) -> Callable[[Language], str]:
    def words(language: Language) -> str:
        name = label(f"evaluation_{found.restriction}", language)
        if found.breakdown == 0:
            return say("breakdown_inside", language, restriction=name)
        if math.isinf(found.breakdown):
            return say("breakdown_never", language, restriction=name)
        if found.restriction == "smoothness":
            return say("breakdown_smooth", language, restriction=name, value=hundredths(found.breakdown, 2))
        return say("breakdown_relative", language, restriction=name, value=number(found.breakdown, 2))

    return words


def _leave_out_alt(found: LeaveOneOut, called: Mapping[str, str], language: Language) -> str:
    low, high = found.whole.interval()
    changed = [called[region] for region in found.significance_changes]
    if len(changed) > MAX_NAMED:
        crossing = say("crossing_many", language, n=len(changed))
    elif changed:
        crossing = say("crossing_some", language, names=listed(changed))
    else:
        crossing = say("crossing_none", language)
    regions = list(map(str, found.frame.index))
    return say(
        "alt_leave_out",
        language,
        whole=hundredths(found.whole.value),
        low=hundredths(low),
        high=hundredths(high),
        first=hundredths(float(found.frame["value"].iloc[0])),
        first_name=called[regions[0]],
        last=hundredths(float(found.frame["value"].iloc[-1])),
        last_name=called[regions[-1]],
        crossing=crossing,
    )


def _leave_out_caption(found: LeaveOneOut, names: Mapping[str, str] | None, language: Language) -> str:
    text = say("caption_leave_out", language, n=len(found.frame))
    if found.not_estimated:
        lost = listed((names or {}).get(region, region) for region in found.not_estimated)
        text += say("caption_not_estimated", language, names=lost)
    return text
