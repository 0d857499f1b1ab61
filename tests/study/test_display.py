"""HTML of a run: everything that comes from data is escaped."""

from __future__ import annotations

from html.parser import HTMLParser

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from greentwin.study import display
from greentwin.study.findings import Finding

ALLOWED = {
    "div",
    "table",
    "caption",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "ul",
    "li",
    "p",
    "code",
    "a",
    "details",
    "summary",
}


class Tags(HTMLParser):
    """Collects the tags of a document."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)


def _tags(text: str) -> set[str]:
    parser = Tags()
    parser.feed(text)
    return parser.tags


@given(st.text())
def test_nothing_from_data_becomes_markup(text):
    evil = f'<script>alert("{text}")</script>{text}'
    frame = pd.DataFrame({evil: [evil]})
    finding = Finding("a", evil, evil, {"en": evil, "zh": evil}, tables=("t",))
    for html in (
        display.table_html(frame, evil),
        display.findings_html([finding], "en", None),
        display.sources_html({evil: evil}, evil, "en"),
        display.caption_html(evil),
    ):
        assert _tags(html) <= ALLOWED


def test_missing_values_are_dashes_and_numbers_keep_their_digits():
    frame = pd.DataFrame({"year": [2017, 2018], "value": [1.256, np.nan], "note": ["a", None]})
    html = display.table_html(frame, "A table", digits={"value": 1})
    assert '<td class="gt-number">2017</td><td class="gt-number">1.3</td><td>a</td>' in html
    assert '<td class="gt-number">2018</td><td>–</td><td>–</td>' in html
    assert '<th scope="col">value</th>' in html


def test_findings_link_to_the_catalogue_and_carry_anchors():
    finding = Finding(
        "ratio", 3.214, "1", {"en": "Three times.", "zh": "三倍。"}, (3.0, 3.5), 21, ("toy",), 1
    )
    html = display.findings_html([finding], "zh", "../../book/data.html")
    assert '<li id="finding-ratio">' in html
    assert '<a href="../../book/data.html#table-toy">' in html
    assert "三倍。" in html
    assert "3.2 · 区间 3.0 至 3.5 · n = 21" in html
    assert "href" not in display.findings_html([finding], "en", None)


def test_sources_stand_on_lines_of_their_own_with_their_addresses_linked():
    text = "One (2020). https://doi.org/10.1000/1\nTwo (2021): a page (https://example.org/a?b=1&c=2).\nLicence: CC0."
    html = display.sources_html({"toy": text}, None, "en")
    assert html.count("<li>") == 4
    assert '<a href="https://doi.org/10.1000/1">https://doi.org/10.1000/1</a></li>' in html
    assert '<a href="https://example.org/a?b=1&amp;c=2">' in html
    assert "details" not in html


def test_many_sources_are_folded_away():
    html = display.sources_html({"toy": "Source.\n" * 15 + "Licence: CC0."}, None, "zh")
    assert "<summary>15 个来源</summary>" in html
