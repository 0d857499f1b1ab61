"""HTML of tables, findings and sources as a run shows them; every value is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape

import numpy as np
import pandas as pd

from greentwin.plotting.labels import MISSING
from greentwin.study.findings import Finding, number_text

_WORDS = {
    "en": {
        "n": "n = {n}",
        "interval": "interval {low} to {high}",
        "tables": "tables",
        "sources": "{n} sources",
    },
    "zh": {"n": "n = {n}", "interval": "区间 {low} 至 {high}", "tables": "数据表", "sources": "{n} 个来源"},
}
_ADDRESS = re.compile(r"https?://[^\s<>\"']+?(?=[.,;)]*(?:\s|$))")
_MOST_LINES = 4


def table_html(frame: pd.DataFrame, caption: str, digits: int | Mapping[str, int] | None = None) -> str:
    """Render a frame as a table with a caption and column heads; the index is left out.

    Parameters
    ----------
    frame : DataFrame
        Columns are shown in order under their own names; missing values as an en dash.
    caption : str
        What the table shows.
    digits : int or mapping of str to int, optional
        Decimal places of floating-point numbers, for all or by column; as many as needed if not given.
    """
    heads = "".join(f'<th scope="col">{escape(str(name))}</th>' for name in frame.columns)
    places = {name: digits.get(name) if isinstance(digits, Mapping) else digits for name in frame.columns}
    rows = (
        "".join(_cell(value, places[name]) for name, value in zip(frame.columns, row, strict=True))
        for row in frame.itertuples(index=False, name=None)
    )
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    label = escape(caption, quote=True)
    return (
        f'<div class="gt-table" tabindex="0" role="region" aria-label="{label}"><table>'
        f"<caption>{escape(caption)}</caption><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def findings_html(findings: Iterable[Finding], language: str, catalogue: str | None) -> str:
    """Render findings as a list: the sentence, then value, interval, n and tables.

    Parameters
    ----------
    findings : iterable of Finding
        Findings in the order in which they are shown.
    language : str
        ``en`` or ``zh``.
    catalogue : str, optional
        Address of the data catalogue that table names link to; no links if not given.
    """
    words = _WORDS[language]
    items = []
    for finding in findings:
        details = [f"{finding.text()} {finding.unit}" if finding.unit != "1" else finding.text()]
        if finding.interval:
            low, high = (number_text(bound, finding.digits) for bound in finding.interval)
            details.append(words["interval"].format(low=low, high=high))
        if finding.n is not None:
            details.append(words["n"].format(n=f"{finding.n:,}"))
        text = " \u00b7 ".join(escape(part) for part in details)
        if finding.tables:
            text += f" \u00b7 {words['tables']}: " + ", ".join(
                _table_link(name, catalogue) for name in finding.tables
            )
        items.append(
            f'<li id="finding-{escape(finding.name, quote=True)}"><p>{escape(finding.sentence[language])}</p>'
            f'<p class="gt-detail"><code>{escape(finding.name)}</code> = {text}</p></li>'
        )
    return f'<ul class="gt-findings">{"".join(items)}</ul>'


def sources_html(citations: Mapping[str, str], catalogue: str | None, language: str) -> str:
    """Render the tables used with their citations as a list; many sources of one table are folded away.

    Parameters
    ----------
    citations : mapping of str to str
        By table: one line per source, then the licence.
    catalogue : str, optional
        Address of the data catalogue that table names link to; no links if not given.
    language : str
        ``en`` or ``zh``.
    """
    items = []
    for name, text in citations.items():
        lines = "".join(f"<li>{_with_links(line)}</li>" for line in text.splitlines())
        count = _WORDS[language]["sources"].format(n=len(text.splitlines()) - 1)
        entry = f"<ul>{lines}</ul>"
        if len(text.splitlines()) > _MOST_LINES:
            entry = f"<details><summary>{escape(count)}</summary>{entry}</details>"
        items.append(f"<li>{_table_link(name, catalogue)}{entry}</li>")
    return f'<ul class="gt-sources">{"".join(items)}</ul>'


def caption_html(caption: str) -> str:
    """Render the caption under a figure."""
    return f'<p class="gt-caption">{escape(caption)}</p>'


def _with_links(text: str) -> str:
    return _ADDRESS.sub(r'<a href="\g<0>">\g<0></a>', escape(text))


def _table_link(name: str, catalogue: str | None) -> str:
    shown = f"<code>{escape(name)}</code>"
    return (
        f'<a href="{escape(catalogue, quote=True)}#table-{escape(name, quote=True)}">{shown}</a>'
        if catalogue
        else shown
    )


def _cell(value: object, digits: int | None) -> str:
    if value is None or value is pd.NA or value != value:
        return f"<td>{MISSING}</td>"
    if isinstance(value, int | float | np.integer | np.floating) and not isinstance(value, bool):
        number = int(value) if isinstance(value, int | np.integer) else float(value)
        text = number_text(number, digits if isinstance(number, float) else None)
        return f'<td class="gt-number">{escape(text)}</td>'
    return f"<td>{escape(str(value))}</td>"
