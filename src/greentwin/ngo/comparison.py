"""What both reporters say and what only one of them says, without adding them up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, cast

from greentwin.ngo.contrasts import directed
from greentwin.ngo.options import DOMAINS, REPORTERS, Domain, Reporter, Side

if TYPE_CHECKING:
    import pandas as pd

Agreement = Literal["both", "opposed", "one", "field_of_one"]
_Key = tuple[str, str, str]
_Found = dict[_Key, dict[str, list[str]]]


@dataclass(frozen=True, slots=True)
class ComparedDirection:
    """A direction on a dimension, and who asserts it.

    Attributes
    ----------
    domain, dimension : str
        Field and dimension.
    higher_side : {"china", "europe"}
        The side said to have more; for the French participant "europe" means France.
    chinese_side, french_side : tuple of str
        Statements of each reporter that assert this, by ``contrast_id``.
    agreement : {"both", "opposed", "one", "field_of_one"}
        Asserted by both; by one while the other asserts the opposite; by one while the other speaks of the
        field but not of this; by one while the other does not speak of the field at all.
    """

    domain: Domain
    dimension: str
    higher_side: Side
    chinese_side: tuple[str, ...]
    french_side: tuple[str, ...]
    agreement: Agreement


@dataclass(frozen=True, slots=True)
class ReporterComparison:
    """The directions that both reporters or one of them asserts.

    Attributes
    ----------
    possible : bool
        Whether both reporters have directed statements in the selection; if not, nothing can be compared.
    directions : tuple of ComparedDirection
        Ordered by domain and first mention.
    """

    possible: bool
    directions: tuple[ComparedDirection, ...]

    def of(self, agreement: Agreement) -> tuple[ComparedDirection, ...]:
        """Return the directions with one kind of agreement."""
        return tuple(found for found in self.directions if found.agreement == agreement)


def compare_reporters(contrasts: pd.DataFrame) -> ReporterComparison:
    """Match the statements of the two reporters by domain, dimension and direction.

    The match says that both name the same dimension in the same direction. It does not say that they mean the
    same: one speaks of Europe and the other of France, and the attributes behind a dimension may be unlike.

    Parameters
    ----------
    contrasts : DataFrame
        Selected contrasts, as :func:`greentwin.ngo.contrasts.select` returns them; not changed.
        Frames are left out.

    Returns
    -------
    ReporterComparison
        Who asserts what.
    """
    rows = directed(contrasts)
    found: _Found = {}
    for row in rows.to_dict("records"):
        key = (row["domain"], row["dimension"], row["higher_side"])
        found.setdefault(key, {name: [] for name in REPORTERS})[row["reporter"]].append(row["contrast_id"])
    speaks = {name: set(rows.loc[rows["reporter"] == name, "domain"]) for name in REPORTERS}
    keys = sorted(found, key=lambda key: DOMAINS.index(cast(Domain, key[0])))
    directions = tuple(_compared(key, found, speaks) for key in keys)
    return ReporterComparison(possible=all(speaks.values()), directions=directions)


def _compared(
    key: tuple[str, str, str],
    found: dict[tuple[str, str, str], dict[str, list[str]]],
    speaks: dict[Reporter, set[str]],
) -> ComparedDirection:
    domain, dimension, higher = key
    who = found[key]
    return ComparedDirection(
        domain=cast(Domain, domain),
        dimension=dimension,
        higher_side=cast(Side, higher),
        chinese_side=tuple(who["chinese_side"]),
        french_side=tuple(who["french_side"]),
        agreement=_agreement(key, found, speaks),
    )


def _agreement(
    key: tuple[str, str, str],
    found: dict[tuple[str, str, str], dict[str, list[str]]],
    speaks: dict[Reporter, set[str]],
) -> Agreement:
    domain, dimension, higher = key
    silent = [name for name in REPORTERS if not found[key][name]]
    if not silent:
        return "both"
    other = silent[0]
    if domain not in speaks[other]:
        return "field_of_one"
    opposite = found.get((domain, dimension, "europe" if higher == "china" else "china"), {})
    return "opposed" if opposite.get(other) else "one"
