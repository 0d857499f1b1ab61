"""How pages and the book are cited."""

from __future__ import annotations

from dataclasses import replace

import pytest

from greentwin_book.citations import Citation, tex

BOOK = Citation("The authors", "A book", "2026", "0.1.0")
PAGE = replace(BOOK, title="Bonn: 100 % of a_b", page="results/city_profile/bonn")


def test_the_book_as_text():
    assert BOOK.text() == "The authors (2026). A book. Version 0.1.0."


def test_a_page_as_text_with_the_repository_where_it_is_known():
    text = replace(PAGE, url="https://example.org/x").text()
    assert text == (
        "The authors (2026). Bonn: 100 % of a_b. In: A book, page results/city_profile/bonn. "
        "Version 0.1.0. https://example.org/x"
    )


def test_a_title_that_ends_with_a_question_mark_gets_no_full_stop():
    assert "checked? In:" in replace(PAGE, title="Can it be checked?").text()


@pytest.mark.parametrize(
    "citation", [BOOK, PAGE, replace(PAGE, title="{ \\ } & # ~ ^", url="https://example.org/x")]
)
def test_bibtex_is_read_back_by_a_bibtex_reader(citation):
    from pybtex.database import parse_string

    entries = parse_string(citation.bibtex(), "bibtex").entries
    (entry,) = entries.values()
    assert entry.fields["year"] == "2026"
    assert entry.fields["version"] == "0.1.0"
    assert str(entry.persons["author"][0]) == "{The authors}"
    assert ("url" in entry.fields) == bool(citation.url)
    assert "doi" not in entry.fields


def test_keys_differ_from_page_to_page():
    from pybtex.database import parse_string

    both = parse_string(
        PAGE.bibtex() + "\n" + replace(PAGE, page="results/city_profile/essen").bibtex(), "bibtex"
    )
    assert len(both.entries) == 2


def test_characters_with_a_meaning_in_tex_are_escaped():
    assert tex("a_b & 50 % {x} #1 $") == r"a\_b \& 50 \% \{x\} \#1 \$"


def test_the_book_citation_follows_the_configuration(project):
    project.write("book/page.md", "# Page\n\n```{cite-book}\n```\n\n```{clone-command}\n```\n")
    without = project.build().page("book/page")
    assert "The authors (2026). A book." in without
    assert "https://" not in without.split("<body>")[1].split('class="sphinxsidebar"')[0]
    linked = project.build(greentwin_repository_url="https://example.org/greentwin/").text("book/page")
    assert "git clone https://example.org/greentwin greentwin" in linked
    assert linked.count("https://example.org/greentwin") == 3
