"""The coefficients of an event study as bounds on violations of parallel trends take them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from greentwin.city.evaluation.results import EventStudy, Floats
from greentwin.city.evaluation.sensitivity.target import Target, coefficients_before, target_weights
from greentwin.errors import ParameterError


@dataclass(frozen=True, eq=False)
class Coefficients:
    """Coefficients of consecutive years without the reference, and the average of interest.

    Attributes
    ----------
    values : ndarray, shape (n_before + n_after,)
        Coefficients b, those before the reference first.
    covariance : ndarray, shape (n_before + n_after, n_before + n_after)
        Their covariance V.
    weights : ndarray, shape (n_after,)
        Weights l of the coefficients after the reference in the average.
    n_before, n_after : int
        Years before and after the reference.
    """

    values: Floats
    covariance: Floats
    weights: Floats
    n_before: int
    n_after: int

    @property
    def all_weights(self) -> Floats:
        """Weights of all coefficients in the average, 0 before the reference."""
        return np.concatenate([np.zeros(self.n_before), self.weights])

    @property
    def estimate(self) -> float:
        """The average under parallel trends."""
        return float(self.all_weights @ self.values)

    @property
    def standard_error(self) -> float:
        """Standard error of the average under parallel trends."""
        return float(np.sqrt(self.all_weights @ self.covariance @ self.all_weights))

    def first_differences(self) -> Floats:
        """Return the matrix that takes the changes from year to year, shape (n_before + n_after, same).

        Row i is the change from year i to year i + 1 of the years with the reference, whose coefficient is 0.
        """
        n = self.n_before + self.n_after
        full = np.eye(n + 1)[1:] - np.eye(n + 1)[:-1]
        return np.delete(full, self.n_before, axis=1)

    def second_differences(self) -> Floats:
        """Return the matrix that takes the changes of slope, shape (n_before + n_after - 1, n_before + n_after)."""
        return np.diff(self.first_differences(), axis=0)


def coefficients_of(study: EventStudy, target: Target = "overall") -> Coefficients:
    """Prepare the coefficients of an event study.

    Parameters
    ----------
    study : EventStudy
        Event study that compares all years with one reference.
    target : {"overall", "average", "first"}
        Average of interest (see `greentwin.city.evaluation.sensitivity.target.target_weights`).

    Raises
    ------
    ParameterError
        If the study has no common reference, or a year is missing between its first and last.
    DataError
        If there is no coefficient before the reference or their covariance is singular.
    """
    if study.reference is None:
        raise ParameterError(
            "effects before the start are compared with different years; bounds need one reference: "
            "take the event study with base_period 'universal'"
        )
    if (np.diff(study.times) != 1).any() or study.reference not in study.times:
        raise ParameterError(
            f"the years since the start must follow one another and hold the reference {study.reference}; "
            f"they are {', '.join(map(str, study.times))}"
        )
    coefficients_before(study)
    others = study.times != study.reference
    after = study.times > study.reference
    return Coefficients(
        values=np.compress(others, study.values),
        covariance=study.covariance[np.ix_(others, others)],
        weights=target_weights(study, target)[after],
        n_before=int((~after).sum()) - 1,
        n_after=int(after.sum()),
    )
