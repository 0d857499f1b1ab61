"""Places of organisations and events in two columns, so that their names can be read.

Events keep the order in which the documents tell of them. Organisations stand at the mean height of their events, the
barycentre rule of Sugiyama, Tagawa and Toda (1981, https://doi.org/10.1109/TSMC.1981.4308636); affiliates stand
beside their parent. Nothing is left to chance, so equal networks give equal drawings.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from greentwin.ngo.exchange.network import heads

GAP = 0.55
"""Space between two names, in lines of text."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of names.

    Attributes
    ----------
    names : dict of str to str
        Wrapped names by id, from top to bottom.
    heights : dict of str to float
        Middle of each name, in lines of text from the top of the drawing.
    """

    names: dict[str, str]
    heights: dict[str, float]


@dataclass(frozen=True, slots=True)
class Layout:
    """Both columns of a drawing.

    Attributes
    ----------
    organisations, events : Column
        Left and right column.
    lines : float
        Height of the drawing in lines of text.
    """

    organisations: Column
    events: Column
    lines: float


def two_columns(
    ties: pd.DataFrame,
    affiliations: pd.DataFrame,
    organisations: Mapping[str, str],
    events: Mapping[str, str],
    width: int,
) -> Layout:
    """Return where to write the names of organisations and events.

    Parameters
    ----------
    ties : DataFrame
        Columns ``event_id``, ``org_id``.
    affiliations : DataFrame
        Columns ``org_id``, ``parent``; families are kept together.
    organisations : mapping of str to str
        Names by id; all are placed.
    events : mapping of str to str
        Names by id, in the order from top to bottom; all are placed.
    width : int
        Characters of a line.

    Returns
    -------
    Layout
        The lower column is spread to the height of the higher one.
    """
    right = {key: wrap(name, width) for key, name in events.items()}
    left = {key: wrap(name, width) for key, name in organisations.items()}
    lines = max(_needed(right.values()), _needed(left.values()))
    heights = _spread(right, lines)
    left = {key: left[key] for key in _families(left, ties, affiliations, heights)}
    own = _spread(left, lines)
    if _needed(right.values()) < _needed(left.values()):
        heights = _settle(right, _means(ties, "event_id", "org_id", own), heights, lines)
    else:
        own = _settle(left, _means(ties, "org_id", "event_id", heights), own, lines)
    return Layout(Column(left, own), Column(right, heights), lines)


def wrap(name: str, width: int) -> str:
    r"""Break a name into lines of about ``width`` characters; names without spaces are cut, but not after a bracket.

    Examples
    --------
    >>> wrap("2017年二十国集团民间社会会议（C20）", 17)
    '2017年二十国集团民间社会会议\n（C20）'
    """
    text = textwrap.fill(name, width, break_on_hyphens=False)
    return re.sub(r"([（“《(])\n", r"\n\1", text)


def _needed(names: Iterable[str]) -> float:
    sizes = [_size(name) for name in names]
    return sum(sizes) + GAP * max(len(sizes) - 1, 0)


def _size(name: str) -> int:
    return name.count("\n") + 1


def _spread(names: Mapping[str, str], lines: float) -> dict[str, float]:
    """Give all names the same space between them."""
    gap = (lines - sum(map(_size, names.values()))) / max(len(names) - 1, 1)
    heights, top = {}, 0.0 if len(names) > 1 else gap / 2
    for key, name in names.items():
        heights[key] = top + _size(name) / 2
        top += _size(name) + gap
    return heights


def _means(ties: pd.DataFrame, of: str, by: str, heights: Mapping[str, float]) -> dict[str, float]:
    means = ties.assign(height=ties[by].map(heights)).groupby(of)["height"].mean()
    return {str(key): float(value) for key, value in means.items()}


def _settle(
    names: Mapping[str, str], wanted: Mapping[str, float], spread: Mapping[str, float], lines: float
) -> dict[str, float]:
    """Bring names as near to the heights wanted as their order and size allow.

    Isotonic regression by pooling adjacent violators (Barlow et al. 1972): names that would overlap share the mean of
    what they want.
    """
    offsets, top = {}, 0.0
    for key, name in names.items():
        offsets[key] = top + _size(name) / 2
        top += _size(name) + GAP
    slack = lines - (top - GAP)
    pools: list[tuple[float, int]] = []
    for key in names:
        pool = (wanted.get(key, spread[key]) - offsets[key], 1)
        while pools and pools[-1][0] > pool[0]:
            mean, count = pools.pop()
            pool = ((mean * count + pool[0] * pool[1]) / (count + pool[1]), count + pool[1])
        pools.append(pool)
    shifts = [min(max(mean, 0.0), slack) for mean, count in pools for _ in range(count)]
    return {key: offsets[key] + shift for key, shift in zip(names, shifts, strict=True)}


def _families(
    organisations: Mapping[str, str],
    ties: pd.DataFrame,
    affiliations: pd.DataFrame,
    heights: Mapping[str, float],
) -> list[str]:
    """Order organisations by the mean height of their family's events, then of their own, parents first."""
    top = heads(affiliations)
    levels = _levels(affiliations)
    own = ties.assign(height=ties["event_id"].map(heights)).groupby("org_id")["height"].mean()
    family = {key: top.get(key, key) for key in organisations}
    of_family = (
        ties.assign(family=ties["org_id"].map(family), height=ties["event_id"].map(heights))
        .groupby("family")["height"]
        .mean()
    )
    last = max(heights.values(), default=0.0) + 1

    def place(key: str) -> tuple[float, str, int, float, str]:
        return (
            float(of_family.get(family[key], last)),
            family[key],
            levels.get(key, 0),
            float(own.get(key, last)),
            key,
        )

    return sorted(organisations, key=place)


def _levels(affiliations: pd.DataFrame) -> dict[str, int]:
    parent = dict(zip(affiliations["org_id"], affiliations["parent"], strict=True))

    def level(key: str) -> int:
        return 1 + level(parent[key]) if key in parent else 0

    return {key: level(key) for key in parent}
