"""Analytic hierarchy process: weights from judgements of pairs, and how consistent the judgements are.

The weights are the principal eigenvector of the matrix A of judgements, a_ij saying how many times i weighs j:

    A w = lambda_max w                                                                     (1)
    CI  = (lambda_max - n) / (n - 1)                                                       (2)
    CR  = CI / RI(n)                                                                       (3)

RI is the mean consistency index of random matrices, which differs between publications; name the table with the
ratio. Saaty calls judgements consistent enough if CR is at most 0.1.

References
----------
Saaty T. L. (1977): A scaling method for priorities in hierarchical structures. Journal of Mathematical Psychology 15,
234-281. https://doi.org/10.1016/0022-2496(77)90033-5

Saaty T. L. (1980): The Analytic Hierarchy Process. McGraw-Hill.

Alonso J. A. and Lamata M. T. (2006): Consistency in the analytic hierarchy process: a new approach. International
Journal of Uncertainty, Fuzziness and Knowledge-Based Systems 14, 445-459. https://doi.org/10.1142/S0218488506004114
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import get_args

import numpy as np
import numpy.typing as npt

from greentwin.appraisal.checks import Array, check_choice
from greentwin.appraisal.options import RandomIndexTable
from greentwin.errors import ParameterError

ACCEPTED_RATIO = 0.1
_RECIPROCAL = 0.01
RANDOM_INDEX: Mapping[RandomIndexTable, Mapping[int, float]] = MappingProxyType(
    {
        "saaty_1980": MappingProxyType(
            dict(zip(range(3, 11), (0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49), strict=True))
        ),
        "alonso_lamata_2006": MappingProxyType(
            dict(
                zip(
                    range(3, 16),
                    (
                        *(0.5247, 0.8816, 1.1086, 1.2479, 1.3417, 1.4057, 1.4499),
                        *(1.4854, 1.5140, 1.5365, 1.5551, 1.5713, 1.5838),
                    ),
                    strict=True,
                )
            )
        ),
    }
)
"""Consistency index of random matrices by publication and size."""


@dataclass(frozen=True, eq=False)
class PairwiseWeights:
    """
    Weights from judgements of pairs.

    Attributes
    ----------
    weights : numpy.ndarray, shape (n_indicators,)
        Weights that sum to one.
    largest_eigenvalue : float
        lambda_max; n for judgements without contradiction.
    consistency_index : float
        CI, equation (2).
    consistency_ratio : float
        CR, equation (3); 0 for two indicators, which cannot contradict each other.
    random_index : str
        Table of random indices used.
    """

    weights: Array
    largest_eigenvalue: float
    consistency_index: float
    consistency_ratio: float
    random_index: RandomIndexTable

    @property
    def consistent(self) -> bool:
        """Whether the ratio is at most 0.1."""
        return self.consistency_ratio <= ACCEPTED_RATIO


def principal_eigenvector(matrix: Array) -> tuple[Array, float]:
    """Return the eigenvector of the largest eigenvalue, its sum one, and the eigenvalue; shape (n, n)."""
    eigenvalues, eigenvectors = np.linalg.eig(matrix)
    largest = int(np.argmax(eigenvalues.real))
    found = np.abs(eigenvectors[:, largest].real)
    return np.asarray(found / found.sum()), float(eigenvalues[largest].real)


def ahp_weights(judgements: npt.ArrayLike, random_index: RandomIndexTable = "saaty_1980") -> PairwiseWeights:
    """
    Derive weights from a matrix of pairwise judgements.

    Parameters
    ----------
    judgements : array_like, shape (n_indicators, n_indicators)
        How many times the indicator of the row weighs that of the column, above zero, 1 on the diagonal, each pair
        the reciprocal of its mirror (rounding of up to 1 % is tolerated). Not changed.
    random_index : {"saaty_1980", "alonso_lamata_2006"}, optional
        Table of random indices: Saaty's for up to 10 indicators, that of Alonso and Lamata for up to 15.

    Returns
    -------
    PairwiseWeights
        Weights and consistency.

    Raises
    ------
    ParameterError
        If the matrix is not square, positive and reciprocal, or larger than the table.

    Examples
    --------
    >>> found = ahp_weights([[1, 2, 6], [1 / 2, 1, 3], [1 / 6, 1 / 3, 1]])
    >>> found.weights.round(3).tolist(), abs(found.consistency_ratio) < 1e-9
    ([0.6, 0.3, 0.1], True)
    """
    check_choice("random_index", random_index, get_args(RandomIndexTable))
    matrix = _reciprocal(judgements)
    size = len(matrix)
    table = RANDOM_INDEX[random_index]
    if size > max(table):
        raise ParameterError(
            f"the table {random_index} ends at {max(table)} indicators, there are {size}; group them into axes and "
            "compare within each"
        )
    weights, largest = principal_eigenvector(matrix)
    index = (largest - size) / (size - 1)
    ratio = index / table[size] if size > 2 else 0.0
    return PairwiseWeights(weights, largest, index, ratio, random_index)


def _reciprocal(judgements: npt.ArrayLike) -> Array:
    matrix = np.array(judgements, dtype=float)
    if matrix.ndim != 2 or matrix.shape[0] != matrix.shape[1] or len(matrix) < 2:
        raise ParameterError(f"judgements must be a square of two indicators or more, not {matrix.shape}")
    if not (np.isfinite(matrix) & (matrix > 0)).all():
        raise ParameterError("each judgement must be a number above zero; write 1/3 where j weighs 3 times i")
    if (np.abs(matrix * matrix.T - 1) > _RECIPROCAL).any():
        row, column = np.argwhere(np.abs(matrix * matrix.T - 1) > _RECIPROCAL)[0] + 1
        raise ParameterError(
            f"the judgements of {row} over {column} and of {column} over {row} are not reciprocal (their product must "
            "be 1)"
        )
    return matrix
