"""Sentences and longer texts: complete in both languages, and used."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest
from coded_rows import frame, row

from greentwin.errors import ParameterError
from greentwin.ngo.contrasts import coding, read_coding
from greentwin.ngo.sentences import SENTENCES, counted, say
from greentwin.ngo.texts import Topic, case_text, sections
from greentwin.plotting import LANGUAGES

STRAND = Path(__file__).parents[2] / "src/greentwin/ngo"
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def test_every_sentence_stands_in_both_languages_and_sorted():
    keys = list(SENTENCES.table)
    assert keys == sorted(keys)
    for key, texts in SENTENCES.table.items():
        assert all(texts[language].strip() for language in LANGUAGES), key
        assert CHINESE.search(re.sub(r"\{\w+\}", "", texts["zh"])), key
        assert not CHINESE.search(texts["en"]), key


def test_every_sentence_is_used():
    code = "".join(path.read_text(encoding="utf-8") for path in STRAND.rglob("*.py"))
    made = ("bears_", "conclusion_", "prediction_", "finding_conclusions_without_", "finding_overseas_")
    for key in SENTENCES.table:
        assert f'"{key}"' in code or key.startswith(made), key


def test_fields_of_a_sentence_are_names():
    for texts in SENTENCES.table.values():
        for text in texts.values():
            fields = [name for _, name, _, _ in Formatter().parse(text) if name is not None]
            assert all(name.isidentifier() for name in fields)


def test_an_unknown_sentence_is_an_error():
    with pytest.raises(ParameterError, match="there is no sentence 'nonsense'"):
        say("nonsense", "en")


def test_numbers_take_their_noun():
    assert [counted(n, "statement") for n in (0, 1, 2)] == ["0 statements", "1 statement", "2 statements"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_are_on_the_same_topics_in_both_languages(language):
    assert set(sections(language)) == set(sections("en"))
    study = read_coding().select()
    own = coding(
        frame(row(source_id="tale_7", reporter="Guest", europe_scope="Utopia")), own_file=True
    ).select()
    for topic in get_args(Topic):
        ours, theirs = case_text(topic, study, language), case_text(topic, own, language)
        assert ours
        assert "{" not in ours + theirs
        assert ours != theirs
    assert "tale_7" in case_text("evidence", own, language)
    assert "Utopia" in case_text("evidence", own, language)
    assert "Chengdu" not in case_text("evidence", own, language)


def test_texts_hold_no_sentence_of_the_source_in_english():
    chinese = set(re.findall(r"[\u4e00-\u9fff]+", "".join(sections("en").values())))
    assert chinese == {"或多或少", "相对", "通常", "稍有"}


def test_chinese_lines_are_joined_without_a_gap():
    for text in sections("zh").values():
        assert not re.search(r"[\u4e00-\u9fff]\n *[\u4e00-\u9fff]", text)
