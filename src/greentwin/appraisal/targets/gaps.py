"""Which years a series has, and which it lacks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from greentwin.errors import DataError


@dataclass(frozen=True, slots=True)
class Gaps:
    """Years of a series.

    Attributes
    ----------
    n : int
        Number of years with a value.
    first_year, last_year : int
        First and last of them.
    missing : tuple of int
        Years between them without a value.
    longest_step : int
        Most years from one value to the next; 0 for a single value.
    """

    n: int
    first_year: int
    last_year: int
    missing: tuple[int, ...]
    longest_step: int


def gaps(years: Iterable[int]) -> Gaps:
    """Describe the years with a value.

    Parameters
    ----------
    years : iterable of int
        Years with a value, in any order.

    Raises
    ------
    DataError
        If there is no year, or one stands twice.

    Examples
    --------
    >>> gaps([1990, 1995, 1996]).missing, gaps([1990, 1995, 1996]).longest_step
    ((1991, 1992, 1993, 1994), 5)
    """
    known = _ordered(years)
    steps = [later - earlier for earlier, later in pairwise(known)]
    missing = tuple(sorted(set(range(known[0], known[-1])) - set(known)))
    return Gaps(len(known), known[0], known[-1], missing, max(steps, default=0))


def longest_even_run(years: Iterable[int]) -> tuple[int, ...]:
    """Return the longest stretch of years at equal steps; of several, the last.

    Parameters
    ----------
    years : iterable of int
        Years with a value, in any order.

    Raises
    ------
    DataError
        If there is no year, or one stands twice.

    Examples
    --------
    >>> longest_even_run([1990, 1995, 2000, 2001, 2002, 2003])
    (2000, 2001, 2002, 2003)
    """
    known = _ordered(years)
    best = run = known[:1]
    for year in known[1:]:
        even = len(run) < 2 or year - run[-1] == run[-1] - run[-2]
        run = (*run, year) if even else (run[-1], year)
        best = run if len(run) >= len(best) else best
    return best


def _ordered(years: Iterable[int]) -> tuple[int, ...]:
    known = sorted(int(year) for year in years)
    if not known:
        raise DataError("a series needs at least one year with a value")
    twice = sorted({year for year, later in pairwise(known) if year == later})
    if twice:
        raise DataError(
            f"a series has one value per year; {', '.join(map(str, twice))} stands more than once"
        )
    return tuple(known)
