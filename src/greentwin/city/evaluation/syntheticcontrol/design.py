"""What a synthetic control is made of: the path of one treated unit, the paths of its donors, and a start."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from greentwin.city.evaluation.panel import Panel
from greentwin.city.evaluation.results import Floats
from greentwin.city.evaluation.syntheticcontrol.options import MIN_DONORS, MIN_YEARS_BEFORE, Scale
from greentwin.errors import DataError, ParameterError


@dataclass(frozen=True, eq=False)
class Design:
    """Outcomes of one treated unit and of its donors over years.

    Made by `design_of`, which checks it. Arrays are shared, never changed.

    Attributes
    ----------
    treated : str
        The treated unit.
    donors : tuple of str
        Units without the treatment.
    years : ndarray of int, shape (n_years,)
        Consecutive years.
    start : int
        First treated year.
    path : ndarray, shape (n_years,)
        Outcome of the treated unit.
    donor_paths : ndarray, shape (n_donors, n_years)
        Outcomes of the donors.
    scale : {"log", "level"}
        Whether the outcome is a logarithm; it decides how a gap is told in per cent.
    """

    treated: str
    donors: tuple[str, ...]
    years: NDArray[np.int64]
    start: int
    path: Floats
    donor_paths: Floats
    scale: Scale = "log"

    def __post_init__(self) -> None:
        if self.scale not in get_args(Scale):
            raise ParameterError(f"scale is {self.scale!r}; it must be one of {', '.join(get_args(Scale))}")
        if len(self.donors) < MIN_DONORS:
            names = f" ({', '.join(self.donors)})" if self.donors else ""
            raise DataError(
                f"{len(self.donors)} donors are left for {self.treated}{names}; "
                f"a synthetic control needs at least {MIN_DONORS}"
            )
        n_before = int(self.before.sum())
        if n_before < MIN_YEARS_BEFORE or n_before == len(self.years):
            raise DataError(
                f"the start is {self.start} and the years are {self.years[0]} to {self.years[-1]}; there must be "
                f"at least {MIN_YEARS_BEFORE} years before the start and one from it on"
            )

    @property
    def before(self) -> NDArray[np.bool_]:
        """Mark the years before the start, shape (n_years,)."""
        marks: NDArray[np.bool_] = self.years < self.start
        return marks

    @property
    def after(self) -> NDArray[np.bool_]:
        """Mark the years from the start on, shape (n_years,)."""
        return ~self.before

    def without(self, donor: str) -> Design:
        """Leave one donor out.

        Raises
        ------
        DataError
            If too few donors are left.
        """
        keep = np.array([name != donor for name in self.donors])
        return replace(
            self, donors=tuple(np.array(self.donors)[keep].tolist()), donor_paths=self.donor_paths[keep]
        )

    def as_treated(self, donor: str, keep_treated: bool = True) -> Design:
        """Let a donor take the place of the treated unit.

        Parameters
        ----------
        donor : str
            The donor.
        keep_treated : bool
            Whether the treated unit becomes a donor in turn.
        """
        place = self.donors.index(donor)
        others = [index for index in range(len(self.donors)) if index != place]
        first = ((self.treated,), self.path[None, :]) if keep_treated else ((), self.path[None, :][:0])
        return replace(
            self,
            treated=donor,
            donors=(*first[0], *(self.donors[index] for index in others)),
            path=self.donor_paths[place],
            donor_paths=np.vstack([first[1], self.donor_paths[others]]),
        )

    def restarted(self, start: int) -> Design:
        """Return the years before the real start under an earlier, false start.

        Raises
        ------
        ParameterError
            If the false start is not before the real one.
        DataError
            If too few years are left before the false start.
        """
        if start >= self.start:
            raise ParameterError(f"the false start is {start}; it must be before the real one ({self.start})")
        kept = self.before
        return replace(
            self,
            years=self.years[kept],
            start=start,
            path=self.path[kept],
            donor_paths=self.donor_paths[:, kept],
        )


def design_of(panel: Panel, treated: str, scale: Scale = "log") -> Design:
    """Take one treated unit of a panel, and the units that are never treated as its donors.

    Parameters
    ----------
    panel : Panel
        A panel without gaps; other treated units are left out.
    treated : str
        The treated unit.
    scale : {"log", "level"}
        Whether the outcome is a logarithm.

    Raises
    ------
    ParameterError
        If the unit is unknown or not treated, or the scale is unknown.
    DataError
        If the panel has a gap, or too few donors or years before the start.

    Examples
    --------
    >>> import pandas as pd
    >>> from greentwin.city.evaluation.panel import panel_of
    >>> rows = [(u, y, float(y), 2005 if u == "a" else None) for u in "abc" for y in range(2000, 2008)]
    >>> panel = panel_of(pd.DataFrame(rows, columns=["unit", "year", "outcome", "start"]))
    >>> design_of(panel, "a").donors
    ('b', 'c')
    """
    if treated not in panel.units:
        raise ParameterError(f"the panel has no unit {treated!r}; it has {', '.join(panel.units)}")
    place = panel.units.index(treated)
    if not panel.treated[place]:
        names = np.array(panel.units)[panel.treated]
        raise ParameterError(f"{treated} is not treated within the panel; treated are {', '.join(names)}")
    if not panel.balanced:
        raise DataError("a synthetic control needs every year of every unit; make the panel with 'complete'")
    never = ~panel.treated
    return Design(
        treated=treated,
        donors=tuple(np.array(panel.units)[never].tolist()),
        years=panel.years,
        start=int(panel.start[place]),
        path=panel.outcome[place],
        donor_paths=panel.outcome[never],
        scale=scale,
    )
