"""Figures of presence: pilots by dimensions, and pilots by helices. A mark is no score."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from matplotlib.lines import Line2D

from greentwin.appraisal.helix import wording
from greentwin.appraisal.helix.presence import DIMENSIONS, STAGES, Presence
from greentwin.data.evidence import ACTORS
from greentwin.plotting import Chart, Language, colour, label, new_figure

_ROW_INCHES, _BASE_INCHES = 0.3, 1.35
_FULL, _SMALL = 10.0, 6.5
_SHAPES = {"stated": "s", "inferred": "o"}


def dimensions_chart(found: Presence, language: Language = "en") -> Chart:
    """
    Draw for each pilot which dimensions its document speaks of, and how far each has come.

    A large filled mark is a reported outcome, a small filled one an activity, an open one an aim; a dash says that the
    document is silent. A square names the dimension itself, a circle is inferred. A cross would say that a document
    denies a dimension.

    Parameters
    ----------
    found : Presence
        Codes.
    language : {"en", "zh"}
        Language of all texts.

    Returns
    -------
    Chart
        Figure with alt text and caption.
    """
    stages, certainty = found.grid("stage"), found.grid("certainty")
    presence = found.grid("presence")
    heads = [wording.dimension_name(name, language) for name in DIMENSIONS]
    figure, axes = _grid(found, heads, language)
    for row, pilot in enumerate(found.pilots.index):
        for column, name in enumerate(DIMENSIONS):
            state = presence.loc[pilot, name]
            if state == "present":
                axes.plot(
                    column, row, **_stage_mark(str(stages.loc[pilot, name]), str(certainty.loc[pilot, name]))
                )
            else:
                _silence(axes, column, row, denied=state == "absent")
    figure.legend(handles=_dimension_key(presence, language), loc="outside lower center", ncols=3)
    caption = wording.say(
        "dimensions_caption", language, source=wording.source(found, ("pilot_dimensions",), language)
    )
    return Chart(figure, wording.dimensions_alt(found, language), caption)


def actors_chart(found: Presence, language: Language = "en") -> Chart:
    """
    Draw for each pilot what the five helices do in its document.

    A filled mark acts, an open one is addressed, a cross is said not to act, a dash is not mentioned.

    Parameters
    ----------
    found : Presence
        Codes.
    language : {"en", "zh"}
        Language of all texts.

    Returns
    -------
    Chart
        Figure with alt text and caption.
    """
    heads = [wording.actor_name(name, language) for name in ACTORS]
    figure, axes = _grid(found, heads, language)
    for row, pilot in enumerate(found.pilots.index):
        for column, name in enumerate(ACTORS):
            stance = found.stances.loc[pilot, name]
            if stance in ("acting", "addressed"):
                axes.plot(column, row, **_disc(_FULL * 0.9, filled=stance == "acting"))
            else:
                _silence(axes, column, row, denied=stance == "not_acting")
    figure.legend(handles=_actor_key(found, language), loc="outside lower center", ncols=4)
    caption = wording.say(
        "actors_caption", language, source=wording.source(found, ("document_pilots",), language)
    )
    return Chart(figure, wording.actors_alt(found, language), caption)


def _grid(found: Presence, heads: Sequence[str], language: Language) -> tuple[Any, Any]:
    count = len(found.pilots)
    figure, axes = new_figure(_BASE_INCHES + _ROW_INCHES * count)
    names = [wording.pilot_name(found, str(pilot), language) for pilot in found.pilots.index]
    axes.set_yticks(range(count), names)
    axes.set_xticks(range(len(heads)), [head.replace(" ", "\n", 1) for head in heads])
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    axes.set(xlim=(-0.5, len(heads) - 0.5), ylim=(count - 0.5, -0.5))
    axes.grid(visible=False, axis="x")
    axes.grid(visible=True, axis="y")
    for side in axes.spines.values():
        side.set_visible(False)
    return figure, axes


def _stage_mark(stage: str, certainty: str) -> dict[str, Any]:
    outcome = stage == "outcome"
    ink = colour("highlight" if outcome else "pilot_marker")
    return {
        "marker": _SHAPES[certainty],
        "markersize": _FULL if outcome else _SMALL,
        "markerfacecolor": colour("background") if stage == "aim" else ink,
        "markeredgecolor": ink,
        "markeredgewidth": 1.3,
        "linestyle": "none",
    }


def _disc(size: float, *, filled: bool) -> dict[str, Any]:
    ink = colour("pilot_marker")
    return {
        "marker": "o",
        "markersize": size,
        "markerfacecolor": ink if filled else colour("background"),
        "markeredgecolor": ink,
        "markeredgewidth": 1.3,
        "linestyle": "none",
    }


def _silence(axes: Any, x: float, y: float, *, denied: bool) -> None:
    style = (
        {"marker": "x", "color": colour("highlight")} if denied else {"marker": "_", "color": colour("muted")}
    )
    axes.plot(x, y, markersize=_SMALL, markeredgewidth=1.3, linestyle="none", **style)


def _dimension_key(presence: Any, language: Language) -> list[Line2D]:
    entries = [
        Line2D([], [], label=label(f"helix_key_{stage}", language), **_stage_mark(stage, "inferred"))
        for stage in STAGES
    ]
    entries.append(_entry("_", "muted", "helix_not_mentioned", language))
    entries += [
        Line2D([], [], label=label(f"helix_{certainty}", language), **_stage_mark("activity", certainty))
        for certainty in _SHAPES
    ]
    if (presence == "absent").any(axis=None):
        entries.append(_entry("x", "highlight", "helix_said_absent", language))
    return entries


def _actor_key(found: Presence, language: Language) -> list[Line2D]:
    size = _FULL * 0.9
    entries = [
        Line2D([], [], label=label("helix_acting", language), **_disc(size, filled=True)),
        Line2D([], [], label=label("helix_addressed", language), **_disc(size, filled=False)),
        _entry("_", "muted", "helix_not_mentioned", language),
    ]
    if (found.stances == "not_acting").any(axis=None):
        entries.append(_entry("x", "highlight", "helix_not_acting", language))
    return entries


def _entry(shape: str, ink: str, key: str, language: Language) -> Line2D:
    return Line2D(
        [],
        [],
        marker=shape,
        color=colour(ink),
        markersize=_SMALL,
        markeredgewidth=1.3,
        linestyle="none",
        label=label(key, language),
    )
