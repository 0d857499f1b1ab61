"""Estimators of the average effect on the treated; each takes a `Panel`, and `estimate` finds it by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greentwin.errors import ParameterError

if TYPE_CHECKING:
    from greentwin.city.evaluation.panel import Panel
    from greentwin.city.evaluation.results import Estimate, Estimator

ESTIMATORS: tuple[Estimator, ...] = ("twfe", "group_time")
"""Estimators that take any panel with several treated units."""


def estimate(panel: Panel, estimator: Estimator) -> Estimate:
    """Estimate the average effect on the treated by the named estimator, with its defaults.

    Parameters
    ----------
    panel : Panel
        Outcomes and starts.
    estimator : {"twfe", "group_time"}
        Name of the estimator.

    Returns
    -------
    Estimate

    Raises
    ------
    ParameterError
        If the estimator is unknown.
    DataError
        If the estimator cannot take the panel; the message says what would be allowed.
    """
    if estimator == "twfe":
        from greentwin.city.evaluation.estimators.twfe import twfe

        return twfe(panel)
    if estimator == "group_time":
        from greentwin.city.evaluation.estimators.aggregation import overall
        from greentwin.city.evaluation.estimators.grouptime import group_time_effects

        return overall(group_time_effects(panel))
    raise ParameterError(f"estimator is {estimator!r}; it must be one of {', '.join(ESTIMATORS)}")
