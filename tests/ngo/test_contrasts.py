"""Selection, counting and comparison of contrasts, on rows drawn at random and on small ones made by hand."""

from __future__ import annotations

import pandas as pd
import pytest
from coded_rows import coded, few_examples, frame, row
from hypothesis import given
from hypothesis import strategies as st

from greentwin.errors import ParameterError
from greentwin.ngo.comparison import compare_reporters
from greentwin.ngo.contrasts import directed, select
from greentwin.ngo.counts import count_poles
from greentwin.ngo.options import DOMAIN_CHOICES, DOMAINS, IMPLIED_POLES, REPORTER_CHOICES, REPORTERS
from greentwin.ngo.profiles import profile

domains = st.sampled_from(DOMAIN_CHOICES)
reporters = st.sampled_from(REPORTER_CHOICES)
rules = st.sampled_from(IMPLIED_POLES)


@few_examples
@given(coded(), domains, reporters, rules)
def test_the_table_handed_in_is_not_changed(table, domain, reporter, implied):
    before = table.copy(deep=True)
    selected = select(table, domain, reporter)
    kept = selected.copy(deep=True)
    profile(selected, implied, reporter)
    compare_reporters(selected)
    pd.testing.assert_frame_equal(table, before)
    pd.testing.assert_frame_equal(selected, kept)


@few_examples
@given(coded())
def test_domains_and_reporters_split_the_table_without_rest(table):
    parts = [select(table, domain, reporter) for domain in DOMAINS for reporter in REPORTERS]
    ids = [contrast_id for part in parts for contrast_id in part["contrast_id"]]
    assert sorted(ids) == sorted(table["contrast_id"])


@few_examples
@given(coded(), rules)
def test_cells_add_up_to_their_reporter(table, implied):
    result = profile(table, implied)
    for summary in result.summaries:
        cells = [cell for cell in result.cells if cell.reporter == summary.reporter]
        assert sum(len(cell.ids) for cell in cells) == summary.statements
        for side in ("china", "europe"):
            for count in ("higher", "counted", "apart"):
                parts = sum(getattr(getattr(cell, side), count) for cell in cells)
                assert parts == getattr(getattr(summary, side), count)
        for level in ("hedged", "plain", "strong"):
            assert sum(getattr(cell.strength, level) for cell in cells) == getattr(summary.strength, level)


@few_examples
@given(coded(), rules)
def test_every_directed_statement_has_one_direction_one_strength_and_one_cell(table, implied):
    result = profile(table, implied)
    for summary in result.summaries:
        assert summary.china.higher + summary.europe.higher == summary.statements
        strength = summary.strength
        assert strength.hedged + strength.plain + strength.strong == summary.statements
        assert summary.unlike <= summary.both_stated <= summary.statements
    ids = [contrast_id for cell in result.cells for contrast_id in cell.ids]
    assert sorted(ids) == sorted(directed(table)["contrast_id"])


@few_examples
@given(coded(), st.sampled_from(("china", "europe")))
def test_dropping_implied_sides_never_counts_more(table, side):
    rows = directed(table)
    drop, separate, count = (count_poles(rows, side, rule) for rule in ("drop", "separate", "count"))
    assert drop.counted == separate.counted <= count.counted == len(rows)
    assert separate.counted + separate.apart == count.counted
    assert drop.apart == count.apart == 0
    assert drop.higher == separate.higher == count.higher


@few_examples
@given(coded(), rules)
def test_the_reporters_are_never_pooled(table, implied):
    together = profile(table, implied)
    for name in REPORTERS:
        alone = profile(select(table, reporter=name), implied, name)
        assert [summary.reporter for summary in alone.summaries] == [name]
        assert alone.summaries[0] in together.summaries
        ours = {cell.dimension + cell.domain: cell for cell in together.cells if cell.reporter == name}
        theirs = {cell.dimension + cell.domain: cell for cell in alone.cells}
        assert {key: (c.china, c.europe, sorted(c.ids)) for key, c in ours.items()} == {
            key: (c.china, c.europe, sorted(c.ids)) for key, c in theirs.items()
        }


