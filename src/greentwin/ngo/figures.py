"""Figure of contrasts: each statement with both its sides, one panel for each reporter."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.lines import Line2D

from greentwin.ngo.contrasts import CODER, directed
from greentwin.ngo.options import DOMAINS, REPORTERS, SIDES, Reporter, ReporterChoice, Side
from greentwin.ngo.tables import SCOPED_HEADS, attribute_label, side_label
from greentwin.ngo.wording import contrast_alt, contrast_caption
from greentwin.plotting import Chart, Language, colour, label, new_figure

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from greentwin.ngo.options import ImpliedPoles
    from greentwin.ngo.profiles import ContrastProfile

POLE_X: dict[Side, float] = {"china": 0.37, "europe": 0.63}
TEXT_GAP = 0.025
WRAP: dict[Language, int] = {"en": 37, "zh": 17}
ROW_INCHES = 0.37
FIXED_INCHES = 0.75
DOMAIN_ROWS = 1.05
SIZES = {"more": 9.5, "less": 6.0}
MARKERS = {"plain": "o", "hedged": "D", "strong": "*"}
LINES = {"plain": "-", "hedged": (0, (3, 2)), "strong": "-"}
SMALL = 9.0


def contrast_figure(
    contrasts: pd.DataFrame, profile: ContrastProfile, reporter: ReporterChoice, language: Language = "en"
) -> Chart:
    """Draw each directed statement as a line between China (left) and Europe or France (right).

    The large mark is the side said to have more of the attribute written beside it. A filled mark is a side that
    the passage describes, an open one a side only implied; implied sides are left out where the profile drops
    them. A circle and a full line are plain wording, a diamond and a dashed line hedged wording, a star
    superlative wording. The reporters have a panel each.

    Parameters
    ----------
    contrasts : DataFrame
        Selected contrasts, as :func:`greentwin.ngo.contrasts.select` returns them; not changed.
    profile : ContrastProfile
        Their profile.
    reporter : {"both", "chinese_side", "french_side"}
        Panels to draw. A reporter without a directed statement has a panel that says so.
    language : {"en", "zh"}
        Language of all texts.

    Returns
    -------
    Chart
        Figure with alt text and caption.
    """
    chosen = [name for name in REPORTERS if reporter in ("both", name)]
    core = directed(contrasts)
    panels = [(name, core[core["reporter"] == name]) for name in chosen]
    rows = [_panel_rows(statements) for _, statements in panels]
    height = FIXED_INCHES + ROW_INCHES * sum(rows) + 0.45 * len(rows)
    figure, axes = new_figure(height, rows=len(panels), height_ratios=rows)
    for axis, (name, statements), extent in zip(np.atleast_1d(np.asarray(axes)), panels, rows, strict=True):
        _draw_panel(axis, name, statements, extent, profile.implied, language)
    strengths = set(core["strength"])
    if strengths:
        figure.legend(handles=_key(strengths, profile.implied, language), loc="outside lower center", ncols=3)
    coder = CODER if contrasts.empty else str(contrasts["coder"].iloc[0])
    return Chart(figure, contrast_alt(profile, language), contrast_caption(profile, coder, language))


def _panel_rows(statements: pd.DataFrame) -> float:
    return max(len(statements), 1) + DOMAIN_ROWS * statements["domain"].nunique()


def _draw_panel(
    axis: Axes,
    reporter: Reporter,
    statements: pd.DataFrame,
    extent: float,
    implied: ImpliedPoles,
    language: Language,
) -> None:
    axis.set_title(
        f"{label(SCOPED_HEADS[reporter], language)} ({label('n_equals', language, n=len(statements))})"
    )
    axis.set(xlim=(0, 1), ylim=(extent - 0.5, -0.5), xticks=[], yticks=[])
    axis.axis("off")
    if statements.empty:
        axis.text(0.5, extent / 2 - 0.5, label("contrast_none_left", language), ha="center", va="center")
        return
    y = 0.0
    for domain in DOMAINS:
        rows = statements[statements["domain"] == domain].to_dict("records")
        if rows:
            _draw_heads(axis, y, domain, reporter, language)
            y += DOMAIN_ROWS
        for row in rows:
            _draw_statement(axis, y, row, implied, language)
            y += 1


def _draw_heads(axis: Axes, y: float, domain: str, reporter: Reporter, language: Language) -> None:
    axis.text(0, y, label(f"domain_{domain}", language), va="center", color=colour("muted"))
    for side in SIDES:
        text = side_label(side, reporter, language)
        axis.text(POLE_X[side], y, text, ha="center", va="center")
    axis.plot([0, 1], [y + 0.32, y + 0.32], color=colour("grid"), linewidth=0.8)


def _draw_statement(
    axis: Axes, y: float, row: dict[Any, Any], implied: ImpliedPoles, language: Language
) -> None:
    higher: Side = row["higher_side"]
    shown = [side for side in SIDES if row[f"explicit_{side}"] == "yes" or implied != "drop"]
    line_y = y + 0.16
    axis.plot(
        [POLE_X[side] for side in SIDES],
        [line_y, line_y],
        linestyle=LINES[row["strength"]],
        color=colour("muted"),
        linewidth=1.1,
        zorder=1,
    )
    for side in shown:
        ink = _ink(side, row["reporter"])
        axis.plot(
            POLE_X[side],
            line_y,
            marker=MARKERS[row["strength"]],
            markersize=SIZES["more" if side == higher else "less"],
            markerfacecolor=ink if row[f"explicit_{side}"] == "yes" else colour("background"),
            markeredgecolor=ink,
            markeredgewidth=1.3,
            zorder=2,
        )
    axis.text(0.5, line_y - 0.12, label(f"dimension_{row['dimension']}", language), ha="center", va="bottom")
    left = higher == "china"
    axis.text(
        POLE_X[higher] + (-TEXT_GAP if left else TEXT_GAP),
        line_y,
        textwrap.fill(attribute_label(row["attribute"], language), WRAP[language]),
        ha="right" if left else "left",
        va="center",
        fontsize=SMALL,
        linespacing=1.05,
    )


def _ink(side: str, reporter: str) -> str:
    return colour("france" if side == "europe" and reporter == "french_side" else side)


def _key(strengths: set[str], implied: ImpliedPoles, language: Language) -> list[Line2D]:
    ink, paper = colour("text"), colour("background")

    def entry(key: str, marker: str, fill: str, size: float, line: Any = "none") -> Line2D:
        return Line2D(
            [],
            [],
            marker=marker,
            markerfacecolor=fill,
            markeredgecolor=ink,
            markersize=size,
            linestyle=line,
            color=colour("muted"),
            linewidth=1.1,
            label=label(f"contrast_key_{key}", language),
        )

    entries = [entry("stated", "o", ink, SIZES["less"])]
    if implied != "drop":
        entries.append(entry("implied", "o", paper, SIZES["less"]))
    entries.append(entry("more", "o", ink, SIZES["more"]))
    present = [strength for strength in MARKERS if strength in strengths]
    return entries + [entry(s, MARKERS[s], ink, SIZES["less"], LINES[s]) for s in present]
