"""The coded claims of the documents, and the account of what is a claim and what is not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args

import pandas as pd

from greentwin.appraisal.claims.options import Kind, Qualifier, Reason, Strand
from greentwin.data import load
from greentwin.data.evidence import FIRST_CODER, Passage
from greentwin.data.evidence.rows import coded, passage, records, text
from greentwin.errors import DataError, ParameterError

if TYPE_CHECKING:
    from greentwin.data.package import DataPackage

TABLE = "claims"
NO_CHECK = "none"


@dataclass(frozen=True, slots=True)
class Claim:
    """
    A claim that a document makes.

    Attributes
    ----------
    claim_id : str
        Identifier.
    figure_id, goal_id : str or None
        Coded figure, and result of the exchange, that it rests on; None where it rests on none.
    strand, kind : str
        Strand of the document; ``setting``, ``activity``, ``output`` or ``outcome``.
    basis : str
        ``figure``, ``result`` of the exchange, or ``wording`` without a number.
    words : mapping of str to str
        The claim in our own words, by language.
    passage : Passage
        Where it stands.
    unit : str
        Unit of the claimed quantity; empty where nothing is claimed in numbers.
    low, high : float or None
        Claimed bounds, equal for one value; None where that side is open or nothing is claimed.
    qualifier : str or None
        How the quantity is stated; None where nothing is claimed in numbers.
    rounding : float
        Half a unit of the last digit written.
    years : tuple of int, optional
        First and last year the claim speaks of.
    denominator : str
        ``stated``, ``missing`` or ``none``: what a quantity is divided by, the base year of a change included.
    check, topic : str
        Name of the check, ``none`` for no check, and what it is told to look at.
    reason : str or None
        Why an outsider cannot check it, where that is so.
    note : str
        Remark of the coder, in English.
    """

    claim_id: str
    figure_id: str | None
    goal_id: str | None
    strand: Strand
    kind: Kind
    basis: str
    words: Mapping[str, str]
    passage: Passage
    unit: str
    low: float | None
    high: float | None
    qualifier: Qualifier | None
    rounding: float
    years: tuple[int, int] | None
    denominator: str
    check: str
    topic: str
    reason: Reason | None
    note: str

    @property
    def quantified(self) -> bool:
        """Whether something is claimed that a published figure can be set against."""
        return self.qualifier is not None

    @property
    def period(self) -> tuple[int, int]:
        """First and last year; raises `DataError` where the claim speaks of no year."""
        if self.years is None:
            raise DataError(f"claim {self.claim_id} speaks of no year, which its check {self.check} needs")
        return self.years


def read_claims(*, coder: str = FIRST_CODER, package: DataPackage | None = None) -> tuple[Claim, ...]:
    """
    Read one coder's claims, without the candidates that are no claims.

    Parameters
    ----------
    coder : str, optional
        Whose rows.
    package : DataPackage, optional
        Another package than the study's own.

    Returns
    -------
    tuple of Claim
        In the order of the table.

    Raises
    ------
    ParameterError
        If no row of the table is by that coder.

    Examples
    --------
    >>> [claim.words["en"] for claim in read_claims() if claim.topic == "sdg_targets"]
    ['The 2030 Agenda has 169 targets']
    """
    rows = records(coded(TABLE, coder, package))
    return tuple(_claim(row) for row in rows if row["kind"] != "no_claim")


def select(claims: Iterable[Claim], strands: Iterable[str], kinds: Iterable[str]) -> tuple[Claim, ...]:
    """
    Keep the claims of some strands and kinds.

    Raises
    ------
    ParameterError
        If a strand or a kind is unknown.
    """
    wanted = {"strand": tuple(strands), "kind": tuple(kinds)}
    for name, allowed in (("strand", get_args(Strand)), ("kind", get_args(Kind))):
        unknown = sorted(set(wanted[name]) - set(allowed))
        if unknown:
            raise ParameterError(f"unknown {name} {', '.join(unknown)}; allowed: {', '.join(allowed)}")
    return tuple(
        claim for claim in claims if claim.strand in wanted["strand"] and claim.kind in wanted["kind"]
    )


def account(*, coder: str = FIRST_CODER, package: DataPackage | None = None) -> pd.DataFrame:
    """
    Say of every coded figure, of every row of the exchange's goals and of every worded claim what became of it.

    The rule: a figure is a candidate unless it counts parts of a document (status ``metadata``) or stands in the
    English half of a document that says it in Chinese first; of the rows of the exchange, the results are candidates.
    Each candidate has a row in the table ``claims``, either as a claim or as none, with the reason.

    Parameters
    ----------
    coder, package
        As for `read_claims`.

    Returns
    -------
    pandas.DataFrame
        One row per item: ``item`` (its identifier), ``table`` (``figures``, ``goals`` or ``claims``) and ``fate``:
        ``claim``, the reason for which a candidate is no claim, ``metadata``, ``other_half``, ``goal``, ``activity`` or
        ``follow_up``.

    Raises
    ------
    DataError
        If a candidate has no row in ``claims``.
    """
    claims = coded(TABLE, coder, package)
    fates = pd.Series("claim", index=claims.index).where(claims["kind"] != "no_claim", claims["reason"])
    by_figure = _fates(claims["figure_id"], fates)
    by_goal = _fates(claims["goal_id"], fates)
    rows = [("figures", row["figure_id"], _figure_fate(row, by_figure)) for row in _items("figures", package)]
    rows += [
        ("goals", row["goal_id"], by_goal.get(row["goal_id"], row["kind"]))
        for row in _items("goals", package)
    ]
    rows += [("claims", row["claim_id"], "claim") for row in records(claims) if row["basis"] == "wording"]
    left = [item for table, item, fate in rows if fate in ("candidate", "result")]
    if left:
        raise DataError(f"claims: no row accounts for {', '.join(left)}")
    return pd.DataFrame(rows, columns=["table", "item", "fate"])[["item", "table", "fate"]]


def _items(name: str, package: DataPackage | None) -> list[dict[str, Any]]:
    return records(load(name, package=package))


def _fates(items: pd.Series, fates: pd.Series) -> dict[str, str]:
    return {str(item): str(fate) for item, fate in zip(items, fates, strict=True) if pd.notna(item)}


def _figure_fate(row: Mapping[str, Any], by_figure: Mapping[str, str]) -> str:
    if row["status"] == "metadata":
        return "metadata"
    if row["language_half"] == "en":
        return "other_half"
    return by_figure.get(row["figure_id"], "candidate")


def _claim(row: Mapping[str, Any]) -> Claim:
    low, high, first, last = (
        None if pd.isna(row[name]) else row[name]
        for name in ("value_low", "value_high", "year_from", "year_to")
    )
    return Claim(
        claim_id=row["claim_id"],
        figure_id=None if pd.isna(row["figure_id"]) else row["figure_id"],
        goal_id=None if pd.isna(row["goal_id"]) else row["goal_id"],
        strand=row["strand"],
        kind=row["kind"],
        basis=row["basis"],
        words={"en": row["text_en"], "zh": row["text_zh"]},
        passage=passage(row),
        unit=text(row["unit"]),
        low=None if low is None else float(low),
        high=None if high is None else float(high),
        qualifier=None if pd.isna(row["qualifier"]) else row["qualifier"],
        rounding=0.0 if pd.isna(row["rounding"]) else float(row["rounding"]),
        years=None if first is None or last is None else (int(first), int(last)),
        denominator=text(row["denominator"]) or "none",
        check=row["check"],
        topic=text(row["topic"]),
        reason=None if pd.isna(row["reason"]) else row["reason"],
        note=text(row["note"]),
    )
