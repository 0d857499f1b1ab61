"""The rule that says what a numeral is: found by pattern, without gaps, the same wherever it stands."""

from __future__ import annotations

import doctest
import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greentwin.data import numerals as module
from greentwin.data.numerals import CHINESE_NUMERALS, PATTERNS, Numeral, numerals

PIECES = st.lists(
    st.one_of(
        st.sampled_from(("42%", "２０", "20-25", "17:34", "CO2", "②", "½", "Ⅳ", "II", "xiv")),
        st.sampled_from(("三", "两百", "首次", "一带一路", "首都", "二〇一七")),
        st.sampled_from(("three", "First", "secondly", "halfway")),
        st.sampled_from("-.， 's"),
        st.text(max_size=5),
    )
).map("".join)


def strings(text: str) -> list[str]:
    return [found.text for found in numerals(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2017.05.29-07.13", ["2017.05.29-07.13"]),
        ("2017年6月16-19日", ["2017", "6", "16-19"]),
        ("P4G, CO2, C20, IMG_6503", ["4", "2", "20", "6503"]),
        ("1,234.5 或 28％。", ["1,234.5", "28％"]),
        ("3.", ["3"]),
        ("7000万人、26亿吨", ["7000", "万", "26", "亿"]),
        ("一带一路、进一步、四川", ["一", "一", "一", "四"]),
        ("首次、首个、首届，首都、首先", ["首次", "首个", "首届"]),
        ("四十余人，上千公里，双方几个", ["四十", "千"]),
        ("两半兩萬億〇廿卅", ["两半兩萬億〇廿卅"]),
        ("three, Fourth, SECONDLY; fourteen and half", ["three", "Fourth", "SECONDLY", "fourteen", "half"]),
        ("one's, no-one, alone, none, someone, threefold, halfway", ["one", "one"]),
        ("World War II, MIX, I, V, ii, CIVIC", ["II"]),
        ("①⑶Ⅳ½H₂O m²", ["①", "⑶", "Ⅳ", "½", "₂", "²"]),
        ("several, many, 若干, 多年", []),
        ("", []),
    ],
)
def test_the_rule_finds(text: str, expected: list[str]) -> None:
    assert strings(text) == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [("7", "digits"), ("Ⅶ", "sign"), ("七", "chinese"), ("首批", None), ("seven", "english")],
)
def test_each_numeral_has_its_class(text: str, kind: str | None) -> None:
    assert [found.kind for found in numerals(text)] == ([kind] if kind else [])


@given(PIECES)
def test_numerals_stand_where_they_say_in_order_without_overlap(text: str) -> None:
    found = numerals(text)
    for numeral in found:
        assert text[numeral.start : numeral.end] == numeral.text != ""
    assert all(first.end <= second.start for first, second in itertools.pairwise(found))


@given(PIECES)
def test_every_digit_and_chinese_numeral_lies_in_exactly_one(text: str) -> None:
    found = numerals(text)
    for place, character in enumerate(text):
        if re.match(f"[0-9０-９{CHINESE_NUMERALS}]", character):
            assert sum(numeral.start <= place < numeral.end for numeral in found) == 1


@given(PIECES, PIECES)
def test_numerals_do_not_depend_on_what_stands_elsewhere(first: str, second: str) -> None:
    shift = len(first) + 1
    moved = tuple(
        Numeral(found.start + shift, found.end + shift, found.kind, found.text) for found in numerals(second)
    )
    assert numerals(f"{first}\n{second}") == numerals(first) + moved


@given(PIECES)
def test_what_is_left_holds_no_numeral(text: str) -> None:
    left = list(text)
    for numeral in numerals(text):
        left[numeral.start : numeral.end] = "\n" * (numeral.end - numeral.start)
    assert numerals("".join(left)) == ()


def test_no_two_classes_share_a_character() -> None:
    characters = [chr(code) for code in range(0x20000)]
    for character in characters:
        kinds = [kind for kind in ("digits", "sign", "chinese") if PATTERNS[kind].match(character)]
        assert len(kinds) <= 1, character


def test_the_examples_hold() -> None:
    assert doctest.testmod(module).failed == 0
