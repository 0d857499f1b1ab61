"""What can be rebuilt of the stated amount, and the unexplained rest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from greentwin.circular.contribution.rebuilt import Rebuilt
from greentwin.circular.contribution.wording import percent
from greentwin.circular.sentences import say
from greentwin.plotting import Chart, Language, colour, format_number, label, new_figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_ITEM_COLOURS = ("china", "europe", "germany", "target", "inventory", "france", "claim", "eu27")
_STATED, _PARTS, _WORLD = 0, 1, 2


def rebuilt_chart(
    rebuilt: Rebuilt,
    names: Mapping[str, Mapping[str, str]],
    year: int,
    world: tuple[float, int],
    language: Language = "en",
) -> Chart:
    """Draw the stated amount, its parts that can be rebuilt, and what was said of recycling worldwide.

    Parameters
    ----------
    rebuilt : Rebuilt
        From `greentwin.circular.contribution.rebuilt.rebuilt_part`.
    names : mapping of str to mapping of str to str
        Names of the materials by language.
    year : int
        Year of the stated amount.
    world : tuple of float and int
        Emissions that recycling was said to save worldwide, Mt CO2, and their year.
    language : {"en", "zh"}
        Language of the texts.

    Returns
    -------
    Chart
        Three bars; the whisker is the interval of 95 % of the rebuilt sum.
    """
    figure, axes = new_figure(3.5)
    axes.barh(_STATED, rebuilt.stated.value, height=0.55, color=colour("claim"))
    _parts(axes, rebuilt, names, language)
    axes.barh(_WORLD, world[0], height=0.55, color=colour("muted"))
    for row, value in ((_STATED, rebuilt.stated.value), (_WORLD, world[0])):
        axes.text(value + 0.01 * rebuilt.stated.value, row, format_number(value, 0), va="center")
    rows = ("contribution_bar_stated", "contribution_bar_parts", "contribution_bar_world")
    years = (year, year, world[1])
    axes.set_yticks(range(3), [label(row, language, year=y) for row, y in zip(rows, years, strict=True)])
    axes.set_ylim(2.5, -0.5)
    axes.set_xlim(0, 1.12 * max(rebuilt.stated.value, world[0], rebuilt.avoided.total))
    axes.grid(visible=True, axis="x")
    axes.grid(visible=False, axis="y")
    axes.set_xlabel(label("contribution_avoided_axis", language))
    axes.xaxis.set_major_formatter(lambda value, _: format_number(value, 0))
    axes.legend(loc="lower left", bbox_to_anchor=(-0.28, 1), ncols=3, borderaxespad=0.2)
    return Chart(figure, _alt(rebuilt, names, year, world, language), _caption(rebuilt, language))


def _parts(axes: Axes, rebuilt: Rebuilt, names: Mapping[str, Mapping[str, str]], language: Language) -> None:
    left = 0.0
    order = sorted(zip(rebuilt.avoided.values, rebuilt.avoided.items, strict=True), reverse=True)
    for number, (value, item) in enumerate(order):
        ink = colour(_ITEM_COLOURS[number % len(_ITEM_COLOURS)])
        text = f"{names[item][language]}: {format_number(float(value), 0)}"
        axes.barh(_PARTS, value, left=left, height=0.55, color=ink, label=text)
        left += float(value)
    rest = rebuilt.stated.value - left
    if rest > 0:
        text = f"{label('contribution_unexplained', language)}: {format_number(rest, 0)}"
        paper, ink = colour("background"), colour("muted")
        axes.barh(
            _PARTS, rest, left=left, height=0.55, label=text, facecolor=paper, edgecolor=ink, hatch="///"
        )
    ends = rebuilt.avoided.interval
    axes.plot(
        [ends.low, ends.high], [_PARTS, _PARTS], color=colour("text"), linewidth=2, marker="|", zorder=4
    )


def _alt(
    rebuilt: Rebuilt,
    names: Mapping[str, Mapping[str, str]],
    year: int,
    world: tuple[float, int],
    language: Language,
) -> str:
    separator = {"en": ", ", "zh": "、"}[language]
    items = separator.join(
        f"{names[item][language]} {format_number(float(value), 0)}"
        for item, value in zip(rebuilt.avoided.items, rebuilt.avoided.values, strict=True)
    )
    return say(
        "contribution_rebuilt_alt",
        language,
        stated=format_number(rebuilt.stated.value, 0),
        year=year,
        rebuilt=format_number(rebuilt.avoided.total, 0),
        share=percent(rebuilt.avoided.total / rebuilt.stated.value, 0),
        items=items,
        rest=format_number(rebuilt.stated.value - rebuilt.avoided.total, 0),
        world=format_number(world[0], 0),
        world_year=world[1],
    )


def _caption(rebuilt: Rebuilt, language: Language) -> str:
    return say("contribution_rebuilt_caption", language, n=len(rebuilt.avoided.items))
