"""Placebos: every donor in the place of the treated unit, false starts, and donors left out one by one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from greentwin.city.evaluation.results import Floats
from greentwin.city.evaluation.syntheticcontrol.design import Design
from greentwin.city.evaluation.syntheticcontrol.fit import SyntheticFit, fit
from greentwin.city.evaluation.syntheticcontrol.options import MIN_DONORS, MIN_YEARS_BEFORE
from greentwin.errors import ParameterError

CUT = 5.0
"""Multiple of the treated unit's squared error before the start above which a placebo counts as a bad fit."""


@dataclass(frozen=True, eq=False)
class Placebos:
    """Synthetic controls of the treated unit and of every donor, each made from all the others.

    Attributes
    ----------
    units : tuple of str
        The treated unit, then its donors.
    years : ndarray of int, shape (n_years,)
        The years.
    start : int
        First treated year.
    weights : ndarray, shape (n_units, n_units)
        Row: whose synthetic control; column: weight of each unit in it, 0 on the diagonal.
    gaps : ndarray, shape (n_units, n_years)
        Each unit minus its synthetic control.
    gaps_percent : ndarray, shape (n_units, n_years)
        The same in per cent of the synthetic control.
    """

    units: tuple[str, ...]
    years: NDArray[np.int64]
    start: int
    weights: Floats
    gaps: Floats
    gaps_percent: Floats

    @property
    def before(self) -> NDArray[np.bool_]:
        """Mark the years before the start, shape (n_years,)."""
        marks: NDArray[np.bool_] = self.years < self.start
        return marks

    @property
    def pre_mspe(self) -> Floats:
        """Mean squared gap before the start, shape (n_units,)."""
        return np.asarray(np.mean(self.gaps[:, self.before] ** 2, axis=1))

    @property
    def post_mspe(self) -> Floats:
        """Mean squared gap from the start on, shape (n_units,)."""
        return np.asarray(np.mean(self.gaps[:, ~self.before] ** 2, axis=1))

    @property
    def ratios(self) -> Floats:
        """Root mean squared gap from the start on over that before it, shape (n_units,); infinite for a perfect fit."""
        with np.errstate(divide="ignore"):
            return np.sqrt(self.post_mspe / self.pre_mspe)

    @property
    def smallest_p(self) -> float:
        """Smallest p-value that so many units can give."""
        return 1 / len(self.units)

    def kept(self, cut: float | None = None) -> NDArray[np.bool_]:
        """Mark the units that a cut of bad fits keeps, shape (n_units,); all if there is no cut.

        Raises
        ------
        ParameterError
            If the cut is below 1, which the treated unit itself would not pass.
        """
        if cut is None:
            return np.ones(len(self.units), dtype=bool)
        if cut < 1:
            raise ParameterError(
                f"the cut is {cut}; it must be at least 1, the error of the treated unit itself"
            )
        marks: NDArray[np.bool_] = self.pre_mspe <= cut * self.pre_mspe[0]
        return marks

    def rank(self, cut: float | None = None) -> int:
        """Return the place of the treated unit among those kept, 1 for the largest ratio; ties count against it."""
        return int(np.sum(at_least(self.post_mspe, self.pre_mspe) & self.kept(cut)))

    def p_value(self, cut: float | None = None) -> float:
        r"""Return the share of units whose ratio of errors is at least that of the treated unit.

        .. math:: p = \frac{1}{J + 1} \sum_{j=1}^{J+1} \mathbf{1}
                  \left\{ \frac{R_j(T_0, T)}{R_j(1, T_0 - 1)} \ge \frac{R_1(T_0, T)}{R_1(1, T_0 - 1)} \right\}

        (Abadie, Diamond and Hainmueller 2010, 10.1198/jasa.2009.ap08746, section 3.4). It answers how unusual the
        treated unit is among the others. It is a test only as far as any of them could have been treated.

        Parameters
        ----------
        cut : float, optional
            Keep only units whose mean squared error before the start is at most this multiple of the treated unit's.
        """
        return self.rank(cut) / int(self.kept(cut).sum())


