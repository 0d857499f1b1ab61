"""The average effect that a sensitivity analysis is about, and what a linear trend does to an event study."""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from greentwin.city.evaluation.results import EventStudy, Floats
from greentwin.errors import DataError, ParameterError

Target = Literal["overall", "average", "first"]


def target_weights(study: EventStudy, target: Target = "overall") -> Floats:
    """Return the weights of the effects from the start on that make up the average of interest.

    Parameters
    ----------
    study : EventStudy
        Effects by year since the start.
    target : {"overall", "average", "first"}
        All years from the start on, weighted by the treated units behind each (overall, which is the simple average
        of group-time effects), all of them with equal weight (average), or the year of the start alone (first).

    Returns
    -------
    ndarray, shape (n_times,)
        Weights that add up to 1; 0 before the start.

    Raises
    ------
    ParameterError
        If the target is unknown.
    DataError
        If there is no effect from the start on.
    """
    if target not in get_args(Target):
        raise ParameterError(f"target is {target!r}; it must be one of {', '.join(get_args(Target))}")
    after = study.after()
    if not after.any():
        raise DataError("the event study has no effect from the start on")
    weights = np.where(after, study.n_treated if target == "overall" else 1.0, 0.0)
    if target == "first":
        weights = np.where(study.times == study.times[after].min(), 1.0, 0.0)
    shares: Floats = weights / weights.sum()
    return shares


def trend_path(study: EventStudy) -> Floats:
    """Return what a difference in trends of slope 1 a year adds to each coefficient, shape (n_times,).

    With one reference for all times it is the distance from it. Where effects before the start are compared with the
    year before, it is 1 for these and the distance from the last year before the start for the others.
    """
    if study.reference is not None:
        path: Floats = (study.times - study.reference).astype(float)
        return path
    return np.where(study.times < 0, 1.0, study.times + 1.0)


def coefficients_before(study: EventStudy, at_least: int = 1) -> NDArray[np.bool_]:
    """Mark the coefficients before the start, the reference left out.

    Raises
    ------
    DataError
        If there are fewer than ``at_least``, or their covariance is singular.
    """
    before = study.before()
    if before.sum() < at_least:
        raise DataError(
            f"the event study has {before.sum()} coefficients before the start; {at_least} are needed, "
            "so begin the window earlier"
        )
    covariance = study.covariance[np.ix_(before, before)]
    rank = int(np.linalg.matrix_rank(covariance, hermitian=True))
    if rank < len(covariance):
        raise DataError(
            f"the covariance of {len(covariance)} coefficients before the start has rank {rank}: there are too few "
            "clusters for so many; take fewer years before the start"
        )
    return before
