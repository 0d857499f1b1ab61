"""Findings on what the documents say of their pilots on five dimensions and of five helices."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from greentwin.appraisal.helix.counts import actor_counts, complete_pilots, dimension_counts, outcomes
from greentwin.appraisal.helix.presence import NATURE, Presence
from greentwin.appraisal.helix.wording import (
    actor_name,
    both,
    counted_name,
    dimension_name,
    inside,
    pilot_name,
)
from greentwin.appraisal.wording import listed
from greentwin.plotting import Language, Result


def presence_findings(found: Presence) -> Iterator[Result]:
    """
    Yield what the documents speak of, and how far it has come.

    Parameters
    ----------
    found : Presence
        Codes.

    Yields
    ------
    Result
        ``all_dimensions``, ``dimensions_silent``, ``dimensions_denied``, ``least_mentioned``, ``named_itself``,
        ``outcomes_reported``.
    """
    counts = dimension_counts(found)
    pilots, cells = len(found.pilots), len(found.dimensions)
    complete = complete_pilots(found)

    def named(language: Language) -> str:
        return listed((pilot_name(found, pilot, language) for pilot in complete), language)

    key = "finding_all_dimensions" if complete else "finding_no_pilot_complete"
    sentence = both(key, value=len(complete), n=pilots, named=named)
    yield Result("all_dimensions", len(complete), "pilots", sentence, n=pilots)
    mentioned, silent = int(counts["mentioned"].sum()), int(counts["not_mentioned"].sum())
    sentence = both("finding_silent", value=silent, n=cells, pilots=pilots)
    yield Result("dimensions_silent", silent, "cells", sentence, n=cells)
    denied = int(counts["absent"].sum())
    sentence = both("finding_denied", value=denied, n=cells)
    yield Result("dimensions_denied", denied, "cells", sentence, n=cells)
    yield _least_and_most(found)
    stated = int(counts["stated"].sum())
    sentence = both("finding_named_itself", value=stated, n=mentioned)
    yield Result("named_itself", stated, "cells", sentence, n=mentioned)
    yield _outcomes(found, mentioned)


def _least_and_most(found: Presence) -> Result:
    mentioned = dimension_counts(found)["mentioned"]

    def named(count: int) -> Callable[[Language], str]:
        names = [str(name) for name in mentioned.index[mentioned == count]]
        return lambda language: listed(
            (inside(dimension_name(name, language), language) for name in names), language
        )

    low, high, n = int(mentioned.min()), int(mentioned.max()), len(found.pilots)
    sentence = both("finding_least_mentioned", least=named(low), most=named(high), low=low, high=high, n=n)
    return Result("least_mentioned", low, "pilots", sentence, n=n)


def _outcomes(found: Presence, mentioned: int) -> Result:
    rows = outcomes(found)

    def named(language: Language) -> str:
        return listed(
            (pilot_name(found, str(pilot), language) for pilot in rows["pilot_id"].unique()), language
        )

    key = "finding_outcomes" if len(rows) else "finding_no_outcome"
    sentence = both(key, value=len(rows), n=mentioned, named=named)
    return Result("outcomes_reported", len(rows), "cells", sentence, n=mentioned)


def actor_findings(found: Presence) -> Iterator[Result]:
    """
    Yield what the five helices do in the documents.

    Parameters
    ----------
    found : Presence
        Codes.

    Yields
    ------
    Result
        ``all_actors_acting``, ``civil_society_acting``, ``nature_addressed``.
    """
    counts, n = actor_counts(found), len(found.pilots)
    human = found.stances.drop(columns=NATURE)
    together = int((human == "acting").all(axis=1).sum())
    yield Result(
        "all_actors_acting", together, "pilots", both("finding_all_actors", value=together, n=n), n=n
    )
    acting = counts["acting"].drop(NATURE)

    def spoken(language: Language) -> str:
        return listed(
            (
                counted_name(actor_name(str(name), language), int(value), language)
                for name, value in acting.items()
            ),
            language,
        )

    value = int(acting["civil_society"])
    yield Result("civil_society_acting", value, "pilots", both("finding_acting", n=n, spoken=spoken), n=n)
    addressed, acts = (int(counts[stance][NATURE]) for stance in ("addressed", "acting"))
    sentence = both("finding_nature", value=addressed, n=n, acting=acts)
    yield Result("nature_addressed", addressed, "pilots", sentence, n=n)
