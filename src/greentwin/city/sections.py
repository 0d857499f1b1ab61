"""Parts of a page that know how to show themselves: a figure, a table, or the statement that there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import pandas as pd

from greentwin.plotting import Chart


class Presenter(Protocol):
    """What shows figures and tables: in a notebook, the run."""

    def show(self, chart: Chart, name: str) -> None:
        """Show a figure."""

    def table(
        self,
        frame: pd.DataFrame,
        caption: str,
        note: str | None = None,
        digits: int | Mapping[str, int] | None = None,
    ) -> None:
        """Show a table."""


class Remark(str):
    """A sentence that a notebook shows as text when it is the value of a cell."""

    __slots__ = ()

    def _repr_markdown_(self) -> str:
        return str(self)


@dataclass(frozen=True)
class Drawn:
    """A figure under its file name."""

    chart: Chart
    name: str

    def show(self, presenter: Presenter) -> None:
        """Show the figure."""
        presenter.show(self.chart, self.name)


@dataclass(frozen=True, eq=False)
class Listed:
    """A table with its caption and note."""

    frame: pd.DataFrame
    caption: str
    note: str | None = None
    digits: int | Mapping[str, int] | None = None

    def show(self, presenter: Presenter) -> None:
        """Show the table."""
        presenter.table(self.frame, self.caption, self.note, self.digits)


@dataclass(frozen=True)
class Absent:
    """The statement that the evidence for a section does not exist, and why."""

    sentence: str

    def show(self, presenter: Presenter) -> Remark:
        """Return the sentence, for the notebook to show; the presenter is not needed."""
        return Remark(self.sentence)


Section = Drawn | Listed | Absent
