"""Figures of links: indicators against the city's goals, and against the 17 goals of the Agenda."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from greentwin.appraisal.targets import wording
from greentwin.appraisal.targets.assessment import Assessment
from greentwin.appraisal.targets.coverage import matrix
from greentwin.appraisal.targets.options import SCOPES, LinkKind
from greentwin.errors import DataError
from greentwin.plotting import Chart, Language, colour, label, new_figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes

ROW_INCHES = 0.195
CHARACTER_INCHES: Mapping[Language, float] = {"en": 0.068, "zh": 0.135}
POINTS = 9.0
SIZE = 6.5
NAMES_WIDTH = 0.44
"""Share of the figure's width that the names of indicators take."""
LONGEST_NAME: Mapping[Language, int] = {"en": 44, "zh": 22}


def goal_chart(found: Assessment, language: Language = "en") -> Chart:
    """Draw which indicator serves which goal of the city.

    Parameters
    ----------
    found : Assessment
        Assessment of a system with goals and at least one indicator with a value.
    language : {"en", "zh"}
        Language of all texts.

    Raises
    ------
    DataError
        If there is no goal or no indicator.
    """
    names = found.system.goals[f"name_{language}"]
    figure = _draw(found, "indicator_goal", [str(name) for name in names], language)
    own, whole = found.own.goals_without_indicator, found.whole.goals_without_indicator
    alt = wording.say(
        "alt_goals",
        language,
        place=found.system.name(language),
        indicators=_counted(len(found.whole.indicators), "indicator", language),
        goals=_counted(len(names), "goal", language),
        without=len(own),
        named=wording.some([str(names[goal]) for goal in own], language),
        wider=len(whole),
    )
    return Chart(figure, alt, _caption(found, "indicator_goal", language))


def sdg_chart(found: Assessment, agenda: pd.DataFrame, language: Language = "en") -> Chart:
    """Draw which indicator touches which goal of the Agenda.

    Parameters
    ----------
    found : Assessment
        Assessment of a system with at least one indicator with a value.
    agenda : DataFrame
        From :func:`greentwin.appraisal.targets.agenda.goals`.
    language : {"en", "zh"}
        Language of all texts.

    Raises
    ------
    DataError
        If there is no indicator.
    """
    titles = [f"{goal} {title}" for goal, title in agenda[f"title_{language}"].items()]
    figure = _draw(found, "indicator_sdg", titles, language)
    own, whole = found.own.sdgs, found.whole.sdgs
    nothing = label("indsys_nothing", language)
    alt = wording.say(
        "alt_sdgs",
        language,
        indicators=_counted(len(found.whole.indicators), "indicator", language),
        own=len(own),
        own_names=wording.listed(map(str, own), language) or nothing,
        all=len(whole),
        all_names=wording.listed(map(str, whole), language) or nothing,
        none=len(agenda) - len(whole),
    )
    return Chart(figure, alt, _caption(found, "indicator_sdg", language))


def _draw(found: Assessment, kind: LinkKind, titles: Sequence[str], language: Language) -> Any:
    table = matrix(found.system, kind)
    if table.empty:
        raise DataError("there is no indicator with a value, or no goal; there is nothing to draw")
    scopes = found.system.indicators["scope"]
    groups = {scope: [name for name in table.index if scopes[name] == scope] for scope in SCOPES}
    groups = {scope: names for scope, names in groups.items() if names}
    lines = len(table) + len(groups) * 1.3 + 0.6
    head = max(len(title) for title in titles) * CHARACTER_INCHES[language] + 0.1
    figure, axes = new_figure(head + ROW_INCHES * lines + 0.45)
    axes.set(xlim=(-NAMES_WIDTH / (1 - NAMES_WIDTH), 1), ylim=(lines, -head / ROW_INCHES))
    axes.axis("off")
    places = {column: (number + 0.5) / table.shape[1] for number, column in enumerate(table.columns)}
    _columns(axes, table, places, titles, lines)
    _rows(axes, found, table, groups, places, language)
    figure.legend(handles=_key(language), loc="outside lower center", ncols=3, fontsize=POINTS)
    return figure


def _columns(
    axes: Axes, table: pd.DataFrame, places: Mapping[Any, float], titles: Sequence[str], lines: float
) -> None:
    half = 0.5 / table.shape[1]
    for column, title in zip(table.columns, titles, strict=True):
        x, linked = places[column], bool((table[column] != "").any())
        if not linked:
            axes.axvspan(
                x - half * 0.8, x + half * 0.8, ymax=1 - _head(axes), color=colour("gap"), linewidth=0
            )
        ink = colour("text" if linked else "muted")
        axes.text(x, -0.35, title, rotation=90, ha="center", va="bottom", fontsize=POINTS, color=ink)
    axes.plot([0, 1], [0, 0], color=colour("muted"), linewidth=0.6)


def _head(axes: Axes) -> float:
    """Return the share of the axes' height above the first row."""
    bottom, top = axes.get_ylim()
    return -top / (bottom - top)


def _rows(
    axes: Axes,
    found: Assessment,
    table: pd.DataFrame,
    groups: Mapping[Any, Sequence[str]],
    places: Mapping[Any, float],
    language: Language,
) -> None:
    left, y = axes.get_xlim()[0], 0.3
    for scope, names in groups.items():
        heading = label(f"indsys_scope_{scope}", language)
        axes.text(left, y + 0.65, heading, va="center", fontsize=POINTS, color=colour("pilot_marker"))
        axes.plot([left, 1], [y + 1.2, y + 1.2], color=colour("grid"), linewidth=0.8)
        y += 1.3
        for name in names:
            text = _short(found.system.indicator_name(name, language), LONGEST_NAME[language])
            axes.text(left + 0.02, y + 0.5, text, va="center", fontsize=POINTS)
            for column, strength in table.loc[name].items():
                if strength:
                    axes.plot(places[column], y + 0.5, **_mark(strength == "direct"))
            y += 1


def _short(name: str, longest: int) -> str:
    return name if len(name) <= longest else f"{name[: longest - 1]}…"


def _mark(direct: bool) -> dict[str, Any]:
    ink = colour("europe")
    return {
        "marker": "o",
        "markersize": SIZE,
        "color": ink,
        "markeredgecolor": ink,
        "markeredgewidth": 1.3,
        "markerfacecolor": ink if direct else colour("background"),
        "linestyle": "none",
    }


def _key(language: Language) -> list[Any]:
    return [
        Line2D([], [], label=label("indsys_direct", language), **_mark(True)),
        Line2D([], [], label=label("indsys_partial", language), **_mark(False)),
        Patch(color=colour("gap"), linewidth=0, label=label("indsys_no_link", language)),
    ]


def _counted(number: int, noun: str, language: Language) -> str:
    return str(number) if language == "zh" else f"{number} {noun}" + ("" if number == 1 else "s")


def _caption(found: Assessment, kind: LinkKind, language: Language) -> str:
    links = found.system.links
    rows = links[(links["kind"] == kind) & links["from_id"].isin(found.whole.indicators)]
    return wording.say(
        "caption_matrix",
        language,
        source=wording.source_note(found.system, language),
        n=len(rows),
        coders=wording.listed(sorted(set(rows["coder"])), language) or label("indsys_nothing", language),
    )
