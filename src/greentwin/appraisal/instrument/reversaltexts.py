"""Warnings of rank reversals, each with its reason, in English and Chinese."""

from __future__ import annotations

from greentwin.appraisal.composite import Recipe
from greentwin.appraisal.instrument.options import FIRST
from greentwin.appraisal.instrument.preparation import Prepared
from greentwin.appraisal.instrument.wording import method, say
from greentwin.appraisal.robustness.pairs import Reversal
from greentwin.appraisal.robustness.reversal import ReversalCheck
from greentwin.appraisal.wording import listed, percent
from greentwin.plotting import Language

MOST_WARNINGS = 12


def reversal_notes(
    prepared: Prepared, recipe: Recipe, checks: tuple[ReversalCheck, ReversalCheck], language: Language
) -> str:
    """
    Return one warning for each reversal, or a sentence that there is none, as Markdown paragraphs.

    Parameters
    ----------
    prepared : Prepared
        Table.
    recipe : Recipe
        How scores are made.
    checks : tuple of ReversalCheck
        Reversals through another normalisation, and through leaving one unit out.
    language : {"en", "zh"}
        Language.
    """
    found = [*checks[0].reversals, *checks[1].reversals]
    notes = [_warning(prepared, recipe, item, language) for item in found[:MOST_WARNINGS]]
    if len(found) > MOST_WARNINGS:
        notes.append(say("reversal_more", language, n=len(found) - MOST_WARNINGS))
    if not found:
        notes.append(
            say(
                "reversal_none",
                language,
                first=FIRST,
                normalisations=checks[0].tested,
                removals=checks[1].tested,
            )
        )
    missing = [*_untried_normalisations(checks[0], language), *_untried_units(prepared, checks[1])]
    if missing:
        notes.append(say("not_tested", language, names=listed(missing, language)))
    return "\n\n".join(notes)


def _warning(prepared: Prepared, recipe: Recipe, found: Reversal, language: Language) -> str:
    values = {
        "ahead": prepared.units[found.ahead],
        "behind": prepared.units[found.behind],
        "turns": say("reversal_draws_level" if found.level else "reversal_overtakes", language),
        "indicator": prepared.indicators[found.indicator],
        "before": percent(found.share_before),
        "after": percent(found.share_after),
    }
    if found.normalisation is not None:
        other, own = method(found.normalisation, language), method(recipe.normalisation, language)
        return say("reversal_normalisation", language, other=other, own=own, **values)
    removed = prepared.units[found.removed or 0]
    extreme = say("reversal_extreme", language, removed=removed) if found.extreme else ""
    return say("reversal_removal", language, removed=removed, extreme=extreme, **values)


def _untried_normalisations(check: ReversalCheck, language: Language) -> list[str]:
    return [method(reason.split(":")[0], language) for reason in check.not_tested]


def _untried_units(prepared: Prepared, check: ReversalCheck) -> list[str]:
    positions = [int(reason.split(":")[0].removeprefix("unit ")) - 1 for reason in check.not_tested]
    return [prepared.units[position] for position in positions]
