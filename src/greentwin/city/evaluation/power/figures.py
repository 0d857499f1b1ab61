"""Figure of what designs could detect, beside their estimates and published effects."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from greentwin.city.evaluation.options import Outcome
from greentwin.city.evaluation.power.detectability import Detectability
from greentwin.city.evaluation.power.published import Published, PublishedEffect
from greentwin.city.evaluation.scale import SCALE, effect_label, hundredths
from greentwin.city.wording import listed, number
from greentwin.errors import ParameterError
from greentwin.plotting import Chart, Language, Sentences, Wording, colour, label, new_figure

_TABLE = Sentences("greentwin.city.evaluation.power")
say = _TABLE.say


def detectability_chart(
    designs: Sequence[tuple[str, Detectability]],
    published: Published | None,
    language: Language,
    outcome: Outcome | None = "ln_co2",
) -> Chart:
    """Draw which effects designs are unable to find, with their estimates and published effects.

    Parameters
    ----------
    designs : sequence of (str, Detectability)
        Name in the language and result of each design, from top to bottom.
    published : Published, optional
        Published effects on the scale of the outcome; none are drawn if not given.
    language : {"en", "zh"}
        Language of the texts.
    outcome : {"ln_co2", "ln_co2_per_head", "ln_co2_per_gdp"}, optional
        Outcome of the designs.

    Returns
    -------
    Chart
        One row per published effect and per design. Grey from minus to plus the minimum detectable effect by
        simulation; upright strokes at that by formula; points with 95 % intervals; a vertical band from the smallest
        to the largest published effect.

    Raises
    ------
    ParameterError
        If there is no design, or published effects are on the scale of another outcome.
    """
    if not designs:
        raise ParameterError("there is no design to draw; give at least one")
    if published is not None and published.outcome != outcome:
        raise ParameterError(f"the published effects are on {published.outcome}, the designs on {outcome}")
    effects = published.effects if published else ()
    rows = len(effects) + len(designs)
    figure, axes = new_figure(1.5 + 0.36 * rows)
    for row, effect in enumerate(effects):
        _draw_point(axes, row, effect.value, effect.interval, "claim", "D")
    for row, (_, design) in enumerate(designs, start=len(effects)):
        _draw_design(axes, row, design)
    names = [f"{_short(effect, language)} {effect.year}" for effect in effects] + [
        name for name, _ in designs
    ]
    axes.set_yticks(range(rows), names)
    axes.set_ylim(rows - 0.4, -0.6)
    axes.axvline(0, color=colour("text"), linewidth=0.8, zorder=1)
    if published:
        ends = SCALE * published.largest, SCALE * published.smallest
        axes.axvspan(*ends, color=colour("claim"), alpha=0.28, linewidth=0, zorder=1.5)
        axes.axhline(len(effects) - 0.5, color=colour("muted"), linewidth=0.6)
    axes.grid(visible=False, axis="y")
    axes.set_xlabel(effect_label(outcome, language))
    figure.legend(handles=_handles(published, language), loc="outside upper left", ncols=2)
    return Chart(figure, _alt(designs, published, language), _caption(designs, published, language))


def _draw_design(axes: Axes, row: int, design: Detectability) -> None:
    half = SCALE * design.simulated.effect
    axes.barh(row, 2 * half, left=-half, height=0.66, color=colour("gap"), zorder=1)
    formula = SCALE * design.by_formula
    if np.isfinite(formula):
        ends = ([-formula, formula], [row - 0.33] * 2, [row + 0.33] * 2)
        axes.vlines(*ends, color=colour("highlight"), linewidth=1.6, zorder=2.5)
    _draw_point(axes, row, design.estimate.value, design.estimate.interval(), "text", "o")


def _draw_point(
    axes: Axes, row: int, value: float, interval: tuple[float, float], shade: str, mark: str
) -> None:
    ink = colour(shade)
    if np.isfinite(interval[0]):
        axes.hlines(row, SCALE * interval[0], SCALE * interval[1], color=ink, linewidth=1.6, zorder=3)
    axes.plot(SCALE * value, row, mark, color=ink, markersize=5.5, zorder=4)


def _handles(published: Published | None, language: Language) -> list[Line2D | Patch]:
    dark = colour("text")
    handles: list[Line2D | Patch] = [
        Line2D(
            [], [], color=dark, marker="o", markersize=5.5, label=label("evaluation_with_interval", language)
        ),
        Patch(color=colour("gap"), label=label("evaluation_undetectable", language)),
        Line2D(
            [],
            [],
            color=colour("highlight"),
            linestyle="",
            marker="|",
            markersize=10,
            markeredgewidth=1.6,
            label=label("evaluation_limit_formula", language),
        ),
    ]
    if published:
        band = label("evaluation_published", language)
        handles.append(Patch(color=colour("claim"), alpha=0.28, label=band))
    return handles


def _short(effect: PublishedEffect, language: Language) -> str:
    """Name the authors of a published estimate briefly; by its identifier where they were not read."""
    surnames = [author.split()[0] for author in effect.authors.split(", ") if author]
    if not surnames:
        return effect.estimate_id
    if len(surnames) == 1:
        return surnames[0]
    if len(surnames) == 2:
        return say("authors_two", language, first=surnames[0], second=surnames[1])
    return say("authors_many", language, first=surnames[0])


def _alt(
    designs: Sequence[tuple[str, Detectability]], published: Published | None, language: Language
) -> str:
    limits = [design.simulated.effect for _, design in designs]
    values = [design.estimate.value for _, design in designs]
    low, high = int(np.argmin(limits)), int(np.argmax(limits))
    words: dict[str, Wording] = {
        "n": len(designs),
        "power": number(100 * designs[0][1].simulated.power, 0),
        "low": hundredths(limits[low]),
        "low_name": designs[low][0],
        "high": hundredths(limits[high]),
        "high_name": designs[high][0],
        "first": hundredths(min(values)),
        "last": hundredths(max(values)),
    }
    if published is None:
        return say("alt_alone", language, **words)
    return say(
        "alt_published",
        language,
        able=sum(limit <= abs(published.largest) for limit in limits),
        able_small=sum(limit <= abs(published.smallest) for limit in limits),
        largest=hundredths(published.largest),
        smallest=hundredths(published.smallest),
        **words,
    )


def _caption(
    designs: Sequence[tuple[str, Detectability]], published: Published | None, language: Language
) -> str:
    simulated, drawn = designs[0][1].simulated, designs[0][1].drawn
    text = say(
        "caption_detectable",
        language,
        power=number(100 * simulated.power, 0),
        level=number(100 * simulated.level, 0),
        draws=drawn.n_draws,
        units=listed(str(design.estimate.n_units) for _, design in designs),
        treated=listed(str(design.estimate.n_treated) for _, design in designs),
    )
    if published is None:
        return text
    names = listed(f"{_short(effect, language)} {effect.year}" for effect in published.effects)
    return text + say("caption_published", language, names=names, others=published.n_other_scale)
