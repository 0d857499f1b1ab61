"""Findings of the ledger: their values follow from it, and their sentences from the values."""

from __future__ import annotations

import re
from itertools import chain

import pytest
from claim_rows import claim, entry, reading, wordy

from greentwin.appraisal.claims.coding import account
from greentwin.appraisal.claims.findings import (
    ANSWER,
    account_findings,
    answer,
    claim_findings,
    count_findings,
    decision_findings,
    robustness_findings,
    tables_of,
    target_findings,
)
from greentwin.appraisal.claims.ledger import Ledger
from greentwin.appraisal.claims.robustness import variants
from greentwin.appraisal.claims.wording import SENTENCES
from greentwin.data import load
from greentwin.plotting import LANGUAGES, Result

SMALL = (
    entry(claim(claim_id="k01"), reading(40.0), reading(60.0, source="b", tables=("b_table",))),
    entry(claim(claim_id="k02", kind="setting", strand="ngo"), reading(60.0)),
    entry(claim(claim_id="k03"), reading(40.0)),
    entry(wordy(claim_id="k04", goal_id="r01", strand="ngo", reason="not_published")),
)


def all_findings(ledger: Ledger) -> list[Result]:
    parts = (
        account_findings(account(), ledger),
        count_findings(ledger),
        decision_findings(ledger),
        robustness_findings(ledger, variants(ledger, 0.05)),
        claim_findings(ledger),
        target_findings(ledger),
    )
    return list(chain.from_iterable(parts))


def values(findings: list[Result]) -> dict[str, tuple[float, int | None]]:
    return {found.name: (found.value, found.n) for found in findings}


def test_counts_of_a_small_ledger() -> None:
    assert values(list(count_findings(SMALL))) == {
        "claims_checkable": (3, 4),
        "claims_consistent": (1, 4),
        "claims_contradicted": (1, 4),
        "claims_depends": (1, 4),
        "claims_denominator_missing": (0, 4),
        "claims_not_checkable": (1, 4),
        "own_claims_checkable": (2, 3),
        "checkable_setting": (1, 1),
        "checkable_outcome": (2, 3),
        "checkable_ngo": (1, 2),
        "checkable_city": (2, 2),
        "results_checkable": (0, 1),
    }


def test_what_decides_in_a_small_ledger() -> None:
    found = list(decision_findings(SMALL))
    assert values(found) == {
        "main_reason": (1, 1),
        "hanging": (1, 1),
        "decided_source": (1, 1),
        "source_or_denominator": (1, 1),
    }
    assert '"not published": 1 of 1' in found[0].sentence["en"]
    assert "“未公开”：1项中1项" in found[0].sentence["zh"]


def test_boundary_and_year_are_neither_source_nor_denominator() -> None:
    edges = entry(claim(), reading(40.0, boundary="a"), reading(60.0, boundary="b"))
    (found,) = (f for f in decision_findings((*SMALL, edges)) if f.name == "source_or_denominator")
    assert (found.value, found.n) == (1, 2)


def test_the_answer_says_what_there_is(ledger: Ledger) -> None:
    found = all_findings(ledger)
    said = {finding.name: finding.sentence for finding in found}
    for language in LANGUAGES:
        text = answer(found, language)
        assert all(said[name][language] in text for name in ANSWER)
    assert answer(list(count_findings(SMALL)), "en").startswith("Of 4 claims, an outsider can set")
    assert answer([], "en") == ""


def test_single_claims_give_the_nearest_figure_and_all_as_interval() -> None:
    found = {finding.name: finding for finding in claim_findings(SMALL)}
    assert set(found) == {"claim_k01", "claim_k02"}
    one = found["claim_k01"]
    assert (one.value, one.interval, one.n, one.unit) == (40.0, (40.0, 60.0), 2, "%")
    assert one.tables == ("claims", "a_table", "b_table")
    assert one.sentence["en"] == (
        "Claim: A quantity fell. Published figures: agrees: 40 %; disagrees: 60 %. Verdict: depends (source)."
    )


def test_years_are_whole() -> None:
    dated = claim(unit="calendar_year", low=2016.0, high=2016.0, rounding=0.0)
    (found,) = claim_findings((entry(dated, reading(2018.0)),))
    assert (found.value, found.unit, found.digits) == (2018, "year", 0)


def test_an_empty_ledger_yields_nothing() -> None:
    assert list(count_findings(())) == []
    assert list(decision_findings(())) == []
    assert list(claim_findings(())) == []
    assert list(target_findings(())) == []
    assert list(robustness_findings((), variants((), 0.05))) == []


def test_65_percent_of_169_targets_are_about_110(ledger: Ledger) -> None:
    (found,) = target_findings(ledger)
    assert found.value == pytest.approx(0.65 * 169)
    assert found.interval == pytest.approx((0.645 * 169, 0.655 * 169))
    assert "109 to 111" in found.sentence["en"]
    assert "at least 105" in found.sentence["en"]


def test_robustness_says_the_most_that_changes(ledger: Ledger) -> None:
    found = variants(ledger, 0.05)
    expected = {
        f"changed_{words}": max(len(v.changed) for v in found if v.words == words)
        for words in ("tolerance", "slack", "verified")
    }
    assert {f.name: f.value for f in robustness_findings(ledger, found)} == expected


def test_the_account_counts_claims_once(ledger: Ledger) -> None:
    (found,) = account_findings(account(), ledger)
    rows = load("claims").query("kind != 'no_claim'")
    shared = (rows["figure_id"].notna() & rows["goal_id"].notna()).sum()
    assert found.value == len(rows)
    assert f"({shared} of them with a figure)" in found.sentence["en"]


def test_names_are_unique_and_sentences_complete(ledger: Ledger) -> None:
    found = all_findings(ledger)
    assert len({finding.name for finding in found}) == len(found)
    for finding in found:
        assert set(finding.sentence) == set(LANGUAGES)
        assert not any(re.search(r"[{}]", text) for text in finding.sentence.values())
        assert finding.sentence["en"].endswith(".")
        assert finding.sentence["zh"].endswith("。")
        assert finding.interval is None or finding.interval[0] <= finding.value <= finding.interval[1]


def test_every_finding_names_tables_of_the_package(ledger: Ledger) -> None:
    for finding in all_findings(ledger):
        for name in finding.tables:
            assert len(load(name)) > 0


def test_tables_are_named_once_and_begin_with_the_claims() -> None:
    assert tables_of(SMALL) == ("claims", "a_table", "b_table")


def test_no_sentence_is_unused_and_every_field_is_in_both_languages() -> None:
    for key, text in SENTENCES.table.items():
        fields = [set(re.findall(r"{(\w+)}", text[language])) for language in LANGUAGES]
        assert fields[0] == fields[1], key
