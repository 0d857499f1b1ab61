"""Conclusions that a reader may want to draw, each as a predicate over coded statements.

The list is fixed here and not chosen by what comes out. A predicate is ``undecided`` where the statements that it needs
are gone, which is something else than failing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Literal

import pandas as pd

from greentwin.ngo.contrasts import stated, unlike
from greentwin.ngo.names import the_reporter
from greentwin.ngo.options import Side
from greentwin.ngo.sentences import both

if TYPE_CHECKING:
    from greentwin.ngo.contrasts import Voice

Verdict = Literal["holds", "fails", "undecided"]
Judgement = Literal["direction", "explicitness", "strength"]
Judge = Callable[[pd.DataFrame], Verdict]
PEOPLE = ("composition", "orientation", "openness_to_individuals")
"""Dimensions that tie associations to individuals or professionals."""


@dataclass(frozen=True, slots=True)
class Conclusion:
    """A sentence that coded statements support, contradict, or leave open.

    Attributes
    ----------
    name : str
        Name in snake_case.
    sentence : dict of str to str
        The conclusion in English and Chinese.
    about : {"direction", "explicitness", "strength"}
        The judgement that it speaks of. It cannot be tested on statements that were chosen by this judgement.
    judge : callable
        Takes directed statements (a DataFrame with the columns of the codebook) and returns the verdict.
    """

    name: str
    sentence: dict[str, str]
    about: Judgement
    judge: Judge


def conclusions(voices: tuple[Voice, ...], all_voices: tuple[Voice, ...]) -> tuple[Conclusion, ...]:
    """Return the conclusions that are tested.

    Parameters
    ----------
    voices : tuple of Voice
        Reporters asked for; each gets the two conclusions on its own wording.
    all_voices : tuple of Voice
        All reporters of the table: those that "each participant" speaks of, asked for or not.
    """
    everyone = tuple(voice.reporter for voice in all_voices)
    shared: tuple[tuple[str, Judgement, Judge], ...] = (
        ("execution_in_china", "direction", partial(each_gives, everyone, ("execution",), "china")),
        ("government_tie_in_china", "direction", partial(each_gives, everyone, ("government_tie",), "china")),
        ("people_on_other_side", "direction", partial(each_gives, everyone, PEOPLE, "europe")),
        ("neither_side_throughout", "direction", partial(each_gives_both_ways, everyone)),
        ("none_opposed", "direction", partial(none_opposed, everyone)),
        ("never_alike", "explicitness", never_alike),
    )
    own: tuple[tuple[str, Judgement, Callable[[str, pd.DataFrame], Verdict]], ...] = (
        ("mostly_hedged", "strength", mostly_hedged),
        ("mostly_one_sided", "explicitness", mostly_one_sided),
    )
    of_all = [Conclusion(name, both(f"conclusion_{name}"), about, judge) for name, about, judge in shared]
    of_each = [
        Conclusion(
            f"{name}_{voice.key}",
            both(f"conclusion_{name}", who=partial(the_reporter, voice)),
            about,
            partial(judge, voice.reporter),
        )
        for name, about, judge in own
        for voice in voices
    ]
    return (*of_all, *of_each)


def each_gives(
    reporters: tuple[str, ...], dimensions: tuple[str, ...], side: Side, rows: pd.DataFrame
) -> Verdict:
    """Judge whether each reporter gives a side more in dimensions of NGOs.

    One statement to the contrary makes it fail; a reporter without a statement, or one reporter alone, leaves it
    undecided.
    """
    spoken = rows[(rows["domain"] == "ngo") & rows["dimension"].isin(dimensions)]
    if (spoken["higher_side"] != side).any():
        return "fails"
    return "holds" if len(reporters) > 1 and set(reporters) <= set(spoken["reporter"]) else "undecided"


def each_gives_both_ways(reporters: tuple[str, ...], rows: pd.DataFrame) -> Verdict:
    """Judge whether each reporter gives China more in some statements and the other side more in others.

    A reporter with fewer than two statements leaves it undecided.
    """
    sides = [list(rows.loc[rows["reporter"] == reporter, "higher_side"]) for reporter in reporters]
    if any(len(found) > 1 and len(set(found)) == 1 for found in sides):
        return "fails"
    return "holds" if all(len(found) > 1 for found in sides) else "undecided"


def none_opposed(reporters: tuple[str, ...], rows: pd.DataFrame) -> Verdict:
    """Judge whether no two reporters point opposite ways on a dimension that both name in the same field."""
    sides: dict[tuple[str, str], dict[str, set[str]]] = {}
    columns = rows[["domain", "dimension", "reporter", "higher_side"]]
    for domain, dimension, reporter, side in columns.itertuples(index=False):
        if reporter in reporters:
            sides.setdefault((domain, dimension), {}).setdefault(reporter, set()).add(side)
    shared = [list(by_reporter.values()) for by_reporter in sides.values() if len(by_reporter) > 1]
    if any(found != others[0] for others in shared for found in others):
        return "fails"
    return "holds" if shared else "undecided"


def never_alike(rows: pd.DataFrame) -> Verdict:
    """Judge whether no statement describes both sides by one and the same attribute."""
    if rows.empty:
        return "undecided"
    alike = stated(rows, "china") & stated(rows, "europe") & ~unlike(rows)
    return "fails" if alike.any() else "holds"


def mostly_hedged(reporter: str, rows: pd.DataFrame) -> Verdict:
    """Judge whether more than half of a reporter's statements are hedged."""
    return _mostly(rows.loc[rows["reporter"] == reporter, "strength"] == "hedged")


def mostly_one_sided(reporter: str, rows: pd.DataFrame) -> Verdict:
    """Judge whether more than half of a reporter's statements describe one side only."""
    own = rows[rows["reporter"] == reporter]
    return _mostly(~(stated(own, "china") & stated(own, "europe")))


def _mostly(found: pd.Series[bool]) -> Verdict:
    if found.empty:
        return "undecided"
    return "holds" if 2 * int(found.sum()) > len(found) else "fails"
