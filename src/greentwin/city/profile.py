"""The profile of one city: which sections its page has, and which of them the tables cannot fill.

Cities of China are described by three tables that cover them all, other cities by reports of their own. Both
kinds of profile answer the same questions, so one notebook serves them.
"""

from __future__ import annotations

from collections.abc import Sequence

from greentwin import data
from greentwin.city.base_profile import Profile, Request
from greentwin.city.options import SOURCES
from greentwin.city.report_profile import ReportProfile
from greentwin.city.source_profile import SourceProfile
from greentwin.plotting import Language


def profile(
    city: str,
    sources: Sequence[str] = SOURCES,
    year_from: int | None = None,
    year_to: int | None = None,
    own_file: str = "",
    language: Language = "en",
) -> Profile:
    """Make the profile of a city.

    Parameters
    ----------
    city : str
        English or Chinese name.
    sources : sequence of {"chen", "edgar", "ceads"}
        Sources to compare, for cities of China.
    year_from, year_to : int, optional
        Period; as far as the tables go if not given.
    own_file : str
        Path of an own CSV file after the template ``city_emissions``; ``""`` for none.
    language : {"en", "zh"}
        Language of figures, tables and sentences.

    Returns
    -------
    Profile
        Its sections have the same names for all cities.

    Raises
    ------
    ParameterError
        If the city or a source is unknown, or the period ends before it begins.
    DataError
        If the own file has faults.

    Examples
    --------
    >>> profile("Aba").disagreement().sentence
    'Only one source (Chen et al. (2020)) has values of Aba (Ngawa) in the chosen period, so no disagreement \
can be computed.'
    """
    place = data.find_city(city)
    request = Request(place, tuple(sources), year_from, year_to, own_file, language)
    return SourceProfile(request) if place.country == "China" else ReportProfile(request)
