"""Figures of the page on the agreement of sources."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import MultipleLocator

from greentwin.city.evaluation.measurement.agreement import Agreement
from greentwin.city.evaluation.measurement.gap import SourceGap
from greentwin.city.evaluation.measurement.options import SHARE_KINDS
from greentwin.city.evaluation.measurement.shares import ProvinceYearShare, SourceShare
from greentwin.city.evaluation.measurement.tables import effect_text
from greentwin.city.evaluation.measurement.wording import say
from greentwin.city.evaluation.results import Estimate
from greentwin.city.wording import listed, listed_parts, named, number
from greentwin.plotting import Chart, Language, Wording, colour, label, marker, new_figure

_OFFSET = 0.16
_PARTS = {"year": "muted", "province": "highlight", "unit": "gap"}
_LEAST_LABELLED = 7.0
_COMMA = {"en": ", ", "zh": "，"}


def agreement_chart(agreements: Sequence[Agreement], language: Language) -> Chart:
    """Draw correlation and concordance with their intervals: a panel for each pair, a row for each kind.

    Parameters
    ----------
    agreements : sequence of Agreement
        The coefficients.
    language : {"en", "zh"}
        Language of the texts.
    """
    pairs = list(dict.fromkeys((found.source_a, found.source_b) for found in agreements))
    kinds = list(dict.fromkeys(found.kind for found in agreements))
    figure, grid = new_figure(1.7 + 0.42 * len(kinds), 1, len(pairs), sharey=True, sharex=True, squeeze=False)
    for axes, pair in zip(grid[0], pairs, strict=True):
        rows = [found for found in agreements if (found.source_a, found.source_b) == pair]
        _draw_coefficients(axes, rows, language)
        axes.set_title("\n".join(label(source, language) for source in pair))
        axes.axvline(0, color=colour("text"), linewidth=0.8)
        axes.grid(visible=True, axis="x")
        axes.grid(visible=False, axis="y")
    grid[0][0].set_yticks(range(len(kinds)), [say(f"row_{kind}", language) for kind in kinds])
    grid[0][0].set_ylim(len(kinds) - 0.5, -0.5)
    grid[0][0].set_xlim(right=1.05)
    grid[0][0].xaxis.set_major_locator(MultipleLocator(0.5))
    figure.supxlabel(say("axis_coefficient", language))
    handles, texts = grid[0][0].get_legend_handles_labels()
    figure.legend(handles, texts, loc="outside upper left", ncols=2)
    parts = [_pair_part(agreements, pair, language) for pair in pairs]
    return Chart(
        figure,
        alt=say("alt_agreement", language, parts=listed_parts(parts)),
        caption=say("caption_agreement", language, **_sample_words(agreements)),
    )


def _draw_coefficients(axes: Axes, rows: Sequence[Agreement], language: Language) -> None:
    looks = (("pearson", -_OFFSET, "o", True), ("concordance", _OFFSET, "s", False))
    shade = colour("highlight")
    for name, offset, mark, filled in looks:
        found = [getattr(row, name) for row in rows]
        values = np.array([coefficient.value for coefficient in found])
        bounds = np.array([coefficient.interval for coefficient in found])
        errors = np.abs(bounds - values[:, None]).T
        axes.errorbar(
            values,
            np.arange(len(rows)) + offset,
            xerr=np.where(np.isfinite(errors), errors, 0.0),
            fmt=mark,
            color=shade,
            markerfacecolor=shade if filled else colour("background"),
            linewidth=1.2,
            label=label(f"measure_{name}", language),
        )


def _pair_part(agreements: Sequence[Agreement], pair: tuple[str, str], language: Language) -> str:
    values = [
        say("part_kind", language, kind=say(f"row_{found.kind}", language), r=number(found.pearson.value, 2))
        for found in agreements
        if (found.source_a, found.source_b) == pair
    ]
    return say(
        "part_pair", language, a=named(pair[0]), b=named(pair[1]), values=_COMMA[language].join(values)
    )


def _sample_words(agreements: Sequence[Agreement]) -> dict[str, Wording]:
    level = [found for found in agreements if not found.kind.startswith("change")] or list(agreements)
    counts = sorted({found.n for found in level})
    provinces = sorted({found.n_provinces for found in level})
    return {
        "sources": listed(
            named(source)
            for source in dict.fromkeys(s for found in agreements for s in (found.source_a, found.source_b))
        ),
        "n": _span(counts),
        "provinces": _span(provinces),
    }


def _span(counts: Sequence[int]) -> str:
    return f"{counts[0]:,}" if counts[0] == counts[-1] else f"{counts[0]:,}–{counts[-1]:,}"


def share_chart(found: Sequence[SourceShare], language: Language) -> Chart:
    """Draw how the variation of each source divides into country, province and unit.

    Parameters
    ----------
    found : sequence of SourceShare
        The decomposition of both kinds of variation for each source.
    language : {"en", "zh"}
        Language of the texts.
    """
    shares = {(item.source, item.share.kind): item.share for item in found}
    sources = list(dict.fromkeys(item.source for item in found))
    figure, grid = new_figure(1.35 + 0.75 * len(sources), len(SHARE_KINDS), 1, sharex=True, squeeze=False)
    for axes, kind in zip(grid[:, 0], SHARE_KINDS, strict=True):
        for row, source in enumerate(sources):
            _draw_bar(axes, row, shares[source, kind], language)
        axes.set_title(label(f"measure_share_kind_{kind}", language))
        axes.set_yticks(range(len(sources)), [label(source, language) for source in sources])
        axes.set_ylim(len(sources) - 0.45, -0.65)
        axes.set_xlim(0, 100)
        axes.grid(visible=False)
    grid[-1][0].set_xlabel(label("measure_share_of_variation", language))
    handles, texts = grid[0][0].get_legend_handles_labels()
    known = dict(sorted(zip(texts, handles, strict=True), key=lambda item: isinstance(item[1], Line2D)))
    figure.legend(list(known.values()), list(known), loc="outside upper left", ncols=4, columnspacing=1.2)
    parts = [
        _source_part(source, shares[source, "change"], shares[source, "within"], language)
        for source in sources
    ]
    counts = sorted(shares[source, "change"].n for source in sources)
    return Chart(
        figure,
        alt=say("alt_shares", language, parts=listed_parts(parts)),
        caption=say("caption_shares", language, sources=listed(map(named, sources)), n=_span(counts)),
    )


def _draw_bar(axes: Axes, row: int, share: ProvinceYearShare, language: Language) -> None:
    left = 0.0
    widths = {"year": share.year_r_squared, "province": share.province_part, "unit": share.unit_part}
    for part, fraction in widths.items():
        width = 100 * fraction
        text = label(f"measure_part_{part}", language)
        axes.barh(row, width, 0.62, left=left, color=colour(_PARTS[part]), label=text)
        if width >= _LEAST_LABELLED:
            ink = colour("text") if part == "unit" else colour("background")
            axes.text(left + width / 2, row, number(width, 0), color=ink, ha="center", va="center")
        left += width
    text = label("measure_expected", language)
    axes.plot([100 * share.expected], [row - 0.42], "v", color=colour("text"), linestyle="none", label=text)


def _source_part(
    source: str, change: ProvinceYearShare, within: ProvinceYearShare, language: Language
) -> str:
    return say(
        "part_share",
        language,
        source=named(source),
        change=number(100 * change.r_squared, 0),
        year=number(100 * change.year_r_squared, 0),
        chance=number(100 * change.expected, 0),
        within=number(100 * within.r_squared, 0),
    )


def gap_chart(gaps: Sequence[SourceGap], language: Language) -> Chart:
    """Draw what two sources say of the effect on the same unit-years, and the difference, pair by pair.

    Parameters
    ----------
    gaps : sequence of SourceGap
        The estimates.
    language : {"en", "zh"}
        Language of the texts.
    """
    figure, axes = new_figure(1.1 + 1.15 * len(gaps))
    axes.axvline(0, color=colour("text"), linewidth=0.8)
    ticks: list[tuple[float, str]] = []
    for number_of_pair, gap in enumerate(gaps):
        rows = ((gap.source_a, gap.by_a), (gap.source_b, gap.by_b), ("highlight", gap.difference))
        for step, (key, estimate) in enumerate(rows):
            row = 4.0 * number_of_pair + step
            _draw_effect(axes, row, key, estimate)
            ticks.append((row, label("measure_gap" if key == "highlight" else key, language)))
    axes.set_yticks(*map(list, zip(*ticks, strict=True)))
    axes.set_ylim(ticks[-1][0] + 0.8, -0.8)
    axes.grid(visible=True, axis="x")
    axes.grid(visible=False, axis="y")
    axes.set_xlabel(say("axis_effect", language))
    parts = [
        say(
            "part_gap",
            language,
            a=named(gap.source_a),
            b=named(gap.source_b),
            difference=effect_text(gap.difference, language),
        )
        for gap in gaps
    ]
    counts = sorted(gap.difference.n_units for gap in gaps)
    treated = sorted(gap.difference.n_treated for gap in gaps)
    words: dict[str, Wording] = {"n": _span(counts), "treated": _span(treated)}
    return Chart(
        figure,
        alt=say("alt_gap", language, parts=listed_parts(parts)),
        caption=say("caption_gap", language, **words),
    )


def _draw_effect(axes: Axes, row: float, key: str, estimate: Estimate) -> None:
    low, high = estimate.interval()
    axes.add_line(Line2D([low, high], [row, row], color=colour(key), linewidth=1.5))
    axes.plot([estimate.value], [row], marker(key), color=colour(key), markersize=6, linestyle="none")
