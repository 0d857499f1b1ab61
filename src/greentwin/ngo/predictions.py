"""What law alone would predict about the reported contrasts, set beside what was reported.

The predictions come from how associations are founded and supervised in China and in France (page "NGOs" of the book).
They concern NGOs only. Agreement does not prove that law is the cause: a prediction may come true for other reasons.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import pandas as pd

    from greentwin.ngo.contrasts import Selection, Voice

PredictedSide = Literal["china", "europe", "none"]
Outcome = Literal["agrees", "contradicts", "mixed", "not_addressed"]
LAWFUL_SCOPES = ("europe", "france")
"""Scopes for which the predictions were derived."""


@dataclass(frozen=True, slots=True)
class Prediction:
    """A direction that law leads one to expect.

    Attributes
    ----------
    name : str
        Name in snake_case; the sentence is ``prediction_<name>``.
    dimension : str
        Dimension on which it can be compared.
    side : {"china", "europe", "none"}
        Side expected to have more; "none" if no contrast is expected.
    word : str
        A word that the attribute of a statement must hold to be about this prediction; empty for any.
    """

    name: str
    dimension: str
    side: PredictedSide
    word: str = ""


PREDICTIONS = (
    Prediction("sponsor", "government_tie", "china"),
    Prediction("founders", "composition", "europe"),
    Prediction("latitude", "decision_making", "europe"),
    Prediction("authority", "execution", "china"),
    Prediction("direct_registration", "government_tie", "none", word="founding"),
    Prediction("public_money", "public_funding", "none"),
    Prediction("border", "permission", "china"),
)


@dataclass(frozen=True, slots=True)
class ComparedPrediction:
    """A prediction beside the statements of one reporter.

    Attributes
    ----------
    prediction : Prediction
        What was expected.
    voice : Voice
        Who reports.
    outcome : {"agrees", "contradicts", "mixed", "not_addressed"}
        "mixed" if statements point both ways; "not_addressed" if none speaks of it.
    sides : tuple of str
        Sides reported to have more, each once.
    ids : tuple of str
        The statements.
    """

    prediction: Prediction
    voice: Voice
    outcome: Outcome
    sides: tuple[str, ...]
    ids: tuple[str, ...]


def applies(selection: Selection) -> bool:
    """Tell whether the predictions may be used: they were derived for China and France only."""
    return all(voice.scope in LAWFUL_SCOPES for voice in selection.all_voices)


def compare_predictions(selection: Selection) -> tuple[ComparedPrediction, ...]:
    """Set every prediction beside the statements of every reporter.

    Parameters
    ----------
    selection : Selection
        Selected contrasts; those on other fields than NGOs are left out.

    Returns
    -------
    tuple of ComparedPrediction
        By prediction, then by reporter.
    """
    return tuple(
        _compared(prediction, voice, _about(prediction, selection.of(voice)))
        for prediction in PREDICTIONS
        for voice in selection.voices
    )


def beyond_law(selection: Selection, voice: Voice) -> tuple[str, ...]:
    """Return the directed statements of a reporter about which no prediction was made, on any field."""
    rows = selection.of(voice)
    covered = {
        contrast_id for prediction in PREDICTIONS for contrast_id in _about(prediction, rows)["contrast_id"]
    }
    return tuple(contrast_id for contrast_id in rows["contrast_id"] if contrast_id not in covered)


def _about(prediction: Prediction, rows: pd.DataFrame) -> pd.DataFrame:
    kept = (rows["domain"] == "ngo") & (rows["dimension"] == prediction.dimension)
    return rows[kept & rows["attribute"].astype(str).str.contains(prediction.word, case=False, regex=False)]


def _compared(prediction: Prediction, voice: Voice, rows: pd.DataFrame) -> ComparedPrediction:
    sides = tuple(dict.fromkeys(rows["higher_side"]))
    return ComparedPrediction(
        prediction, voice, _outcome(prediction, sides), sides, tuple(rows["contrast_id"])
    )


def _outcome(prediction: Prediction, sides: tuple[str, ...]) -> Outcome:
    if not sides:
        return "not_addressed"
    if prediction.side not in sides:
        return "contradicts"
    return "agrees" if len(sides) == 1 else "mixed"
