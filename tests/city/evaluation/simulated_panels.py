"""Panels and an estimator that the tests of power and sensitivity share."""

from __future__ import annotations

import numpy as np
import pandas as pd

from greentwin.city.evaluation.panel import Panel, panel_of
from greentwin.city.evaluation.results import Estimate, EventStudy


def panel_with(
    starts: dict[int, int],
    n_control: int,
    years: range = range(2003, 2013),
    *,
    seed: int = 0,
    correlation: float = 0.0,
    effect: float = 0.0,
    slope: float = 0.0,
    units_per_region: int = 1,
    control_group: str = "never_treated",
) -> Panel:
    """Draw a panel with unit and year effects, errors of unit variance, and starts by number of units."""
    start = [float(year) for year, count in starts.items() for _ in range(count)] + [np.inf] * n_control
    generator = np.random.default_rng(seed)
    n_units, n_years = len(start), len(years)
    error = noise(generator, (n_units, n_years), correlation)
    treated = np.isfinite(start)[:, None]
    active = np.array(years)[None, :] >= np.array(start)[:, None]
    outcome = (
        generator.normal(size=(n_units, 1)) + generator.normal(size=n_years) + effect * active + error
    ) + slope * treated * (np.array(years) - years[0])
    order = generator.permutation(n_units)
    rows = pd.DataFrame(
        {
            "unit": np.repeat([f"u{number:03d}" for number in range(n_units)], n_years),
            "year": np.tile(np.array(years), n_units),
            "outcome": outcome[order].ravel(),
            "start": np.repeat(np.array(start)[order], n_years),
            "region": np.repeat([f"r{number // units_per_region:02d}" for number in range(n_units)], n_years),
        }
    )
    return panel_of(rows, cluster="region", region="region", control_group=control_group)


def noise(generator: np.random.Generator, shape: tuple[int, int], correlation: float = 0.0) -> np.ndarray:
    """Draw errors of unit variance that follow a first-order autoregression over years."""
    error = generator.standard_normal(shape)
    for year in range(1, shape[1]):
        error[:, year] = correlation * error[:, year - 1] + np.sqrt(1 - correlation**2) * error[:, year]
    return error


def mean_difference(panel: Panel) -> Estimate:
    """Estimate by group the change of means before and after against never-treated units, weighted by units.

    The standard error takes units as independent, with the variance of each side.
    """
    never = np.isinf(panel.start)
    parts, sizes = [], []
    for group in panel.groups:
        after = panel.years >= group
        change = panel.outcome[:, after].mean(axis=1) - panel.outcome[:, ~after].mean(axis=1)
        own = panel.start == group
        parts.append((change, own))
        sizes.append(own.sum())
    shares = np.array(sizes) / sum(sizes)
    values = [change[own].mean() - change[never].mean() for change, own in parts]
    common = sum(share * change[never] for share, (change, _) in zip(shares, parts, strict=True))
    residuals = np.concatenate([change[own] - change[own].mean() for change, own in parts])
    variance = residuals.var(ddof=len(parts)) if len(residuals) > len(parts) else common.var(ddof=1)
    return Estimate(
        estimator="group_time",
        value=float(shares @ values),
        standard_error=float(np.sqrt(variance / len(residuals) + common.var(ddof=1) / never.sum())),
        n_units=len(panel.units),
        n_treated=int(panel.treated.sum()),
        n_clusters=panel.n_clusters,
        degrees_of_freedom=panel.n_clusters - 1,
    )


def study_with(values, covariance, times, reference: int | None = -1) -> EventStudy:
    """Make an event study; the reference is put in with value and errors 0."""
    values, covariance = np.asarray(values, float), np.asarray(covariance, float)
    times = np.asarray(times)
    if reference is not None and reference not in times:
        place = int(np.searchsorted(times, reference))
        times, values = np.insert(times, place, reference), np.insert(values, place, 0.0)
        covariance = np.insert(np.insert(covariance, place, 0.0, axis=0), place, 0.0, axis=1)
    return EventStudy(
        estimator="twfe",
        times=times,
        values=values,
        standard_errors=np.sqrt(np.diag(covariance)),
        covariance=covariance,
        critical_value=1.96,
        simultaneous=False,
        n_treated=np.full(len(times), 5),
        reference=reference,
    )
