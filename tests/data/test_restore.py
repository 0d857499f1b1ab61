"""Restoring: regular annotations, genuine brackets, broken runs, and what callers may give."""

from __future__ import annotations

import sys

import pytest

from greentwin.data.restoration import (
    AnnotationRule,
    Filling,
    damage,
    observed_rules,
    restore,
    script,
    simplified,
)
from greentwin.errors import DataError, ParameterError

LOST = Filling("嵘", b"\xfd\xc5", "c", "the constructed text has it")


def test_regular_annotations_are_removed_and_located():
    restored = restore("園區(qū)循環(huán)化\n協(xié)會")
    assert restored.text == "園區循環化\n協會"
    assert [(a.rule.character, a.start, a.end, a.across) for a in restored.annotations] == [
        ("區", 2, 6, False),
        ("環", 8, 14, False),
        ("協", 17, 22, False),
    ]
    assert [character.raw for character in restored.characters] == [
        (n,) for n in (0, 1, 6, 7, 14, 15, 16, 22)
    ]
    assert {character.mark for character in restored.characters} == {"kept"}
    assert not restored.repairs
    assert not restored.refused


@pytest.mark.parametrize(
    "text",
    [
        "機構(GIZ)與公私合作(PPP)",
        "初創(Start-up)項目",
        "機構(GIZ)、合作(PPP)、初創(Start-up)",
        "指南》(以下簡稱《指南》)",
        "目標(Sustainable Development Goals, SDGs)",
        "園區（qū）",
        "園區(qu)和區(QŪ)",
        "園區 (qū)",
        "園(qū)",
        "環(qū)",
        "qū(qū)",
        "(huán)環",
        "環()",
        "環(huánhuán)",
        "張?zhī)天",
        "園?zhí)天",
        "?zhí)天",
        "",
    ],
)
def test_what_is_no_annotation_stays(text):
    restored = restore(text)
    assert restored.text == restored.raw == text
    assert not restored.annotations
    assert not restored.repairs


def test_an_annotation_beside_a_genuine_bracket_is_removed_alone():
    assert restore("初創(chuàng)(Start-up)項目(PPP)").text == "初創(Start-up)項目(PPP)"


def test_a_reading_of_another_character_is_refused_with_the_reason():
    (refusal,) = restore("城(chéng)區(qū)").refused
    assert (refusal.start, refusal.end) == (1, 8)
    assert "no rule" in refusal.reason


def test_a_gloss_is_refused_unless_the_caller_says_that_the_damage_is_partial():
    text = "環(huán)是環的讀音,區(qū)"
    restored = restore(text)
    assert restored.text == "環(huán)是環的讀音,區"
    assert "without its reading" in restored.refused[0].reason
    assert restore(text, partial=True).text == "環是環的讀音,區"


def test_one_of_two_doubled_brackets_is_the_mirror_s():
    assert damage("環(huán)") == "環(huán)(huán)"
    assert restore("環(huán)(huán)").text == "環(huán)"


@pytest.mark.parametrize(
    ("sound", "damaged", "run", "reading"),
    [
        ("主張提華", "主張?zhí)崛A", "?zhí)崛A", "提華"),
        ("開張挑戰", "開張?zhí)魬?zhàn)", "?zhí)魬?zhàn)", "挑戰"),
        ("開張挑戰發展", "開張?zhí)魬?zhàn)發(fā)展", "?zhí)魬?zhàn)", "挑戰"),
    ],
)
def test_a_broken_run_is_read_from_its_bytes(sound, damaged, run, reading):
    assert damage(sound) == damaged
    restored = restore(damaged)
    assert restored.text == sound
    (repair,) = restored.repairs
    assert (repair.raw, repair.restored, repair.mark) == (run, reading, "recovered")
    assert damaged[repair.start : repair.end] == run
    assert restored.text[repair.at : repair.at + len(reading)] == reading
    marks = {character.mark for character in restored.characters[repair.at : repair.at + len(reading)]}
    assert marks == {"recovered"}
    assert restored.annotations[0].across


@pytest.mark.parametrize(
    ("sound", "damaged", "pinyin"),
    [("格式沖突", "格式?jīng)_突", ("經", "jīng")), ("或瀏覽", "或?yàn)g覽", ("驗", "yàn"))],
)
def test_the_table_is_an_argument(sound, damaged, pinyin):
    rules = (AnnotationRule(*pinyin),)
    assert damage(sound, rules) == damaged
    assert restore(damaged, rules).text == sound
    assert restore(damaged).text == damaged


def test_a_key_across_a_character_and_a_letter_breaks_nothing():
    sound = "汁h"
    assert sound.encode("gbk").endswith(AnnotationRule("環", "huán").key)
    assert damage(sound) == "汁h(huán)"
    restored = restore("汁h(huán)")
    assert restored.text == sound
    assert restored.annotations[0].across


@pytest.mark.parametrize("damaged", ["主張?zhí)", "主張?zhí)😀", "主張?zhí)岣?,發(fā)展", "主張?zhí)嵘"])
def test_a_run_without_a_reading_is_left_and_said_to_be_unresolved(damaged):
    restored = restore(damaged)
    (repair,) = restored.repairs
    assert repair.mark == "unresolved"
    assert repair.restored == repair.raw == damaged[repair.start : repair.end]
    assert repair.alternatives == ()
    assert restored.text == damaged.replace("(fā)", "")
    assert [a.rule.character for a in restored.annotations] == (["發"] if "發" in damaged else [])


