"""Cohen's kappa for two coders and Fleiss' kappa for several, both for nominal ratings without gaps in a unit.

Both are

    kappa = (P_o - P_e) / (1 - P_e)                                                        (1)

with the observed agreement P_o and the agreement P_e that chance would give. Cohen lets each coder keep an own
distribution of values, Fleiss gives all coders one.

References
----------
Cohen J. (1960): A coefficient of agreement for nominal scales. Educational and Psychological Measurement 20, 37-46.
https://doi.org/10.1177/001316446002000104

Fleiss J. L. (1971): Measuring nominal scale agreement among many raters. Psychological Bulletin 76, 378-382.
https://doi.org/10.1037/h0031619
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from greentwin.errors import ParameterError
from greentwin.ngo.agreement.ratings import Coefficient, Ratings, agreeing_pairs, code, undefined


def cohen_kappa_of_table(table: npt.ArrayLike) -> tuple[float, float, float]:
    """Return Cohen's kappa, observed and expected agreement of a table of two coders.

    P_o is the sum of p_ii and P_e the sum of p_i. p_.i, where p_ij is the share of units to which the first coder
    gave value i and the second value j (Cohen 1960).

    Parameters
    ----------
    table : array-like, shape (n_values, n_values)
        Units by value of the first coder (rows) and of the second (columns).

    Returns
    -------
    tuple of float
        kappa, P_o, P_e; kappa is not-a-number if P_e is 1.

    Raises
    ------
    ParameterError
        If the table is not square, is empty, or has a negative count.

    Examples
    --------
    >>> kappa, observed, expected = cohen_kappa_of_table([[20, 5], [10, 15]])
    >>> round(kappa, 3), observed, expected
    (0.4, 0.7, 0.5)
    """
    counts = _counts(table)
    if counts.shape[0] != counts.shape[1]:
        raise ParameterError(f"the table of two coders must be square, not {counts.shape}")
    shares = counts / counts.sum()
    observed = float(np.trace(shares))
    expected = float(shares.sum(axis=1) @ shares.sum(axis=0))
    return _kappa(observed, expected), observed, expected


def fleiss_kappa_of_counts(counts: npt.ArrayLike) -> tuple[float, float, float]:
    """Return Fleiss' kappa, observed and expected agreement of a table of counts.

    P_o is the mean over units of the share of agreeing pairs, and P_e the sum of squared shares of the values in all
    ratings (Fleiss 1971).

    Parameters
    ----------
    counts : array-like, shape (n_units, n_values)
        How many coders gave each value to each unit; every row has the same sum.

    Returns
    -------
    tuple of float
        kappa, P_o, P_e; kappa is not-a-number if P_e is 1.

    Raises
    ------
    ParameterError
        If a count is negative, or the units have different numbers of ratings or fewer than two.
    """
    table = _counts(counts)
    per_unit = table.sum(axis=1)
    if (per_unit != per_unit[0]).any() or per_unit[0] < 2:
        raise ParameterError(
            "Fleiss' kappa needs the same number of ratings for every unit, two or more; "
            "Krippendorff's alpha takes gaps"
        )
    observed = float(agreeing_pairs(table).mean())
    shares = table.sum(axis=0) / table.sum()
    expected = float(shares @ shares)
    return _kappa(observed, expected), observed, expected


def cohen_kappa(ratings: Ratings) -> Coefficient:
    """Return Cohen's kappa of two coders.

    Parameters
    ----------
    ratings : DataFrame or array-like, shape (n_units, 2)
        Nominal ratings. Units that one of them did not judge are left out. Not changed.

    Returns
    -------
    Coefficient
        With ``no_pairs`` if both judged no unit, ``no_variation`` if both gave one and the same value throughout.

    Raises
    ------
    ParameterError
        If there are not two coders.
    """
    coded = code(ratings)
    if coded.codes.shape[1] != 2:
        raise ParameterError(f"Cohen's kappa takes two coders, not {coded.codes.shape[1]}; use Fleiss' kappa")
    if not coded.n_units:
        return undefined("no_pairs", coded)
    table = np.zeros((len(coded.values), len(coded.values)))
    np.add.at(table, (coded.codes[:, 0], coded.codes[:, 1]), 1)
    value, observed, expected = cohen_kappa_of_table(table)
    if math.isnan(value):
        return undefined("no_variation", coded, observed)
    return Coefficient(value, observed, expected, coded.n_units, coded.n_coders)


def fleiss_kappa(ratings: Ratings) -> Coefficient:
    """Return Fleiss' kappa of two or more coders.

    Parameters
    ----------
    ratings : DataFrame or array-like, shape (n_units, n_coders)
        Nominal ratings. Units with a single rating are left out. Not changed.

    Returns
    -------
    Coefficient
        With ``no_pairs`` if no unit has two ratings, ``no_variation`` if all ratings are the same.

    Raises
    ------
    ParameterError
        If the remaining units have different numbers of ratings.
    """
    coded = code(ratings)
    if not coded.n_units:
        return undefined("no_pairs", coded)
    value, observed, expected = fleiss_kappa_of_counts(coded.counts())
    if math.isnan(value):
        return undefined("no_variation", coded, observed)
    return Coefficient(value, observed, expected, coded.n_units, coded.n_coders)


def _kappa(observed: float, expected: float) -> float:
    return math.nan if math.isclose(expected, 1) else (observed - expected) / (1 - expected)


def _counts(table: npt.ArrayLike) -> npt.NDArray[np.float64]:
    counts = np.asarray(table, dtype=float)
    if counts.ndim != 2 or not counts.sum() > 0 or (counts < 0).any():
        raise ParameterError("a table of counts has two dimensions, no negative count and at least one unit")
    return counts
