"""Words of the page on indicator systems, in English and Chinese: names, numbers, captions and texts for figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from greentwin.appraisal.targets.assessment import Assessment
from greentwin.appraisal.targets.distance import Distance
from greentwin.appraisal.targets.ownfiles import OWN_SOURCE
from greentwin.appraisal.targets.system import IndicatorSystem
from greentwin.plotting import Language, Sentences, format_number, label

SENTENCES = Sentences("greentwin.appraisal.targets")
say = SENTENCES.say
both = SENTENCES.both
SOURCE_LABELS = ("chen", "edgar", "ceads", OWN_SOURCE)
MOST_NAMED = 4
Words = Callable[[Language], str]
"""What gives a text in the language that it is asked in."""


def source_name(source: str, language: Language) -> str:
    """Return the short name of a source of a series."""
    return label(source if source in SOURCE_LABELS else f"report_{source}", language)


def series_name(system: IndicatorSystem, series: str, language: Language) -> str:
    """Return the name of a series: its indicator, and its source unless it is the user's file."""
    name, source = system.indicator_name(system.indicator_of(series), language), system.source_of(series)
    return name if source == OWN_SOURCE else f"{name} ({source_name(source, language)})"


def unit_of(system: IndicatorSystem, series: str) -> str:
    """Return the unit of a series; empty for a share of one."""
    unit = str(system.indicators.loc[system.indicator_of(series), "unit"])
    return "" if unit == "1" else unit


def amount(value: float) -> str:
    """Write a value with as many decimal places as its size asks for.

    Examples
    --------
    >>> amount(2115.0), amount(-30.84), amount(0.0321), amount(6.4)
    ('2,115', '−30.8', '0.032', '6.40')
    """
    size = abs(value)
    digits = 0 if size >= 100 or size == 0 else 1 if size >= 10 else 2 if size >= 1 else 3
    return format_number(value, digits)


def signed(value: float) -> str:
    """Write a change with its sign.

    Examples
    --------
    >>> signed(3.25), signed(-31.6)
    ('+3.25', '−31.6')
    """
    return f"+{amount(value)}" if value > 0 else amount(value)


def percent(share: float) -> str:
    """Write a share in whole per cent, without the sign.

    Examples
    --------
    >>> percent(0.672), percent(-0.1)
    ('67', '−10')
    """
    return format_number(100 * share, 0)


def p_text(p: float) -> str:
    r"""Write a p, small ones as below 0.001.

    Examples
    --------
    >>> p_text(0.0312), p_text(0.00002)
    ('0.031', '<\xa00.001')
    """
    return "<\u00a00.001" if p < 0.001 else format_number(p, 3)


def targets_by_id(system: IndicatorSystem) -> dict[str, dict[str, Any]]:
    """Return the targets of a system as mappings by their id."""
    columns = system.targets.columns
    rows = (dict(zip(columns, row, strict=True)) for row in system.targets.itertuples(index=False, name=None))
    return {row["target"]: row for row in rows}


def target_text(target: Mapping[str, Any], language: Language) -> str:
    """Return a target in words, with what must be known about it."""
    text = str(target[f"text_{language}"])
    if target["net"]:
        text = label("indsys_net", language, text=text)
    if isinstance(target["superseded_by"], str):
        text = label("indsys_superseded", language, text=text)
    return text


def numbered(system: IndicatorSystem) -> dict[str, int]:
    """Return the numbers under which targets stand in table and figure, from 1, by year."""
    ordered = system.targets.sort_values(["year", "target"], kind="stable")["target"]
    return {str(target): number for number, target in enumerate(ordered, 1)}


def main_series(system: IndicatorSystem, found: Sequence[Distance]) -> Distance | None:
    """Return the distance of the series with the most values; of several, the one that ends last.

    Parameters
    ----------
    system : IndicatorSystem
        System.
    found : sequence of Distance
        Distances of one target; those without a path are not considered.
    """
    paths = [item for item in found if item.path is not None]
    return max(
        paths, key=lambda item: (len(system.values_of(item.series)), item.last_year or 0), default=None
    )


def source_note(system: IndicatorSystem, language: Language) -> str:
    """Say where the series are from."""
    return say("own_files" if system.own_files else "source_tables", language)


def listed(items: Iterable[str], language: Language) -> str:
    """Join words by commas."""
    return {"en": ", ", "zh": "、"}[language].join(items)


def some(items: Sequence[str], language: Language) -> str:
    """Join the first words in brackets and count the rest; empty if there are none.

    Examples
    --------
    >>> some(["a", "b"], "en"), some([], "en")
    (' (a, b)', '')
    """
    if not items:
        return ""
    more = len(items) - MOST_NAMED
    shown = listed(items[:MOST_NAMED], language) + (f", +{more}" if more > 0 else "")
    return f" ({shown})" if language == "en" else f"（{shown}）"


def without_goals(system: IndicatorSystem, language: Language) -> str:
    """Say that there are no goals."""
    return say("no_goals_own" if system.own_files else "no_goals", language, place=system.name(language))


def without_targets(system: IndicatorSystem, language: Language) -> str:
    """Say that there are no targets."""
    return say("no_targets_own" if system.own_files else "no_targets", language, place=system.name(language))


def without_path(system: IndicatorSystem, language: Language) -> str:
    """Say that no target can be drawn."""
    return say("no_path", language, place=system.name(language))


def without_tested(found: Assessment, language: Language) -> str:
    """Say that no series is long enough."""
    name = found.system.name(language)
    return say("no_tested", language, place=name, minimum=found.choices.minimum)


def trend_note(found: Assessment, language: Language) -> str:
    """Say how trends were tested, and how many would be found by chance."""
    n, level = len(found.trends), found.choices.level
    return say(
        "note_trends",
        language,
        confidence=f"{100 * (1 - level):g}",
        level=f"{100 * level:g}",
        minimum=found.choices.minimum,
        chance=format_number(n * level, 1),
        n=n,
    )
