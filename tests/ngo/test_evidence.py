"""The coded tables themselves: invariants of the codebook, and locators against the raw documents where they are."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from greentwin import data
from greentwin.ngo.contrasts import COLUMNS, read_coding, unlike
from greentwin.ngo.profiles import profile
from greentwin.ngo.rules import rule_faults

SOURCES = os.environ.get("GREENTWIN_SOURCES")
HEDGES = ("相对", "通常", "或多或少", "稍有")


@pytest.fixture(scope="module")
def contrasts():
    return read_coding().rows


@pytest.fixture(scope="module")
def documents():
    return data.load("documents").set_index("source_id")


def test_the_columns_are_those_that_the_functions_need(contrasts):
    assert set(COLUMNS) <= set(contrasts.columns)


def test_codes_are_those_of_the_codebook(contrasts):
    allowed = {
        "domain": {"ngo", "research", "industry"},
        "higher_side": {"china", "europe", "none"},
        "explicit_china": {"yes", "no"},
        "explicit_europe": {"yes", "no"},
        "strength": {"hedged", "plain", "strong"},
        "reporter": {"chinese_side", "french_side"},
        "europe_scope": {"europe", "france"},
        "role": {"core", "frame"},
        "convergence_asserted": {"yes", "no"},
    }
    for column, values in allowed.items():
        assert set(contrasts[column]) <= values, column


def test_each_coder_numbers_a_contrast_once(contrasts):
    assert not contrasts.duplicated(["contrast_id", "coder"]).any()


def test_the_rules_that_users_must_keep_are_kept_by_the_study(contrasts):
    assert rule_faults(contrasts) == ()


def test_locators_lie_within_their_document(contrasts, documents):
    length = contrasts["source_id"].map(documents["n_chars"])
    assert (contrasts["char_start"] >= 0).all()
    assert (contrasts["char_start"] < contrasts["char_end"]).all()
    assert (contrasts["char_end"] <= length).all()


def test_a_hedge_word_stands_exactly_in_hedged_rows(contrasts):
    assert (contrasts["hedge_marker"].notna() == (contrasts["strength"] == "hedged")).all()
    assert set(contrasts["hedge_marker"].dropna()) <= set(HEDGES)


def test_frames_have_no_direction_and_directed_rows_describe_a_side(contrasts):
    frames = contrasts["role"] == "frame"
    assert ((contrasts["higher_side"] == "none") == frames).all()
    described = (contrasts["explicit_china"] == "yes") | (contrasts["explicit_europe"] == "yes")
    assert (described == ~frames).all()


def test_each_reporter_speaks_of_its_own_scope(contrasts):
    scopes = contrasts.groupby("reporter")["europe_scope"].unique().map(list).to_dict()
    assert scopes == {"chinese_side": ["europe"], "french_side": ["france"]}


def test_convergence_is_coded_in_one_passage_that_has_no_direction(contrasts):
    rows = contrasts[contrasts["convergence_asserted"] == "yes"]
    assert set(rows["role"]) == {"frame"}
    assert len(rows[["source_id", "char_start", "char_end"]].drop_duplicates()) == 1


def test_rows_that_describe_both_sides_say_where_attributes_are_unlike(contrasts):
    both = (contrasts["explicit_china"] == "yes") & (contrasts["explicit_europe"] == "yes")
    assert (unlike(contrasts) == both).all()


def test_notes_are_english_and_hold_no_sentence_of_the_source(contrasts):
    for column in ("note", "attribute"):
        assert contrasts[column].str.isascii().all(), column


def test_counts_of_the_first_coding(contrasts):
    assert set(contrasts["coder"]) == {"coder_1"}
    chinese, french = profile(read_coding().select()).summaries
    assert (chinese.statements, chinese.china.higher, chinese.europe.higher) == (4, 2, 2)
    assert (chinese.both_stated, chinese.strength.hedged) == (2, 2)
    assert (french.statements, french.china.higher, french.europe.higher) == (13, 7, 6)
    assert (french.both_stated, french.strength.hedged) == (3, 9)


def test_the_documents_are_five_with_dates_in_order(documents):
    assert list(documents.index) == ["s0", "s1", "s2", "s3", "s4"]
    assert documents["sha256"].is_unique
    dated = documents.dropna(subset=["event_start", "event_end"])
    assert (dated["event_start"] <= dated["event_end"]).all()
    assert set(documents.index) - set(dated.index) == {"s3"}


@pytest.fixture(scope="module")
def texts(documents):
    if not SOURCES:
        pytest.skip("the raw documents are not redistributed; GREENTWIN_SOURCES=FOLDER names where they are")
    found = {}
    for source_id, row in documents.iterrows():
        raw = (Path(SOURCES) / row["file_name"]).read_bytes()
        assert hashlib.sha256(raw).hexdigest() == row["sha256"], row["file_name"]
        found[source_id] = raw.decode("utf-8")
    return found


def test_raw_documents_have_the_recorded_length(texts, documents):
    assert {name: len(text) for name, text in texts.items()} == documents["n_chars"].to_dict()


def test_each_locator_holds_a_passage_with_its_hedge_word_and_no_other(texts, contrasts):
    for row in contrasts.to_dict("records"):
        passage = texts[row["source_id"]][row["char_start"] : row["char_end"]]
        assert passage.strip() == passage != "", row["contrast_id"]
        present = [word for word in HEDGES if word in passage]
        assert present == ([row["hedge_marker"]] if row["strength"] == "hedged" else []), row["contrast_id"]
        assert ("最" in passage) == (row["strength"] == "strong"), row["contrast_id"]


def test_passages_of_a_reporter_stand_in_that_reporters_part(texts, contrasts):
    border = texts["s0"].index("AFCDUD")
    before = contrasts["char_end"] < border
    assert (before == (contrasts["reporter"] == "chinese_side")).all()
