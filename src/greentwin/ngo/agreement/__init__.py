"""Agreement between coders: percent agreement, Cohen's and Fleiss' kappa, Krippendorff's alpha.

Ratings are a table with one row per unit and one column per coder; a gap means that the coder did not judge the unit::

    from greentwin.ngo.agreement import krippendorff_alpha

    krippendorff_alpha([["china", "china"], ["europe", "none"], ["europe", "europe"]]).value

A coefficient that does not exist for the ratings at hand is not-a-number, and its ``undefined`` says why: no unit was
judged twice, or nobody ever judged otherwise, so that there is nothing to tell agreement from chance by. Ratings of a
wrong shape or type raise :class:`greentwin.errors.ParameterError`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from greentwin.ngo.agreement.alpha import alpha_of_coincidences, krippendorff_alpha
    from greentwin.ngo.agreement.judgements import JudgementAgreement, judgement_agreement
    from greentwin.ngo.agreement.kappa import (
        cohen_kappa,
        cohen_kappa_of_table,
        fleiss_kappa,
        fleiss_kappa_of_counts,
    )
    from greentwin.ngo.agreement.ratings import Coefficient, Level, percent_agreement

_MODULES = {
    "alpha": ("alpha_of_coincidences", "krippendorff_alpha"),
    "judgements": ("JudgementAgreement", "judgement_agreement"),
    "kappa": ("cohen_kappa", "cohen_kappa_of_table", "fleiss_kappa", "fleiss_kappa_of_counts"),
    "ratings": ("Coefficient", "Level", "percent_agreement"),
}
_HOME = {name: module for module, names in _MODULES.items() for name in names}

__all__ = [
    "Coefficient",
    "JudgementAgreement",
    "Level",
    "alpha_of_coincidences",
    "cohen_kappa",
    "cohen_kappa_of_table",
    "fleiss_kappa",
    "fleiss_kappa_of_counts",
    "judgement_agreement",
    "krippendorff_alpha",
    "percent_agreement",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
