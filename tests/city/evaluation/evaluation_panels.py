"""Panels for tests, made without the checks of `panel_of`, which refuses the last group of the county panel."""

import numpy as np
import pandas as pd

from greentwin.city.evaluation.options import NEVER
from greentwin.city.evaluation.panel import Panel


def panel_from(table, covariates=(), control_group="never_treated", cluster="unit"):
    wide = table.pivot_table(index="unit", columns="year", values="outcome").sort_index()
    of_unit = table.groupby("unit")[list(dict.fromkeys(["start", cluster]))].first()
    units = np.array([str(name) for name in wide.index])
    labels = units if cluster == "unit" else of_unit[cluster].to_numpy().astype(str)
    return Panel(
        units=tuple(units.tolist()),
        years=wide.columns.to_numpy(dtype=np.int64),
        outcome=wide.to_numpy(),
        start=of_unit["start"].astype(float).replace(0.0, NEVER).to_numpy(),
        clusters=labels,
        regions=labels,
        covariates={
            name: table.pivot_table(index="unit", columns="year", values=name).to_numpy()
            for name in covariates
        },
        control_group=control_group,
    )


def staggered(
    starts=(2004, 2006, NEVER, 2004, NEVER, 2006, NEVER, 2004, NEVER, NEVER, NEVER, 2006),
    years=range(2000, 2010),
    effect=lambda start, year: 0.0,
    seed=7,
    noise=1.0,
    clusters=None,
    control_group="never_treated",
):
    """Random walks in years with effects of units and years, and the given effect from the start on."""
    years = np.array(list(years), dtype=np.int64)
    starts = np.array(starts, dtype=float)
    generator = np.random.default_rng(seed)
    outcome = generator.normal(size=(len(starts), 1)) + generator.normal(size=(1, len(years)))
    outcome = outcome + noise * generator.normal(size=(len(starts), len(years)))
    treated = years[None, :] >= starts[:, None]
    added = np.array([[effect(start, year) for year in years] for start in starts])
    units = np.array([f"u{number:03d}" for number in range(len(starts))])
    labels = units if clusters is None else np.array(clusters).astype(str)
    return Panel(
        units=tuple(units.tolist()),
        years=years,
        outcome=outcome + np.where(treated, added, 0.0),
        start=starts,
        clusters=labels,
        regions=labels,
        control_group=control_group,
    )


def with_gaps(panel, share=0.1, seed=3):
    """Take outcomes away at random, never all of a unit."""
    gone = np.random.default_rng(seed).random(panel.outcome.shape) < share
    gone[:, :2] = False
    return panel.with_outcome(np.where(gone, np.nan, panel.outcome))


def long_table(panel):
    table = panel.long()
    return table.assign(
        first=table["start"].astype(int),
        cluster_code=pd.Categorical(table["cluster"]).codes,
    )
