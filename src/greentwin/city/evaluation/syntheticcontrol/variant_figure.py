"""Figure of all variants: one panel an outcome, one row a rule for donors and a last year."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from greentwin.city.evaluation.syntheticcontrol.casestudy import PUBLISHED_YEARS, CaseStudy
from greentwin.city.evaluation.syntheticcontrol.options import (
    DONOR_RULES,
    PROVINCE_OUTCOMES,
    PROVINCE_SOURCES,
    ProvinceOutcome,
    ProvinceSource,
)
from greentwin.city.evaluation.syntheticcontrol.variants import Estimated, Variant
from greentwin.city.evaluation.syntheticcontrol.wording import (
    Words,
    outcome_name,
    percent,
    province_name,
    rule_name,
    say,
    source_name,
)
from greentwin.plotting import Chart, Language, colour, label, new_figure

_COLOURS: dict[ProvinceSource, str] = {"sectoral": "ceads", "apparent": "edgar"}
_MARKS: dict[ProvinceSource, str] = {"sectoral": "o", "apparent": "s"}
_OFFSETS: dict[ProvinceSource, float] = {"sectoral": -0.14, "apparent": 0.14}
_LIMIT = 60.0
"""Gaps beyond this many per cent are drawn at the edge, as arrows."""
POOR_PERCENT = 10.0
"""Error before the start above which a variant is drawn as a cross: it is as large as the published effect."""
_ROW = 0.27


def variants_chart(study: CaseStudy, language: Language) -> Chart:
    """Draw the mean gap of every variant, and the published effect where it asks for the same quantity and years.

    A filled mark is a variant whose p-value is at most the level of the tests, a hollow one any other, and a cross one
    whose error before the start is above 10 %. A mark at the edge of its panel lies beyond it.
    """
    found = [variant for variant in study.variants if variant.estimated]
    last_years = sorted({variant.case.year_to for variant in study.variants}, reverse=True)
    rows = list(product(DONOR_RULES, last_years))
    figure, grid = new_figure(2.2 + 2 * _ROW * len(rows), 2, 2, sharey=True, sharex=True)
    for axes, outcome in zip(grid.ravel(), PROVINCE_OUTCOMES, strict=True):
        _draw_panel(axes, outcome, rows, found, study)
        axes.set_title(outcome_name(outcome)(language))
    texts = [say("row_variant", language, rule=rule_name(rule), year=str(year)) for rule, year in rows]
    for axes in grid[:, 0]:
        axes.set_yticks(range(len(rows)), texts, fontsize=9)
    grid[0, 0].set_ylim(len(rows) - 0.4, -0.6)
    grid[0, 0].set_xlim(-_LIMIT * 1.06, _LIMIT * 1.06)
    figure.supxlabel(label("synthetic_mean_gap_percent", language), fontsize=10)
    figure.legend(handles=_handles(study, language), loc="outside upper left", ncols=2)
    words = _words(study, found)
    caption = "caption_variants" if _published_shown(study) else "caption_variants_plain"
    return Chart(figure, alt=say("alt_variants", language, **words), caption=say(caption, language, **words))


def _draw_panel(
    axes: Axes,
    outcome: ProvinceOutcome,
    rows: Sequence[tuple[str, int]],
    found: Sequence[Variant],
    study: CaseStudy,
) -> None:
    axes.axvline(0, color=colour("muted"), linewidth=0.8)
    axes.grid(axis="y", visible=False)
    axes.grid(axis="x", visible=True)
    for variant in found:
        case, result = variant.case, variant.estimated
        if case.outcome != outcome or result is None:
            continue
        shape, filled = _mark(variant, result, study.level)
        axes.plot(
            max(min(result.mean_gap_percent, _LIMIT), -_LIMIT),
            rows.index((case.donors, case.year_to)) + _OFFSETS[case.source],
            marker=shape,
            markersize=5,
            linestyle="none",
            color=colour(_COLOURS[case.source]),
            markerfacecolor=colour(_COLOURS[case.source] if filled else "background"),
        )
    for place in range(len(rows) // len(DONOR_RULES), len(rows), len(rows) // len(DONOR_RULES)):
        axes.axhline(place - 0.5, color=colour("muted"), linewidth=0.5)
    if study.published and outcome in ("ln_co2", "co2") and _published_shown(study):
        for place, (_, year_to) in enumerate(rows):
            if year_to == PUBLISHED_YEARS[1]:
                axes.plot(
                    study.published.percent,
                    place,
                    marker="*",
                    markersize=9,
                    linestyle="none",
                    color=colour("highlight"),
                    zorder=4,
                )


def _published_shown(study: CaseStudy) -> bool:
    """Tell whether any variant asks for the years of the published effect."""
    years = (study.case.start, study.case.year_to)
    return study.published is not None and years == PUBLISHED_YEARS


def _mark(variant: Variant, result: Estimated, level: float) -> tuple[str, bool]:
    """Choose the shape of a mark, and whether it is filled."""
    if abs(result.mean_gap_percent) > _LIMIT:
        return "<" if result.mean_gap_percent < 0 else ">", False
    if result.pre_error_percent > POOR_PERCENT:
        return "x", False
    return _MARKS[variant.case.source], result.p_value <= level + 1e-9


def _handles(study: CaseStudy, language: Language) -> list[Line2D]:
    def mark(shape: str, key: str, filled: bool, text: str, size: float = 5) -> Line2D:
        face = colour(key) if filled else colour("background")
        return Line2D(
            [], [], marker=shape, color=colour(key), markerfacecolor=face, linestyle="none", label=text,
            markersize=size,
        )  # fmt: skip

    handles = [
        mark(_MARKS[source], _COLOURS[source], True, source_name(source)(language))
        for source in PROVINCE_SOURCES
    ]
    level = percent(100 * study.level, 0)
    handles.append(mark("o", "muted", True, say("legend_filled", language, level=level)))
    handles.append(mark("o", "muted", False, say("legend_hollow", language)))
    handles.append(mark("x", "muted", False, say("legend_poor", language, poor=percent(POOR_PERCENT, 0))))
    if _published_shown(study):
        text = say("legend_published", language, first=PUBLISHED_YEARS[0], last=PUBLISHED_YEARS[1])
        handles.append(mark("*", "highlight", True, text, 9))
    return handles


def _words(study: CaseStudy, found: Sequence[Variant]) -> Words:
    results = [variant.estimated for variant in found if variant.estimated]
    gaps = [result.mean_gap_percent for result in results]
    small = sum(result.p_value <= study.level + 1e-9 for result in results)
    return {
        "province": province_name(study.case.province),
        "n": len(found),
        "low": percent(min(gaps)),
        "high": percent(max(gaps)),
        "negative": sum(gap < 0 for gap in gaps),
        "small": small,
        "level": percent(100 * study.level, 0),
        "limit": percent(_LIMIT, 0),
        "bad": sum(result.pre_error_percent > POOR_PERCENT for result in results),
        "poor": percent(POOR_PERCENT, 0),
    }
