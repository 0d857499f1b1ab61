"""Whether two sources disagree about the effect itself: the difference of their logarithms as the outcome."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import cast

import numpy as np

from greentwin.city.evaluation.measurement.sample import SourceSample
from greentwin.city.evaluation.options import MIN_YEARS_AFTER, Batch, EmissionSource
from greentwin.city.evaluation.panel import Panel
from greentwin.city.evaluation.results import Estimate
from greentwin.city.evaluation.sample import panel_for
from greentwin.city.evaluation.specification import Specification
from greentwin.city.evaluation.traits import start_years
from greentwin.errors import DataError


@dataclass(frozen=True)
class SourceGap:
    """What two sources say of the effect of pilots on the same unit-years, and the difference.

    Attributes
    ----------
    source_a, source_b : str
        The sources.
    by_a, by_b : Estimate
        Two-way fixed-effects estimate on ln CO2 of each source.
    difference : Estimate
        The same on ln CO2 of ``source_a`` minus that of ``source_b``. Its value is that of ``by_a`` minus that of
        ``by_b``, because least squares is linear in the outcome; its error is its own.
    """

    source_a: str
    source_b: str
    by_a: Estimate
    by_b: Estimate
    difference: Estimate


@dataclass(frozen=True)
class SelectedEffect:
    """What one source says of the effect on all of its units, and on those that another source has complete.

    Attributes
    ----------
    source, selected_by : str
        Source of the outcome, and source whose complete units are kept.
    on_all : Estimate
        Two-way fixed-effects estimate.
    on_complete : Estimate or None
        The same on the kept units; None if fewer than two treated or two other units are left.
    """

    source: str
    selected_by: str
    on_all: Estimate
    on_complete: Estimate | None

    @property
    def n_lost(self) -> int | None:
        """Number of units that are not kept; None if too few are left."""
        return None if self.on_complete is None else self.on_all.n_units - self.on_complete.n_units


def batches_between(year_from: int, year_to: int) -> tuple[Batch, ...]:
    """Name the batches of the default specification that have a year before and a year after that of their start."""
    default = Specification()
    starts = start_years()[default.start_coding]
    return tuple(
        batch for batch in default.batches if year_from < int(starts[batch]) <= year_to - MIN_YEARS_AFTER
    )


def specification_for(year_from: int, year_to: int) -> Specification:
    """Return the default specification for a window, with the batches that start within it.

    Raises
    ------
    DataError
        If there is no such batch.
    """
    batches = batches_between(year_from, year_to)
    if not batches:
        raise DataError(
            f"no pilots of batches 1 and 2 start between {year_from} and {year_to} with a year before and after; "
            "take a longer window around 2010 or 2012"
        )
    return Specification(year_from=year_from, year_to=year_to, batches=batches)


def source_gap(sample: SourceSample, source_a: str, source_b: str) -> SourceGap:
    """Estimate whether the difference of two sources moves with treatment.

    Parameters
    ----------
    sample : SourceSample
        The unit-years; units are kept that the default specification keeps.
    source_a, source_b : str
        Two sources of the sample.

    Raises
    ------
    DataError
        If the sample leaves no design that can be estimated.

    Notes
    -----
    An error of measurement that has nothing to do with treatment leaves an estimate unbiased and makes it noisier.
    An effect on the difference says that at least one source has errors that do move with treatment, or that one
    cannot see an effect that the other sees.
    """
    from greentwin.city.evaluation.estimators.twfe import twfe

    panel = panel_in(sample, source_a)
    rows = [sample.units.index(unit) for unit in panel.units]
    columns = np.isin(sample.years, panel.years)
    outcomes = {source: sample.of(source)[rows][:, columns] for source in (source_a, source_b)}
    difference = outcomes[source_a] - outcomes[source_b]
    return SourceGap(
        source_a=source_a,
        source_b=source_b,
        by_a=twfe(panel.with_outcome(outcomes[source_a])),
        by_b=twfe(panel.with_outcome(outcomes[source_b])),
        difference=twfe(panel.with_outcome(difference)),
    )


def panel_in(sample: SourceSample, source: str) -> Panel:
    """Make the panel of the default specification on the unit-years of a sample.

    Raises
    ------
    DataError
        If the sample leaves no design that can be estimated.
    """
    years = sample.years[sample.held.any(axis=0)]
    specification = specification_for(int(years[0]), int(years[-1]))
    panel = panel_for(replace(specification, source=cast("EmissionSource", source), gaps="available"))
    kept = panel.take(np.isin(panel.units, sample.units), "not_in_sample")
    rows = [sample.units.index(unit) for unit in kept.units]
    return kept.with_outcome(sample.of(source)[rows][:, np.isin(sample.years, kept.years)])


def selected_effect(
    source: str, selected_by: str, complete: Collection[str], year_from: int, year_to: int
) -> SelectedEffect:
    """Estimate one source's effect on all of its complete units and on those that another source has complete.

    Parameters
    ----------
    source, selected_by : str
        Source of the outcome, and source whose complete units are kept.
    complete : collection of str
        The complete units of ``selected_by``.
    year_from, year_to : int
        First and last year.

    Raises
    ------
    DataError
        If the source leaves no design that can be estimated.
    """
    from greentwin.city.evaluation.estimators.twfe import twfe

    specification = replace(specification_for(year_from, year_to), source=cast("EmissionSource", source))
    panel = panel_for(specification)
    marks = np.isin(panel.units, list(complete))
    n_treated = int((marks & panel.treated).sum())
    if min(n_treated, int(marks.sum()) - n_treated) < 2:
        return SelectedEffect(source, selected_by, on_all=twfe(panel), on_complete=None)
    kept = panel.take(marks, "incomplete_elsewhere")
    return SelectedEffect(source, selected_by, on_all=twfe(panel), on_complete=twfe(kept))
