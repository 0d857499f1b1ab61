"""Tables of verdicts: conclusions by variants, predictions by reporters, agreement by judgements."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pandas as pd

from greentwin.ngo.names import (
    attribute_name,
    locator_text,
    reporter_name,
    separator,
    side_name,
    the_reporter,
)
from greentwin.ngo.sentences import say
from greentwin.plotting import MISSING, Language, format_number, label

if TYPE_CHECKING:
    from greentwin.ngo.agreement import Coefficient, JudgementAgreement
    from greentwin.ngo.contrasts import Selection, Voice
    from greentwin.ngo.predictions import ComparedPrediction
    from greentwin.ngo.profiles import ContrastProfile
    from greentwin.ngo.sensitivity import Sensitivity, TestedConclusion, Variant


def sensitivity_table(result: Sensitivity, language: Language) -> pd.DataFrame:
    """Return conclusions by variants, one row per conclusion and one column per variant.

    Parameters
    ----------
    result : Sensitivity
        Tested conclusions.
    language : {"en", "zh"}
        Language of heads and words.
    """
    heads = [label("conclusion", language), *(variant_name(found, language) for found in result.variants)]
    rows = [
        (
            tested.conclusion.sentence[language],
            *(label(f"verdict_{verdict}", language) for verdict in tested.verdicts),
        )
        for tested in result.tested
    ]
    return pd.DataFrame(rows, columns=heads)


def single_statement_table(result: Sensitivity, language: Language) -> pd.DataFrame:
    """Return the conclusions that hang on single statements, with these statements and the verdict without them."""
    heads = ("conclusion", "variant_all_rows", "variant_single")
    rows = [
        (
            tested.conclusion.sentence[language],
            label(f"verdict_{tested.baseline}", language),
            _breaking(tested, language),
        )
        for tested in result.tested
        if tested.breaking
    ]
    return pd.DataFrame(rows, columns=[label(head, language) for head in heads])


def variant_name(variant: Variant, language: Language) -> str:
    """Return what a variant leaves out."""
    who = the_reporter(variant.voice, language) if variant.voice else ""
    return label(f"variant_{variant.name}", language, who=who)


def _breaking(tested: TestedConclusion, language: Language) -> str:
    joint = " or " if language == "en" else "或"
    texts = []
    for verdict in ("fails", "undecided", "holds"):
        ids = joint.join(name for name, found in tested.breaking if found == verdict)
        if ids:
            word = label(f"verdict_{verdict}", language)
            texts.append(label("variant_breaking", language, verdict=word, ids=ids))
    return ("; " if language == "en" else "；").join(texts)


def prediction_table(
    compared: tuple[ComparedPrediction, ...], voices: tuple[Voice, ...], language: Language
) -> pd.DataFrame:
    """Return predictions with the outcome for each reporter and the statements behind it.

    Parameters
    ----------
    compared : tuple of ComparedPrediction
        From `greentwin.ngo.predictions.compare_predictions`.
    voices : tuple of Voice
        The reporters, one column each.
    language : {"en", "zh"}
        Language of heads and words.
    """
    expected = {
        "china": label("china", language),
        "europe": label("contrast_europe_or_france", language),
        "none": label("prediction_no_contrast", language),
    }
    names = dict.fromkeys(found.prediction for found in compared)
    rows = [
        (
            say(f"prediction_{prediction.name}", language),
            expected[prediction.side],
            *(_outcome(found, language) for found in compared if found.prediction == prediction),
        )
        for prediction in names
    ]
    heads = [label("prediction", language), label("contrast_more_on", language)]
    return pd.DataFrame(rows, columns=[*heads, *(reporter_name(voice, language) for voice in voices)])


def _outcome(found: ComparedPrediction, language: Language) -> str:
    outcome = label(f"outcome_{found.outcome}", language)
    if not found.ids:
        return outcome
    sides = separator(language).join(side_name(side, found.voice, language) for side in found.sides)
    return f"{outcome} ({sides}: {separator(language).join(found.ids)})"


def convergence_table(profile: ContrastProfile, language: Language) -> pd.DataFrame:
    """Return the passages that expect the sides to grow alike, beside the difference asserted in the same passage."""
    heads = (
        "contrast_ids",
        "locator",
        "reporter",
        "contrast_fields",
        "convergence_beside",
        "contrast_coder_note",
    )
    rows = [
        (
            separator(language).join(frame.ids),
            locator_text(*frame.locator),
            reporter_name(frame.voice, language),
            separator(language).join(label(f"domain_{domain}", language) for domain in frame.domains),
            _beside(frame.attribute, frame.strength, language),
            " ".join(frame.notes) or MISSING,
        )
        for frame in profile.frames
        if frame.convergence_asserted
    ]
    return pd.DataFrame(rows, columns=[label(head, language) for head in heads])


def _beside(attribute: str, strength: str, language: Language) -> str:
    return f"{attribute_name(attribute, language)} ({label(strength, language).lower()})"


def agreement_table(found: tuple[JudgementAgreement, ...], language: Language) -> pd.DataFrame:
    """Return the agreement of coders, one row per judgement and level of measurement.

    Coefficients that do not exist are shown with the reason.
    """
    heads = (
        "judgement",
        "agreement_level",
        "agreement_units",
        "agreement_percent",
        "alpha",
        "alpha_interval",
    )
    rows = [
        (
            label(f"judgement_{row.judgement}", language),
            label(f"level_{row.level}", language),
            row.alpha.n_units,
            _number(row.percent, language),
            _number(row.alpha, language),
            _interval(row.alpha.interval, language),
            MISSING if row.kappa is None else _number(row.kappa, language),
        )
        for row in found
    ]
    return pd.DataFrame(rows, columns=[label(head, language) for head in (*heads, "kappa")])


def _number(coefficient: Coefficient, language: Language) -> str:
    if math.isnan(coefficient.value):
        return label(f"undefined_{coefficient.undefined}", language)
    return format_number(coefficient.value, 2)


def _interval(interval: tuple[float, float] | None, language: Language) -> str:
    joint = " to " if language == "en" else "至"
    return MISSING if interval is None else joint.join(format_number(bound, 2) for bound in interval)


def single_coder_note(selection: Selection, language: Language) -> str:
    """Return the sentence that says why there is no agreement to show."""
    return say("note_one_coder", language, coder=selection.coder)
