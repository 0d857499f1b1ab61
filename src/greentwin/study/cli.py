"""The command line: list, run, build, check and template."""

from __future__ import annotations

import logging
import os
import signal
import sys
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape

from greentwin.errors import GreentwinError, ParameterError, RunError

if TYPE_CHECKING:
    from greentwin.study.runner import Outcome
    from greentwin.study.runs import RunSpec
    from greentwin.study.workspace import Study

app = typer.Typer(
    name="greentwin",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Run the notebooks of the study, build its book, and check its data.",
    epilog="Exit codes: 0 all is well; 1 the work failed; 2 the call was wrong.",
)
out = Console(highlight=False, markup=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)

Root = Annotated[
    Path | None,
    typer.Option(
        "--root", help="Folder of the study; looked for upward from here if not given.", show_default=False
    ),
]


def main() -> None:
    """Run the command line; the errors a user can mend become a line each and an exit code."""
    try:
        app(standalone_mode=True)
    except ParameterError as error:
        _complain(error)
        sys.exit(2)
    except GreentwinError as error:
        _complain(error)
        sys.exit(1)


@app.command("list")
def list_(
    notebook: Annotated[
        str | None, typer.Argument(help="Show this notebook only.", show_default=False)
    ] = None,
    root: Root = None,
) -> None:
    """List the notebooks with their parameters, and the runs of the book."""
    from greentwin.study import listing, runs, workspace

    study = workspace.find(root=root)
    names = study.notebook_names() if notebook is None else (_known_notebook(study, notebook),)
    specs = runs.read(study)
    for name in names:
        out.print(listing.notebook(study, name, [spec for spec in specs if spec.notebook == name]))


@app.command()
def run(
    notebook: Annotated[str, typer.Argument(help="Name of the notebook, such as city_profile.")],
    parameter: Annotated[
        list[str] | None,
        typer.Option(
            "-p", "--parameter", metavar="NAME=VALUE", help="A parameter; may be given several times."
        ),
    ] = None,
    out_dir: Annotated[
        Path, typer.Option("--out", metavar="DIR", help="Folder for the result; made if needed.")
    ] = Path(),
    root: Root = None,
) -> None:
    """Run one notebook with parameters of your own.

    The folder gets the page (.html), the executed notebook (.ipynb), and a folder with figures (SVG), tables (CSV) and
    findings (JSON). A result of the same notebook that is there already is replaced when the new one is complete.
    """
    from greentwin.study import parameters, runs, workspace

    study = workspace.find(root=root)
    name = _known_notebook(study, notebook)
    values = parameters.from_text(name, _assignments(parameter or []), Path.cwd())
    spec = runs.checked(study, runs.RunSpec(name, name, None, values))
    if out_dir.exists() and not out_dir.is_dir():
        raise ParameterError(f"--out: {out_dir} is a file; name a folder")
    page = _run_one(study, spec, out_dir.resolve())
    out.print(f"Done: {page}")


@app.command()
def build(
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", min=1, help="Notebooks to run at once.")
    ] = os.cpu_count() or 1,
    only: Annotated[
        str | None,
        typer.Option(
            metavar="PATTERN", help="Only runs that match, such as 'city_profile/*'; the book is not built."
        ),
    ] = None,
    root: Root = None,
) -> None:
    """Run every notebook whose result is not up to date, then build the book."""
    from greentwin.study import book, runner, runs, workspace
    from greentwin.study.progress import Bar

    study = workspace.find(root=root)
    specs = runs.read(study)
    if only is not None and not any(spec.matches(only) for spec in specs):
        raise ParameterError(
            f"--only: no run matches {only!r}; there are: {', '.join(spec.name for spec in specs)}"
        )
    _end_at_once_on_signals()
    with runner.exclusive(study, err.print):
        _log_to(study)
        with Bar(err, study.log_file) as bar:
            outcome = runner.bring_up_to_date(study, specs, only=only, jobs=jobs, report=bar)
        _tell(outcome)
        if outcome.failures:
            raise RunError(f"{len(outcome.failures)} of {len(specs)} runs failed; the book was not built")
        if only is None and (study.root / "_toc.yml").is_file():
            err.print("Looking at the book ...")
            built = book.build(study)
            out.print("The book was built." if built else "The book is up to date.")
            out.print(f"Open {book.first_page(study)}")


