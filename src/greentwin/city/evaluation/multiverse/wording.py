"""Words of the multiverse in English and Chinese."""

from __future__ import annotations

from collections.abc import Callable

from greentwin.city.evaluation.multiverse.grid import Estimand
from greentwin.plotting import Language, Sentences, label

SENTENCES = Sentences("greentwin.city.evaluation.multiverse")


def named(key: str) -> Callable[[Language], str]:
    """Name a question, a choice or a level in the language it is asked in; a window of years names itself."""
    if key[0].isdigit():
        return lambda _language: key.replace("_", "–")
    return lambda language: label(f"mv_{key}", language)


def scale_label(estimand: Estimand, language: Language) -> str:
    """Name the scale of a question's estimates, for an axis."""
    intensity = estimand == "province_intensity"
    return label("mv_estimate_axis_intensity" if intensity else "mv_estimate_axis", language)
