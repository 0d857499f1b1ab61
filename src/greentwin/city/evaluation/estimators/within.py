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
        kept = np.where(self.held, values, 0.0)
        means = kept.sum(axis=-1, keepdims=True) / np.maximum(self.held.sum(axis=1), 1)[:, None]
        demeaned: Floats = np.where(self.held, kept - means, 0.0)
        return demeaned

    def residuals(self, values: Floats) -> Floats:
        """Take the effects of units and years from arrays of shape (..., n_units, n_years)."""
        demeaned = self.demean(values)
        years = demeaned.sum(axis=-2) @ self.inverse
        fitted = self.demean(np.broadcast_to(years[..., None, :], demeaned.shape))
        left: Floats = demeaned - fitted
        return left

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
