"""What several reporters say and what only one of them says, without adding them up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, cast

from greentwin.ngo.options import DOMAINS, Domain, Side

if TYPE_CHECKING:
    from greentwin.ngo.contrasts import Selection

Agreement = Literal["all", "opposed", "some", "field_of_one"]
_Key = tuple[str, str, str]
_Found = dict[_Key, dict[str, tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class ComparedDirection:
    """A direction on a dimension, and who asserts it.

    Attributes
    ----------
    domain, dimension : str
        Field and dimension.
    higher_side : {"china", "europe"}
        The side said to have more; "europe" means each reporter's own scope.
    said_by : mapping of str to tuple of str
        For every reporter the statements that assert this, by ``contrast_id``; none for a reporter who does not.
    agreement : {"all", "opposed", "some", "field_of_one"}
        Asserted by every reporter; by some while another asserts the opposite; by some while the others speak of
        the field but not of this; by one while no other speaks of the field at all.
    """

    domain: Domain
    dimension: str
    higher_side: Side
    said_by: Mapping[str, tuple[str, ...]]
    agreement: Agreement


@dataclass(frozen=True, slots=True)
class ReporterComparison:
    """The directions that reporters assert.

    Attributes
    ----------
    possible : bool
        Whether at least two reporters have directed statements in the selection; if not, nothing can be compared.
    directions : tuple of ComparedDirection
        Ordered by domain and first mention.
    """

    possible: bool
    directions: tuple[ComparedDirection, ...]

    def of(self, agreement: Agreement) -> tuple[ComparedDirection, ...]:
        """Return the directions with one kind of agreement."""
        return tuple(found for found in self.directions if found.agreement == agreement)


def compare_reporters(selection: Selection) -> ReporterComparison:
    """Match the statements of the reporters by domain, dimension and direction.

    The match says that they name the same dimension in the same direction. It does not say that they mean the same:
    their scopes may differ, and the attributes behind a dimension may be unlike.

    Parameters
    ----------
    selection : Selection
        Selected contrasts; frames are left out.

    Returns
    -------
    ReporterComparison
        Who asserts what.
    """
    rows = selection.directed
    names = [voice.reporter for voice in selection.voices]
    found: _Found = {}
    for row in rows.to_dict("records"):
        key = (row["domain"], row["dimension"], row["higher_side"])
        said_by = found.setdefault(key, dict.fromkeys(names, ()))
        said_by[row["reporter"]] = (*said_by[row["reporter"]], row["contrast_id"])
    speaks = {name: set(rows.loc[rows["reporter"] == name, "domain"]) for name in names}
    keys = sorted(found, key=lambda key: DOMAINS.index(cast(Domain, key[0])))
    directions = tuple(_compared(key, found, speaks) for key in keys)
    return ReporterComparison(sum(map(bool, speaks.values())) >= 2, directions)


def _compared(key: _Key, found: _Found, speaks: Mapping[str, set[str]]) -> ComparedDirection:
    domain, dimension, higher = key
    return ComparedDirection(
        domain=cast(Domain, domain),
        dimension=dimension,
        higher_side=cast(Side, higher),
        said_by=found[key],
        agreement=_agreement(key, found, speaks),
    )


def _agreement(key: _Key, found: _Found, speaks: Mapping[str, set[str]]) -> Agreement:
    domain, dimension, higher = key
    silent = [name for name, ids in found[key].items() if not ids]
    if not silent and len(speaks) > 1:
        return "all"
    opposite = found.get((domain, dimension, "europe" if higher == "china" else "china"), {})
    if any(opposite.get(name) for name in silent):
        return "opposed"
    return "some" if any(domain in speaks[name] for name in silent) else "field_of_one"
