"""Words of the multiverse in English and Chinese."""

from __future__ import annotations

from collections.abc import Callable

from greentwin.city.evaluation.options import Estimand
from greentwin.plotting import Language, Sentences, label

_PROPER = ("chen",)
SENTENCES = Sentences("greentwin.city.evaluation.multiverse")


def named(key: str) -> Callable[[Language], str]:
    """Name a question, a choice or a level in the language it is asked in; a window of years names itself."""
    if key[0].isdigit():
        return lambda _language: key.replace("_", "–")
    return lambda language: label(f"mv_{key}", language)


def within(key: str) -> Callable[[Language], str]:
    """Name a choice or a level within a sentence: in English without a capital, unless it is a name."""

    def word(language: Language) -> str:
        text = named(key)(language)
        return text if text[1:2].isupper() or key in _PROPER else text[:1].lower() + text[1:]

    return word


def scale_label(estimand: Estimand, language: Language) -> str:
    """Name the scale of a question's estimates, for an axis."""
    intensity = estimand == "province_intensity"
    return label("mv_estimate_axis_intensity" if intensity else "mv_estimate_axis", language)
