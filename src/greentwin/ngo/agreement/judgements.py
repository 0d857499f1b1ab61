"""Agreement on the judgements that a row of contrasts carries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from greentwin.ngo.agreement.alpha import krippendorff_alpha
from greentwin.ngo.agreement.kappa import cohen_kappa, fleiss_kappa
from greentwin.ngo.agreement.ratings import Coefficient, Level, code, percent_agreement

if TYPE_CHECKING:
    import pandas as pd

Judgement = Literal["higher_side", "explicit_china", "explicit_europe", "strength"]
STRENGTHS = ("hedged", "plain", "strong")
RESAMPLES = 2000


@dataclass(frozen=True, slots=True)
class JudgementAgreement:
    """Agreement of the coders on one judgement.

    Attributes
    ----------
    judgement : {"higher_side", "explicit_china", "explicit_europe", "strength"}
        The column.
    level : {"nominal", "ordinal"}
        Level of measurement; strength is taken at both.
    percent, alpha : Coefficient
        Percent agreement; Krippendorff's alpha with a 95 % bootstrap interval.
    kappa : Coefficient, optional
        Cohen's kappa for two coders, Fleiss' kappa for more if every unit has all of them; nominal level only.
    """

    judgement: Judgement
    level: Level
    percent: Coefficient
    alpha: Coefficient
    kappa: Coefficient | None


def judgement_agreement(rows: pd.DataFrame, seed: int = 0) -> tuple[JudgementAgreement, ...]:
    """Return the agreement on direction, explicitness and strength; nothing if there is one coder only.

    A unit is a contrast (``contrast_id``). Whether coders find the same contrasts in a text is another question: a
    contrast that one coder did not list is a gap here and not a disagreement.

    Parameters
    ----------
    rows : DataFrame
        Coded contrasts of all coders; not changed.
    seed : int
        Seed of the bootstrap.

    Returns
    -------
    tuple of JudgementAgreement
        One per judgement, and strength a second time as an order from hedged to strong.
    """
    if rows["coder"].nunique() < 2:
        return ()
    found = [_agreement(rows, name, "nominal", seed) for name in get_args(Judgement)]
    return (*found, _agreement(rows, "strength", "ordinal", seed))


def _agreement(rows: pd.DataFrame, name: Judgement, level: Level, seed: int) -> JudgementAgreement:
    ratings = rows.pivot_table(index="contrast_id", columns="coder", values=name, aggfunc="first")
    order = STRENGTHS if name == "strength" else None
    return JudgementAgreement(
        judgement=name,
        level=level,
        percent=percent_agreement(ratings),
        alpha=krippendorff_alpha(ratings, level, order=order, resamples=RESAMPLES, seed=seed),
        kappa=_kappa(ratings) if level == "nominal" else None,
    )


def _kappa(ratings: pd.DataFrame) -> Coefficient | None:
    if ratings.shape[1] == 2:
        return cohen_kappa(ratings)
    return fleiss_kappa(ratings) if code(ratings).complete else None
