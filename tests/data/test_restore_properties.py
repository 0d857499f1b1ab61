"""Properties of restoring on generated texts, against an account of the damage of its own."""

from __future__ import annotations

import re

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from greentwin.data.restoration import RULES, damage, restore

KEYS = re.compile(b"|".join(re.escape(rule.key) for rule in RULES))
READINGS = {rule.key: rule.written.encode("gbk") for rule in RULES}
ANY_READING = "(?:" + "|".join(re.escape(rule.written) for rule in RULES) + ")"
RULED = "".join(rule.character for rule in RULES)


def every_character_of_gbk():
    for lead in range(0x81, 0xFF):
        for trail in (*range(0x40, 0x7F), *range(0x80, 0xFF)):
            try:
                yield bytes((lead, trail)).decode("gbk")
            except UnicodeDecodeError:
                continue


CHINESE = [character for character in every_character_of_gbk() if ord(character) > 0x3400]
ENDING = {rule: [c for c in CHINESE if c.encode("gbk")[1] == rule.key[0]] for rule in RULES}
BEGINNING = {rule: [c for c in CHINESE if c.encode("gbk")[0] == rule.key[1]] for rule in RULES}


@st.composite
def seams(draw):
    """Draw two characters across which a rule fires; where the key ends in a letter, a character and that letter."""
    rule = draw(st.sampled_from(RULES))
    second = BEGINNING[rule] or [chr(rule.key[1])]
    return draw(st.sampled_from(ENDING[rule])) + draw(st.sampled_from(second))


PIECES = st.one_of(
    st.sampled_from(RULED),
    seams(),
    st.sampled_from("中國人民共和地方工作華學會提升與主張、。,"),
    st.sampled_from(["(GIZ)", "(PPP)", "(Start-up)", "(以下簡稱", ")", "(", "?", "A", "h", "9", "\n"]),
)
SOUND = st.lists(PIECES, max_size=16).map("".join)


def loses_nothing(text):
    """Return whether the only bytes without a character are those whose bracket was swallowed."""
    annotated = KEYS.sub(lambda match: match[0] + READINGS[match[0]], text.encode("gbk"))
    return not re.search(f"[\udc80-\udcff](?!{ANY_READING})", annotated.decode("gbk", "surrogateescape"))


@given(st.text())
def test_any_text_without_the_pattern_is_unchanged(text):
    assume(not any(f"{rule.pinyin})" in text for rule in RULES))
    restored = restore(text)
    assert restored.text == text
    assert not restored.repairs


@given(
    st.lists(
        st.tuples(
            st.characters(codec="gb2312", min_codepoint=0x3400).filter(lambda c: c not in RULED),
            st.sampled_from([rule.written for rule in RULES] + ["(GIZ)", "(PPP)", "（huán）", "?"]),
        ),
        max_size=12,
    )
)
def test_readings_after_characters_of_no_rule_are_left(pairs):
    text = "".join(character + bracket for character, bracket in pairs)
    assert restore(text).text == text


@settings(max_examples=400, deadline=None)
@given(SOUND)
def test_restoring_undoes_damage_that_loses_nothing(text):
    assume(loses_nothing(text))
    restored = restore(damage(text), fillings=())
    assert restored.text == text
    assert {repair.mark for repair in restored.repairs} <= {"recovered"}


@settings(max_examples=400, deadline=None)
@given(SOUND)
def test_damage_that_was_restored_can_be_done_again(text):
    raw = damage(text)
    restored = restore(raw, fillings=())
    assume(all(repair.mark != "unresolved" for repair in restored.repairs))
    assert damage(restored.text) == raw
    assert restore(restored.text, fillings=()).text == restored.text


@settings(max_examples=300, deadline=None)
@given(SOUND)
def test_each_raw_character_is_accounted_for_once_or_shared_by_neighbours(text):
    raw = damage(text)
    restored = restore(raw, fillings=())
    assert "".join(character.character for character in restored.characters) == restored.text
    assert all(raw[c.raw[0]] == c.character for c in restored.characters if c.mark == "kept")
    offsets = [offset for character in restored.characters for offset in character.raw]
    assert offsets == sorted(offsets)
    removed = {n for a in restored.annotations for n in range(a.start, a.end)}
    assert set(offsets) | removed == set(range(len(raw)))


@settings(deadline=None)
@given(seams())
def test_a_seam_fires_a_rule(seam):
    raw = damage(seam)
    assert any(f"{rule.pinyin})" in raw for rule in RULES)
