"""Indicators of material flows and of the circular use of materials, in the accounts' own terms.

Here are the flows and the circular material use rate; resource productivity, recycling rates and the material
circularity indicator come from the modules of those subjects and can be imported from here as well.

These functions are for a re-user who holds the components. The tables of this study do not hold them: its
circular material use rates are published figures, shown as they are, that cannot be recomputed from what is
here.

Quantities are masses per year, all in one unit (thousand tonnes in the accounts). A gap (NaN) stays a gap.
"""

from __future__ import annotations

from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from greentwin.circular.circularity import Circularity, material_circularity, utility_factor
from greentwin.circular.mainresources import MAIN_RESOURCES_2007, main_resource_productivity
from greentwin.circular.productivity import (
    Productivity,
    chain_linked_index,
    productivity_index,
    productivity_ratio,
    resource_productivity,
)
from greentwin.circular.recycling import RecyclingRate, over_another_total, rate_gap, recycling_rate
from greentwin.errors import ParameterError

Recovery = Literal["recycling", "recycling_backfilling", "all_recovery"]
Quantity = NDArray[np.float64] | np.float64

__all__ = [
    "MAIN_RESOURCES_2007",
    "Circularity",
    "Productivity",
    "Quantity",
    "Recovery",
    "RecyclingRate",
    "chain_linked_index",
    "circular_material_use_rate",
    "circular_use",
    "domestic_material_consumption",
    "domestic_material_input",
    "implied_circular_use",
    "main_resource_productivity",
    "material_circularity",
    "over_another_total",
    "productivity_index",
    "productivity_ratio",
    "rate_gap",
    "recycling_rate",
    "relative_change",
    "resource_productivity",
    "utility_factor",
]


def domestic_material_input(extraction: ArrayLike, imports: ArrayLike) -> Quantity:
    """Add imports to domestic extraction: direct material input, DMI = DE + IMP.

    Parameters
    ----------
    extraction : array_like
        Used domestic extraction, mass per year.
    imports : array_like
        Physical imports, same unit. For a part of a country, receipts from its other parts count as imports,
        so the inputs of the parts do not add up to the input of the whole.

    Returns
    -------
    numpy.ndarray or numpy.float64
        Direct material input, broadcast shape of the arguments.

    Raises
    ------
    ParameterError
        If a mass is negative or infinite.

    References
    ----------
    Eurostat (2018), *Economy-wide material flow accounts: handbook*, doi:10.2785/158567.

    Examples
    --------
    >>> float(domestic_material_input(5000.0, 1700.0))
    6700.0
    """
    return _result(_masses("extraction", extraction) + _masses("imports", imports))


def domestic_material_consumption(extraction: ArrayLike, imports: ArrayLike, exports: ArrayLike) -> Quantity:
    """Subtract exports from direct material input: domestic material consumption, DMC = DE + IMP - EXP.

    Parameters
    ----------
    extraction, imports, exports : array_like
        Used domestic extraction, physical imports and physical exports, mass per year in one unit.

    Returns
    -------
    numpy.ndarray or numpy.float64
        Domestic material consumption, broadcast shape of the arguments; negative if exports draw on stocks.

    Raises
    ------
    ParameterError
        If a mass is negative or infinite.

    References
    ----------
    Eurostat (2018), *Economy-wide material flow accounts: handbook*, doi:10.2785/158567.

    Examples
    --------
    >>> float(domestic_material_consumption(5000.0, 1700.0, 700.0))
    6000.0
    """
    return _result(np.asarray(domestic_material_input(extraction, imports)) - _masses("exports", exports))


