"""The scale on which figures and sentences show effects on a logarithm."""

from __future__ import annotations

from greentwin.city.evaluation.options import Outcome
from greentwin.plotting import Language, format_number, label

SCALE = 100.0
"""Effects on a logarithm are shown in hundredths, which are about per cent."""


def effect_label(outcome: Outcome | None, language: Language) -> str:
    """Name the axis of effects on an outcome, or on a researcher's own if it is None."""
    return label(f"evaluation_effect_{outcome or 'own'}", language)


def hundredths(value: float, digits: int = 1) -> str:
    """Write an effect on a logarithm in hundredths."""
    return format_number(SCALE * value, digits)
