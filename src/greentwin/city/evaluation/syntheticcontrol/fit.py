"""The synthetic control of one design: weights, gap by year, errors before and after the start."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from greentwin.city.evaluation.results import Floats
from greentwin.city.evaluation.syntheticcontrol.design import Design
from greentwin.city.evaluation.syntheticcontrol.weights import mixture_range, simplex_weights

SMALL_WEIGHT = 0.001


@dataclass(frozen=True, eq=False)
class SyntheticFit:
    """A treated unit beside its synthetic control.

    Attributes
    ----------
    design : Design
        The paths and the start.
    weights : ndarray, shape (n_donors,)
        Weights of the donors, not negative, with sum 1.
    """

    design: Design
    weights: Floats

    @property
    def synthetic(self) -> Floats:
        """Path of the synthetic control, shape (n_years,)."""
        path: Floats = self.weights @ self.design.donor_paths
        return path

    @property
    def gap(self) -> Floats:
        """Treated minus synthetic in the unit of the outcome, shape (n_years,)."""
        return self.design.path - self.synthetic

    @property
    def gap_percent(self) -> Floats:
        """Gap in per cent of the synthetic control, shape (n_years,)."""
        if self.design.scale == "log":
            return 100 * np.expm1(self.gap)
        return 100 * self.gap / self.synthetic

    @property
    def mean_gap(self) -> float:
        """Mean gap from the start on, in the unit of the outcome."""
        return float(self.gap[self.design.after].mean())

    @property
    def mean_gap_percent(self) -> float:
        """Mean gap from the start on in per cent (see `in_percent`)."""
        return self.in_percent(self.mean_gap)

    @property
    def pre_rmspe(self) -> float:
        """Root mean squared prediction error before the start."""
        return float(np.sqrt(np.mean(self.gap[self.design.before] ** 2)))

    @property
    def post_rmspe(self) -> float:
        """Root mean squared gap from the start on."""
        return float(np.sqrt(np.mean(self.gap[self.design.after] ** 2)))

    @property
    def ratio(self) -> float:
        """Error from the start on over error before it; infinite if the fit before is exact."""
        return self.post_rmspe / self.pre_rmspe if self.pre_rmspe > 0 else float("inf")

    @property
    def pre_error_percent(self) -> float:
        """Error before the start in per cent: of the unit's mean for a level, of a typical year for a logarithm."""
        if self.design.scale == "log":
            return 100 * float(np.expm1(self.pre_rmspe))
        return 100 * self.pre_rmspe / float(self.design.path[self.design.before].mean())

    def in_percent(self, effect: float) -> float:
        """Turn an effect that is the same in all years from the start on into per cent.

        A logarithmic effect ``d`` is ``100 (exp(d) - 1)``; an effect on a level is taken as a share of the mean of
        the synthetic control from the start on.
        """
        if self.design.scale == "log":
            return 100 * float(np.expm1(effect))
        return 100 * effect / float(self.synthetic[self.design.after].mean())

    def from_percent(self, percent: float) -> float:
        """Turn a change in per cent into an effect in the unit of the outcome, the inverse of `in_percent`."""
        if self.design.scale == "log":
            return float(np.log1p(percent / 100))
        return percent / 100 * float(self.synthetic[self.design.after].mean())

    def used(self) -> dict[str, float]:
        """Return the donors with a weight of at least 0.001, the largest first."""
        order = np.argsort(-self.weights, kind="stable")
        return {
            self.design.donors[index]: float(self.weights[index])
            for index in order
            if self.weights[index] >= SMALL_WEIGHT
        }

    def mean_gap_range(self) -> tuple[float, float]:
        """Return the smallest and the largest mean gap, in per cent, of all weights with the same pre-period fit.

        The two are equal where the fit decides the weights, as it does whenever the path of the treated unit lies
        outside the hull of the donors and the donors are in general position.
        """
        before, after = self.design.before, self.design.after
        means = self.design.donor_paths[:, after].mean(axis=1)
        low, high = mixture_range(self.design.donor_paths[:, before].T, self.weights, means)
        own = float(self.design.path[after].mean())
        return self.in_percent(own - high), self.in_percent(own - low)


def fit(design: Design) -> SyntheticFit:
    r"""Fit a synthetic control to the outcomes of all years before the start.

    .. math:: W^* = \arg\min_W \sum_{t < T_0} \Bigl(Y_{1t} - \sum_{j} w_j Y_{jt}\Bigr)^2,
              \quad w_j \ge 0, \ \sum_j w_j = 1

    (Abadie, Diamond and Hainmueller 2010, 10.1198/jasa.2009.ap08746, equation 2 of section 2.3 with all outcomes
    before the start as predictors of equal weight). The programme is convex, so the fitted path does not depend on
    an optimiser or on where it begins. With all these outcomes among the predictors, other predictors have no say
    (Kaul, Klössner, Pfeifer and Schieler 2022, 10.1080/07350015.2021.1930012).

    Examples
    --------
    >>> import numpy as np
    >>> donors = np.array([[1.0, 2.0, 3.0, 4.0, 5.0], [3.0, 2.0, 5.0, 4.0, 3.0]])
    >>> own = donors.mean(axis=0) - [0, 0, 0, 0.5, 0.5]
    >>> design = Design("a", ("b", "c"), np.arange(2000, 2005), 2003, own, donors)
    >>> found = fit(design)
    >>> found.weights.round(6).tolist(), round(found.mean_gap, 6)
    ([0.5, 0.5], -0.5)
    """
    before = design.before
    return SyntheticFit(design, simplex_weights(design.donor_paths[:, before].T, design.path[before]))
