"""What can be rebuilt of a stated amount from below, and the rest that stays unexplained."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from greentwin.circular.contribution.avoided import AvoidedEmissions
from greentwin.circular.contribution.uncertainty import Quantity, Summary, summary


@dataclass(frozen=True)
class Rebuilt:
    """A stated amount beside what its parts add up to.

    Attributes
    ----------
    stated : Quantity
        Amount as stated, Mt CO2.
    avoided : AvoidedEmissions
        What can be rebuilt.
    share : Summary
        Rebuilt part of the stated amount.
    rest : Summary
        Stated amount less the rebuilt part, Mt CO2.
    """

    stated: Quantity
    avoided: AvoidedEmissions
    share: Summary
    rest: Summary


def rebuilt_part(stated: Quantity, avoided: AvoidedEmissions, *, seed: int) -> Rebuilt:
    """Set what can be rebuilt beside a stated amount.

    The rest is unexplained, which is not the same as wrong: it may hold materials without published factors, heat,
    bulk waste, other baselines, or the same tonnes counted again at another step.

    Parameters
    ----------
    stated : Quantity
        Amount as stated, Mt CO2.
    avoided : AvoidedEmissions
        From `greentwin.circular.contribution.avoided.avoided_emissions`.
    seed : int
        Seed of the random numbers.

    Returns
    -------
    Rebuilt
        Share and rest with their intervals.
    """
    rng = np.random.default_rng(seed)
    claimed = stated.draw(rng, avoided.draws.size)
    return Rebuilt(stated, avoided, summary(avoided.draws / claimed), summary(claimed - avoided.draws))
