"""How one avoided tonne is counted more than once along a life cycle: idealised, with no data of any country."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from greentwin.errors import ParameterError


@dataclass(frozen=True)
class ChainClaims:
    """What the stages of a chain claim of the same avoided emissions.

    Attributes
    ----------
    claims : dict of str to float
        Claim of each stage, unit of the avoided emissions.
    total : float
        Sum of the claims.
    avoided : float
        Emissions avoided once.
    times : float
        How many times they are counted, ``total / avoided``.
    """

    claims: dict[str, float]
    total: float
    avoided: float
    times: float


def chain_claims(avoided: float, shares: Mapping[str, float]) -> ChainClaims:
    """Let each stage of a chain claim a share of the emissions that the chain as a whole avoids.

    Each stage is needed, so each can say that without it nothing would have been avoided. If all claim the
    whole, the sum of n claims is n times what was avoided. Only shares that add up to 1 can be added.

    Parameters
    ----------
    avoided : float
        Emissions that the chain avoids, above 0.
    shares : mapping of str to float
        For each stage the share it claims, between 0 and 1.

    Returns
    -------
    ChainClaims
        Claims and how many times the emissions are counted.

    Raises
    ------
    ParameterError
        If there is no stage, the amount is not positive, or a share lies outside [0, 1].

    Examples
    --------
    >>> chain_claims(1.6, {"collector": 1, "dealer": 1, "steelworks": 1, "carmaker": 1}).times
    4.0
    """
    if not shares:
        raise ParameterError("give at least one stage of the chain")
    if not (np.isfinite(avoided) and avoided > 0):
        raise ParameterError(f"avoided is {avoided}; it must be above 0 and finite")
    outside = [stage for stage, share in shares.items() if not 0 <= share <= 1]
    if outside:
        raise ParameterError(f"the share of {', '.join(outside)} lies outside 0 to 1")
    claims = {stage: avoided * float(share) for stage, share in shares.items()}
    total = sum(claims.values())
    return ChainClaims(claims, total, float(avoided), total / avoided)


def material_credit(
    recycled_content: float, recycled_at_end: float, saving: float, allocation: float | None
) -> float:
    r"""Credit a product for recycled material that goes in and comes out.

    .. math:: C = s \, (A R_1 + (1 - A) R_2), \qquad C_{twice} = s \, (R_1 + R_2)

    Material that comes out of one product goes into the next. If the one is credited for its end (R_2) and the
    next for its content (R_1), the same tonne is counted twice. The allocation factor A shares it out; in a closed
    loop, where R_1 = R_2, the credit is s R for any A, and twice that without one.

    Parameters
    ----------
    recycled_content, recycled_at_end : float
        Shares R_1 of the material that goes in and R_2 of that which comes out, between 0 and 1.
    saving : float
        Emissions s that a tonne of secondary material saves.
    allocation : float or None
        Factor A between 0 (all to the end) and 1 (all to the content); None credits both in full.

    Returns
    -------
    float
        Credit per tonne of product, unit of ``saving``.

    Raises
    ------
    ParameterError
        If a share or the allocation lies outside [0, 1].

    References
    ----------
    Commission Recommendation (EU) 2021/2279 on environmental footprint methods, annex I, circular footprint
    formula, here for equal quality of primary and secondary material.

    Examples
    --------
    >>> material_credit(0.5, 0.5, 1.6, 0.2), material_credit(0.5, 0.5, 1.6, None)
    (0.8, 1.6)
    """
    for name, share in (
        ("recycled_content", recycled_content),
        ("recycled_at_end", recycled_at_end),
        ("allocation", 0.0 if allocation is None else allocation),
    ):
        if not 0 <= share <= 1:
            raise ParameterError(f"{name} is {share}; it must be between 0 and 1")
    into, out = (1.0, 1.0) if allocation is None else (allocation, 1 - allocation)
    return saving * (into * recycled_content + out * recycled_at_end)
