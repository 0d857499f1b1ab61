"""PROMETHEE II: units are compared pair by pair on each indicator, and their net flow ranks them.

With P_j(a, b) the preference for a over b on indicator j (:mod:`greentwin.appraisal.aggregation.preferences`),

    pi(a, b)  = sum over j of w_j P_j(a, b)                                                (1)
    phi+(a)   = sum over b of pi(a, b) / (n - 1)                                           (2)
    phi-(a)   = sum over b of pi(b, a) / (n - 1)                                           (3)
    phi(a)    = phi+(a) - phi-(a)                                                          (4)

phi is linear in the weights: phi(a) = sum over j of w_j phi_j(a), with the net flow phi_j of indicator j alone.

References
----------
Brans J. P., Vincke P. and Mareschal B. (1986): How to select and how to rank projects: the PROMETHEE method. European
Journal of Operational Research 24, 228-238. https://doi.org/10.1016/0377-2217(86)90044-5

Brans J. P. and Vincke P. (1985): A preference ranking organisation method. Management Science 31, 647-656.
https://doi.org/10.1287/mnsc.31.6.647
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from greentwin.appraisal.aggregation.arithmetic import weighted_sums
from greentwin.appraisal.aggregation.preferences import Preference
from greentwin.appraisal.checks import (
    Array,
    Table,
    check_directions,
    check_varying,
    check_weights,
    indicator_matrix,
    indicator_names,
)
from greentwin.appraisal.options import Direction
from greentwin.errors import ParameterError

USUAL = Preference("usual")


@dataclass(frozen=True, eq=False)
class Flows:
    """
    Flows of the units.

    Attributes
    ----------
    net : numpy.ndarray, shape (n_units,) or (n_draws, n_units)
        phi, from -1 to 1; more is better.
    leaving, entering : numpy.ndarray, shape of `net`
        phi+ and phi-.
    """

    net: Array
    leaving: Array
    entering: Array


def unicriterion_flows(oriented: Array, preferences: Sequence[Preference]) -> tuple[Array, Array]:
    """
    Return phi+ and phi- of each indicator alone.

    Parameters
    ----------
    oriented : numpy.ndarray, shape (..., n_units, n_indicators)
        Values of which more is better.
    preferences : sequence of Preference
        One for each indicator.

    Returns
    -------
    tuple of numpy.ndarray, shape (..., n_units, n_indicators)
        Leaving and entering flows.
    """
    others = oriented.shape[-2] - 1
    leaving, entering = np.empty_like(oriented), np.empty_like(oriented)
    for position, function in enumerate(preferences):
        column = oriented[..., position]
        preferred = function.of(column[..., :, None] - column[..., None, :])
        leaving[..., position] = preferred.sum(axis=-1) / others
        entering[..., position] = preferred.sum(axis=-2) / others
    return leaving, entering


def promethee(
    values: Table,
    weights: npt.ArrayLike,
    directions: Sequence[Direction],
    preferences: Preference | Sequence[Preference] = USUAL,
) -> Flows:
    """
    Rank units by their net flow.

    Parameters
    ----------
    values : array_like or DataFrame, shape (n_units, n_indicators)
        Values as measured, without gaps. Not changed.
    weights : array_like, shape (n_indicators,) or (n_draws, n_indicators)
        Weights that sum to one.
    directions : sequence of {"higher_better", "lower_better"}
        One for each indicator.
    preferences : Preference or sequence of Preference, optional
        One for all indicators, or one for each; the usual function if not given, which counts who is ahead and not
        by how much.

    Returns
    -------
    Flows
        Net, leaving and entering flows.

    Raises
    ------
    ParameterError
        If there are gaps, a direction or a preference function is missing, an indicator is the same for all units, or
        the weights are negative or do not sum to one.

    Examples
    --------
    >>> flows = promethee([[4, 3, 2], [3, 2, 4], [5, 1, 3]], [0.5, 0.3, 0.2], ["higher_better"] * 3)
    >>> flows.net.round(6).tolist()
    [0.1, -0.3, 0.2]
    """
    matrix = indicator_matrix(values)
    count = matrix.shape[1]
    names = indicator_names(values, count)
    signs = check_directions(directions, count, names)
    check_varying(matrix, names)
    functions = [preferences] * count if isinstance(preferences, Preference) else list(preferences)
    if len(functions) != count:
        raise ParameterError(f"{len(functions)} preference functions are given for {count} indicators")
    checked = check_weights(weights, count)
    flows = unicriterion_flows(matrix * signs, functions)
    leaving, entering = (weighted_sums(flow, checked) for flow in flows)
    return Flows(leaving - entering, leaving, entering)