@app.command()
def check(
    accept: Annotated[
        list[str] | None,
        typer.Option(
            metavar="TABLE", help="Describe a changed table anew (rows, checksum) if it keeps to its schema."
        ),
    ] = None,
    sources: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="Check the evidence tables against the raw documents in this folder as well.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Check every table of the data package: checksum, schema, keys.

    With --sources, every passage that evidence rests on is looked up in the raw documents, and every numeral of them
    must be accounted for. All faults are printed, with table and row.
    """
    from greentwin import data

    if sources is not None and not sources.is_dir():
        raise ParameterError(f"--sources: there is no folder {sources}")
    for name in accept or []:
        data.accept(name)
        out.print(f"{name}: described anew")
    faults = data.verify()
    seen: set[str] = set()
    for fault in faults:
        if fault.table not in seen:
            err.print(str(fault))
            seen.add(fault.table)
    unsupported = () if sources is None else data.check_sources(sources)
    for fault in unsupported:
        err.print(str(fault))
    if faults or unsupported:
        raise typer.Exit(1)
    out.print(f"{len(data.tables())} tables are as described.")
    if sources is not None:
        out.print(f"The evidence agrees with {len(data.load('documents'))} raw documents in {sources}.")


@app.command()
def template(
    name: Annotated[str | None, typer.Argument(help="Name of the template.", show_default=False)] = None,
    out_dir: Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder to write into.")] = Path(),
) -> None:
    """Write an empty table for your own data, with its guide; without a name, list the templates."""
    from greentwin import data

    if name is None:
        for known in data.templates():
            out.print(known)
        return
    if name not in data.templates():
        raise ParameterError(f"there is no template {name!r}; there are: {', '.join(data.templates())}")
    for path in data.write_template(name, out_dir):
        out.print(f"Wrote {path}")


def _known_notebook(study: Study, name: str) -> str:
    if name not in study.notebook_names():
        raise ParameterError(f"there is no notebook {name!r}; there are: {', '.join(study.notebook_names())}")
    return name


def _assignments(texts: list[str]) -> dict[str, str]:
    pairs = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals or not name.strip():
            raise ParameterError(f"-p {text}: write it as NAME=VALUE")
        pairs[name.strip()] = value
    return pairs


def _run_one(study: Study, spec: RunSpec, folder: Path) -> Path:
    from greentwin.study import execution, page, parameters

    _end_at_once_on_signals()
    with err.status(f"Running {spec.notebook} ...") as status:
        notebook = execution.execute(
            study,
            spec,
            folder,
            None,
            say=lambda line: status.update(f"Running {spec.notebook}: {escape(line)}"),
        )
    path = folder / f"{spec.run}.html"
    page.write(notebook, path, parameters.validate(spec.notebook, spec.parameters).language)
    return path


def _tell(outcome: Outcome) -> None:
    count = len(outcome.executed)
    out.print(f"{count} run{'' if count == 1 else 's'} executed, {len(outcome.fresh)} up to date.")
    for name in outcome.removed:
        out.print(f"Removed {name}: it is not in runs.yml.")
    for message in outcome.failures.values():
        err.print(message)


def _log_to(study: Study) -> None:
    handler = logging.FileHandler(study.log_file, mode="w", encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logger = logging.getLogger("greentwin")
    logger.setLevel(logging.INFO)
    logger.addHandler(handler)


def _end_at_once_on_signals() -> None:
    """End without clean-up when asked to: whatever is unfinished is made anew by the next call.

    Kernels end by themselves within seconds of their parent.
    """

    def end(number: int, _frame: FrameType | None) -> None:
        os.write(2, b"\nInterrupted. The next call completes what is missing.\n")
        os._exit(128 + number)

    signal.signal(signal.SIGINT, end)
    signal.signal(signal.SIGTERM, end)


def _complain(error: GreentwinError) -> None:
    for line in str(error).splitlines():
        err.print(line)


if __name__ == "__main__":
    main()
