"""Figure of contrasts: each statement with both its sides, one panel for each reporter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from greentwin.ngo.marks import LINE_WIDTH, LINES, SMALL, draw_mark, key
from greentwin.ngo.names import attribute_name, dimension_name, reporter_head, side_name
from greentwin.ngo.options import DOMAINS, SIDES, Side
from greentwin.ngo.wording import contrast_alt, contrast_caption
from greentwin.plotting import Chart, Language, colour, label, new_figure, wrapped

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from greentwin.ngo.contrasts import Selection, Voice
    from greentwin.ngo.options import ImpliedPoles
    from greentwin.ngo.profiles import ContrastProfile

POLE_X: dict[Side, float] = {"china": 0.37, "europe": 0.63}
TEXT_GAP = 0.025
WRAP: dict[Language, int] = {"en": 37, "zh": 34}
ROW_INCHES = 0.37
FIXED_INCHES = 0.75
DOMAIN_ROWS = 1.05
LINES_IN_A_ROW = 2
ROWS_PER_LINE = 0.4


def contrast_figure(selection: Selection, profile: ContrastProfile, language: Language = "en") -> Chart:
    """Draw each directed statement as a line between China (left) and Europe or another scope (right).

    The large mark is the side said to have more of the attribute written beside it. A filled mark is a side that
    the passage describes, an open one a side only implied; implied sides are left out where the profile drops
    them. A circle and a full line are plain wording, a diamond and a dashed line hedged wording, a star
    superlative wording. The reporters have a panel each.

    Parameters
    ----------
    selection : Selection
        Selected contrasts. A reporter without a directed statement has a panel that says so.
    profile : ContrastProfile
        Their profile.
    language : {"en", "zh"}
        Language of all texts.

    Returns
    -------
    Chart
        Figure with alt text and caption.
    """
    panels = [(voice, selection.of(voice)) for voice in selection.voices]
    heights = [_panel_rows(statements, language) for _, statements in panels]
    inches = FIXED_INCHES + ROW_INCHES * sum(heights) + 0.45 * len(heights)
    figure, axes = new_figure(inches, rows=len(panels), height_ratios=heights)
    for axis, (voice, statements), height in zip(
        np.atleast_1d(np.asarray(axes)), panels, heights, strict=True
    ):
        _draw_panel(axis, voice, statements, height, profile.implied, language)
    strengths = set(selection.directed["strength"])
    if strengths:
        handles = key(strengths, language, implied=profile.implied != "drop", lines=True)
        figure.legend(handles=handles, loc="outside lower center", ncols=3)
    return Chart(figure, contrast_alt(profile, language), contrast_caption(selection, profile, language))


def _panel_rows(statements: pd.DataFrame, language: Language) -> float:
    rows = sum(_row_height(attribute, language) for attribute in statements["attribute"])
    return max(rows, 1.0) + DOMAIN_ROWS * statements["domain"].nunique()


def _row_height(attribute: str, language: Language) -> float:
    lines = _attribute_text(attribute, language).count("\n") + 1
    return 1.0 + ROWS_PER_LINE * max(lines - LINES_IN_A_ROW, 0)


def _attribute_text(attribute: str, language: Language) -> str:
    return wrapped(attribute_name(attribute, language), WRAP[language])


def _draw_panel(
    axis: Axes,
    voice: Voice,
    statements: pd.DataFrame,
    height: float,
    implied: ImpliedPoles,
    language: Language,
) -> None:
    axis.set_title(f"{reporter_head(voice, language)} ({label('n_equals', language, n=len(statements))})")
    axis.set(xlim=(0, 1), ylim=(height - 0.5, -0.5), xticks=[], yticks=[])
    axis.axis("off")
    if statements.empty:
        axis.text(0.5, height / 2 - 0.5, label("contrast_none_left", language), ha="center", va="center")
        return
    y = 0.0
    for domain in DOMAINS:
        rows = statements[statements["domain"] == domain].to_dict("records")
        if rows:
            _draw_heads(axis, y, domain, voice, language)
            y += DOMAIN_ROWS
        for row in rows:
            extra = _row_height(row["attribute"], language) - 1
            _draw_statement(axis, y + extra / 2, row, voice, implied, language)
            y += 1 + extra


def _draw_heads(axis: Axes, y: float, domain: str, voice: Voice, language: Language) -> None:
    axis.text(0, y, label(f"domain_{domain}", language), va="center", color=colour("muted"))
    for side in SIDES:
        axis.text(POLE_X[side], y, side_name(side, voice, language), ha="center", va="center")
    axis.plot([0, 1], [y + 0.32, y + 0.32], color=colour("grid"), linewidth=0.8)


def _draw_statement(
    axis: Axes, y: float, row: dict[Any, Any], voice: Voice, implied: ImpliedPoles, language: Language
) -> None:
    higher: Side = row["higher_side"]
    line_y = y + 0.16
    axis.plot(
        [POLE_X[side] for side in SIDES],
        [line_y, line_y],
        linestyle=LINES[row["strength"]],
        color=colour("muted"),
        linewidth=LINE_WIDTH,
        zorder=1,
    )
    for side in SIDES:
        described = row[f"explicit_{side}"] == "yes"
        if described or implied != "drop":
            place = (POLE_X[side], line_y)
            draw_mark(axis, place, side, voice, row["strength"], more=side == higher, filled=described)
    axis.text(0.5, line_y - 0.12, dimension_name(row["dimension"], language), ha="center", va="bottom")
    _draw_attribute(axis, line_y, higher, _attribute_text(row["attribute"], language))


def _draw_attribute(axis: Axes, y: float, higher: Side, text: str) -> None:
    left = higher == "china"
    axis.text(
        POLE_X[higher] + (-TEXT_GAP if left else TEXT_GAP),
        y,
        text,
        ha="right" if left else "left",
        va="center",
        fontsize=SMALL,
        linespacing=1.05,
    )
