"""
The rule by which a verdict follows from a claim and the published figures beside it, and what decides it.

1. The claimed quantity is read as an interval. A plain number is as wide as its last digit; *about* and *nearly* reach
   as far as the tolerance; *more than* and *less than* are open on one side.
2. A reading agrees if its interval meets the claimed one, else it disagrees. It is open if it covers only a part of
   what is claimed, or has one bound and that bound does not exclude the claim. For a claim to be the first, an earlier
   case disagrees and anything else is open: no list of cases shows that there was none before.
3. Readings by those who acted or gain do not count. Open readings decide nothing.
4. All agree: consistent. All disagree: contradicted. None left: not checkable, with the reason. Otherwise the verdict
   depends, and what decides are the choices in which two readings of different outcome differ least. If the denominator
   is among them and the claim does not state it, the denominator is missing.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from greentwin.appraisal.claims.coding import Claim
from greentwin.appraisal.claims.intervals import Interval
from greentwin.appraisal.claims.options import DIMENSIONS, Conclusion, Dimension, Outcome, Reason
from greentwin.appraisal.claims.readings import DATES, Reading
from greentwin.errors import DataError, ParameterError

Direction = Literal["above", "below", "both"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """
    What follows for a claim.

    Attributes
    ----------
    conclusion : str
        ``consistent``, ``contradicted``, ``depends``, ``denominator_missing`` or ``not_checkable``.
    decided_by : tuple of str
        Choices on which the outcome hangs, in the order source, denominator, boundary, period; empty where no choice
        matters or nothing can be checked.
    reason : str or None
        Why it cannot be checked; None otherwise.
    outcomes : tuple of str or None
        Outcome of each reading, None for one that does not count.
    direction : str or None
        Whether the readings that disagree lie above the claim, below it, or on both sides; None if none disagrees.
    """

    conclusion: Conclusion
    decided_by: tuple[Dimension, ...]
    reason: Reason | None
    outcomes: tuple[Outcome | None, ...]
    direction: Direction | None


def claimed(claim: Claim, tolerance: float, slack: float = 0.0) -> Interval:
    """
    Read a claimed quantity as an interval.

    Parameters
    ----------
    claim : Claim
        A claim with a quantity.
    tolerance : float
        How far *about* and *nearly* reach, as a share of the claimed value.
    slack : float
        The least reach of every number, as a share of its value; 0 reads plain numbers to their last digit. Years
        and days have none.

    Raises
    ------
    ParameterError
        If a share is negative, or the claim has no quantity.
    """
    if tolerance < 0 or slack < 0:
        raise ParameterError(f"tolerance and slack must be 0 or more, not {tolerance} and {slack}")
    if not claim.quantified:
        raise ParameterError(f"claim {claim.claim_id} claims no quantity")
    if claim.unit in DATES:
        tolerance = slack = 0.0
    low = -math.inf if claim.low is None else claim.low - _reach(claim, claim.low, tolerance, slack)
    high = math.inf if claim.high is None else claim.high + _reach(claim, claim.high, tolerance, slack)
    if claim.qualifier == "nearly" and claim.high is not None:
        high = claim.high + slack * abs(claim.high)
    return Interval(low, high)


def _reach(claim: Claim, value: float, tolerance: float, slack: float) -> float:
    vague = claim.qualifier in ("approx", "nearly")
    open_sided = claim.qualifier in ("more_than", "at_least", "less_than")
    rounding = 0.0 if open_sided else claim.rounding
    return max(rounding, slack * abs(value), tolerance * abs(value) if vague else 0.0)


def outcome(claim: Claim, reading: Reading, interval: Interval) -> Outcome | None:
    """
    Say whether a reading agrees with a claim.

    Parameters
    ----------
    claim : Claim
        The claim.
    reading : Reading
        The reading.
    interval : Interval
        The claimed quantity, from `claimed`.

    Returns
    -------
    {"agrees", "disagrees", "open"} or None
        None if the reading does not count.
    """
    if not reading.counts:
        return None
    if not reading.whole:
        return "open"
    if claim.qualifier == "first":
        return "disagrees" if reading.value.high < interval.low else "open"
    if not interval.meets(reading.value):
        return "disagrees"
    return "agrees" if reading.value.bounded else "open"


def verdict(claim: Claim, readings: Sequence[Reading], tolerance: float, slack: float = 0.0) -> Verdict:
    """
    Draw the verdict on a claim.

    Parameters
    ----------
    claim : Claim
        The claim.
    readings : sequence of Reading
        What published figures say; may be empty.
    tolerance, slack : float
        As for `claimed`.

    Raises
    ------
    DataError
        If nothing decides and the claim gives no reason, or two readings are made by the same choices and differ.
    """
    if not readings:
        return _unchecked(claim, ())
    interval = claimed(claim, tolerance, slack)
    outcomes = tuple(outcome(claim, reading, interval) for reading in readings)
    decided = [(r, o) for r, o in zip(readings, outcomes, strict=True) if o in ("agrees", "disagrees")]
    if not decided:
        return _unchecked(claim, outcomes)
    direction = _direction([reading.value for reading, o in decided if o == "disagrees"], interval)
    found = {o for _, o in decided}
    if len(found) == 1:
        conclusion: Conclusion = "consistent" if found == {"agrees"} else "contradicted"
        return Verdict(conclusion, (), None, outcomes, direction)
    dimensions = deciding(decided)
    missing = "denominator" in dimensions and claim.denominator == "missing"
    return Verdict("denominator_missing" if missing else "depends", dimensions, None, outcomes, direction)


def deciding(decided: Sequence[tuple[Reading, Outcome | None]]) -> tuple[Dimension, ...]:
    """
    Return the choices on which outcomes hang: those in which two readings of different outcome differ least.

    Parameters
    ----------
    decided : sequence of (Reading, outcome)
        Readings with their outcomes.

    Returns
    -------
    tuple of str
        All dimensions of the pairs that differ in the fewest; empty if all outcomes are alike.

    Raises
    ------
    DataError
        If two readings of different outcome are made by the same choices.
    """
    pairs = []
    for (one, first), (other, second) in combinations(decided, 2):
        if first != second:
            differ = {name for name in DIMENSIONS if one.choices[name] != other.choices[name]}
            if not differ:
                raise DataError(f"two readings of {one.source} are made by the same choices and differ")
            pairs.append(differ)
    if not pairs:
        return ()
    fewest = min(len(differ) for differ in pairs)
    named = set().union(*(differ for differ in pairs if len(differ) == fewest))
    return tuple(name for name in DIMENSIONS if name in named)


def _unchecked(claim: Claim, outcomes: tuple[Outcome | None, ...]) -> Verdict:
    only_own = bool(outcomes) and all(found is None for found in outcomes)
    reason: Reason | None = "same_side" if only_own else claim.reason
    if reason is None:
        raise DataError(f"claim {claim.claim_id}: nothing decides, and no reason is coded")
    return Verdict("not_checkable", (), reason, outcomes, None)


def _direction(values: Sequence[Interval], interval: Interval) -> Direction | None:
    if not values:
        return None
    above = {value.low >= interval.high for value in values}
    return "both" if len(above) == 2 else "above" if above == {True} else "below"
