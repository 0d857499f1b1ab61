"""How firm the verdicts are: with numbers read in other ways, and on verified figures alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from greentwin.appraisal.claims.ledger import Entry, Ledger, reread
from greentwin.appraisal.claims.options import CONCLUSIONS, Conclusion
from greentwin.appraisal.claims.summary import count

SHARES = (0.0, 0.01, 0.02, 0.05, 0.10, 0.20)


@dataclass(frozen=True, slots=True)
class Variant:
    """
    The ledger, read in another way.

    Attributes
    ----------
    words : str
        ``tolerance``: how far *about* and *nearly* reach; ``slack``: how far every number reaches at least;
        ``verified``: only figures read with their publisher.
    share : float or None
        The share of the claimed value; None for ``verified``.
    by_conclusion : dict of str to int
        Number of claims for each verdict.
    changed : tuple of str
        Claims whose verdict is another one than in the ledger.
    """

    words: str
    share: float | None
    by_conclusion: dict[Conclusion, int]
    changed: tuple[str, ...]


def variants(ledger: Ledger, tolerance: float, shares: Sequence[float] = SHARES) -> tuple[Variant, ...]:
    """
    Draw the verdicts anew for other tolerances, with slack for all numbers, and on verified figures alone.

    Parameters
    ----------
    ledger : tuple of Entry
        The ledger, drawn up with this tolerance and no slack.
    tolerance : float
        Its tolerance.
    shares : sequence of float
        Tolerances and slacks to try.

    Returns
    -------
    tuple of Variant
        The tolerances, the slacks (at the ledger's own tolerance), then the verified figures.
    """
    found = [_variant("tolerance", share, ledger, reread(ledger, share)) for share in shares]
    found += [_variant("slack", share, ledger, reread(ledger, tolerance, slack=share)) for share in shares]
    verified = reread(ledger, tolerance, drop_unverified=True)
    return (*found, _variant("verified", None, ledger, verified))


def steady(
    ledger: Iterable[Entry], found: Iterable[Variant], words: str, most: float = 1.0
) -> tuple[str, ...]:
    """
    Return the claims whose verdict is the same in every variant of a kind.

    Parameters
    ----------
    ledger : iterable of Entry
        The ledger.
    found : iterable of Variant
        From `variants`.
    words : str
        Kind of variant.
    most : float
        Largest share that is looked at.
    """
    looked = [variant for variant in found if variant.words == words]
    changed = {claim for v in looked if v.share is None or v.share <= most for claim in v.changed}
    return tuple(entry.claim.claim_id for entry in ledger if entry.claim.claim_id not in changed)


def _variant(words: str, share: float | None, ledger: Ledger, other: Ledger) -> Variant:
    pairs = zip(ledger, other, strict=True)
    changed = tuple(
        old.claim.claim_id for old, new in pairs if old.verdict.conclusion != new.verdict.conclusion
    )
    counted = count(other).by_conclusion
    return Variant(words, share, {name: counted[name] for name in CONCLUSIONS}, changed)
