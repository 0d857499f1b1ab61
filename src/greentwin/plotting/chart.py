"""A figure with its alt text and caption, and its PNG and SVG."""

from __future__ import annotations

import hashlib
import io
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal, overload
from xml.sax.saxutils import escape

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from greentwin.errors import GreentwinError
from greentwin.plotting.glyphs import MissingGlyphError, check_glyphs
from greentwin.plotting.theme import DPI, WIDTH_INCHES

BOOK_WIDTH_PX = 700
MAX_ALT = 600
_SENTENCE_END = (".", "!", "?", "。", "！", "？")


class ChartError(GreentwinError):
    """A chart lacks a text that a reader needs, or room for what it shows."""


@dataclass(frozen=True, slots=True, eq=False)
class Chart:
    """A figure together with what it says in words.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        Figure at book width, see :func:`new_figure`.
    alt : str
        The message of the figure with its numbers, as one to three sentences of at most 600 characters,
        for readers who do not see it.
    caption : str
        Source of the data and number of observations.

    Raises
    ------
    ChartError
        If a text is empty, ``alt`` is too long, is not a sentence or has no number.
    """

    figure: Figure
    alt: str
    caption: str

    def __post_init__(self) -> None:
        if not isinstance(self.figure, Figure):
            raise ChartError(f"a chart needs a matplotlib Figure, not {type(self.figure).__name__}")
        if not self.caption.strip():
            raise ChartError("a chart needs a caption that names its source and n")
        _check_alt(self.alt)

    def _repr_png_(self) -> tuple[bytes, dict[str, Any]]:
        """Show the chart when it is the value of a notebook cell, at book width and with its alt text."""
        return png(self), {"alt": self.alt, "width": BOOK_WIDTH_PX}


def _check_alt(alt: str) -> None:
    text = alt.strip()
    if not text.endswith(_SENTENCE_END):
        raise ChartError(f"the alt text must be a sentence that ends with a full stop: {text[-60:]!r}")
    if len(text) > MAX_ALT:
        raise ChartError(f"the alt text has {len(text)} characters, at most {MAX_ALT} are read with patience")
    if not any(character.isdigit() for character in text):
        raise ChartError(f"the alt text must say the message with its numbers: {text[:60]!r}")


@overload
def new_figure(
    height: float, rows: Literal[1] = 1, cols: Literal[1] = 1, **kw: Any
) -> tuple[Figure, Axes]: ...


@overload
def new_figure(height: float, rows: int = 1, cols: int = 1, **kw: Any) -> tuple[Figure, Any]: ...


def new_figure(height: float, rows: int = 1, cols: int = 1, **kw: Any) -> tuple[Figure, Any]:
    """Make a figure at the width of the book's column, outside pyplot.

    Parameters
    ----------
    height : float
        Height in inches; the width is 7 inches.
    rows, cols : int
        Number of rows and columns of axes.
    **kw
        Passed to :meth:`matplotlib.figure.Figure.subplots`, such as ``sharex`` or ``width_ratios``.

    Returns
    -------
    figure : matplotlib.figure.Figure
        Figure with constrained layout.
    axes : matplotlib.axes.Axes or numpy.ndarray of Axes
        One axes, or an array of them shaped as ``subplots`` shapes it.

    Examples
    --------
    >>> from greentwin.plotting import use_theme
    >>> use_theme("en")
    >>> figure, axes = new_figure(3.0)
    >>> figure.get_size_inches().tolist()
    [7.0, 3.0]
    """
    figure = Figure(figsize=(WIDTH_INCHES, height), dpi=DPI, layout="constrained")
    FigureCanvasAgg(figure)
    return figure, figure.subplots(rows, cols, **kw)


@contextmanager
def _drawing_faults_raise() -> Iterator[None]:
    """Turn matplotlib's warnings of a missing glyph or of a layout without room into errors."""
    with warnings.catch_warnings():
        warnings.filterwarnings("error", message="Glyph .* missing from")
        warnings.filterwarnings("error", message="constrained_layout not applied")
        try:
            yield
        except UserWarning as warning:
            if "Glyph" in str(warning):
                raise MissingGlyphError(f"{warning} Call greentwin.plotting.use_theme() first.") from None
            raise ChartError(
                f"the texts leave no room for the axes; make the figure higher: {warning}"
            ) from None


def png(chart: Chart) -> bytes:
    """Return a chart as PNG, 1400 pixels wide, to be shown at 700.

    Raises
    ------
    MissingGlyphError
        If a text cannot be drawn.
    ChartError
        If the texts leave no room for the axes.
    """
    check_glyphs(chart.figure)
    buffer = io.BytesIO()
    with _drawing_faults_raise():
        chart.figure.savefig(
            buffer, format="png", dpi=DPI, metadata={"Software": None, "Description": chart.alt}
        )
    return buffer.getvalue()


def svg(chart: Chart) -> str:
    """Return a chart as SVG that scales, with its text as outlines and its words for screen readers.

    The same chart gives the same characters in every process.

    Raises
    ------
    MissingGlyphError
        If a text cannot be drawn.
    ChartError
        If the texts leave no room for the axes.
    """
    check_glyphs(chart.figure)
    buffer = io.StringIO()
    options: dict[Any, Any] = {"svg.hashsalt": "greentwin", "svg.fonttype": "path", "svg.id": None}
    with mpl.rc_context(options), _drawing_faults_raise():
        chart.figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    return _with_words(buffer.getvalue(), chart)


def _with_words(drawing: str, chart: Chart) -> str:
    """Put title, description and a scalable size into an SVG document."""
    head = re.search(r"<svg\b[^>]*>", drawing)
    box = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', drawing)
    if head is None or box is None:
        raise ChartError("matplotlib wrote an SVG without a view box")
    height = BOOK_WIDTH_PX * float(box[2]) / float(box[1])
    mark = hashlib.sha256((chart.alt + chart.caption).encode()).hexdigest()[:10]
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="{BOOK_WIDTH_PX}" height="{height:.0f}" {box[0]} role="img" '
        f'aria-labelledby="t{mark} d{mark}" style="max-width: 100%; height: auto">\n'
        f' <title id="t{mark}">{escape(_first_sentence(chart.alt))}</title>\n'
        f' <desc id="d{mark}">{escape(f"{chart.alt.strip()} {chart.caption.strip()}")}</desc>'
    )
    return '<?xml version="1.0" encoding="utf-8"?>\n' + opening + drawing[head.end() :]


def _first_sentence(text: str) -> str:
    return re.split(r"(?<=[.!?])\s+|(?<=[。！？])", text.strip(), maxsplit=1)[0]
