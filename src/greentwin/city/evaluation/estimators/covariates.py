"""Covariates of a panel by name."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from greentwin.city.evaluation.panel import Panel
from greentwin.city.evaluation.results import Floats
from greentwin.errors import ParameterError


def covariates_of(panel: Panel, names: Sequence[str]) -> Floats:
    """Return covariates as one array, shape (len(names), n_units, n_years).

    Raises
    ------
    ParameterError
        If the panel has no covariate of a name.
    """
    unknown = [name for name in names if name not in panel.covariates]
    if unknown:
        known = ", ".join(panel.covariates) or "none"
        raise ParameterError(f"the panel has no covariate {unknown[0]}; it has {known}")
    return np.array([panel.covariates[name] for name in names]).reshape(len(names), *panel.outcome.shape)
