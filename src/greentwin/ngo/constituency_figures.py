"""Figure of the three constituencies: who is placed where, by which statement, and by whom."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from greentwin.ngo.constituencies import CONSTITUENCIES, Constituency, Position, at, statements_of
from greentwin.ngo.marks import SMALL, draw_mark, key
from greentwin.ngo.names import reporter_head, reporter_name, separator, side_name, the_reporter
from greentwin.ngo.options import SIDES, Side
from greentwin.ngo.sentences import counted, say
from greentwin.ngo.wording import fitting, source_text
from greentwin.plotting import Chart, Language, colour, label, new_figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from greentwin.ngo.contrasts import Selection, Voice

COLUMN_X: dict[Constituency, float] = {"individuals": 0.34, "professionals": 0.6, "government": 0.86}
MARK_STEP = 0.058
MARKS_IN_A_LINE = 4
HEAD_ROWS = 0.8
LINE_INCHES = 0.47
FIXED_INCHES = 0.85


def constituency_figure(
    selection: Selection, placed: tuple[Position, ...], language: Language = "en"
) -> Chart:
    """Draw a grid of sides by constituencies for each reporter, with one mark for each statement.

    The grid has no scale: it shows whether a side is placed at a constituency, not how near it is. A large mark is the
    side said to have more of the tie, a small one the side placed only by having less. Filled marks are described,
    open ones implied. The number of the statement stands below its mark.

    Parameters
    ----------
    selection : Selection
        Selected contrasts.
    placed : tuple of Position
        Their positions; at least one.
    language : {"en", "zh"}
        Language of all texts.

    Returns
    -------
    Chart
        Figure with alt text and caption.
    """
    heights = [_panel_lines(placed, voice) + HEAD_ROWS for voice in selection.voices]
    inches = FIXED_INCHES + LINE_INCHES * sum(heights) + 0.4 * len(heights)
    figure, axes = new_figure(inches, rows=len(heights), height_ratios=heights)
    for axis, voice, height in zip(np.atleast_1d(np.asarray(axes)), selection.voices, heights, strict=True):
        _draw_panel(axis, placed, voice, height, language)
    strengths = {position.strength for position in placed}
    implied = not all(position.described for position in placed)
    handles = key(strengths, language, implied=implied, lines=False)
    figure.legend(handles=handles, loc="outside lower center", ncols=3)
    n = [(voice, len(statements_of(placed, voice))) for voice in selection.voices]
    caption = say(
        "caption_constituencies",
        language,
        source=source_text(selection, language),
        n=separator(language).join(f"{number} ({reporter_name(voice, language)})" for voice, number in n),
    )
    return Chart(figure, _alt(placed, selection.voices, language), caption)


def _lines(placed: tuple[Position, ...], voice: Voice, side: Side) -> int:
    marks = max(len(at(placed, voice, side, name)) for name in CONSTITUENCIES)
    return max(-(-marks // MARKS_IN_A_LINE), 1)


def _panel_lines(placed: tuple[Position, ...], voice: Voice) -> int:
    return sum(_lines(placed, voice, side) for side in SIDES)


def _draw_panel(
    axis: Axes, placed: tuple[Position, ...], voice: Voice, height: float, language: Language
) -> None:
    n = len(statements_of(placed, voice))
    axis.set_title(f"{reporter_head(voice, language)} ({label('n_equals', language, n=n)})")
    axis.set(xlim=(0, 1), ylim=(height, 0), xticks=[], yticks=[])
    axis.axis("off")
    for name, x in COLUMN_X.items():
        axis.text(x, HEAD_ROWS / 2, label(f"constituency_{name}", language), ha="center", va="center")
    y = HEAD_ROWS
    for side in SIDES:
        lines = _lines(placed, voice, side)
        axis.plot([0, 1], [y, y], color=colour("grid"), linewidth=0.8)
        axis.text(0, y + lines / 2, side_name(side, voice, language), va="center")
        for constituency in CONSTITUENCIES:
            _draw_cell(axis, at(placed, voice, side, constituency), constituency, y, lines, language)
        y += lines


def _draw_cell(
    axis: Axes,
    marks: tuple[Position, ...],
    constituency: Constituency,
    top: float,
    lines: int,
    language: Language,
) -> None:
    centre = COLUMN_X[constituency]
    if not marks:
        text = label("constituency_silent", language)
        axis.text(
            centre, top + lines / 2, text, ha="center", va="center", color=colour("muted"), fontsize=SMALL
        )
    for line in range(-(-len(marks) // MARKS_IN_A_LINE)):
        group = marks[line * MARKS_IN_A_LINE : (line + 1) * MARKS_IN_A_LINE]
        left = centre - MARK_STEP * (len(group) - 1) / 2
        for k, position in enumerate(group):
            x, y = left + k * MARK_STEP, top + line
            draw_mark(
                axis,
                (x, y + 0.32),
                position.side,
                position.voice,
                position.strength,
                more=position.more,
                filled=position.described,
            )
            axis.text(x, y + 0.56, position.contrast_id, ha="center", va="top", fontsize=SMALL)


def _alt(placed: tuple[Position, ...], voices: tuple[Voice, ...], language: Language) -> str:
    return fitting(
        language,
        lambda: _sentences(placed, voices, language, ids=True),
        lambda: _sentences(placed, voices, language, ids=False),
        lambda: (_short(placed, voice, language) for voice in voices),
    )


def _sentences(
    placed: tuple[Position, ...], voices: tuple[Voice, ...], language: Language, *, ids: bool
) -> Iterator[str]:
    for voice in voices:
        n = len(statements_of(placed, voice))
        parts = [
            say(
                "alt_constituency",
                language,
                side=side_name(side, voice, language),
                places=_places(placed, voice, side, language, ids=ids),
            )
            for side in SIDES
            if any(position.more for name in CONSTITUENCIES for position in at(placed, voice, side, name))
        ]
        joined = ("; " if language == "en" else "；").join(parts)
        yield say(
            "alt_constituencies" if parts else "alt_constituencies_none",
            language,
            who=the_reporter(voice, language),
            n=n,
            statements=counted(n, "statement"),
            parts=joined,
        )


def _places(placed: tuple[Position, ...], voice: Voice, side: Side, language: Language, *, ids: bool) -> str:
    texts = []
    for name in CONSTITUENCIES:
        more = [position.contrast_id for position in at(placed, voice, side, name) if position.more]
        if more:
            detail = f" ({separator(language).join(more)})" if ids else ""
            texts.append(label(f"constituency_{name}", language).lower() + detail)
    return separator(language).join(texts)


def _short(placed: tuple[Position, ...], voice: Voice, language: Language) -> str:
    n = len(statements_of(placed, voice))
    return say("alt_constituencies_short", language, who=reporter_name(voice, language), n=n)
