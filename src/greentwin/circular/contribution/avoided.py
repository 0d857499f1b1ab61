"""Emissions avoided by recycling: amounts times substitution factors, with their uncertainty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from greentwin.circular.contribution.uncertainty import Quantity, Summary, propagated_uncertainty, summary
from greentwin.errors import ParameterError


@dataclass(frozen=True, slots=True)
class Substitution:
    """A secondary material that takes the place of a primary one.

    Attributes
    ----------
    item : str
        Identifier of the material.
    amount : Quantity
        Amount recycled, million tonnes per year.
    factor : Quantity
        Emissions avoided, tonnes of CO2 per tonne.
    """

    item: str
    amount: Quantity
    factor: Quantity


@dataclass(frozen=True)
class AvoidedEmissions:
    """Emissions avoided by several materials.

    Attributes
    ----------
    items : tuple of str
        Materials.
    values : numpy.ndarray, shape (n,)
        Best estimate for each material, Mt CO2 per year.
    intervals : tuple of Summary
        Monte Carlo summary for each material.
    total : float
        Sum of the best estimates.
    interval : Summary
        Monte Carlo summary of the sum.
    propagated : float
        Standard uncertainty of the sum by the law of propagation, beside the one in ``interval``.
    draws : numpy.ndarray, shape (m,)
        Draws of the sum.
    """

    items: tuple[str, ...]
    values: NDArray[np.float64]
    intervals: tuple[Summary, ...]
    total: float
    interval: Summary
    propagated: float
    draws: NDArray[np.float64]


def avoided_emissions(
    substitutions: Sequence[Substitution], *, draws: int = 20_000, seed: int = 0
) -> AvoidedEmissions:
    r"""Add up amounts times substitution factors.

    .. math::

        A = \sum_i q_i f_i, \quad u^2(A) \approx \sum_i \left( f_i^2 u^2(q_i) + q_i^2 u^2(f_i) \right)

    Amounts and factors are taken as independent. The interval comes from drawing all of them; the propagated
    uncertainty leaves out terms of second order and serves as a check. A sum of factors that count different
    steps, such as collecting and remelting the same tonne, counts twice, and no interval shows it.

    Parameters
    ----------
    substitutions : sequence of Substitution
        Materials, each once.
    draws : int
        Number of Monte Carlo trials, at least 100.
    seed : int
        Seed of the random numbers.

    Returns
    -------
    AvoidedEmissions
        Estimates, intervals and draws.

    Raises
    ------
    ParameterError
        If there is no material, one stands twice, or there are too few draws.

    References
    ----------
    JCGM 101:2008, *Propagation of distributions using a Monte Carlo method*, section 7; JCGM 100:2008, equation (10).

    Examples
    --------
    >>> scrap = Substitution("scrap_steel", Quantity(260.0), Quantity(1.6))
    >>> avoided_emissions([scrap]).total
    416.0
    """
    names = tuple(s.item for s in substitutions)
    if not names or len(set(names)) < len(names):
        raise ParameterError("give at least one material, and each only once")
    if draws < 100:
        raise ParameterError(f"draws is {draws}; an interval needs at least 100")
    rng = np.random.default_rng(seed)
    drawn = np.stack([s.amount.draw(rng, draws) * s.factor.draw(rng, draws) for s in substitutions])
    amounts, factors = (np.array([q.value for q in qs]) for qs in _columns(substitutions))
    u_amounts, u_factors = (np.array([q.standard_uncertainty for q in qs]) for qs in _columns(substitutions))
    values = amounts * factors
    propagated = propagated_uncertainty(
        np.concatenate([factors, amounts]), np.concatenate([u_amounts, u_factors])
    )
    total = drawn.sum(axis=0)
    intervals = tuple(summary(one) for one in drawn)
    return AvoidedEmissions(names, values, intervals, float(values.sum()), summary(total), propagated, total)


def _columns(substitutions: Sequence[Substitution]) -> tuple[list[Quantity], list[Quantity]]:
    return [s.amount for s in substitutions], [s.factor for s in substitutions]
