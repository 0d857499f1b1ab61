"""The damaged document itself, restored and proved; skipped where the raw documents are not at hand."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from greentwin import data
from greentwin.data.restoration import FILLINGS, RULES, damage, observed_rules, restore

SOURCES = os.environ.get("GREENTWIN_SOURCES")


@pytest.fixture(scope="module")
def s1():
    if not SOURCES:
        pytest.skip("the raw documents are not redistributed; GREENTWIN_SOURCES=FOLDER names where they are")
    row = data.load("documents").set_index("source_id").loc["s1"]
    raw = (Path(SOURCES) / row["file_name"]).read_bytes()
    assert hashlib.sha256(raw).hexdigest() == row["sha256"]
    return raw


def test_the_damaged_document_is_proved_byte_for_byte(s1):
    restored = restore(s1.decode("utf-8"))
    assert damage(restored.text).encode("utf-8") == s1
    assert (len(restored.raw), len(restored.text)) == (2309, 1660)
    assert len(restored.annotations) == 134
    assert restored.refused == ()
    assert restore(restored.text).text == restored.text


def test_the_damaged_document_has_two_broken_runs_alike(s1):
    restored = restore(s1.decode("utf-8"))
    assert [(repair.start, repair.mark) for repair in restored.repairs] == [
        (217, "inferred"),
        (1774, "inferred"),
    ]
    assert {repair.pieces for repair in restored.repairs} == {
        (b"\xcc", b"\xec\xd6", b"\xa2\xc7", b"\xe5\xc8", b"A")
    }
    inferred = [character.character for character in restored.characters if character.mark == "inferred"]
    assert inferred == ["柱", "、", "柱", "、"]
    assert restored.text.count("清華") == restored.raw.count("清華") + 2
    assert "?" not in restored.text
    assert all(character not in restored.text for character in "āáǎàēéěèīíǐìōóǒòūúǔù")


def test_the_proof_fails_without_any_one_rule(s1):
    raw = s1.decode("utf-8")
    sound = restore(raw).text
    for left_out in RULES:
        assert damage(sound, [rule for rule in RULES if rule != left_out]) != raw


def test_the_default_tables_are_what_the_damaged_document_shows(s1):
    assert set(observed_rules(s1.decode("utf-8"), minimum=1)) == set(RULES)
    assert [filling.lost for filling in FILLINGS] == [b"\xf9\xa1"]
