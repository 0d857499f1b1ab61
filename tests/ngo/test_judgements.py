"""Agreement on the judgements of a table of contrasts, its table and its findings."""

from __future__ import annotations

from pathlib import Path

import pytest
from coded_rows import frame, row

from greentwin.ngo.agreement import judgement_agreement
from greentwin.ngo.contrasts import read_coding
from greentwin.ngo.verdict_findings import agreement_findings
from greentwin.ngo.verdict_tables import agreement_table, single_coder_note
from greentwin.plotting import LANGUAGES, label

FICTION = str(Path(__file__).with_name("fictitious_contrasts.csv"))


def test_one_coder_has_nobody_to_agree_with():
    coding = read_coding()
    assert judgement_agreement(coding.rows) == ()
    (found,) = agreement_findings(coding.coders, ())
    assert (found.name, found.value) == ("coders", 1)
    assert "cannot be computed" in found.sentence["en"]
    for language in LANGUAGES:
        assert "coder_1" in single_coder_note(coding.select(), language)


def test_two_coders_are_compared_judgement_by_judgement():
    found = judgement_agreement(read_coding(FICTION).rows)
    assert [(row.judgement, row.level) for row in found] == [
        ("higher_side", "nominal"),
        ("explicit_china", "nominal"),
        ("explicit_europe", "nominal"),
        ("strength", "nominal"),
        ("strength", "ordinal"),
    ]
    assert {(row.alpha.n_units, row.alpha.n_coders) for row in found} == {(10, 2)}
    assert [row.percent.value for row in found] == [0.9, 0.8, 0.8, 0.7, 0.7]
    assert found[4].kappa is None
    for judged in found:
        low, high = judged.alpha.interval
        assert low < judged.alpha.value < high


def test_three_coders_take_fleiss_kappa_only_where_all_judged_all():
    rows = [
        row(f"c{k}", coder=coder, strength="plain" if k % 2 else "strong")
        for k in range(4)
        for coder in ("a", "b", "c")
    ]
    complete = judgement_agreement(frame(*rows))
    assert complete[3].kappa.value == pytest.approx(1)
    gappy = judgement_agreement(frame(*rows[:-1]))
    assert gappy[3].kappa is None
    assert gappy[3].alpha.value == pytest.approx(1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_says_why_a_coefficient_is_missing(language):
    rows = [row("c1", coder="a"), row("c1", coder="b"), row("c2", coder="a")]
    shown = agreement_table(judgement_agreement(frame(*rows)), language)
    assert len(shown) == 5
    assert set(shown[label("alpha", language)]) == {label("undefined_no_variation", language)}
    alone = agreement_table(judgement_agreement(frame(rows[0], row("c2", coder="b"))), language)
    assert set(alone[label("agreement_percent", language)]) == {label("undefined_no_pairs", language)}


def test_findings_hold_alpha_with_its_interval():
    coding = read_coding(FICTION)
    agreement = judgement_agreement(coding.rows)
    found = {f.name: f for f in agreement_findings(coding.coders, agreement)}
    assert set(found) == {
        "coders",
        "alpha_higher_side",
        "alpha_explicit_china",
        "alpha_explicit_europe",
        "alpha_strength",
        "alpha_strength_ordinal",
    }
    alpha = found["alpha_higher_side"]
    assert alpha.value == agreement[0].alpha.value
    assert alpha.interval == agreement[0].alpha.interval
    assert "0.84" in alpha.sentence["en"]
    assert "n = 10" in alpha.sentence["zh"]
