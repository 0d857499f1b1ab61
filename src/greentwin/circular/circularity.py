"""The material circularity indicator of a product, after the published methodology with its 2019 revision.

A helper for a re-user with product data; this study has none.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from greentwin.errors import ParameterError

UTILITY_CONSTANT = 0.9


@dataclass(frozen=True)
class Circularity:
    """Flows of a product and the indicator made from them.

    Attributes
    ----------
    virgin : float
        Virgin feedstock V, unit of the masses.
    waste : float
        Unrecoverable waste W = W_0 + (W_F + W_C) / 2.
    feedstock_waste : float
        Waste of making the recycled feedstock, W_F.
    recycling_waste : float
        Waste of recycling the product, W_C.
    linear_flow : float
        Linear flow index LFI, from 0 (restorative) to 1 (linear).
    utility : float
        Utility X against the industry's average product.
    indicator : float
        Material circularity indicator MCI, from 0 to 1.
    """

    virgin: float
    waste: float
    feedstock_waste: float
    recycling_waste: float
    linear_flow: float
    utility: float
    indicator: float


def material_circularity(
    mass: ArrayLike,
    *,
    recycled_input: ArrayLike = 0.0,
    reused_input: ArrayLike = 0.0,
    sustained_input: ArrayLike = 0.0,
    recycled_output: ArrayLike = 0.0,
    reused_output: ArrayLike = 0.0,
    composted_output: ArrayLike = 0.0,
    energy_output: ArrayLike = 0.0,
    feedstock_efficiency: ArrayLike = 1.0,
    recycling_efficiency: ArrayLike = 1.0,
    lifetime_ratio: float = 1.0,
    use_ratio: float = 1.0,
) -> Circularity:
    r"""Compute the material circularity indicator of a product of one or several materials.

    For each material of mass M, with V, W_0, W_C and W_F summed over materials:

    .. math::

        V &= M (1 - F_R - F_U - F_S), \quad W_0 = M (1 - C_R - C_U - C_C - C_E) \\
        W_C &= M (1 - E_C) C_R, \quad W_F = M (1 - E_F) F_R / E_F, \quad W = W_0 + (W_F + W_C) / 2 \\
        LFI &= \frac{V + W}{2 M + (W_F - W_C) / 2}, \quad X = \frac{L}{L_{av}} \frac{U}{U_{av}}, \quad
        MCI = \max(0, 1 - 0.9 \, LFI / X)

    The denominator is linear plus restorative flow. On the way in, V and what is recycled, reused or sustained add
    up to M. On the way out, W and what is restored, M (C_U + C_C + C_E) + M C_R - W_C, add up to
    M + (W_F - W_C) / 2. With 2 M in its place, as two public tools have it, LFI passes 1 where making the feedstock
    wastes a lot and is too small where recycling the product does; the two agree only where W_F = W_C.

    Parameters
    ----------
    mass : array_like, shape (n,)
        Mass of each material in the product, above 0, one unit.
    recycled_input, reused_input, sustained_input : array_like, shape (n,)
        Shares F_R, F_U and F_S of the feedstock that are recycled, reused, and biological from sustained production.
    recycled_output, reused_output, composted_output, energy_output : array_like, shape (n,)
        Shares C_R, C_U, C_C and C_E of the product that are collected for recycling, go into reuse, and, for
        uncontaminated biological material of sustained production only, are composted or used for energy.
    feedstock_efficiency : array_like, shape (n,)
        Efficiency E_F of the recycling that makes the feedstock, above 0 and at most 1.
    recycling_efficiency : array_like, shape (n,)
        Efficiency E_C of the recycling after use, between 0 and 1.
    lifetime_ratio, use_ratio : float
        Lifetime L / L_av and intensity of use U / U_av against the industry's average, above 0. Give a longer life
        as one of the two, not as both.

    Returns
    -------
    Circularity
        Flows, linear flow index, utility and indicator. A fully linear product of average utility has 0.1.

    Raises
    ------
    ParameterError
        If a mass or ratio is not positive and finite, a share or efficiency lies outside its range, or the shares of
        the feedstock or of the product add up to more than 1.

    References
    ----------
    Ellen MacArthur Foundation and Granta Design (2015, revised 2019), *Circularity indicators: an approach to
    measuring circularity. Methodology*, section on the product-level indicator.

    Examples
    --------
    >>> round(material_circularity(1.0).indicator, 3)
    0.1
    >>> round(material_circularity(1.0, recycled_input=0.5, recycled_output=0.5).indicator, 3)
    0.55
    """
    masses = np.atleast_1d(np.asarray(mass, dtype=float))
    if masses.ndim != 1 or not np.all(np.isfinite(masses) & (masses > 0)):
        raise ParameterError("mass must be one positive, finite mass for each material")
    inputs = _shares(
        masses, recycled_input=recycled_input, reused_input=reused_input, sustained_input=sustained_input
    )
    outputs = _shares(
        masses,
        recycled_output=recycled_output,
        reused_output=reused_output,
        composted_output=composted_output,
        energy_output=energy_output,
    )
    made = _efficiency("feedstock_efficiency", feedstock_efficiency, masses, above_zero=True)
    kept = _efficiency("recycling_efficiency", recycling_efficiency, masses, above_zero=False)
    virgin = float(np.sum(masses * (1 - inputs.sum(axis=0))))
    feedstock_waste = float(np.sum(masses * (1 - made) * inputs[0] / made))
    recycling_waste = float(np.sum(masses * (1 - kept) * outputs[0]))
    waste = float(np.sum(masses * (1 - outputs.sum(axis=0)))) + (feedstock_waste + recycling_waste) / 2
    linear_flow = (virgin + waste) / (2 * float(masses.sum()) + (feedstock_waste - recycling_waste) / 2)
    utility = utility_factor(lifetime_ratio, use_ratio)
    indicator = max(0.0, 1 - UTILITY_CONSTANT * linear_flow / utility)
    return Circularity(virgin, waste, feedstock_waste, recycling_waste, linear_flow, utility, indicator)


def utility_factor(lifetime_ratio: float, use_ratio: float) -> float:
    """Multiply the two parts of a product's utility, X = (L / L_av) (U / U_av).

    Parameters
    ----------
    lifetime_ratio : float
        Lifetime over that of the industry's average product.
    use_ratio : float
        Functional units over those of the industry's average product.

    Returns
    -------
    float
        Utility; 1 is the average.

    Raises
    ------
    ParameterError
        If a ratio is not positive and finite.
    """
    for name, ratio in (("lifetime_ratio", lifetime_ratio), ("use_ratio", use_ratio)):
        if not (np.isfinite(ratio) and ratio > 0):
            raise ParameterError(f"{name} is {ratio}; it must be above 0 and finite")
    return float(lifetime_ratio) * float(use_ratio)


def _shares(masses: NDArray[np.float64], **shares: ArrayLike) -> NDArray[np.float64]:
    """Stack shares of the same whole, one row each, and check that they leave no more than the whole."""
    rows = np.stack([np.broadcast_to(_within(name, value), masses.shape) for name, value in shares.items()])
    if np.any(rows.sum(axis=0) > 1 + 1e-12):
        raise ParameterError(f"{' + '.join(shares)} is more than 1; together they must be at most 1")
    return rows


def _within(name: str, value: ArrayLike) -> NDArray[np.float64]:
    share = np.asarray(value, dtype=float)
    if not np.all((share >= 0) & (share <= 1)):
        raise ParameterError(f"{name} must be a share between 0 and 1; divide per cent by 100")
    return share


def _efficiency(
    name: str, value: ArrayLike, masses: NDArray[np.float64], *, above_zero: bool
) -> NDArray[np.float64]:
    efficiency = np.broadcast_to(_within(name, value), masses.shape)
    if above_zero and np.any(efficiency == 0):
        raise ParameterError(f"{name} must be above 0: nothing is made at an efficiency of 0")
    return efficiency
