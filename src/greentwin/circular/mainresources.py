"""China's main-resource productivity: output over a named selection of resources."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from greentwin.circular.productivity import PriceBasis, Productivity, resource_productivity
from greentwin.errors import ParameterError

MAIN_RESOURCES_2007 = (
    "coal",
    "oil",
    "iron_ore",
    "nonferrous_ores",
    "rare_earth_ores",
    "phosphate_rock",
    "sulphur",
    "limestone",
    "sand_and_gravel",
)
"""Resources that the notice on China's indicator system of 2007 names; the list there is open ("and others")."""


def main_resource_productivity(
    output: ArrayLike,
    resources: Mapping[str, ArrayLike],
    *,
    selection: tuple[str, ...],
    basis: PriceBasis = "chain_linked",
    unit: str = "yuan/t",
) -> Productivity:
    """Divide output by the summed mass of a named selection of resources, as China's indicator does.

    RP = GDP / sum of the main resources consumed. Which resources count is decided by a list, and the list moves the
    result, so it has to be given and stays attached to it. All other materials are left out: the indicator is no
    productivity of domestic material consumption.

    Parameters
    ----------
    output : array_like, shape (n,)
        Gross domestic product, at constant prices in the official definition.
    resources : mapping of str to array_like, shape (n,)
        Mass consumed of each resource, in one unit, at least 0.
    selection : tuple of str
        Resources of the definition, for instance `MAIN_RESOURCES_2007`; those given must be exactly these.
    basis : {"chain_linked", "purchasing_power", "current_prices"}
        Prices of ``output``.
    unit : str
        Unit of the ratio.

    Returns
    -------
    Productivity
        The ratio, with ``measure`` ``"main_resources"`` and the selection.

    Raises
    ------
    ParameterError
        If a resource of the selection is missing, one outside it is given, a mass is negative or infinite, or as for
        `resource_productivity`.

    References
    ----------
    National Development and Reform Commission and others (2007), indicator system for the circular economy,
    发改环资〔2007〕1815号, as reported by the Chinese government's web portal on 5 September 2007; the edition of 2017
    (发改环资〔2016〕2749号) keeps the ratio, its list of resources was not read.

    Examples
    --------
    >>> main_resource_productivity(
    ...     [1000.0], {"coal": [3.0], "iron_ore": [1.0]}, selection=("coal", "iron_ore")
    ... ).values.tolist()
    [250.0]
    """
    missing, extra = sorted(set(selection) - set(resources)), sorted(set(resources) - set(selection))
    if missing or extra or not selection:
        raise ParameterError(
            f"the selection is {', '.join(selection) or 'empty'}; missing: {', '.join(missing) or 'none'}; "
            f"not in it: {', '.join(extra) or 'none'}"
        )
    masses = np.stack([np.atleast_1d(np.asarray(resources[name], dtype=float)) for name in selection])
    if np.any((masses < 0) | np.isinf(masses)):
        raise ParameterError("each resource must be a finite mass of at least 0")
    ratio = resource_productivity(
        output, masses.sum(axis=0), basis=basis, measure="main_resources", unit=unit
    )
    return Productivity(ratio.values, basis, "main_resources", unit, tuple(sorted(selection)))
