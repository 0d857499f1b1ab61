"""Small designs that the tests of the synthetic control share."""

from __future__ import annotations

import numpy as np
import pandas as pd
from diff_diff import SyntheticControl

from greentwin.city.evaluation.syntheticcontrol.design import Design


def mixture_design(weights, n_years=10, start=2006, effect=0.0, seed=1, scale="log"):
    """Make a treated unit that is an exact mixture of donors, with an effect from the start on."""
    rng = np.random.default_rng(seed)
    weights = np.asarray(weights, dtype=float)
    donors = rng.normal(5, 0.4, (len(weights), 1)) + rng.normal(0, 0.1, (len(weights), n_years)).cumsum(
        axis=1
    )
    years = np.arange(2000, 2000 + n_years)
    path = weights @ donors + np.where(years >= start, effect, 0.0)
    return Design("t", tuple("abcdefghijklmnopqrs"[: len(weights)]), years, start, path, donors, scale)


def noisy_design(n_donors=8, n_years=14, start=2009, effect=0.0, seed=2, scale="log"):
    """Make a treated unit and donors that follow two common factors with noise."""
    rng = np.random.default_rng(seed)
    factors = rng.normal(0, 0.1, (2, n_years)).cumsum(axis=1)
    loadings = rng.uniform(0, 1, (n_donors + 1, 2))
    paths = 4 + rng.normal(0, 0.2, (n_donors + 1, 1)) + loadings @ factors
    paths += rng.normal(0, 0.03, paths.shape)
    years = np.arange(2000, 2000 + n_years)
    path = paths[0] + np.where(years >= start, effect, 0.0)
    donors = tuple(f"d{number:02d}" for number in range(n_donors))
    return Design("t", donors, years, start, path, paths[1:], scale)


def long_of(design):
    """Return a design as the long table that other packages read."""
    units, paths = [design.treated, *design.donors], np.vstack([design.path, design.donor_paths])
    return pd.DataFrame(
        [
            (unit, int(year), value, int(unit == design.treated and year >= design.start))
            for unit, path in zip(units, paths, strict=True)
            for year, value in zip(design.years, path, strict=True)
        ],
        columns=["unit", "year", "outcome", "treated"],
    )


def by_diff_diff(design):
    """Fit a design with diff-diff, every outcome before the start with the same importance."""
    model = SyntheticControl(
        v_method="custom", custom_v=np.ones(int(design.before.sum())), standardize="none"
    )
    return model.fit(
        long_of(design), "outcome", "treated", "unit", "year", treated_unit=design.treated,
        pre_period_outcomes="all",
    )  # fmt: skip
