"""Weights drawn at random: any weights at all, or weights around given ones.

Without a centre, every set of weights that are not negative and sum to one is equally likely: a Dirichlet distribution
with parameters (1, ..., 1). With a centre c and a concentration a, the distribution is

    Dirichlet(a c_1, ..., a c_k), with mean c_j and variance c_j (1 - c_j) / (a + 1)        (1)

Reference
---------
Kotz S., Balakrishnan N. and Johnson N. L. (2000): Continuous Multivariate Distributions, volume 1, chapter 49. Wiley.
https://doi.org/10.1002/0471722065
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from greentwin.appraisal.checks import Array, check_weights
from greentwin.errors import ParameterError

_SMALL = 1e-15


def draw_weights(
    count: int,
    draws: int,
    *,
    seed: int,
    centre: npt.ArrayLike | None = None,
    concentration: float = 10.0,
) -> Array:
    """
    Draw sets of weights.

    Parameters
    ----------
    count : int
        Number of indicators.
    draws : int
        Number of sets.
    seed : int
        Seed of the random numbers.
    centre : array_like, shape (count,), optional
        Mean weights, above zero; any weights are equally likely if not given.
    concentration : float, optional
        a of equation (1), above zero: the larger, the nearer to the centre. Not used without a centre.

    Returns
    -------
    numpy.ndarray, shape (draws, count)
        Weights; each row sums to one.

    Raises
    ------
    ParameterError
        If a number is out of range, or the centre has a zero or does not sum to one.

    Examples
    --------
    >>> draw_weights(3, 1000, seed=1).sum(axis=1).round(9).min()
    np.float64(1.0)
    """
    if count < 1 or draws < 1:
        raise ParameterError(f"{draws} draws of {count} weights cannot be made; both must be at least 1")
    if centre is None:
        return np.random.default_rng(seed).dirichlet(np.ones(count), draws)
    middle = check_weights(centre, count)
    if not (middle > 0).all() or concentration <= 0:
        raise ParameterError("weights of the centre and the concentration must be above zero")
    return np.random.default_rng(seed).dirichlet(concentration * middle, draws)


def draw_by_axis(axes: Sequence[str], draws: int, *, seed: int) -> Array:
    """
    Draw the weights of axes, and within each axis those of its indicators, and multiply them.

    Any weights of the axes are equally likely, so that an axis does not weigh more because it has more indicators.

    Parameters
    ----------
    axes : sequence of str
        Axis of each indicator.
    draws : int
        Number of sets.
    seed : int
        Seed of the random numbers.

    Returns
    -------
    numpy.ndarray, shape (draws, n_indicators)
        Weights; each row sums to one.

    Raises
    ------
    ParameterError
        If no axis is given or there is no draw.

    Examples
    --------
    >>> draw_by_axis(["a", "b", "b", "b", "b"], 20_000, seed=1)[:, 0].mean().round(2)
    np.float64(0.5)
    """
    if not len(axes) or draws < 1:
        raise ParameterError("name the axis of each indicator, and draw at least once")
    shares = np.random.default_rng(seed).random((draws, cells(axes)))
    return weights_by_axis(shares, axes)


def cells(axes: Sequence[str]) -> int:
    """Return how many uniform numbers `weights_by_axis` needs: one for each axis and one for each indicator."""
    return len(dict.fromkeys(axes)) + len(axes)


def weights_by_axis(shares: Array, axes: Sequence[str]) -> Array:
    """
    Turn uniform numbers into weights of axes times weights within them, each set equally likely.

    Exponential variables divided by their sum are uniform on the simplex.

    Parameters
    ----------
    shares : numpy.ndarray, shape (n_draws, n_axes + n_indicators)
        Uniform numbers from 0 to 1, see `cells`.
    axes : sequence of str
        Axis of each indicator.

    Returns
    -------
    numpy.ndarray, shape (n_draws, n_indicators)
        Weights; each row sums to one.
    """
    names = list(dict.fromkeys(axes))
    waiting = -np.log(np.clip(shares, _SMALL, 1 - _SMALL))
    outer, inner = waiting[:, : len(names)], waiting[:, len(names) :]
    outer = outer / outer.sum(axis=1, keepdims=True)
    weights = np.empty_like(inner)
    for position, name in enumerate(names):
        members = [at for at, axis in enumerate(axes) if axis == name]
        within = inner[:, members] / inner[:, members].sum(axis=1, keepdims=True)
        weights[:, members] = outer[:, [position]] * within
    return weights
