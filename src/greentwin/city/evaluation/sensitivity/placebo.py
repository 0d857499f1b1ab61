"""Effects at dates at which nothing happened yet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from greentwin.city.evaluation.options import MIN_YEARS_AFTER
from greentwin.city.evaluation.panel import Panel
from greentwin.city.evaluation.results import Estimate, Floats
from greentwin.errors import DataError, ParameterError

MIN_YEARS_BEFORE = 2


@dataclass(frozen=True, eq=False)
class PlaceboDates:
    """Estimates at placebo dates, from years before the first start alone.

    Attributes
    ----------
    whole : Estimate
        Estimate at the true dates, with all years.
    frame : DataFrame
        Index ``date`` (placebo start) or ``years_earlier``. Columns ``value``, ``standard_error``, ``lower``,
        ``upper`` (95 %), ``p_value``, ``years_before``, ``years_after`` (from the first placebo start on) and
        ``treated`` (units).
    first_year, last_year : int
        Years that placebo estimates use.
    """

    whole: Estimate
    frame: pd.DataFrame
    first_year: int
    last_year: int

    @property
    def n_rejected(self) -> int:
        """Number of placebo dates at which no effect is rejected at 5 %; about one in twenty is expected."""
        return int((self.frame["p_value"] < 0.05).sum())

    @property
    def share_as_large(self) -> float:
        """Share of placebo estimates at least as far from zero as the true one."""
        return float((self.frame["value"].abs() >= abs(self.whole.value)).mean())


def placebo_dates(
    panel: Panel, estimator: Callable[[Panel], Estimate], dates: Sequence[int] | None = None
) -> PlaceboDates:
    """Estimate the effect of a common placebo start in each of several years before the first true one.

    Parameters
    ----------
    panel : Panel
        Outcomes and starts; only years before the first start are used.
    estimator : callable
        Takes a panel and returns an `Estimate`.
    dates : sequence of int, optional
        Placebo starts; all that leave two years before and one year after if not given.

    Returns
    -------
    PlaceboDates

    Raises
    ------
    ParameterError
        If a date leaves too few years.
    DataError
        If no date is possible.
    """
    early = _years_before_start(panel)
    possible = early[MIN_YEARS_BEFORE : len(early) - MIN_YEARS_AFTER]
    if not len(possible):
        raise DataError(
            f"{len(early)} years before the first start are too few for a placebo date; "
            f"{MIN_YEARS_BEFORE + MIN_YEARS_AFTER + 1} are needed, so begin the window earlier"
        )
    chosen = possible.tolist() if dates is None else list(dates)
    wrong = [date for date in chosen if date not in possible]
    if wrong:
        raise ParameterError(
            f"{wrong[0]} is no placebo date; it must be one of {possible[0]} to {possible[-1]}"
        )
    moved = ((date, np.where(panel.treated, date, panel.start)) for date in chosen)
    return _estimated(panel, estimator, moved, "date")


def moved_starts(
    panel: Panel, estimator: Callable[[Panel], Estimate], years_earlier: Sequence[int] | None = None
) -> PlaceboDates:
    """Estimate the effect of starts moved earlier by the same number of years, with their order kept.

    It is also the effect on a placebo outcome: that of so many years ago. Groups whose moved start has no year after
    it among the years before the first true start are left out, as groups without a year before it are.

    Parameters
    ----------
    panel : Panel
        Outcomes and starts; only years before the first start are used.
    estimator : callable
        Takes a panel and returns an `Estimate`.
    years_earlier : sequence of int, optional
        By how many years; all numbers that leave the first group two years before and one year after if not given.

    Returns
    -------
    PlaceboDates

    Raises
    ------
    ParameterError
        If a number leaves too few years for the first group.
    DataError
        If no number is possible.
    """
    early = _years_before_start(panel)
    first = int(panel.groups[0])
    possible = [
        first - date for date in early[MIN_YEARS_BEFORE : len(early) - MIN_YEARS_AFTER].tolist()[::-1]
    ]
    if not possible:
        raise DataError(f"{len(early)} years before the first start are too few to move it; begin earlier")
    chosen = possible if years_earlier is None else list(years_earlier)
    wrong = [years for years in chosen if years not in possible]
    if wrong:
        raise ParameterError(
            f"starts cannot be {wrong[0]} years earlier; it must be {possible[0]} to {possible[-1]}"
        )
    moved = ((years, np.where(panel.treated, panel.start - years, panel.start)) for years in chosen)
    return _estimated(panel, estimator, moved, "years_earlier")


def _years_before_start(panel: Panel) -> NDArray[np.int64]:
    early: NDArray[np.int64] = panel.years[panel.years < panel.groups[0]]
    return early


def _estimated(
    panel: Panel,
    estimator: Callable[[Panel], Estimate],
    moved: Iterable[tuple[int, Floats]],
    index: str,
) -> PlaceboDates:
    early = _years_before_start(panel)
    rows = []
    for name, start in moved:
        placebo = _placebo_panel(panel, start)
        estimate = estimator(placebo)
        lower, upper = estimate.interval()
        before = int((early < placebo.groups[0]).sum())
        rows.append(
            {
                index: name,
                "value": estimate.value,
                "standard_error": estimate.standard_error,
                "lower": lower,
                "upper": upper,
                "p_value": estimate.p_value,
                "years_before": before,
                "years_after": len(early) - before,
                "treated": estimate.n_treated,
            }
        )
    frame = pd.DataFrame(rows).set_index(index)
    return PlaceboDates(estimator(panel), frame, int(early[0]), int(early[-1]))


def _placebo_panel(panel: Panel, start: Floats) -> Panel:
    """Cut a panel before the first true start, with placebo starts; leave out groups that are no design."""
    early = _years_before_start(panel)
    last = early[-1] - MIN_YEARS_AFTER
    usable = ~panel.treated | ((start > early[0]) & (start <= last))
    later = np.where(panel.treated, start, np.inf)
    return panel.take(usable, "placebo").with_start(later[usable]).between(int(early[0]), int(early[-1]))