def test_a_lost_pair_is_supplied_only_by_a_filling_and_marked():
    sound = "主張提升與"
    damaged = damage(sound)
    assert damaged == "主張?zhí)嵘c"
    bare = restore(damaged)
    assert (bare.text, bare.repairs[0].mark) == ("主張提蒫", "recovered")
    assert "could not show" in bare.repairs[0].reason
    assert sound[2:] in bare.repairs[0].alternatives
    restored = restore(damaged, fillings=(LOST,))
    assert restored.text == sound
    assert restored.repairs[0].mark == "inferred"
    assert LOST.reason in restored.repairs[0].reason
    assert [c.mark for c in restored.characters] == ["kept", "kept", "recovered", "inferred", "inferred"]
    assert [c.raw for c in restored.characters[2:]] == [(2, 7), (7,), (8,)]


def test_a_swallowed_byte_is_supplied_by_a_filling():
    damaged = damage("主張提高,發展")
    assert damaged == "主張?zhí)岣?發(fā)展"
    filling = Filling("岣", b"\xdf,", "發", "high follows")
    restored = restore(damaged, fillings=(filling,))
    assert restored.text == "主張提高,發展"
    assert [c.mark for c in restored.characters[2:5]] == ["recovered", "inferred", "inferred"]


def test_every_alternative_gives_the_same_raw_run_and_is_not_the_reading():
    restored = restore("主張?zhí)嵘c", fillings=(LOST,))
    (repair,) = restored.repairs
    assert repair.alternatives[0] == "提蒫"
    assert repair.restored not in repair.alternatives
    assert len(set(repair.alternatives)) == len(repair.alternatives) > 1000
    for reading in repair.alternatives[::50]:
        assert damage("主張" + reading) == restored.raw


def test_passages_lead_from_either_text_to_the_other():
    restored = restore("主張?zhí)嵘c,園區(qū)", fillings=(LOST,))
    assert restored.text == "主張提升與,園區"
    assert restored.raw_span(0, 2) == (0, 2)
    assert restored.raw_span(2, 3) == (2, 8)
    assert restored.raw_span(6, 8) == (10, 12)
    assert restored.passage(0, len(restored.raw)) == restored.text
    assert restored.passage(2, 8) == "提升"
    assert restored.passage(10, 16) == "園區"
    assert restored.passage(12, 16) == ""
    for start, end in [(0, 0), (3, 2), (0, 99), (-1, 2)]:
        with pytest.raises(ParameterError):
            restored.raw_span(start, end)
    with pytest.raises(ParameterError, match="within 0 and 16"):
        restored.passage(0, 17)


def test_rules_come_from_the_text_where_each_occurrence_has_the_same_reading():
    text = "國(guó)際,國(guó)家,區(qū)域,長(zhǎng)江長(cháng),(GIZ)機構(gou)"
    assert observed_rules(text) == (AnnotationRule("國", "guó"),)
    assert {rule.character for rule in observed_rules(text, minimum=1)} == {"國", "區"}
    assert observed_rules(text, readings=lambda character: {"guō"}) == ()
    assert observed_rules(text, readings=lambda character: {"guó"}) == (AnnotationRule("國", "guó"),)
    with pytest.raises(ParameterError, match="at least 1"):
        observed_rules(text, minimum=0)


@pytest.mark.parametrize(
    "faulty",
    [
        ("環", "huan"),
        ("環", "GIZ"),
        ("環", "hu\u0301an"),
        ("環", "ǘǘ"),
        ("a", "ā"),
        ("環境", "huán"),
        ("😀", "xiào"),
    ],
)
def test_a_rule_is_one_two_byte_character_with_one_toned_syllable(faulty):
    with pytest.raises(ParameterError):
        AnnotationRule(*faulty)


def test_arguments_that_contradict_themselves_are_refused():
    doubled = (AnnotationRule("長", "zhǎng"), AnnotationRule("長", "cháng"))
    for function in (restore, damage):
        with pytest.raises(ParameterError, match="長"):
            function("長", doubled)
    with pytest.raises(ParameterError, match="two fillings"):
        restore("", fillings=(LOST, Filling("嵘", b"\xf9\xa1", "c", "another")))
    with pytest.raises(ParameterError, match="D6 F9"):
        Filling("熘", b"\xd6\xf9", "⑶", "a pair that GBK has")
    with pytest.raises(ParameterError, match="single characters"):
        Filling("", b"\xf9\xa1", "⑶", "no neighbour")
    with pytest.raises(ParameterError, match="reason"):
        Filling("熘", b"\xf9\xa1", "⑶", " ")
    with pytest.raises(DataError, match="offset 1"):
        damage("a😀")
    assert damage("循環", ()) == "循環"


def test_simplified_script_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "opencc", None)
    script._converter.cache_clear()
    with pytest.raises(DataError, match="pip install"):
        simplified("環")
    script._converter.cache_clear()


def test_simplified_script_keeps_the_number_of_characters():
    pytest.importorskip("opencc", reason="OpenCC is not installed")
    assert simplified("園區循環經濟,GIZ") == "园区循环经济,GIZ"
