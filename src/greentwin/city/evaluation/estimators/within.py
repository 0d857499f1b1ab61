"""Removal of fixed effects of units and years from panels with or without gaps."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from greentwin.city.evaluation.results import Floats


@dataclass(frozen=True, eq=False)
class Within:
    """Projection that removes fixed effects of units and years.

    Attributes
    ----------
    held : ndarray of bool, shape (n_units, n_years)
        Observations; others count as absent.
    inverse : ndarray, shape (n_years, n_years)
        Generalised inverse of the cross products of year dummies from which unit means are taken.
    """

    held: NDArray[np.bool_]
    inverse: Floats

    def demean(self, values: Floats) -> Floats:
        """Take unit means from arrays of shape (..., n_units, n_years); absent observations become 0."""
        kept: Floats = np.where(self.held, values, 0.0)
        kept -= self.held * (kept.sum(axis=-1) / self._per_unit)[..., None]
        return kept

    def without_years(self, demeaned: Floats) -> Floats:
        """Take the effects of years from arrays without unit means, shape (..., n_units, n_years)."""
        years = demeaned.sum(axis=-2) @ self.inverse
        means = years @ (self.held / self._per_unit[:, None]).T
        left: Floats = demeaned - self.held * (years[..., None, :] - means[..., None])
        return left

    def residuals(self, values: Floats) -> Floats:
        """Take the effects of units and years from arrays of shape (..., n_units, n_years)."""
        return self.without_years(self.demean(values))

    @property
    def _per_unit(self) -> Floats:
        counts: Floats = np.maximum(self.held.sum(axis=1), 1).astype(float)
        return counts

    @property
    def n_years(self) -> int:
        """Years with observations."""
        return int(self.held.any(axis=0).sum())

    @property
    def n_observations(self) -> int:
        """Observations."""
        return int(self.held.sum())


def within(held: NDArray[np.bool_]) -> Within:
    """Prepare the removal of fixed effects from observations.

    Parameters
    ----------
    held : ndarray of bool, shape (n_units, n_years)
        Which observations there are.
    """
    marks = held.astype(float)
    per_unit = np.maximum(marks.sum(axis=1), 1)
    crossed = np.diag(marks.sum(axis=0)) - (marks / per_unit[:, None]).T @ marks
    return Within(held, np.linalg.pinv(crossed, rcond=1e-12, hermitian=True))
