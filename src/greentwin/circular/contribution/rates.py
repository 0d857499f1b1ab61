"""The contribution rate with an explicit denominator, and the denominators that the wording leaves open."""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from greentwin.errors import ParameterError

Denominator = Literal[
    "emissions", "emissions_and_avoided", "intensity_saving", "new_avoided_over_saving", "emission_fall"
]
Counting = Literal["annual", "cumulative"]
Group = Literal["emissions", "reductions"]

DENOMINATORS: tuple[Denominator, ...] = get_args(Denominator)
COUNTINGS: tuple[Counting, ...] = get_args(Counting)
GROUP: dict[Denominator, Group] = {
    "emissions": "emissions",
    "emissions_and_avoided": "emissions",
    "intensity_saving": "reductions",
    "new_avoided_over_saving": "reductions",
    "emission_fall": "reductions",
}


def contribution_rate(avoided: ArrayLike, denominator: ArrayLike) -> NDArray[np.float64]:
    """Divide an avoided amount by a denominator that the caller has named.

    Parameters
    ----------
    avoided : array_like
        Avoided emissions, Mt CO2.
    denominator : array_like
        What they are a share of, Mt CO2, for the same year or the same years.

    Returns
    -------
    numpy.ndarray
        Shares, 0.25 for 25 %. NaN where the denominator is not positive: a share of a fall that did not happen has
        no meaning. A share above 1 is not a share, and is returned for the reader to see.

    Raises
    ------
    ParameterError
        If an avoided amount is negative or infinite.

    Examples
    --------
    >>> contribution_rate([10.0, 10.0], [40.0, -5.0]).tolist()
    [0.25, nan]
    """
    part, whole = np.broadcast_arrays(np.asarray(avoided, dtype=float), np.asarray(denominator, dtype=float))
    if np.any((part < 0) | np.isinf(part)):
        raise ParameterError("avoided must be a finite amount of at least 0")
    shares: NDArray[np.float64] = np.full(whole.shape, np.nan)
    np.divide(part, whole, out=shares, where=whole > 0)
    return shares


def intensity_saving(
    emissions: ArrayLike, product: ArrayLike, base_emissions: ArrayLike, base_product: ArrayLike
) -> NDArray[np.float64]:
    r"""Compute what would have been emitted at the base year's intensity, less what was emitted.

    .. math:: S_t = \frac{E_b}{P_b} P_t - E_t

    Parameters
    ----------
    emissions, product : array_like
        Emissions (Mt CO2) and real product of the year, at constant prices.
    base_emissions, base_product : array_like
        The same of the base year.

    Returns
    -------
    numpy.ndarray
        Saving in Mt CO2; negative if the intensity rose. It holds every cause of a lower intensity: a shift to
        services, cleaner power and efficiency as well as recycling.

    Raises
    ------
    ParameterError
        If product or base product is not positive.

    Examples
    --------
    >>> float(intensity_saving(110.0, 150.0, 100.0, 100.0))
    40.0
    """
    p, p_base = np.asarray(product, dtype=float), np.asarray(base_product, dtype=float)
    if np.any(p <= 0) or np.any(p_base <= 0):
        raise ParameterError("product must be positive and at constant prices")
    return np.asarray(
        np.asarray(base_emissions, dtype=float) / p_base * p - np.asarray(emissions, dtype=float)
    )
