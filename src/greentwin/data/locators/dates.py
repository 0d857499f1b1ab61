"""Dates of coded events against the dates as they are written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from greentwin.data.faults import listed
from greentwin.data.locators.documents import RawDocument, passage_of
from greentwin.data.locators.rows import TableRow

if TYPE_CHECKING:
    from greentwin.data.faults import Fault

COLUMNS = frozenset({"event_id", "start", "end", "date_precision"})
_REASON = "date_of_event"
_YEAR = re.compile("(?<![0-9])[0-9]{4}(?![0-9])")
_SEPARATOR = re.compile("; *")
_DATE = re.compile(
    r"(?:(?P<year>[0-9]{4})\s*[年./-]\s*)?(?P<month>[0-9]{1,2})"
    r"(?:\s*[月./-]\s*(?P<first>[0-9]{1,2})(?:\s*[-–]\s*(?P<last>[0-9]{1,2}))?)?"
)


@dataclass(frozen=True)
class StatedDate:
    """A date or a span of days within a month, as written; what is not written is None."""

    year: int | None
    month: int
    first: int | None
    last: int | None


def stated_date(token: str) -> StatedDate | None:
    """
    Read a date as written, or return None if it is none.

    Examples
    --------
    >>> stated_date("2017年6月16-19")
    StatedDate(year=2017, month=6, first=16, last=19)
    >>> stated_date("2017.05.29").last, stated_date("10月1-8").year, stated_date("42%")
    (29, None, None)
    """
    match = _DATE.fullmatch(token.strip())
    if match is None or not 1 <= int(match["month"]) <= 12:
        return None
    first = int(match["first"]) if match["first"] else None
    year = int(match["year"]) if match["year"] else None
    return StatedDate(year, int(match["month"]), first, int(match["last"]) if match["last"] else first)


def date_faults(
    events: Iterable[TableRow], excluded: Sequence[TableRow], documents: Mapping[str, RawDocument]
) -> list[Fault]:
    """
    Compare the first and the last day of each event with the dates that are written for it.

    Parameters
    ----------
    events : iterable of TableRow
        Rows with ``event_id``, ``start``, ``end`` and ``date_precision``.
    excluded : sequence of TableRow
        Rows with ``token``, ``reason`` and ``see``; a row that tells of an event names it in ``see``.
    documents : mapping of str to RawDocument
        The documents, for the years in the passages of the events.

    Returns
    -------
    list of Fault
        For events dated to the day: a first or last day other than written; to the month: another first month; to the
        year: another year. A month or a year must be widened to its first and last day. An event without a written
        date, and a year that is not written, are not compared.
    """
    faults = []
    for event in events:
        told = [row for row in excluded if _tells_of(row, event)]
        precision = event.text("date_precision")
        if precision == "year":
            tokens = [row.text("token") for row in told]
            faults += _year_faults(event, [*tokens, passage_of(event, documents) or ""])
        elif precision in ("day", "month"):
            tokens = [row.text("token") for row in told if row.text("reason") == _REASON]
            dates = [stated for token in tokens if (stated := stated_date(token)) is not None]
            faults += _bound_faults(event, _with_the_one_year(dates), to_the_day=precision == "day")
        faults += _width_faults(event, precision)
    return faults


def _tells_of(row: TableRow, event: TableRow) -> bool:
    same_coder = row.text("coder") == event.text("coder")
    return same_coder and event.text("event_id") in _SEPARATOR.split(row.text("see"))


def _width_faults(event: TableRow, precision: str) -> list[Fault]:
    """Return where a month or a year is not widened to its first and last day."""
    start: date | None = event.values["start"]
    end: date | None = event.values["end"]
    months = {"month": (None, None), "year": (1, 12)}.get(precision)
    if months is None:
        return []
    faults = []
    if start is None or start.day != 1 or start.month != (months[0] or start.month):
        faults.append(event.fault("start", f"{start} is not the first day of a {precision}"))
    if end is None or (end + timedelta(days=1)).day != 1 or end.month != (months[1] or end.month):
        faults.append(event.fault("end", f"{end} is not the last day of a {precision}"))
    return faults


def _year_faults(event: TableRow, texts: list[str]) -> list[Fault]:
    years = {int(year) for text in texts for year in _YEAR.findall(text)}
    coded = {column: event.values[column] for column in ("start", "end")}
    return [
        event.fault(column, f"{day} is in none of the years that are written: {listed(sorted(years))}")
        for column, day in coded.items()
        if years and (day is None or day.year not in years)
    ]


def _with_the_one_year(dates: list[StatedDate]) -> list[StatedDate]:
    """Give dates without a year the year of the others if there is only one, and sort them."""
    years = {stated.year for stated in dates if stated.year is not None}
    if len(years) == 1:
        dates = [replace(stated, year=min(years)) for stated in dates]
    return sorted(dates, key=lambda stated: (stated.year or 0, stated.month, stated.first or 0))


def _bound_faults(event: TableRow, dates: list[StatedDate], *, to_the_day: bool) -> list[Fault]:
    if not dates:
        return []
    bounds = [("start", dates[0], dates[0].first)]
    if to_the_day:
        bounds.append(("end", dates[-1], dates[-1].last))
    faults = []
    for column, stated, number in bounds:
        coded: date | None = event.values[column]
        wanted = (stated.year, stated.month, number if to_the_day else None)
        if coded is None or not _agree(coded, wanted):
            written = "-".join("?" if part is None else f"{part:02}" for part in wanted)
            faults.append(event.fault(column, f"{coded} is not the date that is written: {written}"))
    return faults


def _agree(coded: date, wanted: tuple[int | None, int, int | None]) -> bool:
    parts = (coded.year, coded.month, coded.day)
    return all(want is None or part == want for part, want in zip(parts, wanted, strict=True))
