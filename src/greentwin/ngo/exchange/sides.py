"""On which side of an exchange an organisation stands."""

from __future__ import annotations

from greentwin.ngo.exchange.options import Side

EUROPE = frozenset(
    {
        "Austria",
        "Belgium",
        "Bulgaria",
        "Croatia",
        "Cyprus",
        "Czechia",
        "Denmark",
        "Estonia",
        "European Union",
        "Finland",
        "France",
        "Germany",
        "Greece",
        "Hungary",
        "Iceland",
        "Ireland",
        "Italy",
        "Latvia",
        "Liechtenstein",
        "Lithuania",
        "Luxembourg",
        "Malta",
        "Netherlands",
        "Norway",
        "Poland",
        "Portugal",
        "Romania",
        "Slovakia",
        "Slovenia",
        "Spain",
        "Sweden",
        "Switzerland",
        "United Kingdom",
    }
)
"""Countries that count as European: the Union, its members, the European Free Trade Association, the United Kingdom."""


def side(country: str) -> Side:
    """Return the side of a country; bodies of many states and all other countries are ``other``.

    Examples
    --------
    >>> side("China"), side("France"), side("International")
    ('china', 'europe', 'other')
    """
    if country == "China":
        return "china"
    return "europe" if country in EUROPE else "other"
