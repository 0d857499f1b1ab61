"""Sentences of the instrument in English and Chinese: what was done to the table, alt texts and captions."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from greentwin.appraisal.checks import Array
from greentwin.appraisal.composite import Recipe
from greentwin.appraisal.instrument.assessment import RankSpread, ScoreRanges
from greentwin.appraisal.instrument.options import Gaps
from greentwin.appraisal.instrument.preparation import Prepared
from greentwin.appraisal.options import SCALE_FREE
from greentwin.appraisal.robustness.sobol import SobolIndices
from greentwin.appraisal.wording import listed, percent, span
from greentwin.plotting import Language, Sentences, format_number, label

SENTENCES = Sentences("greentwin.appraisal.instrument")
say, both = SENTENCES.say, SENTENCES.both
MOST_ALT = 600
_SHOWN = 0.01
_JOIN = {"en": ", ", "zh": "、"}


def method(name: str, language: Language) -> str:
    """Name a normalisation or an aggregation."""
    return label(f"method_{name}", language)


def source(prepared: Prepared, language: Language) -> str:
    """Say where the values come from and how many units and indicators there are."""
    key = "source_own" if prepared.own_file else "source_example"
    return say(key, language, n=len(prepared.units), k=len(prepared.indicators))


def preparation_notes(prepared: Prepared, gaps: Gaps, recipe: Recipe, language: Language) -> str:
    """
    Say what the page reads, how scores are made, and what was done about gaps and outliers, as Markdown paragraphs.

    Parameters
    ----------
    prepared : Prepared
        Table.
    gaps : str
        Treatment of gaps that was asked for.
    recipe : Recipe
        How scores are made.
    language : {"en", "zh"}
        Language.
    """
    scale_free = recipe.aggregation in SCALE_FREE
    notes = [
        say("own" if prepared.own_file else "example", language),
        say(
            "recipe_scale_free" if scale_free else "recipe",
            language,
            normalisation=method(recipe.normalisation, language),
            aggregation=method(recipe.aggregation, language),
            weights=say(f"weights_{prepared.weight_set}", language),
        ),
    ]
    if recipe.aggregation == "geometric" and recipe.normalisation == "min_max":
        notes.append(say("geometric", language))
    if prepared.gaps:
        treatment = say(f"gaps_{gaps}", language, names=listed(prepared.dropped, language))
        notes.append(say("gaps_filled", language, n=prepared.gaps, treatment=treatment))
    if prepared.winsorised:
        notes.append(say("outliers", language, names=listed(prepared.winsorised, language)))
    return "\n\n".join(notes)


def axes_alt(prepared: Prepared, low: Array, high: Array, language: Language) -> str:
    """Say on how many axes one unit lies wholly above the others, and which range is widest."""
    clear = 0
    for column in range(low.shape[1]):
        best = int(np.argmax(low[:, column]))
        clear += bool(low[best, column] > np.delete(high[:, column], best).max())
    unit, axis = np.unravel_index(np.argmax(high - low), low.shape)
    return say(
        "axes_alt",
        language,
        n=len(prepared.units),
        k=low.shape[1],
        clear=clear,
        unit=prepared.units[unit],
        axis=prepared.axis_names[axis],
        low=format_number(float(low[unit, axis]), 2),
        high=format_number(float(high[unit, axis]), 2),
    )


def scores_alt(prepared: Prepared, scores: ScoreRanges, language: Language) -> str:
    """Say the range of each unit's score, and how many reach the lowest score of the first."""
    first = scores.order[0]
    others = [unit for unit in scores.order if unit != first]
    overlap = sum(bool(scores.high[unit] >= scores.low[first]) for unit in others)

    def part(unit: int) -> str:
        return _said(
            prepared.units[unit], span(float(scores.low[unit]), float(scores.high[unit]), 2), language
        )

    return _fitting(
        scores.order,
        part,
        lambda parts: say(
            "scores_alt",
            language,
            parts=parts,
            overlap=overlap,
            others=len(others),
            first=prepared.units[first],
        ),
        language,
    )


def ranks_alt(prepared: Prepared, scores: ScoreRanges, spread: RankSpread, language: Language) -> str:
    """Say within which ranks each unit stays."""

    def part(unit: int) -> str:
        return _said(prepared.units[unit], span(*map(int, spread.both[unit])), language)

    return _fitting(
        scores.order,
        part,
        lambda parts: say(
            "ranks_alt",
            language,
            draws=format_number(spread.draws, 0),
            parts=parts,
            fixed=int((spread.both[:, 0] == spread.both[:, 1]).sum()),
            n=len(prepared.units),
        ),
        language,
    )


def acceptability_alt(prepared: Prepared, spread: RankSpread, language: Language) -> str:
    """Say who is first how often, and how many are hardly ever."""
    order = [int(unit) for unit in np.argsort(-spread.first, kind="stable") if spread.first[unit] >= _SHOWN]
    never = len(spread.first) - len(order)
    key = "acceptability_spread_never" if never else "acceptability_spread_all"

    def part(unit: int) -> str:
        return _said(prepared.units[unit], f"{percent(float(spread.first[unit]))} %", language)

    return _fitting(
        order,
        part,
        lambda parts: say(
            "acceptability_alt",
            language,
            draws=format_number(spread.draws, 0),
            parts=parts,
            spread=say(key, language, n=never, units=len(prepared.units)),
        ),
        language,
    )


def sensitivity_alt(found: SobolIndices, language: Language) -> str:
    """Say how much of the variance each choice explains."""
    parts = [
        _said(
            label(f"appraisal_factor_{factor}", language).lower(),
            f"{percent(float(first))} / {percent(float(total))} %",
            language,
        )
        for factor, first, total in zip(found.factors, found.first, found.total, strict=True)
    ]
    mean = format_number(found.mean, 2)
    return say("sensitivity_alt", language, parts=_JOIN[language].join(parts), mean=mean)


def _said(name: str, text: str, language: Language) -> str:
    """Put a value behind a name, whose first letter stays as it is."""
    return f"{name} {text}" if language == "en" else f"{name}为{text}"


def _fitting(
    units: tuple[int, ...] | list[int],
    part: Callable[[int], str],
    sentence: Callable[[str], str],
    language: Language,
) -> str:
    """Return the sentence with as many units as an alt text can hold, from the first on."""
    for count in range(len(units), 0, -1):
        shown = _JOIN[language].join(part(unit) for unit in units[:count])
        text = sentence(shown + (" …" if count < len(units) else ""))
        if len(text) <= MOST_ALT:
            return text
    return sentence("…")
