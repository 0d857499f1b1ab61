"""A notebook's own view of its run: checked parameters, and ways to show figures, tables and findings."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from IPython import get_ipython
from IPython.display import HTML, display

from greentwin.errors import StudyError
from greentwin.study import display as html
from greentwin.study import milestones, parameters, provenance
from greentwin.study.destination import Destination
from greentwin.study.findings import FILE as FINDINGS
from greentwin.study.findings import Finding, Value, number_text, to_json

if TYPE_CHECKING:
    import pandas as pd

    from greentwin.plotting import Chart

DEPENDENCIES = "dependencies.json"
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_IPYTHON = frozenset({"In", "Out", "exit", "quit", "get_ipython", "open"})


def begin(notebook: str, namespace: Mapping[str, object]) -> Run:
    """Start a notebook's run: check its parameters and return the object that shows and records results.

    Parameters
    ----------
    notebook : str
        The notebook's name; its parameters have their model in ``greentwin.study.parameters.<notebook>``.
    namespace : mapping of str to object
        The notebook's ``globals()``. Every plain name in it is taken for a parameter.

    Returns
    -------
    Run
        The run.

    Raises
    ------
    ParameterError
        If a parameter is unknown, of the wrong type or not allowed.
    """
    values = _plain_names(namespace)
    if _begun.get(notebook):
        known = parameters.model(notebook).model_fields
        values = {name: value for name, value in values.items() if name in known}
    run = Run(notebook, parameters.validate(notebook, values))
    _begun[notebook] = True
    return run


_begun: dict[str, bool] = {}


def _plain_names(namespace: Mapping[str, object]) -> dict[str, object]:
    return {
        name: value
        for name, value in namespace.items()
        if not name.startswith("_")
        and name not in _IPYTHON
        and not isinstance(value, ModuleType | Run)
        and not callable(value)
    }


class Run:
    """One run of a notebook.

    Started by the runner, it keeps figures (SVG), tables (CSV) and findings (JSON) beside the executed notebook;
    started by hand, it only shows them.

    Attributes
    ----------
    notebook : str
        The notebook's name.
    parameters : NotebookParameters
        The checked parameters, frozen.
    """

    def __init__(self, notebook: str, checked: parameters.NotebookParameters) -> None:
        self.notebook = notebook
        self.parameters: Any = checked
        self._language: str = checked.language
        self._destination = Destination.from_environment()
        self._catalogue = self._destination.catalogue if self._destination else None
        self._figures: dict[str, dict[str, str]] = {}
        self._tables: dict[str, dict[str, str]] = {}
        self._findings: dict[str, Finding] = {}
        self._progress: list[str] = []
        self._prepare_language()
        self._keep_findings()
        if self._destination:
            self._record_after_each_cell()

    def show(self, chart: Chart, name: str) -> None:
        """Show a figure with its text alternative and caption, and keep it as SVG.

        Parameters
        ----------
        chart : Chart
            The figure.
        name : str
            File name of the SVG, in snake_case, unique within the run.

        Raises
        ------
        StudyError
            If the name is not in snake_case.
        """
        from greentwin import plotting

        _check_name(name, "figure")
        metadata = {"image/png": {"alt": chart.alt, "width": plotting.BOOK_WIDTH_PX}}
        display({"image/png": plotting.png(chart), "text/plain": chart.alt}, metadata=metadata, raw=True)
        display(HTML(html.caption_html(chart.caption)))
        if self._destination:
            self._write(f"{name}.svg", plotting.svg(chart))
            self._figures[name] = {
                "name": name,
                "alt": chart.alt,
                "caption": chart.caption,
                "svg": f"{name}.svg",
            }
            self._write_json("figures.json", list(self._figures.values()))

    def table(
        self,
        frame: pd.DataFrame,
        caption: str,
        note: str | None = None,
        digits: int | Mapping[str, int] | None = None,
    ) -> None:
        """Show a frame as a table.

        Parameters
        ----------
        frame : DataFrame
            Columns with heads in the language of the run; missing values are shown as an en dash.
        caption : str
            What the table shows.
        note : str, optional
            A note below the table.
        digits : int or mapping of str to int, optional
            Decimal places, for all columns or by column.
        """
        text = html.table_html(frame, caption, digits)
        display(HTML(text + (html.caption_html(note) if note else "")))

    def save_table(self, frame: pd.DataFrame, name: str, caption: str) -> None:
        """Keep a frame as CSV for download from the page; nothing is shown.

        Parameters
        ----------
        frame : DataFrame
            The table; its index is left out.
        name : str
            File name, in snake_case, unique within the run.
        caption : str
            What the table holds.

        Raises
        ------
        StudyError
            If the name is not in snake_case.
        """
        self.save_text(frame.to_csv(index=False, lineterminator="\n"), name, "csv", caption)

    def save_text(self, text: str, name: str, suffix: str, caption: str) -> None:
        """Keep a text in a format of its own, such as a network as GraphML, for download; nothing is shown.

        Parameters
        ----------
        text : str
            The file's content.
        name : str
            File name without suffix, in snake_case, unique within the run.
        suffix : str
            Suffix without the dot, such as ``graphml``.
        caption : str
            What the file holds.

        Raises
        ------
        StudyError
            If name or suffix is not in snake_case.
        """
        _check_name(name, "table")
        _check_name(suffix, "suffix")
        if self._destination:
            self._write(f"{name}.{suffix}", text)
            self._tables[f"{name}.{suffix}"] = {"name": name, "caption": caption, "csv": f"{name}.{suffix}"}
            self._write_json("tables.json", list(self._tables.values()))

    def finding(
        self,
        name: str,
        value: Value,
        unit: str,
        *,
        sentence: Mapping[str, str],
        interval: tuple[float, float] | None = None,
        n: int | None = None,
        tables: tuple[str, ...] = (),
        digits: int | None = None,
    ) -> None:
        """Record a finding; see `greentwin.study.findings.Finding` for its fields.

        Raises
        ------
        StudyError
            If the finding is not complete, or names a table that was not loaded.
        """
        from greentwin.data import used

        unknown = sorted(set(tables) - set(used()))
        if unknown:
            raise StudyError(f"finding {name} names tables that this run did not load: {', '.join(unknown)}")
        value = _plain_value(value)
        bounds = None if interval is None else (float(interval[0]), float(interval[1]))
        count = None if n is None else int(n)
        self._findings[name] = Finding(
            name, value, unit, dict(sentence), bounds, count, tuple(tables), digits
        )
        self._keep_findings()

    def findings(self) -> None:
        """Show the findings recorded so far."""
        display(HTML(html.findings_html(self._findings.values(), self._language, self._catalogue)))

    def progress(self, what: Mapping[str, str]) -> Callable[[int, int], None]:
        """Show how far a long computation is, in one line that is written anew.

        Parameters
        ----------
        what : mapping of str to str
            What is counted, under the keys ``en`` and ``zh``.

        Returns
        -------
        callable
            To be called with the number done and the number of all. Started by the runner, the line also goes to
            whoever waits for the run.
        """
        shown = display(HTML(""), display_id=f"progress-{len(self._progress)}")
        self._progress.append(what[self._language])

        def report(done: int, of_all: int) -> None:
            line = f"{what[self._language]}: {number_text(done)} / {number_text(of_all)}"
            if shown is not None:
                shown.update(HTML(html.caption_html(line)))
            if self._destination:
                milestones.tell(Path(self._destination.folder), line)

        return report

    def sources(self) -> None:
        """Show the tables that this run used, each with its citation."""
        from greentwin.data import cite, used

        citations = {name: cite(name) for name in used()}
        display(HTML(html.sources_html(citations, self._catalogue, self._language)))

    def _prepare_language(self) -> None:
        from greentwin import plotting

        plotting.use_theme(language=self._language)

    def _keep_findings(self) -> None:
        if self._destination is None:
            return
        about = {
            "notebook": self.notebook,
            "run": self._destination.run,
            "title": self._destination.title,
            "language": self._language,
            "parameters": self.parameters.model_dump(),
        }
        self._write(FINDINGS, to_json(list(self._findings.values()), about))

    def _record_after_each_cell(self) -> None:
        shell = get_ipython()
        if shell is not None:
            shell.events.register("post_run_cell", self._record_dependencies)

    def _record_dependencies(self, _result: object = None) -> None:
        self._write_json(DEPENDENCIES, asdict(provenance.of_process()))

    def _write(self, name: str, text: str) -> None:
        if self._destination is None:
            raise StudyError(f"{name} has no place: this run was not started by the runner")
        (Path(self._destination.folder) / name).write_text(text, encoding="utf-8", newline="\n")

    def _write_json(self, name: str, content: object) -> None:
        self._write(name, json.dumps(content, ensure_ascii=False, indent=1) + "\n")


def _check_name(name: str, kind: str) -> None:
    if not _NAME.fullmatch(name):
        raise StudyError(f"{name!r} is not a {kind}'s name: small letters, digits and underscores only")


def _plain_value(value: Value) -> Value:
    """Turn a NumPy scalar into the Python number it stands for."""
    item = getattr(value, "item", None)
    return item() if callable(item) else value
