"""How to cite the book and its pages, as plain text and as BibTeX. There is no DOI yet, so none is given."""

from __future__ import annotations

import re
from dataclasses import dataclass

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.docutils import SphinxDirective

import greentwin

from .setting import repository_url

_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "&%$#_"},
}


@dataclass(frozen=True)
class Citation:
    """What is cited.

    Attributes
    ----------
    author, book, year, version : str
        Of the whole book.
    title : str
        Title of the page; ``""`` for the book itself.
    page : str
        The page's place in the book; ``""`` for the book itself.
    url : str
        Address of the repository; ``""`` where none is configured.
    """

    author: str
    book: str
    year: str
    version: str
    title: str = ""
    page: str = ""
    url: str = ""

    def text(self) -> str:
        """Write the citation as one line of plain text."""
        head = f"{self.author} ({self.year}). "
        tail = f"Version {self.version}." + (f" {self.url}" if self.url else "")
        if not self.title:
            return f"{head}{self.book}. {tail}"
        title = self.title if self.title.endswith((".", "?", "!")) else f"{self.title}."
        return f"{head}{title} In: {self.book}, page {self.page}. {tail}"

    def bibtex(self) -> str:
        """Write the citation as a BibTeX entry."""
        fields = {"author": f"{{{tex(self.author)}}}"}
        if self.title:
            fields |= {
                "title": tex(self.title),
                "booktitle": tex(self.book),
                "note": tex(f"Page {self.page}"),
            }
        else:
            fields["title"] = tex(self.book)
        fields |= {"year": self.year, "version": self.version}
        if self.url:
            fields["url"] = self.url
        lines = [f"  {name} = {{{value}}}" for name, value in fields.items()]
        kind = "incollection" if self.title else "book"
        return f"@{kind}{{{self._key()},\n" + ",\n".join(lines) + "\n}"

    def _key(self) -> str:
        place = re.sub(r"[^a-z0-9]+", "-", self.page.removeprefix("results/").lower()).strip("-")
        return "-".join(filter(None, ("greentwin", place, self.year)))


def tex(text: str) -> str:
    r"""Escape text for a BibTeX field.

    Examples
    --------
    >>> print(tex("100 % {safe} & sound_1"))
    100 \% \{safe\} \& sound\_1
    """
    return "".join(_TEX.get(character, character) for character in " ".join(text.split()))


def book_citation(config: Config) -> Citation:
    """Give the citation of the book from the book's own configuration."""
    return Citation(
        author=config.author,
        book=config.html_title,
        year=config.copyright,
        version=greentwin.__version__,
        url=repository_url(config),
    )


def page_citation(config: Config, title: str, page: str) -> Citation:
    """Give the citation of one page of the book."""
    book = book_citation(config)
    return Citation(book.author, book.book, book.year, book.version, title, page, book.url)


def citation_nodes(citation: Citation) -> list[nodes.Node]:
    """Show a citation: the plain text, then the BibTeX entry to copy."""
    entry = citation.bibtex()
    return [
        nodes.paragraph("", citation.text(), classes=["gt-citation"]),
        nodes.literal_block(entry, entry, language="bibtex"),
    ]


class CiteBook(SphinxDirective):
    """Show how to cite the whole book."""

    def run(self) -> list[nodes.Node]:
        """Build the citation."""
        return citation_nodes(book_citation(self.config))


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("cite-book", CiteBook)
