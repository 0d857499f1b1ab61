"""The search index: English by stem, Chinese by characters and pairs, the query cut like the page."""

from __future__ import annotations

import json

import pytest

from greentwin_book.search import EnglishChineseSearch


@pytest.fixture
def language() -> EnglishChineseSearch:
    return EnglishChineseSearch({})


def test_chinese_is_cut_into_characters_and_pairs(language):
    assert language.split("低碳城市") == ["低", "碳", "城", "市", "低碳", "碳城", "城市"]


def test_a_sentence_in_both_languages_is_cut_at_the_border(language):
    assert language.split("CO2排放 in Île-de-France") == [
        "CO2",
        "排",
        "放",
        "排放",
        "in",
        "Île",
        "de",
        "France",
    ]


def test_english_words_meet_at_their_stem(language):
    assert language.stem("Emissions") == language.stem("emission")


def test_stop_words_and_single_letters_are_left_out_but_single_characters_stay(language):
    assert not language.word_filter("the")
    assert not language.word_filter("a")
    assert language.word_filter("碳")


def test_the_index_holds_every_pair_of_a_chinese_page(project):
    project.write("book/page.md", "# Page\n\n循环经济 and recycling.\n")
    index = (project.build().folder / "searchindex.js").read_text(encoding="utf-8")
    terms = json.loads(index.removeprefix("Search.setIndex(").removesuffix(")"))["terms"]
    assert {"循环", "环经", "经济", "recycl"} <= set(terms)


def test_the_browser_gets_the_same_splitter(project):
    code = (project.build().folder / "_static/language_data.js").read_text(encoding="utf-8")
    assert "function splitQuery" in code
