"""The look of the book: theme, colours, labels in two languages, Chinese font, figures with alt text.

A figure function of a strand takes results and a language and returns a :class:`Chart`::

    from greentwin.plotting import Chart, colour, label, new_figure, png, use_theme

    use_theme("en")
    figure, axes = new_figure(height=3.2)
    axes.plot([2015, 2016, 2017], [20.9, 21.2, 21.5], color=colour("chen"), label=label("chen", "en"))
    axes.set_ylabel(label("co2_mt", "en"))
    chart = Chart(figure, alt="CO₂ emissions rose from 20.9 to 21.5 Mt.", caption="Illustration; n = 3.")
    png(chart)

Nothing here uses pyplot, so no figure is kept open and none is displayed twice.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from greentwin.plotting.chart import (
        BOOK_WIDTH_PX,
        Chart,
        ChartError,
        new_figure,
        png,
        svg,
    )
    from greentwin.plotting.glyphs import FONT_FAMILY, MissingGlyphError, check_glyphs, register_font
    from greentwin.plotting.labels import (
        LANGUAGES,
        MISSING,
        LabelError,
        Language,
        format_number,
        label,
        label_table,
    )
    from greentwin.plotting.legibility import legibility_faults
    from greentwin.plotting.results import Result
    from greentwin.plotting.sentences import Sentences, Wording
    from greentwin.plotting.theme import (
        COLOURS,
        DIVERGING,
        INKS,
        MARKERS,
        SEQUENTIAL,
        SEQUENTIAL_LIGHT,
        SIDES,
        SOURCES,
        ColourError,
        colour,
        marker,
        use_theme,
    )
    from greentwin.plotting.wrapping import wrapped

_MODULES = {
    "chart": ("BOOK_WIDTH_PX", "Chart", "ChartError", "new_figure", "png", "svg"),
    "glyphs": ("FONT_FAMILY", "MissingGlyphError", "check_glyphs", "register_font"),
    "labels": ("LANGUAGES", "MISSING", "LabelError", "Language", "format_number", "label", "label_table"),
    "legibility": ("legibility_faults",),
    "results": ("Result",),
    "sentences": ("Sentences", "Wording"),
    "theme": (
        "COLOURS",
        "DIVERGING",
        "INKS",
        "MARKERS",
        "SEQUENTIAL",
        "SEQUENTIAL_LIGHT",
        "SIDES",
        "SOURCES",
        "ColourError",
        "colour",
        "marker",
        "use_theme",
    ),
    "wrapping": ("wrapped",),
}
_HOME = {name: module for module, names in _MODULES.items() for name in names}

__all__ = [
    "BOOK_WIDTH_PX",
    "COLOURS",
    "DIVERGING",
    "FONT_FAMILY",
    "INKS",
    "LANGUAGES",
    "MARKERS",
    "MISSING",
    "SEQUENTIAL",
    "SEQUENTIAL_LIGHT",
    "SIDES",
    "SOURCES",
    "Chart",
    "ChartError",
    "ColourError",
    "LabelError",
    "Language",
    "MissingGlyphError",
    "Result",
    "Sentences",
    "Wording",
    "check_glyphs",
    "colour",
    "format_number",
    "label",
    "label_table",
    "legibility_faults",
    "marker",
    "new_figure",
    "png",
    "register_font",
    "svg",
    "use_theme",
    "wrapped",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
