"""Counts of the ledger and its robustness, on invented rows and on the study's own."""

from __future__ import annotations

import pytest
from claim_rows import claim, entry, reading, wordy

from greentwin.appraisal.claims.coding import read_claims
from greentwin.appraisal.claims.ledger import Ledger, draw_up, reread
from greentwin.appraisal.claims.options import CONCLUSIONS
from greentwin.appraisal.claims.robustness import steady, variants
from greentwin.appraisal.claims.summary import (
    by_kind,
    by_strand,
    by_strand_and_kind,
    count,
    deciders,
    hanging,
    reasons,
    several,
)
from greentwin.errors import ParameterError

AGREES, DISAGREES = reading(40.0, source="a"), reading(60.0, source="b")
SMALL = (
    entry(claim(claim_id="k01"), AGREES),
    entry(claim(claim_id="k02", kind="setting"), DISAGREES),
    entry(claim(claim_id="k03", strand="ngo"), AGREES, DISAGREES),
    entry(
        claim(claim_id="k04", denominator="missing"),
        reading(40.0, denominator="x"),
        reading(60.0, denominator="y"),
    ),
    entry(wordy(claim_id="k05", strand="ngo", reason="not_found")),
    entry(wordy(claim_id="k06", reason="not_found")),
    entry(wordy(claim_id="k07", reason="outlook")),
)


class TestCounts:
    def test_of_all(self) -> None:
        whole = count(SMALL)
        assert whole.by_conclusion == dict(zip(CONCLUSIONS, (1, 1, 1, 1, 3), strict=True))
        assert (whole.n, whole.checkable) == (7, 3)

    def test_of_groups_that_occur(self) -> None:
        assert [(c.kind, c.n, c.checkable) for c in by_kind(SMALL)] == [("setting", 1, 1), ("outcome", 6, 2)]
        assert [(c.strand, c.n, c.checkable) for c in by_strand(SMALL)] == [("ngo", 2, 1), ("city", 5, 2)]
        assert [(c.strand, c.kind) for c in by_strand_and_kind(SMALL)] == [
            ("ngo", "outcome"),
            ("city", "setting"),
            ("city", "outcome"),
        ]

    def test_groups_add_up(self, ledger: Ledger) -> None:
        whole = count(ledger)
        for groups in (by_kind(ledger), by_strand(ledger), by_strand_and_kind(ledger)):
            for name in CONCLUSIONS:
                assert sum(c.by_conclusion[name] for c in groups) == whole.by_conclusion[name]

    def test_of_nothing(self) -> None:
        assert count(()).n == 0
        assert by_kind(()) == by_strand(()) == by_strand_and_kind(()) == ()

    def test_reasons_are_ranked(self) -> None:
        assert list(reasons(SMALL).items()) == [("not_found", 2), ("outlook", 1)]

    def test_deciders_name_every_choice(self) -> None:
        assert deciders(SMALL) == {"source": 1, "denominator": 1, "boundary": 0, "period": 0}

    def test_what_hangs_and_what_could_have(self) -> None:
        assert [e.claim.claim_id for e in hanging(SMALL)] == ["k03", "k04"]
        assert [e.claim.claim_id for e in several(SMALL)] == ["k03", "k04"]

    def test_what_hangs_is_decided_by_several(self, ledger: Ledger) -> None:
        assert all(found in several(ledger) for found in hanging(ledger))


class TestLedger:
    def test_checkable_are_three_verdicts(self) -> None:
        assert [e.claim.claim_id for e in SMALL if e.checkable] == ["k01", "k02", "k03"]

    def test_verified_needs_every_deciding_figure(self) -> None:
        seen, unseen = reading(40.0), reading(40.1, source="b", verified=False)
        beside = reading(1.0, whole=False, verified=False)
        assert entry(claim(), seen).verified
        assert entry(claim(), seen, beside).verified
        assert not entry(claim(), seen, unseen).verified
        assert not entry(claim(reason="not_found"), beside).verified

    def test_dropping_what_was_not_verified(self) -> None:
        seen, unseen = reading(40.0), reading(60.0, source="b", verified=False)
        (left,) = reread([entry(claim(), seen, unseen)], 0.05, drop_unverified=True)
        assert left.verdict.conclusion == "consistent"
        (none,) = reread([entry(claim(), unseen)], 0.05, drop_unverified=True)
        assert (none.verdict.conclusion, none.verdict.reason) == ("not_checkable", "not_found")

    def test_dropping_when_drawn_up_is_dropping_afterwards(self, ledger: Ledger) -> None:
        dropped = draw_up(read_claims(), 0.05, unverified="drop")
        assert dropped == reread(ledger, 0.05, drop_unverified=True)

    def test_an_unknown_choice_is_refused(self) -> None:
        with pytest.raises(ParameterError, match="count or drop, not 'hide'"):
            draw_up((), 0.05, unverified="hide")  # type: ignore[arg-type]


class TestRobustness:
    def test_tolerance_moves_only_vague_claims(self) -> None:
        vague = entry(claim(claim_id="k01", qualifier="approx"), reading(43.0))
        exact = entry(claim(claim_id="k02"), reading(43.0))
        found = variants((vague, exact), 0.05, shares=(0.05, 0.1))
        changed = {(v.words, v.share): v.changed for v in found}
        assert changed == {
            ("tolerance", 0.05): (),
            ("tolerance", 0.1): ("k01",),
            ("slack", 0.05): (),
            ("slack", 0.1): ("k01", "k02"),
            ("verified", None): (),
        }
        assert found[1].by_conclusion["consistent"] == 1

    def test_steady_claims_change_in_no_variant(self) -> None:
        vague = entry(claim(claim_id="k01", qualifier="approx"), reading(43.0))
        exact = entry(claim(claim_id="k02"), reading(43.0))
        ledger = (vague, exact)
        found = variants(ledger, 0.05, shares=(0.05, 0.1))
        assert steady(ledger, found, "tolerance") == ("k02",)
        assert steady(ledger, found, "slack") == ()
        assert steady(ledger, found, "slack", most=0.05) == ("k01", "k02")

    def test_the_own_tolerance_changes_nothing(self, ledger: Ledger) -> None:
        own = next(v for v in variants(ledger, 0.05) if (v.words, v.share) == ("tolerance", 0.05))
        assert own.changed == ()
        assert own.by_conclusion == count(ledger).by_conclusion

    def test_no_slack_changes_nothing(self, ledger: Ledger) -> None:
        own = next(v for v in variants(ledger, 0.05) if (v.words, v.share) == ("slack", 0.0))
        assert own.changed == ()
