"""Doubly robust difference in differences for two periods, by Sant'Anna and Zhao."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from greentwin.city.evaluation.results import Floats
from greentwin.errors import DataError

_STEPS = 50
_TOLERANCE = 1e-12
_LARGEST = 0.999
"""Probability of treatment of a control unit above which there is no overlap."""


def doubly_robust(
    change: Floats, treated: NDArray[np.bool_], covariates: Floats, where: str = "the sample"
) -> tuple[float, Floats]:
    """Estimate the average effect on the treated from changes of the outcome and covariates.

    With D the treatment, p a logit of it, m a linear regression of the change of the control units, both on the
    covariates X, and w the odds p / (1 - p), the estimate is
    ``sum_D (change - m) / n_D - sum_(1-D) w (change - m) / sum_(1-D) w`` (equation 2.6 of the reference; the
    estimator for panel data with logit and ordinary least squares).

    Parameters
    ----------
    change : ndarray, shape (n,)
        Change of the outcome.
    treated : ndarray of bool, shape (n,)
        Treated units; the others are controls.
    covariates : ndarray, shape (n, k)
        Covariates, without a constant.
    where : str
        Name of the sample for messages.

    Returns
    -------
    att : float
        The estimate.
    influence : ndarray, shape (n,)
        Contribution of each unit to its error, with that of the two fitted models.

    Raises
    ------
    DataError
        If there are more coefficients than control or treated units allow, covariates are collinear, or they
        separate treated from control units.

    References
    ----------
    Sant'Anna & Zhao (2020), 10.1016/j.jeconom.2020.06.003, equation 2.6 and appendix A.
    """
    design = _design(covariates, treated, where)
    propensity = _logit(design, treated, where)
    control = ~treated
    odds = np.where(control, propensity / (1 - propensity), 0.0)
    bread = np.linalg.inv(design[control].T @ design[control])
    fitted = design @ (bread @ (design[control].T @ change[control]))
    rest = change - fitted

    n_treated, mass = treated.sum(), odds.sum()
    of_treated = float(rest[treated].mean())
    of_control = float((odds * rest).sum() / mass)
    att = of_treated - of_control

    share = np.where(treated, 1 / n_treated, 0.0)
    weight = odds / mass
    outcome_score = (control * rest)[:, None] * design @ bread
    information = design.T @ ((propensity * (1 - propensity))[:, None] * design)
    propensity_score = (treated - propensity)[:, None] * design @ np.linalg.inv(information)
    influence = share * (rest - of_treated) - weight * (rest - of_control)
    influence -= outcome_score @ ((share - weight) @ design)
    influence -= propensity_score @ ((weight * (rest - of_control)) @ design)
    return att, influence


def _design(covariates: Floats, treated: NDArray[np.bool_], where: str) -> Floats:
    """Put a constant beside the covariates, which are centred and scaled so that matrices are well conditioned."""
    spread = covariates.std(axis=0)
    if not (spread > 0).all():
        raise DataError(f"{where}: a covariate is the same for all units; leave it out")
    design = np.column_stack([np.ones(len(covariates)), (covariates - covariates.mean(axis=0)) / spread])
    for marks, side in ((~treated, "control units"), (np.ones(len(treated), dtype=bool), "units")):
        if np.linalg.matrix_rank(design[marks]) < design.shape[1]:
            raise DataError(
                f"{where}: {marks.sum()} {side} do not determine {design.shape[1]} coefficients; "
                "leave out covariates or take a larger group"
            )
    return design


def _logit(design: Floats, treated: NDArray[np.bool_], where: str) -> Floats:
    """Return fitted probabilities of treatment by Newton's method."""
    coefficients = np.zeros(design.shape[1])
    share = treated.mean()
    coefficients[0] = np.log(share / (1 - share))
    for _ in range(_STEPS):
        probability: Floats = 1 / (1 + np.exp(-np.clip(design @ coefficients, -500, 500)))
        if probability[~treated].max() > _LARGEST or probability[treated].min() > _LARGEST:
            break
        variance = probability * (1 - probability)
        information = design.T @ (variance[:, None] * design)
        step = np.linalg.solve(information, design.T @ (treated - probability))
        coefficients += step
        if np.abs(step).max() < _TOLERANCE:
            return probability
    raise DataError(
        f"{where}: the covariates all but separate treated from control units, so that there is no overlap; "
        "leave out covariates or take larger groups"
    )
