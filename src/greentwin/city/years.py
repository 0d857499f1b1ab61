"""Spans of years and their gaps, in words."""

from __future__ import annotations

from collections.abc import Iterable


def runs_of(years: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """Group years into unbroken runs.

    Parameters
    ----------
    years : iterable of int
        Years in any order; repeats do not matter.

    Returns
    -------
    tuple of (int, int)
        First and last year of each run, in order.

    Examples
    --------
    >>> runs_of([2005, 2001, 2002])
    ((2001, 2002), (2005, 2005))
    """
    found: list[tuple[int, int]] = []
    for year in sorted({int(year) for year in years}):
        if found and year == found[-1][1] + 1:
            found[-1] = (found[-1][0], year)
        else:
            found.append((year, year))
    return tuple(found)


def spans(years: Iterable[int]) -> str:
    """Write years as spans; empty if there are none.

    Examples
    --------
    >>> spans([2001, 2002, 2003, 2005])
    '2001–2003, 2005'
    """
    return ", ".join(f"{first}" if first == last else f"{first}–{last}" for first, last in runs_of(years))


def gaps(years: Iterable[int]) -> tuple[int, ...]:
    """Name the years that are missing between the first and the last.

    Examples
    --------
    >>> gaps([2001, 2002, 2005])
    (2003, 2004)
    """
    known = {int(year) for year in years}
    return tuple(year for year in range(min(known), max(known)) if year not in known) if known else ()
