"""Sobol indices: which share of the variance of an output each factor explains.

The first-order index of a factor is the share that it explains alone; the total index adds what it explains together
with others. A factor may be a group of many numbers that are drawn together.

References
----------
Saltelli A., Annoni P., Azzini I., Campolongo F., Ratto M. and Tarantola S. (2010): Variance based sensitivity analysis
of model output. Computer Physics Communications 181, 259-270. https://doi.org/10.1016/j.cpc.2009.09.018

Iwanaga T., Usher W. and Herman J. (2022): Toward SALib 2.0. Socio-Environmental Systems Modelling 4, 18155.
https://doi.org/10.18174/sesmo.18155
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from greentwin.appraisal.checks import Array
from greentwin.errors import ParameterError

_RESAMPLES = 100


@dataclass(frozen=True, eq=False)
class SobolIndices:
    """
    Sensitivity of an output to its factors.

    Attributes
    ----------
    factors : tuple of str
        Names.
    first, total : numpy.ndarray, shape (n_factors,)
        First-order and total index. They are estimates: a small one can be below 0.
    first_margin, total_margin : numpy.ndarray, shape (n_factors,)
        Half the width of the 95 % bootstrap interval.
    mean, deviation : float
        Mean and standard deviation of the output.
    runs : int
        How often the model was evaluated.
    """

    factors: tuple[str, ...]
    first: Array
    total: Array
    first_margin: Array
    total_margin: Array
    mean: float
    deviation: float
    runs: int


def sobol_indices(
    model: Callable[[Mapping[str, Array]], Array],
    factors: Mapping[str, int],
    *,
    samples: int = 512,
    seed: int = 0,
) -> SobolIndices | None:
    """
    Estimate the indices of a model's factors.

    Parameters
    ----------
    model : callable
        Takes for each factor uniform numbers from 0 to 1, shape (n_runs, size of the factor), and returns the output,
        shape (n_runs,).
    factors : mapping of str to int
        Size of each factor; two factors or more.
    samples : int, optional
        Base samples, a power of two; the model runs ``samples * (n_factors + 2)`` times.
    seed : int, optional
        Seed of the random numbers.

    Returns
    -------
    SobolIndices or None
        Indices in the order of the factors; None if no factor moves the output, so that there is nothing to share out.

    Raises
    ------
    ParameterError
        If there are fewer than two factors or `samples` is no power of two.

    Examples
    --------
    >>> found = sobol_indices(lambda u: 2 * u["a"][:, 0] + u["b"][:, 0], {"a": 1, "b": 1}, samples=1024)
    >>> found.first.round(1).tolist()
    [0.8, 0.2]
    """
    from SALib.analyze.sobol import analyze
    from SALib.sample.sobol import sample

    if len(factors) < 2:
        raise ParameterError(f"sensitivity needs two factors or more, there are {len(factors)}")
    if samples < 2 or samples & (samples - 1):
        raise ParameterError(f"samples is {samples}; it must be a power of two, such as 512")
    owners = [name for name, size in factors.items() for _ in range(size)]
    problem = {
        "num_vars": len(owners),
        "names": [f"x{position}" for position in range(len(owners))],
        "bounds": [[0.0, 1.0]] * len(owners),
        "groups": owners,
    }
    drawn = sample(problem, samples, calc_second_order=False, seed=seed)
    columns = np.array(owners)
    output = np.asarray(model({name: drawn[:, columns == name] for name in factors}), dtype=float)
    if np.ptp(output) == 0:
        return None
    # SALib takes the seed 0 for none.
    found = analyze(problem, output, calc_second_order=False, num_resamples=_RESAMPLES, seed=seed + 1)
    first, total, first_margin, total_margin = (
        np.asarray(found[key], dtype=float) for key in ("S1", "ST", "S1_conf", "ST_conf")
    )
    return SobolIndices(
        tuple(factors),
        first,
        total,
        first_margin,
        total_margin,
        float(output.mean()),
        float(output.std()),
        len(output),
    )
