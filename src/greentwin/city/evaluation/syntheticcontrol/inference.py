"""Which effects the placebos do not contradict, and which effect they could have shown."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from greentwin.city.evaluation.results import Floats
from greentwin.city.evaluation.syntheticcontrol.design import Design
from greentwin.city.evaluation.syntheticcontrol.fit import fit
from greentwin.city.evaluation.syntheticcontrol.placebos import Placebos, among_donors, at_least
from greentwin.errors import ParameterError

TINY = 1e-9


@dataclass(frozen=True)
class EffectSet:
    """Effects, the same in every year from the start on, that a test does not reject.

    Attributes
    ----------
    level : float
        Level of the test; the set covers the effect with a probability of at least ``1 - level`` if the treated unit
        was picked at random.
    parts : tuple of (float, float)
        Intervals in ascending order, in the unit of the outcome; an end may be infinite. Empty if every constant
        effect is rejected, which says that no effect of that shape fits.
    """

    level: float
    parts: tuple[tuple[float, float], ...]

    @property
    def bounds(self) -> tuple[float, float] | None:
        """Smallest and largest effect of the set; None if it is empty."""
        return (self.parts[0][0], self.parts[-1][1]) if self.parts else None

    @property
    def bounded(self) -> bool:
        """Whether the set has finite ends."""
        return self.bounds is not None and bool(np.isfinite(self.bounds).all())

    def holds(self, effect: float) -> bool:
        """Tell whether an effect is in the set."""
        return any(low <= effect <= high for low, high in self.parts)


def _check_level(level: float) -> None:
    if not 0 < level < 1:
        raise ParameterError(f"level is {level}; it must lie between 0 and 1")


def p_value_of(placebos: Placebos, effect: float) -> float:
    r"""Return the p-value of the hypothesis that the effect is the same number in every year from the start on.

    The effect is taken off the treated unit's outcome, which then is what it would have been without treatment, and
    all ratios are ranked again. The weights stay as they are, for they rest on the years before the start. This is
    Fisher's exact test of a sharp hypothesis. Firpo and Possebom (2018, 10.1515/jci-2016-0026), who brought it to
    synthetic controls, take the effect off the gaps of the placebos as well, which gives other p-values.
    """
    after = ~placebos.before
    shift = placebos.weights[:, 0].copy()
    shift[0] = -1.0
    gaps = placebos.gaps[:, after] + shift[:, None] * effect
    return float(np.mean(at_least(np.mean(gaps**2, axis=1), placebos.pre_mspe)))


def confidence_set(placebos: Placebos, level: float = 0.1) -> EffectSet:
    r"""Invert the test of a constant effect.

    Every ratio is the root of a quadratic function of the effect, so the p-value changes only where two of these
    functions cross; it is evaluated once between neighbouring crossings. For inversion see Firpo and Possebom (2018,
    10.1515/jci-2016-0026, section 4), and for their different test `p_value_of`.

    Parameters
    ----------
    placebos : Placebos
        Placebos in space.
    level : float
        Level of the test. Where it is below the smallest possible p-value, no effect can be rejected and the set
        is the whole line.

    Raises
    ------
    ParameterError
        If the level does not lie between 0 and 1.
    """
    _check_level(level)
    edges = np.array([-np.inf, *_crossings(placebos), np.inf])
    parts: list[tuple[float, float]] = []
    for low, high in pairwise(edges):
        if p_value_of(placebos, _between(low, high)) > level + TINY:
            if parts and parts[-1][1] == low:
                parts[-1] = (parts[-1][0], float(high))
            else:
                parts.append((float(low), float(high)))
    return EffectSet(level, tuple(parts))


def _between(low: float, high: float) -> float:
    if np.isinf(low) and np.isinf(high):
        return 0.0
    if np.isinf(low):
        return high - 1.0 - abs(high)
    if np.isinf(high):
        return low + 1.0 + abs(low)
    return (low + high) / 2


def _crossings(placebos: Placebos) -> list[float]:
    """Return the effects at which the ratio of a placebo equals that of the treated unit, ascending."""
    after = ~placebos.before
    shift = placebos.weights[:, 0].copy()
    shift[0] = -1.0
    mean, square = placebos.gaps[:, after].mean(axis=1), placebos.post_mspe
    scale = placebos.pre_mspe
    coefficients = np.column_stack([shift**2, 2 * shift * mean, square])
    crossed = coefficients[1:] * scale[0] - coefficients[0] * scale[1:, None]
    found = {
        float(root.real)
        for row in crossed
        for root in np.roots(row)
        if abs(root.imag) <= TINY * max(1.0, abs(root))
    }
    return sorted(found)


def critical_rank(n_units: int, level: float) -> int:
    """Return the worst rank whose p-value is at most the level; 0 if even the first has a larger one."""
    return int(np.floor(level * n_units + TINY))


def power(design: Design, effect: float, level: float = 0.1) -> float:
    """Estimate how often a constant effect would have been found in a unit that is fitted as well as the treated one.

    Each donor's gap from the start on, as a multiple of its error before the start, is taken as what the treated
    unit might have shown without any effect. The effect is added to it, and the ratio of errors must then reach the
    rank that the level asks for among the other donors. The share of donors for which it does is the power. It rests
    on as many draws as there are donors.

    Parameters
    ----------
    design : Design
        The design; outcomes of the treated unit from the start on are not used.
    effect : float
        The effect, in the unit of the outcome.
    level : float
        Level of the test.

    Returns
    -------
    float
        Between 0 and 1; 0 where the smallest possible p-value is above the level.

    Raises
    ------
    ParameterError
        If the level does not lie between 0 and 1, or there are too few donors for placebos among them.
    """
    _check_level(level)
    rank = critical_rank(len(design.donors) + 1, level)
    if rank == 0:
        return 0.0
    return _power(among_donors(design), fit(design).pre_rmspe, rank, effect)


def _power(donors: Placebos, pre_rmspe: float, rank: int, effect: float) -> float:
    scaled = _scaled_gaps(donors)
    ratios = donors.ratios
    shown = np.sqrt(np.mean((scaled * pre_rmspe + effect) ** 2, axis=1))
    needed = [pre_rmspe * _kth(np.delete(ratios, place), rank) for place in range(len(ratios))]
    found = shown > np.array(needed)
    return float(np.mean(found))


def _scaled_gaps(donors: Placebos) -> Floats:
    gaps: Floats = donors.gaps[:, ~donors.before] / np.sqrt(donors.pre_mspe)[:, None]
    return gaps


def _kth(values: Floats, rank: int) -> float:
    return float(np.sort(values)[::-1][rank - 1]) if rank <= len(values) else 0.0


def detectable_percent(
    design: Design, level: float = 0.1, share: float = 0.8, largest: float = 90.0, step: float = 0.5
) -> float | None:
    """Return the smallest reduction, in per cent, that would have been found in the wanted share of cases.

    Parameters
    ----------
    design : Design
        The design.
    level : float
        Level of the test.
    share : float
        Wanted power (see `power`).
    largest : float
        Largest reduction to try, in per cent, below 100.
    step : float
        Distance between two reductions that are tried.

    Returns
    -------
    float or None
        The reduction as a positive number from which on the power stays at the wanted share; None if no reduction
        up to ``largest`` reaches it.

    Raises
    ------
    ParameterError
        If the level does not lie between 0 and 1, or there are too few donors for placebos among them.
    """
    _check_level(level)
    rank = critical_rank(len(design.donors) + 1, level)
    if rank == 0:
        return None
    own, donors = fit(design), among_donors(design)
    tried = np.arange(step, largest + step / 2, step)
    reached = [
        _power(donors, own.pre_rmspe, rank, own.from_percent(-percent)) >= share - TINY for percent in tried
    ]
    lasting = np.logical_and.accumulate(reached[::-1])[::-1]
    return float(tried[np.flatnonzero(lasting)[0]]) if lasting.any() else None
