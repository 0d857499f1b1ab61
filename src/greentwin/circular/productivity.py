"""Resource productivity: output per mass of material, with its price basis and material measure attached.

Two productivities may be divided by each other only if both rest on the same basis. The functions here refuse
to mix: chain-linked volumes serve comparisons over time, purchasing power serves comparisons across areas in
a year. China's main-resource productivity carries the list of resources it counts as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from greentwin.errors import ParameterError

PriceBasis = Literal["chain_linked", "purchasing_power", "current_prices"]
MaterialMeasure = Literal["dmc", "dmi", "rmc", "rmi", "main_resources"]


@dataclass(frozen=True)
class Productivity:
    """Output per mass of material together with what it was measured in.

    Attributes
    ----------
    values : numpy.ndarray, shape (n,)
        Output divided by material.
    basis : {"chain_linked", "purchasing_power", "current_prices"}
        Prices in which output is valued.
    measure : {"dmc", "dmi", "rmc", "rmi", "main_resources"}
        Material in the denominator; ``"main_resources"`` is the selection of resources in China's indicator.
    unit : str
        Unit of the values, such as ``"EUR/kg"``.
    resources : tuple of str
        The resources counted, sorted, for ``"main_resources"``; empty for measures of all materials.
    """

    values: NDArray[np.float64]
    basis: PriceBasis
    measure: MaterialMeasure
    unit: str
    resources: tuple[str, ...] = ()


def resource_productivity(
    output: ArrayLike,
    material: ArrayLike,
    *,
    basis: PriceBasis,
    measure: MaterialMeasure,
    unit: str,
) -> Productivity:
    """Divide economic output by the mass of material it used.

    Parameters
    ----------
    output : array_like, shape (n,)
        Gross domestic product, at least 0.
    material : array_like, shape (n,)
        Mass of material per year, above 0.
    basis : {"chain_linked", "purchasing_power", "current_prices"}
        Prices of ``output``. At current prices a productivity cannot be compared with any other.
    measure : {"dmc", "dmi", "rmc", "rmi", "main_resources"}
        What ``material`` is.
    unit : str
        Unit of the ratio.

    Returns
    -------
    Productivity
        The ratio with its basis.

    Raises
    ------
    ParameterError
        If an option is unknown, shapes differ, output is negative or material is not positive.

    References
    ----------
    Eurostat, *Resource productivity statistics*, Statistics Explained: chain-linked volumes over time,
    purchasing power standards across countries.

    Examples
    --------
    >>> real = resource_productivity([2200.0], [1000.0], basis="chain_linked", measure="dmc", unit="EUR/kg")
    >>> real.values.tolist()
    [2.2]
    """
    _known("basis", basis, get_args(PriceBasis))
    _known("measure", measure, get_args(MaterialMeasure))
    money = np.atleast_1d(np.asarray(output, dtype=float))
    mass = np.atleast_1d(np.asarray(material, dtype=float))
    if money.shape != mass.shape:
        raise ParameterError(
            f"output has shape {money.shape} and material {mass.shape}; they must be the same"
        )
    if np.any(money < 0) or np.any(mass <= 0):
        raise ParameterError("output must be at least 0 and material above 0")
    return Productivity(money / mass, basis, measure, unit)


def productivity_index(
    productivity: Productivity, base: int = 0, level: float = 100.0
) -> NDArray[np.float64]:
    """Express a productivity over time as an index.

    Parameters
    ----------
    productivity : Productivity
        Values of one area in consecutive years, in chain-linked volumes.
    base : int
        Position of the base year.
    level : float
        Value of the index in the base year.

    Returns
    -------
    numpy.ndarray, shape (n,)
        ``level * values / values[base]``.

    Raises
    ------
    ParameterError
        If the basis is not chain-linked volumes, or there is no positive value at ``base``.
    """
    if productivity.basis != "chain_linked":
        raise ParameterError(
            f"an index over time needs chain-linked volumes; these values are in {productivity.basis}: "
            "prices would move it"
        )
    return _rebased(productivity.values, base, level)


def productivity_ratio(productivity: Productivity, reference: Productivity) -> NDArray[np.float64]:
    """Compare areas in one year: a productivity as a multiple of the reference area's.

    Parameters
    ----------
    productivity, reference : Productivity
        Values of two areas for the same years, both in purchasing power, over the same material measure.

    Returns
    -------
    numpy.ndarray, shape (n,)
        1 where the two are equal.

    Raises
    ------
    ParameterError
        If basis, material measure, selection of resources or unit differ, or the basis is not purchasing power.
    """
    for what, one, other in (
        ("basis", productivity.basis, reference.basis),
        ("measure", productivity.measure, reference.measure),
        ("resources", ", ".join(productivity.resources), ", ".join(reference.resources)),
        ("unit", productivity.unit, reference.unit),
    ):
        if one != other:
            raise ParameterError(f"the two differ in {what} ({one} and {other}): they share only a name")
    if productivity.basis != "purchasing_power":
        raise ParameterError(
            f"a comparison across areas needs purchasing power; these values are in {reference.basis}"
        )
    if productivity.values.shape != reference.values.shape:
        raise ParameterError("the two do not cover the same years")
    ratio: NDArray[np.float64] = productivity.values / reference.values
    return ratio


def chain_linked_index(
    at_previous_prices: ArrayLike, at_current_prices: ArrayLike, base: int = 0, level: float = 100.0
) -> NDArray[np.float64]:
    """Chain annual Laspeyres volume changes into an index.

    Each link is g_t = (value of year t at prices of t-1) / (value of year t-1 at its own prices), and the
    index is I_t = I_(t-1) x g_t.

    Parameters
    ----------
    at_previous_prices : array_like, shape (n,)
        Output of each year at the previous year's prices; the first entry is not used and may be NaN.
    at_current_prices : array_like, shape (n,)
        Output of each year at its own prices, positive.
    base : int
        Position of the reference year.
    level : float
        Value of the index in the reference year.

    Returns
    -------
    numpy.ndarray, shape (n,)
        Volume index. A missing link leaves all later years NaN: a chain has no bridge over a gap.

    Raises
    ------
    ParameterError
        If the shapes differ, fewer than two years are given, or a value is not positive.

    References
    ----------
    United Nations et al. (2009), *System of National Accounts 2008*, chapter 15, section C.

    Examples
    --------
    >>> chain_linked_index([float("nan"), 102.0, 107.1], [100.0, 105.0, 111.0]).round(2).tolist()
    [100.0, 102.0, 104.04]
    """
    previous, current = (
        np.asarray(at_previous_prices, dtype=float),
        np.asarray(at_current_prices, dtype=float),
    )
    if previous.ndim != 1 or previous.shape != current.shape or previous.size < 2:
        raise ParameterError("give two series of the same length, of at least two years")
    if np.any(previous[1:] <= 0) or np.any(current <= 0):
        raise ParameterError("values at current and at previous prices must be positive")
    links = previous[1:] / current[:-1]
    return _rebased(np.concatenate(([1.0], np.cumprod(links))), base, level)


def _rebased(values: NDArray[np.float64], base: int, level: float) -> NDArray[np.float64]:
    if not -values.size <= base < values.size or not values[base] > 0:
        raise ParameterError(f"there is no positive value at base position {base}")
    rebased: NDArray[np.float64] = level * values / values[base]
    return rebased


def _known(name: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise ParameterError(f"{name} is {value!r}; it must be one of {', '.join(allowed)}")
