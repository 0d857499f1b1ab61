"""Selection, counting and comparison of contrasts, on rows drawn at random and on small ones made by hand."""

from __future__ import annotations

import pandas as pd
import pytest
from coded_rows import coded, few_examples, frame, row, selected
from hypothesis import given
from hypothesis import strategies as st

from greentwin.errors import ParameterError
from greentwin.ngo.comparison import compare_reporters
from greentwin.ngo.contrasts import coding, directed
from greentwin.ngo.counts import count_poles
from greentwin.ngo.options import DOMAIN_CHOICES, DOMAINS, IMPLIED_POLES
from greentwin.ngo.profiles import profile

domains = st.sampled_from(DOMAIN_CHOICES)
rules = st.sampled_from(IMPLIED_POLES)


@few_examples
@given(coded(), domains, rules)
def test_the_table_handed_in_is_not_changed(table, domain, implied):
    before = table.copy(deep=True)
    selection = coding(table).select(domain)
    kept = selection.rows.copy(deep=True)
    profile(selection, implied)
    compare_reporters(selection)
    pd.testing.assert_frame_equal(table, before)
    pd.testing.assert_frame_equal(selection.rows, kept)


@few_examples
@given(coded())
def test_domains_and_reporters_split_the_table_without_rest(table):
    all_rows = coding(table)
    parts = [all_rows.select(domain, voice.reporter).rows for domain in DOMAINS for voice in all_rows.voices]
    ids = [contrast_id for part in parts for contrast_id in part["contrast_id"]]
    assert sorted(ids) == sorted(table["contrast_id"])


@few_examples
@given(coded(), rules)
def test_cells_add_up_to_their_reporter(table, implied):
    result = profile(coding(table).select(), implied)
    for summary in result.summaries:
        cells = [cell for cell in result.cells if cell.voice == summary.voice]
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
    result = profile(coding(table).select(), implied)
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
    all_rows = coding(table)
    together = profile(all_rows.select(), implied)
    for voice in all_rows.voices:
        alone = profile(all_rows.select(reporter=voice.reporter), implied)
        assert [summary.voice for summary in alone.summaries] == [voice]
        assert alone.summaries[0] in together.summaries
        ours = {cell.dimension + cell.domain: cell for cell in together.cells if cell.voice == voice}
        theirs = {cell.dimension + cell.domain: cell for cell in alone.cells}
        assert {key: (c.china, c.europe, sorted(c.ids)) for key, c in ours.items()} == {
            key: (c.china, c.europe, sorted(c.ids)) for key, c in theirs.items()
        }


@few_examples
@given(coded())
def test_frames_are_kept_apart_and_complete(table):
    frames = profile(coding(table).select()).frames
    ids = [contrast_id for found in frames for contrast_id in found.ids]
    assert sorted(ids) == sorted(table.loc[table["role"] == "frame", "contrast_id"])
    assert len({(found.voice, found.dimension, found.locator) for found in frames}) == len(frames)


@few_examples
@given(coded())
def test_a_direction_belongs_to_all_only_if_each_asserts_it(table):
    selection = coding(table).select()
    comparison = compare_reporters(selection)
    rows = directed(table)
    assert comparison.possible == (len(set(rows["reporter"])) > 1)
    for found in comparison.directions:
        everyone = len(selection.voices) > 1 and all(found.said_by.values())
        assert (found.agreement == "all") == everyone
        for name, ids in found.said_by.items():
            same = rows[
                (rows["reporter"] == name)
                & (rows["domain"] == found.domain)
                & (rows["dimension"] == found.dimension)
                & (rows["higher_side"] == found.higher_side)
            ]
            assert sorted(ids) == sorted(same["contrast_id"])


