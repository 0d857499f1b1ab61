"""Values of numbers as they are written."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greentwin.data import quantities as module
from greentwin.data.quantities import chinese_value, stated_interval

DIGITS = "零一二三四五六七八九"


def in_chinese(number: int) -> str:
    """Write a whole number below 10^12 as one reads it aloud."""
    if number == 0:
        return "零"
    text = ""
    for scale, unit in ((10**8, "亿"), (10**4, "万"), (1, "")):
        section = number // scale % 10**4
        if section:
            gap = bool(text) and section < 1000
            text += ("零" if gap else "") + section_in_chinese(section) + unit
    return text


def section_in_chinese(number: int) -> str:
    text, gap = "", False
    for scale, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // scale % 10
        if digit:
            text += ("零" if gap else "") + DIGITS[digit] + unit
            gap = False
        else:
            gap = bool(text)
    return text


@given(st.integers(0, 10**12 - 1))
def test_a_chinese_number_has_the_value_it_was_written_from(number: int) -> None:
    written = in_chinese(number)
    if written.endswith(tuple(DIGITS[1:])) and len(written) > 2 and written[-2] in "百千万亿":
        assert chinese_value(written) is None
    else:
        assert chinese_value(written) == number


@given(st.integers(0, 10**9), st.sampled_from(["", "%", "％", "万", "亿", " million"]))
def test_digits_with_a_magnitude_have_their_value(number: int, magnitude: str) -> None:
    scale = {"万": 1e4, "亿": 1e8, " million": 1e6}.get(magnitude, 1)
    assert stated_interval(f"{number}{magnitude}") == (number * scale, number * scale)


@given(st.integers(0, 500), st.integers(0, 500), st.sampled_from("-–~"))
def test_a_range_has_both_bounds_in_order(first: int, second: int, dash: str) -> None:
    expected = (float(first), float(second)) if first <= second else None
    assert stated_interval(f"{first}{dash}{second}%") == expected


@given(st.text(max_size=8))
def test_any_text_is_either_a_number_or_none(text: str) -> None:
    stated = stated_interval(text)
    assert stated is None or 0 <= stated[0] <= stated[1]


@pytest.mark.parametrize(
    ("token", "value"),
    [
        ("十", 10),
        ("十五", 15),
        ("二十", 20),
        ("廿五", 25),
        ("四十余", 40),
        ("上千", 1000),
        ("两千零五", 2005),
        ("两万亿", 2e12),
        ("一亿二千万", 1.2e8),
        ("百万", 1e6),
        ("二〇一七", 2017),
        ("第三", 3),
        ("首个", 1),
        ("唯一", 1),
        ("半", 0.5),
        ("一半", 0.5),
        ("两个半", 2.5),
        ("1,234.5", 1234.5),
        ("３０％", 30),
        ("Twelve", 12),
        ("forty-two", 42),
        ("two hundred and five", 205),
        ("three hundred thousand", 3e5),
        ("seventy million", 7e7),
        ("twice", 2),
        ("first", 1),
    ],
)
def test_numbers_are_read(token: str, value: float) -> None:
    assert stated_interval(token) == (value, value)


@pytest.mark.parametrize(
    "token",
    [
        *(
            "",
            "-",
            "2017.05.29",
            "17:34",
            "25-20",
            "1,23",
            "三四",
            "一百五",
            "二万三",
            "百千",
            "十百",
            "零百",
            "一〇",
        ),
        *("two three", "many", "5 apples", "half a million", "一带一路", "三个城市"),
    ],
)
def test_what_has_no_one_reading_has_no_value(token: str) -> None:
    assert stated_interval(token) is None


def test_the_examples_hold() -> None:
    assert doctest.testmod(module).failed == 0
