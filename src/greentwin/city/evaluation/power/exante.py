"""Minimum detectable effect before any effect is estimated, from the residuals of units that are never treated."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from greentwin.city.evaluation.panel import Panel
from greentwin.city.evaluation.power.formula import LEVEL, POWER, minimum_detectable_effect
from greentwin.city.evaluation.results import Floats
from greentwin.errors import DataError

MIN_NEVER_TREATED = 3


@dataclass(frozen=True)
class SerialCorrelation:
    """Residual variance and covariances of one group's window, as the formula needs them.

    Attributes
    ----------
    group : int
        Year of the start.
    n_treated : int
        Units that start then.
    n_before, n_after : int
        Years before the start, and from the start on.
    variance : float
        Variance of the residual, ``(r * v_before + m * v_after) / (m + r)`` of the mean variances over the m years
        before and the r years after, so that the formula holds where the variance changes.
    before, after, across : float
        Mean covariance between two years before the start, two from the start on, and one of each; NaN where there
        is no such pair.
    difference_variance : float
        Variance of a unit's mean after less its mean before.
    """

    group: int
    n_treated: int
    n_before: int
    n_after: int
    variance: float
    before: float
    after: float
    across: float
    difference_variance: float


@dataclass(frozen=True)
class ExAnte:
    """What a design can detect, judged by units that are never treated.

    Attributes
    ----------
    standard_error : float
        Standard error that the formula predicts.
    degrees_of_freedom : float
        Clusters less one.
    n_control : int
        Never-treated units without gaps, from which residuals are taken.
    groups : tuple of SerialCorrelation
        One per year of a start.
    """

    standard_error: float
    degrees_of_freedom: float
    n_control: int
    groups: tuple[SerialCorrelation, ...]

    def minimum_detectable_effect(self, *, level: float = LEVEL, power: float = POWER) -> float:
        """Return the minimum detectable effect of the design."""
        return minimum_detectable_effect(
            self.standard_error, self.degrees_of_freedom, level=level, power=power
        )


def ex_ante(panel: Panel) -> ExAnte:
    """Predict the standard error of a staggered design from units that are never treated.

    For one group it is the serial-correlation-robust formula of the reference. For several groups that share their
    controls, the effect is the mean of the groups' effects weighted by their units, and its variance is
    ``sum_g s_g^2 w_g' S w_g / n_g + w' S w / n_0`` with ``w = sum_g s_g w_g``, where w_g holds 1 / r for the r years
    from the start on and -1 / m for the m years before, S is the covariance of the residuals between years,
    s_g the share of the group among treated units, and n_g and n_0 count its units and the controls.

    Parameters
    ----------
    panel : Panel
        Outcomes and starts; only outcomes of units that are never treated are used, those with gaps left out.

    Returns
    -------
    ExAnte

    Raises
    ------
    DataError
        If fewer than three units are never treated and have every year.

    Notes
    -----
    Errors are taken to be independent between units and alike in treated and control units. Where neighbours share
    shocks, this is too optimistic for treatments that are given to whole clusters.

    References
    ----------
    Burlig, Preonas & Woerman (2020), 10.1016/j.jdeveco.2020.102458, equation 2.
    """
    covariance, n_control = residual_covariance(panel)
    contrasts = np.array([_contrast(panel, group) for group in panel.groups])
    sizes = np.array([np.sum(panel.start == group) for group in panel.groups])
    shares = sizes / sizes.sum()
    own = np.einsum("gt,ts,gs->g", contrasts, covariance, contrasts)
    common = shares @ contrasts
    variance = float(np.sum(shares**2 * own / sizes) + common @ covariance @ common / n_control)
    return ExAnte(
        standard_error=float(np.sqrt(variance)),
        degrees_of_freedom=panel.n_clusters - 1,
        n_control=n_control,
        groups=tuple(
            _moments(covariance, contrast, int(group), int(size))
            for contrast, group, size in zip(contrasts, panel.groups, sizes, strict=True)
        ),
    )


def complete_never_treated(panel: Panel) -> NDArray[np.bool_]:
    """Mark units that are never treated and have every year, shape (n_units,)."""
    marks: NDArray[np.bool_] = np.isinf(panel.start) & np.isfinite(panel.outcome).all(axis=1)
    return marks


def residual_covariance(panel: Panel) -> tuple[Floats, int]:
    """Return the covariance between years of the residuals of never-treated units, and their number.

    Residuals are outcomes less the means of unit and year; the divisor is the number of units less one.

    Raises
    ------
    DataError
        If fewer than three units are never treated and have every year.
    """
    never = complete_never_treated(panel)
    if never.sum() < MIN_NEVER_TREATED:
        raise DataError(
            f"{never.sum()} units are never treated and have every year; "
            f"residuals need at least {MIN_NEVER_TREATED}"
        )
    outcome = panel.outcome[never]
    residual = outcome - outcome.mean(axis=1, keepdims=True)
    residual = residual - residual.mean(axis=0)
    covariance: Floats = residual.T @ residual / (never.sum() - 1)
    return covariance, int(never.sum())


def difference_variance(
    variance: float, before: float, after: float, across: float, n_before: int, n_after: int
) -> float:
    """Return the variance of a unit's mean after less its mean before (equation 2 of the reference, in brackets).

    ``(m + r) / (m r) * variance + (m - 1) / m * before + (r - 1) / r * after - 2 * across`` for m years before and r
    after; covariances without a pair of years have weight 0.
    """
    m, r = n_before, n_after
    parts = [((m + r) / (m * r), variance), ((m - 1) / m, before), ((r - 1) / r, after), (-2.0, across)]
    return sum(weight * value for weight, value in parts if weight)


def _contrast(panel: Panel, group: int) -> Floats:
    after = panel.years >= group
    weights: Floats = np.where(after, 1 / after.sum(), -1 / (~after).sum())
    return weights


def _moments(covariance: Floats, contrast: Floats, group: int, size: int) -> SerialCorrelation:
    """Average the covariance over pairs of years before, after and across the start."""
    after = contrast > 0
    pre, post = covariance[np.ix_(~after, ~after)], covariance[np.ix_(after, after)]
    m, r = len(pre), len(post)
    return SerialCorrelation(
        group=group,
        n_treated=size,
        n_before=m,
        n_after=r,
        variance=float((r * np.diag(pre).mean() + m * np.diag(post).mean()) / (m + r)),
        before=_off_diagonal(pre),
        after=_off_diagonal(post),
        across=float(covariance[np.ix_(~after, after)].mean()),
        difference_variance=float(contrast @ covariance @ contrast),
    )


def _off_diagonal(square: Floats) -> float:
    pairs = square[~np.eye(len(square), dtype=bool)]
    return float(pairs.mean()) if len(pairs) else float("nan")