def test_an_opposite_direction_is_not_taken_for_silence():
    selection = selected(
        row("c01", higher_side="china"),
        row("c02", reporter="french_side", higher_side="europe"),
        row("c03", reporter="french_side", dimension="caution"),
        row("c04", reporter="french_side", domain="industry"),
    )
    agreements = {
        (f.domain, f.dimension, f.higher_side): f.agreement for f in compare_reporters(selection).directions
    }
    assert agreements == {
        ("ngo", "speed", "china"): "opposed",
        ("ngo", "speed", "europe"): "opposed",
        ("ngo", "caution", "china"): "some",
        ("industry", "speed", "china"): "field_of_one",
    }


def test_three_reporters_are_compared_one_by_one():
    selection = selected(
        row("c01", reporter="A", europe_scope="Sweden"),
        row("c02", reporter="B", europe_scope="Italy"),
        row("c03", reporter="C", europe_scope="Malta", dimension="caution"),
        row("c04", reporter="A", europe_scope="Sweden", dimension="caution"),
        row("c05", reporter="B", europe_scope="Italy", dimension="caution"),
    )
    found = {f.dimension: f for f in compare_reporters(selection).directions}
    assert found["speed"].said_by == {"A": ("c01",), "B": ("c02",), "C": ()}
    assert found["speed"].agreement == "some"
    assert found["caution"].agreement == "all"


def test_one_passage_over_three_fields_is_one_frame():
    spread = [
        row(f"c{k}", role="frame", higher_side="none", explicit_china="no", domain=domain)
        for k, domain in enumerate(DOMAINS)
    ]
    spread[2]["convergence_asserted"] = "yes"
    (found,) = profile(selected(*spread)).frames
    assert found.domains == DOMAINS
    assert found.ids == ("c0", "c1", "c2")
    assert found.convergence_asserted
    assert found.notes == ("The sentence speaks of China only.",)


def test_a_second_coder_does_not_count_twice():
    rows = (row("c01"), row("c01", coder="coder_2", strength="strong"))
    assert profile(selected(*rows)).summaries[0].statements == 1
    assert profile(selected(*rows, coder="coder_2")).summaries[0].strength.strong == 1
    assert coding(frame(*rows)).coders == ("coder_1", "coder_2")


def test_a_reporter_without_a_statement_in_the_selection_is_named_with_zero():
    rows = (row("c01"), row("c02", reporter="french_side", domain="research"))
    result = profile(selected(*rows, domain="research"), "count")
    assert [(summary.voice.reporter, summary.statements) for summary in result.summaries] == [
        ("chinese_side", 0),
        ("french_side", 1),
    ]
    assert not compare_reporters(selected(*rows, domain="research")).possible


def test_unlike_attributes_are_counted_only_where_both_sides_are_described():
    both = {"explicit_europe": "yes", "note": "Unlike attributes: a, b."}
    rows = (
        row("c01", **both),
        row("c02", note="Unlike attributes: a, b."),
        row("c03", explicit_europe="yes", note=None),
    )
    summary = profile(selected(*rows)).summaries[0]
    assert (summary.both_stated, summary.unlike) == (2, 1)


def test_reporters_are_named_in_the_order_in_which_they_speak():
    table = frame(
        row("c01", char_start=90, char_end=99, reporter="Later guest", europe_scope="Malta"),
        row("c02", char_start=1, char_end=9, reporter="Earlier guest", europe_scope="Sweden"),
    )
    found = [(voice.reporter, voice.scope, voice.key) for voice in coding(table).voices]
    assert found == [("Earlier guest", "Sweden", "reporter_1"), ("Later guest", "Malta", "reporter_2")]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: selected(row(), domain="sport"), "all, ngo, research, industry"),
        (lambda: selected(row(), reporter="both"), "all, chinese_side"),
        (lambda: selected(row(), coder="coder_9"), "coder_1"),
        (lambda: coding(frame(row()).drop(columns="strength")), "lack the columns strength"),
        (lambda: coding(frame()), "there are no contrasts"),
        (lambda: profile(selected(row()), "half"), "count, separate, drop"),
        (lambda: count_poles(frame(), "china", "half"), "count, separate, drop"),
    ],
)
def test_an_unknown_choice_says_what_would_be_allowed(call, message):
    with pytest.raises(ParameterError, match=message):
        call()
