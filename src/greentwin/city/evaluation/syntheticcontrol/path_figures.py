"""Figures of paths and gaps: the province beside its synthetic control, placebos in space and in time."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from greentwin.city.axes import year_axis
from greentwin.city.evaluation.results import Floats
from greentwin.city.evaluation.syntheticcontrol.casestudy import CaseStudy
from greentwin.city.evaluation.syntheticcontrol.markets import Market
from greentwin.city.evaluation.syntheticcontrol.options import ProvinceOutcome
from greentwin.city.evaluation.syntheticcontrol.placebos import CUT, FalseStart
from greentwin.city.evaluation.syntheticcontrol.wording import (
    Words,
    month_of,
    outcome_name,
    percent,
    probability,
    province_name,
    say,
    source_name,
)
from greentwin.plotting import Chart, Language, colour, label, marker, new_figure

_AXES: dict[ProvinceOutcome, tuple[str, float]] = {
    "ln_co2": ("co2_mt", 1.0),
    "co2": ("co2_mt", 1.0),
    "ln_co2_per_head": ("co2_per_capita_t", 100.0),
    "ln_co2_per_gdp": ("synthetic_co2_per_gdp", 100.0),
}
"""Label of the axis and factor from the unit of the tables to that of the axis, by outcome."""
_FAINT = 0.45


def shown_path(outcome: ProvinceOutcome, path: Floats) -> Floats:
    """Turn an outcome into the unit of the axis: Mt, t a head, or t per 10,000 yuan."""
    amounts = path if outcome == "co2" else np.exp(path)
    return amounts * _AXES[outcome][1]


def paths_chart(study: CaseStudy, language: Language) -> Chart:
    """Draw the province and its synthetic control over the years."""
    found, outcome = study.fit, study.case.outcome
    own, synthetic = (shown_path(outcome, path) for path in (study.design.path, found.synthetic))
    name = province_name(study.case.province)
    figure, axes = new_figure(3.8)
    _mark_dates(axes, study.case.start, study.markets, study.case.year_to, language)
    axes.plot(
        study.design.years,
        own,
        color=colour("highlight"),
        marker=marker("highlight"),
        label=name(language),
        zorder=3,
    )
    axes.plot(
        study.design.years,
        synthetic,
        color=colour("pilot_marker"),
        linestyle="--",
        label=say("legend_synthetic", language, province=name),
    )
    axes.set_ylim(0, 1.08 * max(own.max(), synthetic.max()))
    year_axis(axes, study.design.years)
    axes.set_ylabel(label(_AXES[outcome][0], language))
    figure.legend(loc="outside upper left", ncols=2)
    words = _words(study) | {
        "gap": percent(found.mean_gap_percent),
        "error": percent(found.pre_error_percent),
        "year": int(study.design.years[-1]),
        "own": percent(own[-1], 2 if own[-1] < 10 else 0),
        "synthetic": percent(synthetic[-1], 2 if synthetic[-1] < 10 else 0),
    }
    return Chart(
        figure, alt=say("alt_paths", language, **words), caption=say("caption_paths", language, **words)
    )


def gaps_chart(study: CaseStudy, language: Language) -> Chart:
    """Draw the gaps of the province and of all placebos, and again without those that are badly fitted."""
    placebos = study.in_space
    figure, panels = new_figure(3.9, 1, 2, sharey=False)
    kept = placebos.kept(CUT)
    for axes, marks, key in (
        (panels[0], placebos.kept(), "title_all"),
        (panels[1], kept, "title_cut"),
    ):
        _mark_dates(axes, study.case.start, study.markets, study.case.year_to, language, named=False)
        _draw_gaps(axes, study, marks, language)
        axes.set_title(say(key, language, n=int(marks.sum()) - 1))
        axes.xaxis.get_major_locator().set_params(nbins=6)
    panels[0].set_ylabel(label("synthetic_gap_percent", language))
    handles, texts = panels[0].get_legend_handles_labels()
    figure.legend(handles, texts, loc="outside upper left", ncols=2)
    words = _words(study) | {
        "gap": percent(study.fit.mean_gap_percent),
        "rank": placebos.rank(),
        "p": probability(placebos.p_value()),
        "rank_cut": placebos.rank(CUT),
        "n_cut": int(kept.sum()),
        "p_cut": probability(placebos.p_value(CUT)),
        "smallest": probability(placebos.smallest_p),
        "units": len(placebos.units),
        "cut": percent(CUT, 0),
    }
    return Chart(
        figure, alt=say("alt_gaps", language, **words), caption=say("caption_gaps", language, **words)
    )


def false_start_chart(study: CaseStudy, language: Language) -> Chart:
    """Draw the gap under the false start beside the real one, in the years before the real start."""
    false: FalseStart = study.in_time
    name = province_name(study.case.province)
    figure, axes = new_figure(3.2)
    axes.axhline(0, color=colour("muted"), linewidth=0.8)
    axes.axvline(
        false.start - 0.5,
        color=colour("pilot_marker"),
        linestyle=":",
        label=say("legend_false_start", language, year=false.start),
    )
    years = false.fit.design.years
    axes.plot(
        years,
        false.fit.gap_percent,
        color=colour("highlight"),
        marker=marker("highlight"),
        label=say("legend_false_gap", language, last=false.start - 1),
    )
    axes.plot(
        years,
        study.fit.gap_percent[: len(years)],
        color=colour("muted"),
        linestyle="--",
        label=say("legend_real_gap", language, last=study.case.start - 1),
    )
    _room_around_zero(axes, [false.fit.gap_percent, study.fit.gap_percent[: len(years)]])
    year_axis(axes, years)
    axes.set_ylabel(label("synthetic_gap_percent", language))
    figure.legend(loc="outside upper left", ncols=2)
    words = _words(study) | {
        "province": name,
        "year": false.start,
        "last": study.case.start - 1,
        "gap": percent(false.fit.mean_gap_percent),
        "error": percent(false.fit.pre_error_percent),
        "p": probability(false.p_value),
    }
    return Chart(
        figure,
        alt=say("alt_false_start", language, **words),
        caption=say("caption_false_start", language, **words),
    )


def _words(study: CaseStudy) -> Words:
    case = study.case
    return {
        "province": province_name(case.province),
        "source": source_name(case.source),
        "outcome": outcome_name(case.outcome),
        "n": len(study.design.donors),
        "first": case.year_from,
        "last": case.year_to,
        "start": case.start,
    }


def _draw_gaps(axes: Axes, study: CaseStudy, marks: NDArray[np.bool_], language: Language) -> None:
    placebos, found = study.in_space, study.fit
    shown = placebos.gaps_percent[1:][marks[1:]]
    for number, gaps in enumerate(shown):
        axes.plot(
            placebos.years,
            gaps,
            color=colour("muted"),
            linewidth=0.8,
            alpha=_FAINT,
            label=None if number else say("legend_placebos", language),
        )
    axes.axhline(0, color=colour("muted"), linewidth=0.8)
    axes.plot(
        placebos.years,
        found.gap_percent,
        color=colour("highlight"),
        linewidth=2,
        label=province_name(study.case.province)(language),
    )
    _room_around_zero(axes, [found.gap_percent, *shown])
    year_axis(axes, placebos.years)


def _room_around_zero(axes: Axes, lines: Sequence[Floats]) -> None:
    low, high = min(line.min() for line in lines), max(line.max() for line in lines)
    room = 0.08 * max(high - low, 1.0)
    axes.set_ylim(min(low, 0) - room, max(high, 0) + room)


def _mark_dates(
    axes: Axes,
    start: int,
    markets: tuple[Market, ...],
    last: int,
    language: Language,
    named: bool = True,
) -> None:
    """Mark the start and the province's carbon market before the first year that lies mostly after them."""
    axes.axvline(
        start - 0.5,
        color=colour("pilot_marker"),
        linestyle=":",
        label=say("legend_start", language, year=start) if named else None,
    )
    for market in markets:
        if market.whole and market.last_year_before < last:
            axes.axvline(
                market.last_year_before + 0.5,
                color=colour("claim"),
                linestyle="-.",
                linewidth=1.2,
                label=say("legend_market", language, date=month_of(market.year, market.month))
                if named
                else None,
            )