def circular_use(
    recycled: ArrayLike,
    *,
    imported_waste: ArrayLike = 0.0,
    exported_waste: ArrayLike = 0.0,
    backfilled: ArrayLike = 0.0,
    energy_recovered: ArrayLike = 0.0,
    recovery: Recovery = "recycling",
) -> Quantity:
    """Estimate the circular use of materials, U = RCV - IMP_w + EXP_w.

    Eurostat counts waste recycled in domestic plants (RCV_R, operations R2 to R11) and moves the credit for
    traded waste to the area that collected it. With both trades left at zero the credit stays where the plant
    is.

    Parameters
    ----------
    recycled : array_like
        Waste recycled in domestic plants, RCV_R, mass per year.
    imported_waste, exported_waste : array_like
        Traded waste bound for recycling, IMP_w and EXP_w, same unit.
    backfilled, energy_recovered : array_like
        Waste used as backfill and for energy. Counted only if ``recovery`` says so.
    recovery : {"recycling", "recycling_backfilling", "all_recovery"}
        What counts as recovery. Only ``"recycling"`` is the definition behind Eurostat's published rates; a
        rate from the wider ones must not be set beside them.

    Returns
    -------
    numpy.ndarray or numpy.float64
        Circular use of materials, same unit.

    Raises
    ------
    ParameterError
        If a mass is negative or infinite, ``recovery`` is unknown, or more waste is imported than is
        recovered and exported together, which leaves no circular use to credit.

    References
    ----------
    Eurostat (2018), *Circular material use rate: calculation method*, section 2.2.2, doi:10.2785/132630.

    Examples
    --------
    >>> float(circular_use(820.0, imported_waste=30.0, exported_waste=50.0))
    840.0
    >>> float(circular_use(820.0, backfilled=180.0, recovery="recycling_backfilling"))
    1000.0
    """
    if recovery not in get_args(Recovery):
        raise ParameterError(f"recovery is {recovery!r}; it must be one of {', '.join(get_args(Recovery))}")
    recovered = _masses("recycled", recycled)
    if recovery != "recycling":
        recovered = recovered + _masses("backfilled", backfilled)
    if recovery == "all_recovery":
        recovered = recovered + _masses("energy_recovered", energy_recovered)
    use = recovered - _masses("imported_waste", imported_waste) + _masses("exported_waste", exported_waste)
    if np.any(use < 0):
        raise ParameterError(
            "imported_waste exceeds recovered plus exported waste: no circular use is left to credit"
        )
    return _result(use)


def circular_material_use_rate(use: ArrayLike, consumption: ArrayLike) -> Quantity:
    """Divide circular use by overall material use: CMU = U / (DMC + U).

    Parameters
    ----------
    use : array_like
        Circular use of materials U, from `circular_use`.
    consumption : array_like
        Domestic material consumption DMC, same unit.

    Returns
    -------
    numpy.ndarray or numpy.float64
        Share between 0 and 1 (published rates are in per cent, 100 times as large). NaN if nothing is used.

    Raises
    ------
    ParameterError
        If ``use`` or ``consumption`` is negative or infinite.

    References
    ----------
    Eurostat (2018), *Circular material use rate: calculation method*, section 2.2, doi:10.2785/132630.

    Examples
    --------
    >>> round(float(circular_material_use_rate(840.0, 6360.0)), 3)
    0.117
    """
    u, dmc = np.broadcast_arrays(_masses("use", use), _masses("consumption", consumption))
    total = u + dmc
    return _result(np.divide(u, total, out=np.full(total.shape, np.nan), where=total > 0))


def implied_circular_use(rate: ArrayLike, consumption: ArrayLike) -> Quantity:
    """Solve the definition of the rate for circular use: U = CMU x DMC / (1 - CMU).

    Parameters
    ----------
    rate : array_like
        Circular material use rate as a share, at least 0 and below 1.
    consumption : array_like
        Domestic material consumption DMC, mass per year, of the same release as the rate.

    Returns
    -------
    numpy.ndarray or numpy.float64
        Circular use of materials, unit of ``consumption``.

    Raises
    ------
    ParameterError
        If a rate is outside [0, 1), for instance in per cent, or a mass is negative or infinite.

    Examples
    --------
    >>> round(float(implied_circular_use(0.117, 6360.0)))
    843
    """
    share = np.asarray(rate, dtype=float)
    if np.any((share < 0) | (share >= 1)):
        raise ParameterError("rate must be a share of at least 0 and below 1; divide per cent by 100")
    return _result(share * _masses("consumption", consumption) / (1 - share))


def relative_change(old: ArrayLike, new: ArrayLike) -> Quantity:
    """Relate a change to its starting value: (new - old) / old, as a share.

    A change of a rate in percentage points is ``new - old``, another number: say which of the two is meant.

    Parameters
    ----------
    old, new : array_like
        Positive values in one unit, before and after.

    Returns
    -------
    numpy.ndarray or numpy.float64
        Relative change, 0.1 for an increase by 10 %.

    Raises
    ------
    ParameterError
        If ``old`` is not positive.

    Examples
    --------
    >>> round(float(relative_change(11.8, 12.1)), 4)
    0.0254
    """
    before = np.asarray(old, dtype=float)
    if np.any(before <= 0):
        raise ParameterError("old must be positive: a change relative to zero or less says nothing")
    return _result((np.asarray(new, dtype=float) - before) / before)


def _masses(name: str, values: ArrayLike) -> NDArray[np.float64]:
    masses = np.asarray(values, dtype=float)
    if np.any((masses < 0) | np.isinf(masses)):
        raise ParameterError(f"{name} must be a finite mass of at least 0")
    return masses


def _result(values: Any) -> Quantity:
    array = np.asarray(values, dtype=float)
    return np.float64(array) if array.ndim == 0 else array
