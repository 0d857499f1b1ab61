"""The system that a page is about: a city of the study, or a user's own files."""

from __future__ import annotations

from collections.abc import Sequence

from greentwin.appraisal.targets import ownfiles
from greentwin.appraisal.targets.ownfiles import OwnFiles
from greentwin.appraisal.targets.published import ReaderTarget, city_system, with_reader_target
from greentwin.appraisal.targets.system import IndicatorSystem
from greentwin.data import find_city


def read(
    city: str,
    series_file: str = "",
    links_file: str = "",
    goals_file: str = "",
    own_target: Sequence[float] = (),
) -> IndicatorSystem:
    """Return an indicator system.

    Parameters
    ----------
    city : str
        City of the study by its English or Chinese name; not read if there are own files.
    series_file, links_file, goals_file : str
        Paths of own files after the templates ``indicator_series``, ``indicator_links`` and ``indicator_goals``.
    own_target : sequence of float
        Change in per cent, base year and year of a reader's target for the city's total emissions; empty for none.

    Raises
    ------
    DataError
        If own files are missing or have faults, or the city has no series.
    ParameterError
        If the city is unknown, or the reader's target does not fit it.
    """
    files = OwnFiles(series_file, links_file, goals_file)
    files.check()
    if files.given:
        return ownfiles.read(files)
    system = city_system(find_city(city))
    if not own_target:
        return system
    change, base_year, year = own_target
    return with_reader_target(system, ReaderTarget(change, int(base_year), int(year)))
