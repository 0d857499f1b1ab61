"""Dates as they are written in Chinese reports."""

from __future__ import annotations

import doctest

import pytest

from greentwin.data.locators import dates as module
from greentwin.data.locators.dates import StatedDate, stated_date


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        ("2017.09.03", StatedDate(2017, 9, 3, 3)),
        ("2021-10-26", StatedDate(2021, 10, 26, 26)),
        ("2021 年 10 月 26-27", StatedDate(2021, 10, 26, 27)),
        ("9月25–26", StatedDate(None, 9, 25, 26)),
        ("9月19", StatedDate(None, 9, 19, 19)),
        ("2016年4", StatedDate(2016, 4, None, None)),
        ("2016年4月", None),
        ("13月2", None),
        ("2016年0月2", None),
        ("二〇一七年", None),
        ("2017", None),
        ("42%", None),
    ],
)
def test_dates_are_read(token: str, expected: StatedDate | None) -> None:
    assert stated_date(token) == expected


def test_the_examples_hold() -> None:
    assert doctest.testmod(module).failed == 0