def at_least(post: Floats, pre: Floats) -> NDArray[np.bool_]:
    """Mark the units whose ratio of errors is at least that of the first, which is among them, shape (n_units,).

    The ratios are compared by their cross products, so that a perfect fit before the start needs no division.
    """
    ours, theirs = post[0] * pre, post * pre[0]
    marks: NDArray[np.bool_] = (theirs >= ours) | np.isclose(theirs, ours, rtol=1e-9, atol=0)
    marks[0] = True
    return marks


def in_space(design: Design) -> Placebos:
    """Let every donor take the place of the treated unit, which becomes a donor in turn.

    Then all units are handled alike, and under the hypothesis of no effect none of them stands out by construction
    (Abadie, Diamond and Hainmueller 2010, 10.1198/jasa.2009.ap08746, section 3.4).
    """
    return _every_unit([design, *(design.as_treated(donor) for donor in design.donors)])


def among_donors(design: Design) -> Placebos:
    """Let every donor take the place of the treated unit, which is left out altogether.

    What these placebos show is not touched by an effect of the treatment.

    Raises
    ------
    ParameterError
        If there are so few donors that none has enough donors left.
    """
    if len(design.donors) <= MIN_DONORS:
        raise ParameterError(
            f"placebos among {len(design.donors)} donors leave each with fewer than {MIN_DONORS}; "
            f"at least {MIN_DONORS + 1} donors are needed"
        )
    return _every_unit([design.as_treated(donor, keep_treated=False) for donor in design.donors])


def _every_unit(designs: list[Design]) -> Placebos:
    fits = [fit(design) for design in designs]
    units = tuple(design.treated for design in designs)
    weights = np.zeros((len(units), len(units)))
    for row, found in enumerate(fits):
        weights[row, [units.index(donor) for donor in found.design.donors]] = found.weights
    first = designs[0]
    gaps = np.array([found.gap for found in fits])
    percent = np.array([found.gap_percent for found in fits])
    return Placebos(units, first.years, first.start, weights, gaps, percent)


@dataclass(frozen=True)
class FalseStart:
    """A synthetic control under a start at which nothing is known to have begun.

    Attributes
    ----------
    start : int
        The false start.
    fit : SyntheticFit
        The synthetic control, made from the years before the false start, up to the year before the real one.
    p_value : float
        Its p-value among the donors (see `Placebos.p_value`).
    """

    start: int
    fit: SyntheticFit
    p_value: float


def in_time(design: Design, start: int) -> FalseStart:
    """Give a design a false start and look for an effect before there was a treatment.

    Abadie, Diamond and Hainmueller 2015, 10.1111/ajps.12116. The years from the real start on are not used.

    Raises
    ------
    ParameterError
        If the false start is not before the real one.
    DataError
        If too few years are left before it.
    """
    earlier = design.restarted(start)
    return FalseStart(start, fit(earlier), in_space(earlier).p_value())


def false_starts(design: Design, years_before: int = MIN_YEARS_BEFORE) -> tuple[int, ...]:
    """Name the false starts that leave enough years before them and two up to the real start."""
    first = int(design.years[0])
    return tuple(range(first + max(years_before, MIN_YEARS_BEFORE), design.start - 1))


@dataclass(frozen=True)
class LeftOut:
    """What the synthetic control becomes without one of its donors.

    Attributes
    ----------
    donor : str
        The donor.
    weight : float
        Its weight in the full synthetic control.
    fit : SyntheticFit
        The synthetic control without it.
    """

    donor: str
    weight: float
    fit: SyntheticFit


def leave_one_out(found: SyntheticFit) -> tuple[LeftOut, ...]:
    """Leave out each donor with a weight of at least 0.001 in turn, the largest weight first.

    Abadie, Diamond and Hainmueller 2015, 10.1111/ajps.12116. A donor without weight changes nothing when it is left
    out. Empty if no donor can be spared.
    """
    if len(found.design.donors) <= MIN_DONORS:
        return ()
    return tuple(
        LeftOut(donor, weight, fit(found.design.without(donor))) for donor, weight in found.used().items()
    )
