"""Full-text search in English and Chinese.

Sphinx's own Chinese search cuts the pages into dictionary words but not the reader's query, so that a phrase longer
than one word finds nothing; and its English stemmer differs between page and query. Here Chinese text is indexed by
single characters and pairs, and the query is cut in the same way: every phrase that stands on a page is found.
"""

from __future__ import annotations

import re
from typing import ClassVar

import snowballstemmer
from sphinx.application import Sphinx
from sphinx.search import SearchLanguage
from sphinx.search.en import english_stopwords, js_porter_stemmer

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_RUN = re.compile(f"([{_HAN}]+)")
_WORD = re.compile(r"\w+")

_SPLITTER = f"""
function splitQuery(query) {{
  const terms = [];
  for (const part of query.split(/([{_HAN}]+)/u)) {{
    if (/^[{_HAN}]/u.test(part)) {{
      if (part.length === 1) terms.push(part);
      for (let i = 0; i + 1 < part.length; i++) terms.push(part.slice(i, i + 2));
    }} else {{
      terms.push(...part.split(/[^\\p{{Letter}}\\p{{Number}}_]+/gu).filter(term => term));
    }}
  }}
  return terms;
}}
"""

_NO_SUMMARY_FROM_DISK = """
if (location.protocol === "file:") DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;
"""


class EnglishChineseSearch(SearchLanguage):
    """English words by their stem, Chinese text by single characters and pairs."""

    lang = "zh"
    language_name = "English and Chinese"
    stopwords: ClassVar[set[str]] = english_stopwords
    js_stemmer_code = js_porter_stemmer
    js_splitter_code = _SPLITTER

    def init(self, options: dict[str, str]) -> None:
        """Prepare the stemmer that the browser uses as well."""
        self._stemmer = snowballstemmer.stemmer("porter")

    def split(self, input: str) -> list[str]:
        """Cut text into terms to index."""
        terms: list[str] = []
        for part in _RUN.split(input):
            if _RUN.match(part):
                terms += [*part, *(part[i : i + 2] for i in range(len(part) - 1))]
            else:
                terms += _WORD.findall(part)
        return terms

    def stem(self, word: str) -> str:
        """Reduce a word to its stem."""
        return str(self._stemmer.stemWord(word.lower()))

    def word_filter(self, word: str) -> bool:
        """Keep every Chinese term, and every other word that is no stop word."""
        return bool(_RUN.match(word)) or (len(word) > 1 and word not in self.stopwords)


def setup(app: Sphinx) -> None:
    """Register the search language; ``html_search_language: zh`` chooses it.

    A book opened from disk may not fetch its own pages, so the search shows titles alone there.
    """
    app.add_search_language(EnglishChineseSearch)
    app.add_js_file(None, body=_NO_SUMMARY_FROM_DISK)
