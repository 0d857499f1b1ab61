"""Findings on what can be compared: counts of judgements with the sentences that say them."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from greentwin.circular.comparability import CHINA, counts, framework_rows, in_all, matrix, unverified
from greentwin.circular.sentences import Wording, both
from greentwin.plotting import Result

COMPARABILITY = "circular_comparability"
PARKS = ("china_parks_2007",)
NATIONAL = ("china_2017",)


def comparability_findings(comparability: pd.DataFrame) -> Iterator[Result]:
    """Yield how many of China's measures have an equal in the European framework, and what the systems share.

    Parameters
    ----------
    comparability : DataFrame
        Table ``circular_comparability``.

    Yields
    ------
    Result
        ``china_same``, ``china_named_alike``, ``china_unverified``, ``china_2017_unverified``, ``parks_like_national``
        and ``in_all_systems``.
    """
    found = counts(comparability, CHINA)
    n, alike = sum(found.values()), found["only_named_alike"]
    yield _counted(
        "china_same",
        found["same"],
        n,
        similar=found["similar"],
        alike=alike,
        none=found["no_counterpart"],
    )
    yield _counted("china_named_alike", alike, n)
    yield _counted("china_unverified", unverified(comparability, CHINA), n)
    national = int(comparability["system"].isin(NATIONAL).sum())
    yield _counted("china_2017_unverified", unverified(comparability, NATIONAL), national)
    yield _parks(comparability)
    shared = in_all(comparability)
    items = len(matrix(framework_rows(comparability)))
    yield _counted(
        "in_all_systems",
        len(shared),
        items,
        alike=sum("only_named_alike" in verdicts for verdicts in shared.values()),
    )


def _parks(comparability: pd.DataFrame) -> Result:
    total = int(comparability["system"].isin(PARKS).sum())
    own, europe = counts(comparability, PARKS, "china_2017"), counts(comparability, PARKS)
    like = own["same"] + own["similar"]
    shared = europe["same"] + europe["similar"]
    return _counted("parks_like_national", like, total, shared=shared)


def _counted(name: str, value: int, n: int, **values: Wording) -> Result:
    sentence = both(f"finding_{name}", value=value, n=n, **values)
    return Result(name, value, "measures", sentence, tables=(COMPARABILITY,), n=n)
