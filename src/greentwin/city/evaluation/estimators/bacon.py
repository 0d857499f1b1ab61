"""Goodman-Bacon decomposition of the two-way fixed effects estimate."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import Literal, get_args

import numpy as np

from greentwin.city.evaluation.options import NEVER
from greentwin.city.evaluation.panel import Panel
from greentwin.city.evaluation.results import Floats
from greentwin.errors import DataError

Kind = Literal["treated_vs_untreated", "earlier_vs_later", "later_vs_earlier"]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True)
class Comparison:
    """One comparison of two groups before and after.

    Attributes
    ----------
    kind : {"treated_vs_untreated", "earlier_vs_later", "later_vs_earlier"}
        Which groups are compared: with units that are not treated within the years, with units that are treated
        later, or with units that are treated already; the last one subtracts changes of effects.
    treated, control : float
        Start of the group whose treatment changes, and of the group that it is compared with (infinite: not
        treated within the years).
    weight : float
        Share in the estimate; all weights add up to 1.
    estimate : float
        Difference in differences of the two groups.
    n_treated, n_control : int
        Units of the two groups.
    """

    kind: Kind
    treated: float
    control: float
    weight: float
    estimate: float
    n_treated: int
    n_control: int


@dataclass(frozen=True)
class Decomposition:
    """All comparisons behind a two-way fixed effects estimate.

    Attributes
    ----------
    comparisons : tuple of Comparison
        Comparisons by kind, then by starts.
    """

    comparisons: tuple[Comparison, ...]

    @property
    def value(self) -> float:
        """Two-way fixed effects estimate: the sum of weight times estimate."""
        return float(sum(item.weight * item.estimate for item in self.comparisons))

    def weight(self, kind: Kind) -> float:
        """Return the share of one kind of comparison; 0 if there is none."""
        return float(sum(item.weight for item in self.comparisons if item.kind == kind))

    def mean(self, kind: Kind) -> float:
        """Return the weighted mean estimate of one kind of comparison; NaN if there is none."""
        total = self.weight(kind)
        if not total > 0:
            return float("nan")
        return float(
            sum(item.weight * item.estimate for item in self.comparisons if item.kind == kind) / total
        )


@dataclass(frozen=True, eq=False)
class _Group:
    """Units that start together: start, number, share of years under treatment, mean outcome by year."""

    start: float
    n: int
    exposure: float
    means: Floats


def bacon_decomposition(panel: Panel) -> Decomposition:
    """Split the two-way fixed effects estimate into comparisons of two groups before and after.

    Parameters
    ----------
    panel : Panel
        Outcomes and starts, without gaps.

    Returns
    -------
    Decomposition

    Raises
    ------
    DataError
        If the panel has gaps.

    References
    ----------
    Goodman-Bacon (2021), 10.1016/j.jeconom.2021.03.014, theorem 1 with equations 7 and 10.
    """
    if not panel.balanced:
        raise DataError(
            "the decomposition needs a value for every unit and year; take a panel with gaps 'complete', "
            "which leaves units with gaps out"
        )
    groups = _groups(panel)
    untreated = [group for group in groups if group.start == NEVER]
    treated = [group for group in groups if group.start < NEVER]
    found = [_with_untreated(panel, group, other) for group in treated for other in untreated]
    pairs = list(combinations(treated, 2))
    found += [_earlier_with_later(panel, earlier, later) for earlier, later in pairs]
    found += [_later_with_earlier(panel, earlier, later) for earlier, later in pairs]
    total = sum(item.weight for item in found)
    return Decomposition(
        tuple(
            Comparison(
                item.kind,
                item.treated,
                item.control,
                item.weight / total,
                item.estimate,
                item.n_treated,
                item.n_control,
            )
            for item in found
        )
    )


def _groups(panel: Panel) -> list[_Group]:
    within = np.where(panel.treated, panel.start, NEVER)
    return [
        _Group(
            start=float(start),
            n=int((within == start).sum()),
            exposure=float((panel.years >= start).mean()),
            means=panel.outcome[within == start].mean(axis=0),
        )
        for start in np.unique(within)
    ]


def _with_untreated(panel: Panel, group: _Group, other: _Group) -> Comparison:
    after = panel.years >= group.start
    change = group.means - other.means
    estimate = change[after].mean() - change[~after].mean()
    weight = group.n * other.n * group.exposure * (1 - group.exposure)
    return Comparison("treated_vs_untreated", group.start, NEVER, weight, float(estimate), group.n, other.n)


def _earlier_with_later(panel: Panel, earlier: _Group, later: _Group) -> Comparison:
    before = panel.years < earlier.start
    between = (panel.years >= earlier.start) & (panel.years < later.start)
    change = earlier.means - later.means
    estimate = change[between].mean() - change[before].mean()
    weight = earlier.n * later.n * (earlier.exposure - later.exposure) * (1 - earlier.exposure)
    return Comparison(
        "earlier_vs_later", earlier.start, later.start, weight, float(estimate), earlier.n, later.n
    )


def _later_with_earlier(panel: Panel, earlier: _Group, later: _Group) -> Comparison:
    between = (panel.years >= earlier.start) & (panel.years < later.start)
    after = panel.years >= later.start
    change = later.means - earlier.means
    estimate = change[after].mean() - change[between].mean()
    weight = earlier.n * later.n * later.exposure * (earlier.exposure - later.exposure)
    return Comparison(
        "later_vs_earlier", later.start, earlier.start, weight, float(estimate), later.n, earlier.n
    )
