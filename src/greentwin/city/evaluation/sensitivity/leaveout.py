"""Estimates without one region at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from greentwin.city.evaluation.panel import Panel
from greentwin.city.evaluation.results import Estimate
from greentwin.errors import DataError


@dataclass(frozen=True, eq=False)
class LeaveOneOut:
    """Estimates without one region at a time.

    Attributes
    ----------
    whole : Estimate
        Estimate with all regions.
    frame : DataFrame
        Index ``region``, the lowest estimate first. Columns ``value``, ``standard_error``, ``lower``, ``upper``
        (95 %), ``change`` (from the whole), ``units`` and ``treated`` (that the region had).
    not_estimated : mapping of str to str
        Regions without which there is no estimate, with the reason.
    """

    whole: Estimate
    frame: pd.DataFrame
    not_estimated: dict[str, str]

    @property
    def most_influential(self) -> str:
        """Region without which the estimate changes most."""
        return str(self.frame["change"].abs().idxmax())

    @property
    def sign_changes(self) -> tuple[str, ...]:
        """Regions without which the estimate has the other sign."""
        other = np.sign(self.frame["value"]) != np.sign(self.whole.value)
        return tuple(map(str, self.frame.index[other]))

    @property
    def significance_changes(self) -> tuple[str, ...]:
        """Regions without which zero enters or leaves the 95 % interval."""
        low, high = self.whole.interval()
        inside = (self.frame["lower"] <= 0) & (self.frame["upper"] >= 0)
        return tuple(map(str, self.frame.index[inside != (low <= 0 <= high)]))


def leave_one_out(panel: Panel, estimator: Callable[[Panel], Estimate]) -> LeaveOneOut:
    """Estimate the effect without one region at a time.

    Parameters
    ----------
    panel : Panel
        Outcomes and starts, with the region of each unit.
    estimator : callable
        Takes a panel and returns an `Estimate`.

    Returns
    -------
    LeaveOneOut

    Raises
    ------
    DataError
        If there is no region without which an estimate is possible.
    """
    whole = estimator(panel)
    rows, reasons = [], {}
    for region in np.unique(panel.regions).tolist():
        own = panel.regions == region
        try:
            estimate = estimator(panel.take(~own, "region"))
        except DataError as fault:
            reasons[region] = str(fault)
            continue
        lower, upper = estimate.interval()
        rows.append(
            {
                "region": region,
                "value": estimate.value,
                "standard_error": estimate.standard_error,
                "lower": lower,
                "upper": upper,
                "change": estimate.value - whole.value,
                "units": int(own.sum()),
                "treated": int(panel.treated[own].sum()),
            }
        )
    if not rows:
        raise DataError(f"no region can be left out: {next(iter(reasons.values()))}")
    return LeaveOneOut(whole, pd.DataFrame(rows).set_index("region").sort_values("value"), reasons)
