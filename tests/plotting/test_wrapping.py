"""Lines hold what fits, in both scripts, and no character but a space is lost."""

from unicodedata import east_asian_width

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greentwin.plotting import wrapped


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("made up of individuals", 12, ["made up of", "individuals"]),
        ("成员以个人为主", 8, ["成员以个", "人为主"]),
        ("abcdefghij klm", 4, ["abcd", "efgh", "ij", "klm"]),
        ("short", 10, ["short"]),
        ("", 10, [""]),
    ],
)
def test_lines_are_broken_by_width(text, width, lines):
    assert wrapped(text, width).split("\n") == lines


@given(st.text("ab c成员以,。", max_size=40), st.integers(2, 20))
def test_no_line_is_too_long_and_nothing_but_space_is_lost(text, width):
    found = wrapped(text, width)
    for line in found.split("\n"):
        assert sum(2 if east_asian_width(character) in "WF" else 1 for character in line) <= width
    assert "".join(found.split()) == "".join(text.split())
