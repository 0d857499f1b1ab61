"""Equal weights: the same for each indicator, or the same for each axis and within it for each indicator.

Equal weights are a choice like any other. An axis with many indicators weighs more if indicators are equal, and less
per indicator if axes are.

Reference
---------
OECD and JRC (2008): Handbook on Constructing Composite Indicators, step 6. https://doi.org/10.1787/9789264043466-en
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from greentwin.appraisal.checks import Array
from greentwin.errors import ParameterError


def equal_weights(count: int) -> Array:
    """
    Weigh each indicator the same.

    Parameters
    ----------
    count : int
        Number of indicators, at least 1.

    Returns
    -------
    numpy.ndarray, shape (count,)
        Weights that sum to one.

    Raises
    ------
    ParameterError
        If there is no indicator.

    Examples
    --------
    >>> equal_weights(4).tolist()
    [0.25, 0.25, 0.25, 0.25]
    """
    if count < 1:
        raise ParameterError(f"{count} indicators cannot be weighed; there must be at least one")
    return np.full(count, 1.0 / count)


def equal_by_axis(axes: Sequence[str]) -> Array:
    """
    Weigh each axis the same, and within an axis each of its indicators.

    Parameters
    ----------
    axes : sequence of str
        Axis of each indicator.

    Returns
    -------
    numpy.ndarray, shape (n_indicators,)
        Weights that sum to one.

    Raises
    ------
    ParameterError
        If there is no indicator.

    Examples
    --------
    >>> equal_by_axis(["social", "economic", "economic"]).tolist()
    [0.5, 0.25, 0.25]
    """
    if not len(axes):
        raise ParameterError("no axes are given; name the axis of each indicator")
    sizes = Counter(axes)
    return np.array([1.0 / (len(sizes) * sizes[axis]) for axis in axes])
