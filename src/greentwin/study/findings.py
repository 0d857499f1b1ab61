"""Findings: the only way in which results reach prose.

A finding is one number (or word) that a run of a notebook computed, with its unit, its uncertainty, the number of
observations, the tables it came from, and one plain sentence in English and in Chinese.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from greentwin.errors import StudyError
from greentwin.plotting.labels import format_number

FILE = "findings.json"
_NAME = re.compile(r"[a-z][a-z0-9_]*")

Value = int | float | str | bool


@dataclass(frozen=True)
class Finding:
    """One recorded result.

    Attributes
    ----------
    name : str
        Name in snake_case, unique within a run.
    value : int, float, str or bool
        The result; a number is never missing or infinite (a result that does not exist is not recorded).
    unit : str
        Unit of value and interval; ``"1"`` for a pure number.
    sentence : mapping of str to str
        The finding in one plain sentence, under the keys ``en`` and ``zh``.
    interval : tuple of float, optional
        Lower and upper bound of the uncertainty that the sentence names.
    n : int, optional
        Number of observations behind the value.
    tables : tuple of str
        The tables of the data package that it was computed from.
    digits : int, optional
        Decimal places to show.
    """

    name: str
    value: Value
    unit: str
    sentence: Mapping[str, str]
    interval: tuple[float, float] | None = None
    n: int | None = None
    tables: tuple[str, ...] = ()
    digits: int | None = None

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise StudyError(
                f"{self.name!r} is not a finding's name: small letters, digits and underscores only"
            )
        if isinstance(self.value, float) and not math.isfinite(self.value):
            raise StudyError(
                f"finding {self.name}: {self.value} is no result; leave out what could not be computed"
            )
        if set(self.sentence) != {"en", "zh"} or not all(
            str(text).strip() for text in self.sentence.values()
        ):
            raise StudyError(f"finding {self.name}: give its sentence in English (en) and Chinese (zh)")
        if self.interval is not None and not self.interval[0] <= self.interval[1]:
            raise StudyError(f"finding {self.name}: the interval {self.interval} is not a (low, high) pair")

    def text(self) -> str:
        """Write the value for display, with ``digits`` decimal places where they are given.

        Examples
        --------
        >>> Finding("ratio", 3.214, "1", {"en": "a", "zh": "b"}, digits=1).text()
        '3.2'
        """
        return number_text(self.value, self.digits)


def number_text(value: Value, digits: int | None = None) -> str:
    """Write a value for display, with ``digits`` decimal places if given; years stay ungrouped."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    if digits is not None:
        return format_number(value, digits)
    grouped = isinstance(value, int) and abs(value) >= 10_000
    return (f"{value:,}" if grouped else str(value)).replace("-", "\u2212")


def to_json(findings: list[Finding], about: Mapping[str, object]) -> str:
    """Write findings as JSON text, together with what they are about (notebook, run, title, parameters)."""
    return (
        json.dumps({**about, "findings": [asdict(f) for f in findings]}, ensure_ascii=False, indent=1) + "\n"
    )


def read(path: Path) -> dict[str, Finding]:
    """Read the findings that a run recorded.

    Parameters
    ----------
    path : Path
        The run's ``findings.json``.

    Returns
    -------
    dict of str to Finding
        Findings by name, in the order in which they were recorded.

    Raises
    ------
    StudyError
        If the file is missing or is not one that a run wrote.
    """
    try:
        content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        rows = [
            {
                **row,
                "interval": tuple(row["interval"]) if row["interval"] else None,
                "tables": tuple(row["tables"]),
            }
            for row in content["findings"]
        ]
        return {row["name"]: Finding(**row) for row in rows}
    except FileNotFoundError:
        raise StudyError(f"there are no findings at {path}; run the notebook first") from None
    except (ValueError, KeyError, TypeError) as error:
        raise StudyError(f"{path} is not a file of findings: {error}") from error
