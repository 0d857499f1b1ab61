"""Whether a stated rate is true under a denominator, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from greentwin.circular.contribution.claims import Claim
from greentwin.circular.contribution.shares import Share
from greentwin.errors import ParameterError

Verdict = Literal["true", "false", "undefined"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
FIRM = 0.95


@dataclass(frozen=True)
class Judgement:
    """A stated rate under one denominator.

    Attributes
    ----------
    share : Share
        The share under the denominator.
    claim : Claim
        The rate as stated.
    verdict : {"true", "false", "undefined"}
        true: the best estimate lies in the stated range, widened by the tolerance.
    probability : float
        Part of the draws that lie in it; NaN if undefined.
    firm : bool
        True if at least 95 % of the draws agree with the verdict.
    """

    share: Share
    claim: Claim
    verdict: Verdict
    probability: float
    firm: bool


def claimed_range(claim: Claim, tolerance: float) -> tuple[float, float]:
    """Return the range of shares that a stated rate allows.

    Parameters
    ----------
    claim : Claim
        The rate as stated.
    tolerance : float
        What the rounding of the statement allows on each side, percentage points, at least 0.

    Returns
    -------
    tuple of float
        Lowest and highest share. A rate stated as a lower bound reaches to 1: more than the whole is no share.

    Raises
    ------
    ParameterError
        If the tolerance is negative or not finite.
    """
    if not (np.isfinite(tolerance) and tolerance >= 0):
        raise ParameterError(f"tolerance is {tolerance}; it must be at least 0 percentage points")
    low = (claim.low - tolerance) / 100
    return low, 1.0 if claim.more_than else (claim.high + tolerance) / 100


def judge(share: Share, claim: Claim, tolerance: float) -> Judgement:
    """Say whether a stated rate is true, false or undefined under a denominator.

    Parameters
    ----------
    share : Share
        Share under the denominator.
    claim : Claim
        The rate as stated.
    tolerance : float
        Percentage points that the rounding of the statement allows on each side.

    Returns
    -------
    Judgement
        Verdict with its probability.

    Raises
    ------
    ParameterError
        As for `claimed_range`.
    """
    low, high = claimed_range(claim, tolerance)
    if share.undefined is not None:
        return Judgement(share, claim, "undefined", float("nan"), True)
    inside = float(((share.draws >= low) & (share.draws <= high)).mean())
    holds = low <= share.value <= high
    firm = inside >= FIRM if holds else inside <= 1 - FIRM
    return Judgement(share, claim, "true" if holds else "false", inside, bool(firm))


def verdict_counts(judgements: Iterable[Judgement]) -> dict[Verdict, int]:
    """Count verdicts, zero included."""
    found = [judgement.verdict for judgement in judgements]
    return {verdict: found.count(verdict) for verdict in VERDICTS}
