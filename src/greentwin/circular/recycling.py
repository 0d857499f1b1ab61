"""Recycling rates: what was recycled, over a denominator that stays attached to the result.

The same recycled mass gives a small rate over all inputs and a large one over waste collected. A rate without its
denominator and without what counts as recycled cannot be compared, so the functions here refuse to.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from greentwin.errors import ParameterError

Denominator = Literal[
    "generated", "generated_and_stored", "treated", "collected", "scrapped", "put_on_market", "inputs"
]
Counted = Literal["recycled", "recovered_with_backfilling", "every_use", "collected"]


@dataclass(frozen=True)
class RateDefinition:
    """What a published recycling rate counts and what it divides by.

    Attributes
    ----------
    counted : {"recycled", "recovered_with_backfilling", "every_use", "collected"}
        What stands above the line.
    denominator : str
        What stands below it, one of `Denominator`.
    reference : str
        Publisher and code or number of the definition.
    """

    counted: Counted
    denominator: Denominator
    reference: str


DEFINITIONS: dict[str, RateDefinition] = {
    "eu_municipal_waste": RateDefinition("recycled", "generated", "Eurostat cei_wm011"),
    "eu_waste_without_major_mineral": RateDefinition("recycled", "treated", "Eurostat cei_wm010"),
    "eu_packaging_waste": RateDefinition("recycled", "generated", "Eurostat cei_wm020"),
    "eu_construction_waste": RateDefinition("recovered_with_backfilling", "treated", "Eurostat cei_wm040"),
    "china_industrial_solid_waste": RateDefinition(
        "every_use",
        "generated_and_stored",
        "发改环资〔2016〕2749号, indicator 7 (not read from the original)",
    ),
    "china_renewable_resources": RateDefinition(
        "collected", "scrapped", "发改环资〔2016〕2749号, indicator 9 (not read from the original)"
    ),
    "metal_end_of_life": RateDefinition(
        "recycled", "scrapped", "Graedel et al. 2011, doi:10.1111/j.1530-9290.2011.00342.x, EOL-RR"
    ),
    "metal_recycled_content": RateDefinition(
        "recycled", "inputs", "Graedel et al. 2011, doi:10.1111/j.1530-9290.2011.00342.x, RC"
    ),
}
"""Definitions of rates that this book speaks of, by name."""


@dataclass(frozen=True)
class RecyclingRate:
    """A recycling rate with its denominator attached.

    Attributes
    ----------
    values : numpy.ndarray, shape (n,)
        Shares between 0 and 1.
    counted : {"recycled", "recovered_with_backfilling", "every_use", "collected"}
        What stands above the line.
    denominator : str
        What stands below it, one of `Denominator`.
    """

    values: NDArray[np.float64]
    counted: Counted
    denominator: Denominator


def recycling_rate(
    recycled: ArrayLike, total: ArrayLike, *, counted: Counted, denominator: Denominator
) -> RecyclingRate:
    """Divide a recycled mass by a total, R = recycled / total, and keep what both are.

    Parameters
    ----------
    recycled : array_like, shape (n,)
        Mass that counts as recycled, per year.
    total : array_like, shape (n,)
        Mass it is divided by, same unit, above 0.
    counted : {"recycled", "recovered_with_backfilling", "every_use", "collected"}
        What ``recycled`` is. Recycling proper leaves out backfilling and energy; ``"every_use"`` is the wider
        comprehensive use of Chinese statistics; ``"collected"`` is what was gathered, before losses in sorting.
    denominator : str
        What ``total`` is: ``"generated"`` (waste that arose), ``"generated_and_stored"`` (plus waste of earlier
        years that is used now), ``"treated"`` (in the area's plants), ``"collected"``, ``"scrapped"`` (products
        at their end of life), ``"put_on_market"`` or ``"inputs"`` (all material used to make something).

    Returns
    -------
    RecyclingRate
        Shares (published rates are in per cent). A gap in either argument stays a gap.

    Raises
    ------
    ParameterError
        If an option is unknown, shapes differ, a mass is negative or infinite, a total is not positive, or more
        is recycled than the total holds.

    References
    ----------
    Eurostat, reference metadata of cei_wm010, cei_wm011, cei_wm020 and cei_wm040; Graedel, T. E. et al. (2011),
    What do we know about metal recycling rates?, *Journal of Industrial Ecology* 15, 355-366,
    doi:10.1111/j.1530-9290.2011.00342.x.

    Examples
    --------
    One recycled mass over waste and over all inputs:

    >>> over_waste = recycling_rate([36.0], [66.0], counted="every_use", denominator="generated")
    >>> over_inputs = recycling_rate([36.0], [156.0], counted="every_use", denominator="inputs")
    >>> over_waste.values.round(2).tolist(), over_inputs.values.round(2).tolist()
    ([0.55], [0.23])
    """
    _known("counted", counted, get_args(Counted))
    _known("denominator", denominator, get_args(Denominator))
    part, whole = (np.atleast_1d(np.asarray(x, dtype=float)) for x in (recycled, total))
    if part.shape != whole.shape:
        raise ParameterError(
            f"recycled has shape {part.shape} and total {whole.shape}; they must be the same"
        )
    if np.any((part < 0) | np.isinf(part)) or np.any((whole <= 0) | np.isinf(whole)):
        raise ParameterError("recycled must be a finite mass of at least 0 and total a finite mass above 0")
    if np.any(part > whole):
        raise ParameterError(
            f"more is recycled than {denominator}: stored or imported waste that is used belongs in the total"
        )
    return RecyclingRate(part / whole, counted, denominator)


def over_another_total(
    rate: RecyclingRate, total: ArrayLike, other: ArrayLike, denominator: Denominator
) -> RecyclingRate:
    """Express the same recycled mass over another denominator: R' = R x total / other.

    Parameters
    ----------
    rate : RecyclingRate
        Rate over ``total``.
    total, other : array_like, shape (n,)
        The rate's own total and the new one, masses in one unit.
    denominator : str
        What ``other`` is, one of `Denominator`.

    Returns
    -------
    RecyclingRate
        The rate over ``other``; what is counted stays the same.

    Raises
    ------
    ParameterError
        As for `recycling_rate`.

    Examples
    --------
    >>> treated = recycling_rate([40.0], [80.0], counted="recycled", denominator="treated")
    >>> over_another_total(treated, [80.0], [100.0], "generated").values.tolist()
    [0.4]
    """
    recycled = rate.values * np.atleast_1d(np.asarray(total, dtype=float))
    return recycling_rate(recycled, other, counted=rate.counted, denominator=denominator)


def rate_gap(rate: RecyclingRate, reference: RecyclingRate) -> NDArray[np.float64]:
    """Subtract a reference from a rate of the same definition, in percentage points.

    Parameters
    ----------
    rate, reference : RecyclingRate
        Two rates that count the same over the same denominator.

    Returns
    -------
    numpy.ndarray, shape (n,)
        ``100 * (rate - reference)``.

    Raises
    ------
    ParameterError
        If the two differ in what is counted, in the denominator or in length.
    """
    for what, one, other in (
        ("what is counted", rate.counted, reference.counted),
        ("the denominator", rate.denominator, reference.denominator),
    ):
        if one != other:
            raise ParameterError(
                f"the two rates differ in {what} ({one} and {other}): they share only a name"
            )
    if rate.values.shape != reference.values.shape:
        raise ParameterError("the two rates do not cover the same years")
    gap: NDArray[np.float64] = 100 * (rate.values - reference.values)
    return gap


def _known(name: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise ParameterError(f"{name} is {value!r}; it must be one of {', '.join(allowed)}")
