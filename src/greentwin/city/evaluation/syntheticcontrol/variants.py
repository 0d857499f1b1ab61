"""The same question under every combination of donors, window, outcome and source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
import pandas as pd

from greentwin.city.evaluation.syntheticcontrol.case import Case
from greentwin.city.evaluation.syntheticcontrol.donors import design_of_case, donor_pool
from greentwin.city.evaluation.syntheticcontrol.fit import fit
from greentwin.city.evaluation.syntheticcontrol.hull import hull_position
from greentwin.city.evaluation.syntheticcontrol.markets import last_years
from greentwin.city.evaluation.syntheticcontrol.options import (
    DONOR_RULES,
    FIRST_YEARS,
    LAST_YEARS,
    MIN_DONORS,
    PROVINCE_OUTCOMES,
    PROVINCE_SOURCES,
)
from greentwin.city.evaluation.syntheticcontrol.outcomes import outcomes_of
from greentwin.city.evaluation.syntheticcontrol.placebos import CUT, in_space

LATER_FIRST_YEAR = 2003
"""Second first year that is tried: the first from which the tables have a value of nearly every province."""


@dataclass(frozen=True)
class Estimated:
    """What one variant gives.

    Attributes
    ----------
    mean_gap_percent : float
        Mean gap from the start on, per cent.
    pre_error_percent : float
        Error before the start, per cent.
    p_value, p_cut : float
        p-value in space, of all units and of those that the cut of bad fits keeps.
    inside : bool
        Whether the path before the start lies inside the hull of the donors.
    years_outside : int
        Years before the start in which the province lies above, or below, every donor.
    """

    mean_gap_percent: float
    pre_error_percent: float
    p_value: float
    p_cut: float
    inside: bool
    years_outside: int


@dataclass(frozen=True)
class Variant:
    """One combination of choices.

    Attributes
    ----------
    case : Case
        The choices.
    n_donors : int
        Donors that they leave.
    estimated : Estimated, optional
        What comes out; None where there are fewer than two donors.
    """

    case: Case
    n_donors: int
    estimated: Estimated | None

    @property
    def smallest_p(self) -> float:
        """Smallest p-value that so many donors can give."""
        return 1 / (self.n_donors + 1)


def variant_of(case: Case) -> Variant:
    """Estimate one variant."""
    n_donors = len(donor_pool(case).names)
    if n_donors < MIN_DONORS:
        return Variant(case, n_donors, None)
    design = design_of_case(case)
    found, placebos, hull = fit(design), in_space(design), hull_position(design)
    estimated = Estimated(
        mean_gap_percent=found.mean_gap_percent,
        pre_error_percent=found.pre_error_percent,
        p_value=placebos.p_value(),
        p_cut=placebos.p_value(CUT),
        inside=hull.inside,
        years_outside=len(hull.years_above) + len(hull.years_below),
    )
    return Variant(case, n_donors, estimated)


def variants(case: Case) -> tuple[Variant, ...]:
    """Estimate every combination of donor rule, last year, first year, outcome and source around a case.

    The last years are those of `greentwin.city.evaluation.syntheticcontrol.markets.last_years`. The first years are
    that of the case, or the first that the outcome has, and 2003. Everything else is as in the case. A variant for
    which the treated province itself has a gap is left out.
    """
    return tuple(variant_of(other) for other in _cases(case))


def _cases(case: Case) -> list[Case]:
    chosen = product(DONOR_RULES, last_years(case), _first_years(case), PROVINCE_OUTCOMES, PROVINCE_SOURCES)
    found = (
        replace(
            case,
            donors=donors,
            year_to=year_to,
            year_from=max(first, FIRST_YEARS[outcome]),
            outcome=outcome,
            source=source,
        )
        for donors, year_to, first, outcome, source in chosen
        if year_to <= LAST_YEARS[source]
    )
    return [other for other in dict.fromkeys(found) if _held(other)]


def _first_years(case: Case) -> tuple[int, ...]:
    return (case.year_from, LATER_FIRST_YEAR) if case.year_from < LATER_FIRST_YEAR else (case.year_from,)


def _held(case: Case) -> bool:
    outcomes = outcomes_of(case.source, case.outcome)
    window = outcomes.window(case.year_from, case.year_to)
    return bool(np.isfinite(window[outcomes.names.index(case.province)]).all())


def variant_frame(found: Sequence[Variant]) -> pd.DataFrame:
    """List variants, one row each.

    Returns
    -------
    DataFrame
        Columns ``donors``, ``year_from``, ``year_to``, ``outcome``, ``source``, ``n_donors``, ``smallest_p``,
        ``mean_gap_percent``, ``pre_error_percent``, ``p_value``, ``p_cut``, ``inside``, ``years_outside``; results
        are missing where there are fewer than two donors.
    """
    rows = []
    for variant in found:
        case, result = variant.case, variant.estimated
        rows.append(
            {
                "donors": case.donors,
                "year_from": case.year_from,
                "year_to": case.year_to,
                "outcome": case.outcome,
                "source": case.source,
                "n_donors": variant.n_donors,
                "smallest_p": variant.smallest_p,
                "mean_gap_percent": result.mean_gap_percent if result else None,
                "pre_error_percent": result.pre_error_percent if result else None,
                "p_value": result.p_value if result else None,
                "p_cut": result.p_cut if result else None,
                "inside": result.inside if result else None,
                "years_outside": result.years_outside if result else None,
            }
        )
    return pd.DataFrame(rows)
