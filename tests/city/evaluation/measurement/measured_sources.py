"""Sources made up for the tests: the truth plus errors, with gaps, in provinces of different size."""

from __future__ import annotations

import numpy as np

from greentwin.city.evaluation.measurement.sample import SourceSample

YEARS = np.arange(2000, 2008)


def sources(
    n_provinces: int = 6,
    units_each: int = 4,
    noise: tuple[float, ...] = (0.1, 0.3),
    gaps: float = 0.15,
    seed: int = 3,
) -> SourceSample:
    """Return a sample of sources whose errors have the given standard deviations (the truth has 0.2)."""
    rng = np.random.default_rng(seed)
    n_units = n_provinces * units_each
    truth = rng.normal(2, 1, (n_units, 1)) + rng.normal(0, 0.2, (n_units, len(YEARS)))
    logs = np.stack([truth + rng.normal(0, spread, truth.shape) for spread in noise])
    held = rng.random(truth.shape) > gaps
    held[:, 0] = True
    return SourceSample(
        sources=tuple("abc"[: len(noise)]),
        units=tuple(f"unit {number:02d}" for number in range(n_units)),
        years=YEARS,
        logs=np.where(held, logs, np.nan),
        provinces=np.array([f"province {number // units_each}" for number in range(n_units)]),
    )


def dummies(held: np.ndarray, *, units: bool) -> np.ndarray:
    """Return one column per year, and one per unit, for the observations of a sample."""
    rows, columns = np.nonzero(held)
    by_year = np.eye(held.shape[1])[columns]
    return np.hstack([by_year, np.eye(held.shape[0])[rows]]) if units else by_year


def residuals(values: np.ndarray, design: np.ndarray) -> np.ndarray:
    """Return what least squares leave of values, shape (n,) or (n, m)."""
    return values - design @ np.linalg.lstsq(design, values, rcond=None)[0]
