"""Estimators of the average effect on the treated; each takes a `Panel`, and `estimate` finds it by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greentwin.errors import ParameterError

if TYPE_CHECKING:
    from greentwin.city.evaluation.panel import Panel
    from greentwin.city.evaluation.results import Estimate, Estimator

ESTIMATORS: tuple[Estimator, ...] = ("twfe", "group_time", "sun_abraham", "imputation", "synthetic_did")
"""Estimators that take any panel with several treated units."""


def estimate(panel: Panel, estimator: Estimator) -> Estimate:
    """Estimate the average effect on the treated by the named estimator, with its defaults.

    Parameters
    ----------
    panel : Panel
        Outcomes and starts.
    estimator : {"twfe", "group_time", "sun_abraham", "imputation", "synthetic_did"}
        Name of the estimator. Synthetic control, which takes one treated unit, stands in a module of its own.

    Returns
    -------
    Estimate

    Raises
    ------
    ParameterError
        If the estimator is unknown.
    DataError
        If the estimator cannot take the panel; the message says what would be allowed.

    Examples
    --------
    >>> import pandas as pd
    >>> from greentwin.city.evaluation.panel import panel_of
    >>> effect = {"a": 1.0, "b": 1.0, "c": 0.0, "d": 0.0}
    >>> rows = [
    ...     (u, y, ord(u) + y + effect[u] * (y >= 2003), 2003 if effect[u] else None)
    ...     for u in effect
    ...     for y in range(2000, 2006)
    ... ]
    >>> panel = panel_of(pd.DataFrame(rows, columns=["unit", "year", "outcome", "start"]))
    >>> round(estimate(panel, "group_time").value, 6)
    1.0
    """
    if estimator == "twfe":
        from greentwin.city.evaluation.estimators.twfe import twfe

        return twfe(panel)
    if estimator == "group_time":
        from greentwin.city.evaluation.estimators.aggregation import overall
        from greentwin.city.evaluation.estimators.grouptime import group_time_effects

        return overall(group_time_effects(panel))
    if estimator == "sun_abraham":
        from greentwin.city.evaluation.estimators.sunabraham import sun_abraham

        return sun_abraham(panel)
    if estimator == "imputation":
        from greentwin.city.evaluation.estimators.imputation import imputation

        return imputation(panel)
    if estimator == "synthetic_did":
        from greentwin.city.evaluation.estimators.syntheticdid import synthetic_did

        return synthetic_did(panel)
    raise ParameterError(f"estimator is {estimator!r}; it must be one of {', '.join(ESTIMATORS)}")
