"""Whether a reader can read the texts of a figure at the width of the book."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox, BboxBase

LEAST_POINTS = 8.6
LEAST_CONTRAST = 4.5
_ON_DARK = 1.5
_EDGE_PIXELS = 1.0
_SHARE_OF_HEIGHT = 0.25


def legibility_faults(figure: Figure) -> tuple[str, ...]:
    """Return what makes the texts of a figure hard to read.

    A text is at fault if it runs over the edge of the figure, is smaller than 12 CSS pixels at book width (8.6
    points), has less contrast with white than 4.5:1 (Web Content Accessibility Guidelines 2.1, criterion 1.4.3), or
    overlaps another text. Nearly white texts are taken to stand on a dark fill. Slanted texts are not compared with
    others.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        Figure to look at; its layout is computed.

    Returns
    -------
    tuple of str
        One line per fault; empty if all texts can be read.

    Examples
    --------
    >>> from greentwin.plotting import legibility_faults, new_figure, use_theme
    >>> use_theme("en")
    >>> figure, axes = new_figure(3.0)
    >>> _ = axes.set_title("faint", color="#BBBBBB")
    >>> legibility_faults(figure)
    ("'faint' has a contrast of 1.9:1, less than 4.5:1",)
    """
    figure.draw_without_rendering()
    texts = [(text, Text.get_window_extent(text)) for text in _drawn_texts(figure)]
    page = figure.bbox
    faults = [fault for text, box in texts for fault in _faults_of_one(text, box, page)]
    upright = [(text, box) for text, box in texts if text.get_rotation() % 90 == 0]
    for (one, box), (other, other_box) in combinations(upright, 2):
        if _overlap(box, other_box):
            faults.append(f"{one.get_text()!r} overlaps {other.get_text()!r}")
    return tuple(faults)


def _faults_of_one(text: Text, box: BboxBase, page: BboxBase) -> Iterator[str]:
    shown = repr(text.get_text())
    over = max(page.x0 - box.x0, page.y0 - box.y0, box.x1 - page.x1, box.y1 - page.y1)
    if over > _EDGE_PIXELS:
        yield f"{shown} runs {over:.0f} pixels over the edge of the figure"
    points = float(text.get_fontsize())
    if points < LEAST_POINTS:
        yield f"{shown} has {points:g} points, less than {LEAST_POINTS}"
    contrast = _contrast_with_white(text)
    if _ON_DARK < contrast < LEAST_CONTRAST:
        yield f"{shown} has a contrast of {contrast:.1f}:1, less than {LEAST_CONTRAST}:1"


def _contrast_with_white(text: Text) -> float:
    channels = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(text.get_color()))
    luminance = sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), channels, strict=True))
    return 1.05 / (luminance + 0.05)


def _overlap(one: BboxBase, other: BboxBase) -> bool:
    """Tell whether two boxes share more than the empty rim that text boxes have."""
    shared = Bbox.intersection(one, other)
    if shared is None:
        return False
    rim = _SHARE_OF_HEIGHT * min(one.width, one.height, other.width, other.height)
    return bool(shared.width > rim and shared.height > rim)


def _drawn_texts(figure: Figure) -> list[Text]:
    undrawn = _labels_of_undrawn_ticks(figure)
    found = [text for text in figure.findobj(Text) if isinstance(text, Text) and text not in undrawn]
    return [text for text in found if text.get_visible() and text.get_text().strip()]


def _labels_of_undrawn_ticks(figure: Figure) -> set[Text]:
    """Return the labels that matplotlib keeps for ticks beyond the limits of their axis."""
    undrawn: set[Text] = set()
    for axis in (axis for axes in figure.axes for axis in (axes.xaxis, axes.yaxis)):
        low, high = sorted(axis.get_view_interval())
        for tick in (*axis.get_major_ticks(), *axis.get_minor_ticks()):
            if not low <= tick.get_loc() <= high:
                undrawn |= {tick.label1, tick.label2}
    return undrawn
