"""One result with the sentence that says it, on its way to the findings of a notebook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass
from typing import Protocol


class Recorder(Protocol):
    """What keeps results: in a notebook, the run."""

    def finding(
        self,
        name: str,
        value: int | float | str,
        unit: str,
        *,
        sentence: Mapping[str, str],
        interval: tuple[float, float] | None = None,
        n: int | None = None,
        tables: tuple[str, ...] = (),
        digits: int | None = None,
    ) -> None:
        """Record a finding."""


@dataclass(frozen=True, slots=True)
class Result:
    """A number or a name with the sentence that says it; the fields are those of a recorded finding.

    What may be left out is given by keyword only.

    Attributes
    ----------
    name : str
        Name in snake_case.
    value : int, float or str
        The result; a name is the English one.
    unit : str
        What is counted or measured, in English; ``1`` for a pure number or a name.
    sentence : mapping of str to str
        Plain sentences in English (``en``) and Chinese (``zh``).
    interval : tuple of float, optional
        Lower and upper bound that the sentence or the page names, in the unit of the value.
    n : int, optional
        Number of observations, rows, draws or other things behind it.
    tables : tuple of str
        Tables it rests on; none for own files, or where the notebook names them.
    digits : int, optional
        Decimal places to show.
    """

    name: str
    value: int | float | str
    unit: str
    sentence: Mapping[str, str]
    _: KW_ONLY
    interval: tuple[float, float] | None = None
    n: int | None = None
    tables: tuple[str, ...] = ()
    digits: int | None = None

    def record(self, recorder: Recorder) -> None:
        """Record the result with a run."""
        recorder.finding(
            self.name,
            self.value,
            self.unit,
            sentence=self.sentence,
            interval=self.interval,
            n=self.n,
            tables=self.tables,
            digits=self.digits,
        )
