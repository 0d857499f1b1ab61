"""A researcher's own panel, read from a file after the template ``pilot_panel``."""

from __future__ import annotations

from greentwin import data
from greentwin.city.evaluation.options import ControlGroup, GapHandling
from greentwin.city.evaluation.panel import Panel, panel_of
from greentwin.errors import DataError

TEMPLATE = "pilot_panel"
_COVARIATES = ("covariate_1", "covariate_2", "covariate_3")


def read_panel(
    path: str, *, control_group: ControlGroup = "never_treated", gaps: GapHandling = "complete"
) -> Panel:
    """Read a panel from a file after the template ``pilot_panel``.

    Parameters
    ----------
    path : str
        The CSV file.
    control_group : {"never_treated", "not_yet_treated"}
        Units that treated ones are compared with.
    gaps : {"complete", "available"}
        Units with gaps: left out, or used as far as they go.

    Returns
    -------
    Panel
        The panel. Covariates are the columns that have values; the cluster is the unit where the column is empty.

    Raises
    ------
    DataError
        If the file has faults (all are listed), fills the column ``cluster`` in part, or holds no design that can
        be estimated (see `greentwin.city.evaluation.panel.panel_of`).
    """
    frame = data.read(path, TEMPLATE)
    clustered = frame["cluster"].notna()
    if clustered.any() and not clustered.all():
        raise DataError(
            f"column cluster is filled in {int(clustered.sum())} of {len(frame)} rows; fill all rows or none"
        )
    return panel_of(
        frame,
        start="start_year",
        cluster="cluster" if clustered.all() else None,
        covariates=[name for name in _COVARIATES if frame[name].notna().any()],
        control_group=control_group,
        gaps=gaps,
    )
