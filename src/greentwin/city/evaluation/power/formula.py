"""Minimum detectable effect and power of a t-test, from the standard error of an estimate."""

from __future__ import annotations

import math

from scipy import stats

from greentwin.errors import ParameterError

LEVEL = 0.05
POWER = 0.8


def minimum_detectable_effect(
    standard_error: float,
    degrees_of_freedom: float = math.inf,
    *,
    level: float = LEVEL,
    power: float = POWER,
) -> float:
    """Return the smallest true effect that a two-sided t-test finds with the given power.

    Parameters
    ----------
    standard_error : float
        Standard error of the estimate, on the scale of the outcome.
    degrees_of_freedom : float
        Degrees of freedom of the test; infinite for the normal distribution.
    level : float
        Level of the test.
    power : float
        Probability of finding the effect, above ``level / 2``.

    Returns
    -------
    float
        ``(t_(1 - level/2) + t_power) * standard_error``, without sign; NaN if the standard error is.

    Raises
    ------
    ParameterError
        If the standard error or the degrees of freedom are not positive, or a probability is out of range.

    Notes
    -----
    An effect that a study did not find is ruled out neither by this number nor by the missing star: it tells what the
    design was able to find, and the confidence interval tells what the data are compatible with.

    References
    ----------
    Bloom (1995), 10.1177/0193841X9501900504, with quantiles of t in place of the normal as in equation 1 of
    Burlig, Preonas & Woerman (2020), 10.1016/j.jdeveco.2020.102458.

    Examples
    --------
    >>> round(minimum_detectable_effect(0.01), 4)
    0.028
    """
    _check_test(standard_error, degrees_of_freedom, level)
    if not level / 2 < power < 1:
        raise ParameterError(f"power is {power}; it must be above {level / 2} and below 1")
    critical = stats.t.ppf(1 - level / 2, degrees_of_freedom)
    return float((critical + stats.t.ppf(power, degrees_of_freedom)) * standard_error)


def power_against(
    effect: float,
    standard_error: float,
    degrees_of_freedom: float = math.inf,
    *,
    level: float = LEVEL,
) -> float:
    """Return the probability that a two-sided t-test finds a true effect, with the right sign.

    Parameters
    ----------
    effect : float
        True effect; its sign does not matter.
    standard_error : float
        Standard error of the estimate.
    degrees_of_freedom : float
        Degrees of freedom of the test.
    level : float
        Level of the test.

    Returns
    -------
    float
        ``P(T > t_(1 - level/2))`` for T of the noncentral t distribution with noncentrality
        ``|effect| / standard_error``. At the `minimum_detectable_effect` for a power of 0.8, which uses central
        quantiles, it is 0.795 with 5 degrees of freedom and 0.800 with 20 or more.

    Raises
    ------
    ParameterError
        If the standard error or the degrees of freedom are not positive, or the level is out of range.

    Examples
    --------
    >>> round(power_against(-0.05, 0.02), 3)
    0.705
    """
    _check_test(standard_error, degrees_of_freedom, level)
    critical = stats.t.ppf(1 - level / 2, degrees_of_freedom)
    distance = abs(effect) / standard_error
    if math.isinf(degrees_of_freedom):
        return float(stats.norm.sf(critical - distance))
    return float(stats.nct.sf(critical, degrees_of_freedom, distance))


def _check_test(standard_error: float, degrees_of_freedom: float, level: float) -> None:
    if standard_error <= 0:
        raise ParameterError(f"the standard error is {standard_error}; it must be above 0")
    if not degrees_of_freedom > 0:
        raise ParameterError(f"the degrees of freedom are {degrees_of_freedom}; they must be above 0")
    if not 0 < level < 1:
        raise ParameterError(f"the level is {level}; it must be between 0 and 1")
