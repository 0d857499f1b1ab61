"""Whether the path of the treated unit lies inside the convex hull of its donors."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog

from greentwin.city.evaluation.syntheticcontrol.design import Design
from greentwin.city.evaluation.syntheticcontrol.weights import simplex_weights
from greentwin.errors import DataError

INSIDE = 1e-6
"""Largest miss, relative to the spread of the donors' outcomes, that counts as none."""


@dataclass(frozen=True)
class HullPosition:
    """Where a path before the start lies in relation to the mixtures of the donors.

    Attributes
    ----------
    inside : bool
        Whether some mixture of the donors has exactly this path.
    largest_miss : float
        Smallest attainable value of the largest miss in any one year, in the unit of the outcome.
    distance : float
        Euclidean distance to the nearest mixture, in the unit of the outcome.
    years_above, years_below : tuple of int
        Years in which the unit lies above, or below, every single donor.
    """

    inside: bool
    largest_miss: float
    distance: float
    years_above: tuple[int, ...]
    years_below: tuple[int, ...]


def hull_position(design: Design) -> HullPosition:
    r"""Check whether the path before the start lies inside the convex hull of the donors' paths.

    The linear programme :math:`\min_{w, m} m` subject to :math:`|Y_{1t} - \sum_j w_j Y_{jt}| \le m` in every year
    before the start, :math:`w \ge 0` and :math:`\sum_j w_j = 1` has the value zero exactly if the path is inside.
    Outside, every mixture extrapolates, and a synthetic control has an error that no weights remove (Abadie, Diamond
    and Hainmueller 2010, 10.1198/jasa.2009.ap08746, section 2.3).

    Raises
    ------
    DataError
        If the solver finds no solution.
    """
    before = design.before
    points, target = design.donor_paths[:, before].T, design.path[before]
    size = max(float(np.ptp(np.column_stack([points, target]))), np.finfo(float).tiny)
    centred = (points - target[:, None]) / size
    one = np.ones((len(target), 1))
    n_donors = len(design.donors)
    found = linprog(
        np.append(np.zeros(n_donors), 1.0),
        A_ub=np.vstack([np.hstack([centred, -one]), np.hstack([-centred, -one])]),
        b_ub=np.zeros(2 * len(target)),
        A_eq=np.append(np.ones(n_donors), 0.0)[None, :],
        b_eq=[1.0],
        bounds=(0, None),
    )
    if not found.success:
        raise DataError(f"the position of {design.treated} was not found: {found.message}")
    nearest = points @ simplex_weights(points, target)
    years = design.years[before]
    return HullPosition(
        inside=bool(found.fun <= INSIDE),
        largest_miss=float(found.fun) * size,
        distance=float(np.linalg.norm(target - nearest)),
        years_above=tuple(years[target > points.max(axis=1)].tolist()),
        years_below=tuple(years[target < points.min(axis=1)].tolist()),
    )