@few_examples
@given(coded())
def test_frames_are_kept_apart_and_complete(table):
    frames = profile(table).frames
    ids = [contrast_id for found in frames for contrast_id in found.ids]
    assert sorted(ids) == sorted(table.loc[table["role"] == "frame", "contrast_id"])
    assert len({(found.reporter, found.dimension, found.locator) for found in frames}) == len(frames)


@few_examples
@given(coded())
def test_a_direction_belongs_to_both_only_if_each_asserts_it(table):
    comparison = compare_reporters(table)
    rows = directed(table)
    assert comparison.possible == (set(rows["reporter"]) == set(REPORTERS))
    for found in comparison.directions:
        assert (found.agreement == "both") == bool(found.chinese_side and found.french_side)
        for name in REPORTERS:
            same = rows[
                (rows["reporter"] == name)
                & (rows["domain"] == found.domain)
                & (rows["dimension"] == found.dimension)
                & (rows["higher_side"] == found.higher_side)
            ]
            assert sorted(getattr(found, name)) == sorted(same["contrast_id"])


def test_an_opposite_direction_is_not_taken_for_silence():
    table = frame(
        row("c01", higher_side="china"),
        row("c02", reporter="french_side", higher_side="europe"),
        row("c03", reporter="french_side", dimension="caution"),
        row("c04", reporter="french_side", domain="industry"),
    )
    agreements = {
        (f.domain, f.dimension, f.higher_side): f.agreement for f in compare_reporters(table).directions
    }
    assert agreements == {
        ("ngo", "speed", "china"): "opposed",
        ("ngo", "speed", "europe"): "opposed",
        ("ngo", "caution", "china"): "one",
        ("industry", "speed", "china"): "field_of_one",
    }


def test_one_passage_over_three_fields_is_one_frame():
    spread = [
        row(f"c{k}", role="frame", higher_side="none", explicit_china="no", domain=domain)
        for k, domain in enumerate(DOMAINS)
    ]
    spread[2]["convergence_asserted"] = "yes"
    (found,) = profile(frame(*spread)).frames
    assert found.domains == DOMAINS
    assert found.ids == ("c0", "c1", "c2")
    assert found.convergence_asserted


def test_a_second_coder_does_not_count_twice():
    table = frame(row("c01"), row("c01", coder="coder_2", strength="strong"))
    assert profile(select(table)).summaries[0].statements == 1
    assert profile(select(table, coder="coder_2")).summaries[0].strength.strong == 1


def test_a_reporter_without_a_statement_is_named_with_zero():
    result = profile(select(frame(), reporter="french_side"), "count", "french_side")
    assert [(summary.reporter, summary.statements) for summary in result.summaries] == [("french_side", 0)]
    assert result.cells == result.frames == ()
    assert not compare_reporters(frame()).possible


def test_unlike_attributes_are_counted_only_where_both_sides_are_described():
    both = {"explicit_europe": "yes", "note": "Unlike attributes: a, b."}
    table = frame(
        row("c01", **both), row("c02", note="Unlike attributes: a, b."), row("c03", explicit_europe="yes")
    )
    summary = profile(table).summaries[0]
    assert (summary.both_stated, summary.unlike) == (2, 1)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: select(frame(), domain="sport"), "all, ngo, research, industry"),
        (lambda: select(frame(), reporter="both_sides"), "both, chinese_side, french_side"),
        (lambda: select(frame(row()), coder="coder_9"), "coder_1"),
        (lambda: select(frame().drop(columns="strength")), "lack the columns strength"),
        (lambda: profile(frame(), "half"), "count, separate, drop"),
        (lambda: count_poles(frame(), "china", "half"), "count, separate, drop"),
    ],
)
def test_an_unknown_choice_says_what_would_be_allowed(call, message):
    with pytest.raises(ParameterError, match=message):
        call()
