"""Figures of the multiverse: the curve of estimates over its choices, the shares, and the shuffled curves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap

from greentwin.city.evaluation.multiverse.grid import Factor, factors
from greentwin.city.evaluation.multiverse.permutation import CurveTest
from greentwin.city.evaluation.multiverse.wording import SENTENCES, named, scale_label
from greentwin.city.evaluation.options import Estimand
from greentwin.plotting import (
    SEQUENTIAL_LIGHT,
    Chart,
    Language,
    Wording,
    colour,
    format_number,
    label,
    new_figure,
)

_COLOURS = {
    "chen": "chen",
    "edgar": "edgar",
    "ceads_complete": "ceads",
    "ceads_available": "inventory",
    "sectoral": "ceads",
    "apparent": "edgar",
}
_SMALL = 8.8
_ROW = 0.19


def curve_chart(
    estimates: pd.DataFrame, estimand: Estimand, published: Sequence[float], language: Language
) -> Chart:
    """Draw all estimates of one question in order, with their intervals, and below them the choices behind each.

    Parameters
    ----------
    estimates : DataFrame
        Result of `greentwin.city.evaluation.multiverse.estimation.estimate_all`.
    estimand : str
        The question.
    published : sequence of float
        Published estimates on the same scale.
    language : {"en", "zh"}
        Language of the texts.
    """
    rows = _ordered(estimates, estimand)
    levels = factors(estimand)
    n_lines = sum(len(names) for names in levels.values()) + len(levels)
    figure, (curve, grid) = new_figure(
        3.1 + _ROW * n_lines, 2, 1, sharex=True, height_ratios=(2.6, _ROW * n_lines)
    )
    _draw_curve(curve, rows, published, language)
    curve.set_ylabel(scale_label(estimand, language))
    _draw_choices(grid, rows, levels, language)
    grid.set_xlabel(label("mv_specifications_axis", language))
    figure.legend(*curve.get_legend_handles_labels(), loc="outside upper left", ncols=3)
    return Chart(figure, **_curve_texts(rows, estimand, published, language))


def _ordered(estimates: pd.DataFrame, estimand: Estimand) -> pd.DataFrame:
    rows = estimates.loc[estimates["estimand"] == estimand].dropna(subset="value")
    return rows.sort_values("value", kind="stable").reset_index(drop=True)


def _draw_curve(axes: Axes, rows: pd.DataFrame, published: Sequence[float], language: Language) -> None:
    shades = [colour(_COLOURS[name]) for name in rows["data"]]
    axes.vlines(rows.index, rows["lower"], rows["upper"], color=shades, alpha=0.3, linewidth=0.7)
    axes.scatter(rows.index, rows["value"], c=shades, s=5, linewidths=0, zorder=3)
    for name in [name for name in _COLOURS if name in set(rows["data"])]:
        axes.plot([], [], "o", color=colour(_COLOURS[name]), label=named(name)(language))
    axes.axhline(0, color=colour("text"), linewidth=0.8)
    for number, value in enumerate(sorted(published)):
        text = label("mv_published", language) if number == 0 else None
        axes.axhline(value, color=colour("claim"), linewidth=1.1, linestyle="--", label=text)
    low, high = np.nanpercentile(rows["lower"], 1), np.nanpercentile(rows["upper"], 99)
    margin = 0.05 * (high - low)
    axes.set_ylim(min(low, *published, 0) - margin, max(high, 0) + margin)
    axes.set_xlim(-0.01 * len(rows) - 0.5, 1.01 * len(rows) - 0.5)
    axes.tick_params(axis="x", length=0)


def _draw_choices(
    axes: Axes, rows: pd.DataFrame, levels: Mapping[Factor, Sequence[str]], language: Language
) -> None:
    lines: list[tuple[str, Any]] = []
    for factor, names in levels.items():
        lines.append((named(factor)(language), None))
        lines += [("  " + named(name)(language), (rows[factor] == name).to_numpy()) for name in names]
    cells = np.array([np.zeros(len(rows), bool) if marks is None else marks for _, marks in lines])
    axes.imshow(
        cells,
        cmap=ListedColormap([colour("background"), colour("pilot_marker")]),
        aspect="auto",
        interpolation="nearest",
        extent=(-0.5, len(rows) - 0.5, len(lines) - 0.5, -0.5),
    )
    axes.set_yticks(range(len(lines)), [text for text, _ in lines], fontsize=_SMALL)
    for text, (_, marks) in zip(axes.get_yticklabels(), lines, strict=True):
        text.set_color(colour("muted" if marks is None else "text"))
        text.set_horizontalalignment("left")
    axes.tick_params(axis="y", length=0, pad=_label_pad(lines))
    axes.grid(visible=False)


def _label_pad(lines: Sequence[tuple[str, Any]]) -> float:
    widest = max(sum(1.9 if ord(character) > 0x2E80 else 1 for character in text) for text, _ in lines)
    return 4.6 * widest


def _curve_texts(
    rows: pd.DataFrame, estimand: Estimand, published: Sequence[float], language: Language
) -> dict[str, str]:
    values = rows["value"]
    by_data = rows.groupby("data", sort=False)["value"].median()
    medians = "; ".join(
        f"{named(str(name))(language)} {format_number(value, 3)}" for name, value in by_data.items()
    )
    negative = (rows["p_value"] < 0.05) & (values < 0)
    positive = (rows["p_value"] < 0.05) & (values > 0)
    words: dict[str, Wording] = {
        "question": named(estimand)(language),
        "n": len(rows),
        "low": format_number(values.min(), 3),
        "high": format_number(values.max(), 3),
        "median": format_number(values.median(), 3),
        "medians": medians,
        "below": format_number(100 * (values < 0).mean(), 0),
        "negative": int(negative.sum()),
        "positive": int(positive.sum()),
        "published": len(published),
    }
    return {
        "alt": SENTENCES.say("alt_curve", language, **words),
        "caption": SENTENCES.say("caption_curve", language, **words),
    }


def shares_chart(shares: pd.DataFrame, language: Language) -> Chart:
    """Draw which choice explains which share of the variance of the estimates, for every question.

    Parameters
    ----------
    shares : DataFrame, shape (n_choices, n_questions)
        Shares (0 to 1); index: factors and ``interplay``, columns: questions; missing where a question has no such
        choice.
    language : {"en", "zh"}
        Language of the texts.
    """
    figure, axes = new_figure(1.7 + 0.34 * len(shares))
    percent = 100 * shares.to_numpy(dtype=float)
    axes.imshow(np.ma.masked_invalid(percent), cmap=SEQUENTIAL_LIGHT, vmin=0, vmax=100, aspect="auto")
    axes.set_facecolor(colour("gap"))
    for line, column in np.argwhere(np.isfinite(percent)):
        value = percent[line, column]
        ink = colour("background" if value > 55 else "text")
        axes.text(column, line, format_number(value, 0), ha="center", va="center", color=ink)
    axes.set_yticks(range(len(shares)), [named(str(name))(language) for name in shares.index])
    heads = [_wrapped(named(str(name))(language), language) for name in shares.columns]
    axes.set_xticks(range(len(shares.columns)), heads)
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    axes.grid(visible=False)
    largest = "; ".join(_largest(shares, str(name), language) for name in shares.columns)
    return Chart(
        figure,
        alt=SENTENCES.say("alt_shares", language, parts=largest),
        caption=SENTENCES.say("caption_shares", language),
    )


def _wrapped(text: str, language: Language) -> str:
    if language == "zh" or len(text) <= 14:
        return text
    words, half = text.split(), len(text) / 2
    cut = min(range(1, len(words)), key=lambda n: abs(len(" ".join(words[:n])) - half))
    return " ".join(words[:cut]) + "\n" + " ".join(words[cut:])


def _largest(shares: pd.DataFrame, question: str, language: Language) -> str:
    column = shares[question].dropna()
    name = str(column.idxmax())
    percent = format_number(100 * float(column[name]), 0)
    return SENTENCES.say(
        "largest_share", language, question=named(question), choice=named(name), percent=percent
    )


def shuffled_chart(tests: Mapping[Estimand, CurveTest], language: Language) -> Chart:
    """Draw median and share of significant estimates under shuffled names beside the real ones.

    Parameters
    ----------
    tests : mapping of str to CurveTest
        Test of each question.
    language : {"en", "zh"}
        Language of the texts.
    """
    figure, panels = new_figure(0.9 + 1.7 * len(tests), len(tests), 2, squeeze=False, sharex="col")
    for (estimand, test), (left, right) in zip(tests.items(), panels, strict=True):
        _histogram(left, test.shuffled_medians, test.median)
        _histogram(right, 100 * test.shuffled_shares, 100 * test.negative_share)
        left.set_title(named(estimand)(language))
    panels[-1][0].set_xlabel(label("mv_median", language))
    panels[-1][1].set_xlabel(f"{label('mv_negative_share', language)} (%)")
    for axes in panels[:, 0]:
        axes.set_ylabel(label("mv_draws_axis", language))
    parts = "; ".join(_test_part(estimand, test, language) for estimand, test in tests.items())
    n = min(test.n_draws for test in tests.values())
    return Chart(
        figure,
        alt=SENTENCES.say("alt_shuffled", language, parts=parts),
        caption=SENTENCES.say("caption_shuffled", language, n=n),
    )


def _histogram(axes: Axes, shuffled: Any, real: float) -> None:
    axes.hist(shuffled[np.isfinite(shuffled)], bins=20, color=colour("muted"), alpha=0.6)
    axes.axvline(real, color=colour("highlight"), linewidth=1.8)


def _test_part(estimand: Estimand, test: CurveTest, language: Language) -> str:
    return SENTENCES.say(
        "shuffled_part",
        language,
        question=named(estimand),
        median=format_number(test.median, 3),
        p_median=format_number(test.p_median, 2),
        share=format_number(100 * test.negative_share, 0),
        p_share=format_number(test.p_negative_share, 2),
    )
