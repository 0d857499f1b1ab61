"""The six preference functions of PROMETHEE: how strongly a difference d in one indicator speaks for a unit.

    usual (I)      P = 1 if d > 0                                                          (1)
    u_shape (II)   P = 1 if d > q                                                          (2)
    v_shape (III)  P = d / p up to 1                                                       (3)
    level (IV)     P = 1/2 if q < d <= p, 1 if d > p                                       (4)
    linear (V)     P = (d - q) / (p - q) from 0 to 1                                       (5)
    gaussian (VI)  P = 1 - exp(-d^2 / (2 s^2)) if d > 0                                    (6)

and 0 below. q is a difference that does not matter, p one that decides; both are in the unit of the indicator.

Reference
---------
Brans J. P., Vincke P. and Mareschal B. (1986): How to select and how to rank projects: the PROMETHEE method. European
Journal of Operational Research 24, 228-238. https://doi.org/10.1016/0377-2217(86)90044-5
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from greentwin.appraisal.checks import Array, check_choice
from greentwin.errors import ParameterError

Shape = Literal["usual", "u_shape", "v_shape", "level", "linear", "gaussian"]
_NEEDS: dict[Shape, tuple[str, ...]] = {
    "usual": (),
    "u_shape": ("indifference",),
    "v_shape": ("preference",),
    "level": ("indifference", "preference"),
    "linear": ("indifference", "preference"),
    "gaussian": ("inflection",),
}


@dataclass(frozen=True)
class Preference:
    """
    A preference function of one indicator.

    Parameters
    ----------
    shape : {"usual", "u_shape", "v_shape", "level", "linear", "gaussian"}
        Function (1) to (6).
    indifference : float, optional
        q, at least 0, in the unit of the indicator: for ``u_shape``, ``level`` and ``linear``.
    preference : float, optional
        p, above q: for ``v_shape``, ``level`` and ``linear``.
    inflection : float, optional
        s, above 0: for ``gaussian``.

    Raises
    ------
    ParameterError
        If the shape is unknown, or a threshold is missing, not asked for, or out of order.

    Examples
    --------
    >>> Preference("linear", indifference=1.0, preference=5.0).of(np.array([0.5, 3.0, 9.0])).tolist()
    [0.0, 0.5, 1.0]
    """

    shape: Shape = "usual"
    indifference: float | None = None
    preference: float | None = None
    inflection: float | None = None

    def __post_init__(self) -> None:
        check_choice("shape", self.shape, get_args(Shape))
        needed = _NEEDS[self.shape]
        for name in ("indifference", "preference", "inflection"):
            value = getattr(self, name)
            if (value is None) == (name in needed):
                state = "needs" if name in needed else "does not take"
                raise ParameterError(f"the preference function {self.shape} {state} {name}")
            if value is not None and not (math.isfinite(value) and value >= 0):
                raise ParameterError(f"{name} is {value}; it must be a finite number of at least 0")
        if self.preference is not None and self.preference <= (self.indifference or 0.0):
            raise ParameterError(f"preference is {self.preference:g}; it must be above indifference")
        if self.inflection == 0:
            raise ParameterError("inflection is 0; it must be above 0")

    def of(self, difference: Array) -> Array:
        """Return the preference from 0 to 1 for differences of any shape, more being better."""
        low, high = self.indifference or 0.0, self.preference or 0.0
        if self.shape in ("usual", "u_shape"):
            return np.asarray((difference > low).astype(float))
        if self.shape == "level":
            return np.asarray(0.5 * (difference > low) + 0.5 * (difference > high))
        if self.shape in ("v_shape", "linear"):
            return np.asarray(np.clip((difference - low) / (high - low), 0.0, 1.0))
        spread = self.inflection or 1.0
        return np.asarray(np.where(difference > 0, 1.0 - np.exp(-(difference**2) / (2 * spread**2)), 0.0))
