"""Many runs: the stale ones executed side by side, with progress, and every failure reported."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass, field
from shutil import rmtree

from filelock import FileLock, Timeout

from greentwin.errors import RunError
from greentwin.study import freshness
from greentwin.study.runs import RunSpec
from greentwin.study.workspace import Study

Say = Callable[[str], None]
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Progress:
    """How far a build is.

    Attributes
    ----------
    done, failed, running, left : int
        Numbers of runs.
    last : str or None
        The run that ended last.
    seconds : float
        Time since the start.
    """

    done: int
    failed: int
    running: int
    left: int
    last: str | None
    seconds: float


@dataclass(frozen=True)
class Outcome:
    """What a build did.

    Attributes
    ----------
    executed, fresh, removed : tuple of str
        Names of the runs executed, left alone, and removed because they are no longer listed.
    failures : dict of str to str
        What went wrong, by run.
    """

    executed: tuple[str, ...]
    fresh: tuple[str, ...]
    removed: tuple[str, ...] = ()
    failures: dict[str, str] = field(default_factory=dict)


@contextmanager
def exclusive(study: Study, say: Say) -> Iterator[None]:
    """Hold the study alone: a second build waits for the first.

    The lock is the operating system's and ends with the process that holds it, however that ends.
    """
    study.state.mkdir(exist_ok=True)
    lock = FileLock(study.state / "lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        say("Another build of this study is running; waiting for it to end.")
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def bring_up_to_date(
    study: Study,
    specs: Sequence[RunSpec],
    *,
    only: str | None = None,
    jobs: int = 1,
    executor: Executor | None = None,
    report: Callable[[Progress], None] | None = None,
) -> Outcome:
    """Execute the stale runs of a study's book; the caller holds the study (see `exclusive`).

    Parameters
    ----------
    study : Study
        The study.
    specs : sequence of RunSpec
        All runs of the book; results of other runs are removed.
    only : str, optional
        Pattern of the runs to consider; see `RunSpec.matches`.
    jobs : int
        How many notebooks to run at once, if no executor is given.
    executor : Executor, optional
        Where to run: any `concurrent.futures` executor, such as that of a cluster's client. Threads if not given.
    report : callable, optional
        Called with a `Progress` at the start and whenever a run ends.

    Returns
    -------
    Outcome
        What was executed, left alone, removed, and what failed.
    """
    rmtree(study.work, ignore_errors=True)
    removed = freshness.prune(study, specs)
    verdicts = freshness.judge(study, [spec for spec in specs if only is None or spec.matches(only)])
    stale = [verdict.spec for verdict in verdicts if not verdict.fresh]
    for verdict in verdicts:
        log.info("%s: %s", verdict.spec.name, "; ".join(verdict.reasons) or "fresh")
    if executor is not None:
        failures = _execute_all(study, stale, executor, len(stale), report)
    else:
        with ThreadPoolExecutor(max_workers=jobs, thread_name_prefix="run") as threads:
            failures = _execute_all(study, stale, threads, jobs, report)
    return Outcome(
        executed=tuple(spec.name for spec in stale if spec.name not in failures),
        fresh=tuple(verdict.spec.name for verdict in verdicts if verdict.fresh),
        removed=removed,
        failures=failures,
    )


def _execute_all(
    study: Study,
    specs: Sequence[RunSpec],
    executor: Executor,
    at_once: int,
    report: Callable[[Progress], None] | None,
) -> dict[str, str]:
    if not specs:
        return {}
    from greentwin.study.execution import run_in_book

    start = time.monotonic()
    failures: dict[str, str] = {}
    futures: dict[Future[None], RunSpec] = {executor.submit(run_in_book, study, spec): spec for spec in specs}
    _tell(report, 0, failures, len(specs), at_once, None, start)
    for ended, future in enumerate(as_completed(futures), start=1):
        name = futures[future].name
        try:
            future.result()
            log.info("%s: done", name)
        except RunError as error:
            failures[name] = str(error)
            log.error("%s", error)
        _tell(report, ended, failures, len(specs), at_once, name, start)
    return failures


def _tell(
    report: Callable[[Progress], None] | None,
    ended: int,
    failures: dict[str, str],
    total: int,
    at_once: int,
    last: str | None,
    start: float,
) -> None:
    if report is not None:
        running = min(at_once, total - ended)
        seconds = time.monotonic() - start
        report(
            Progress(ended - len(failures), len(failures), running, total - ended - running, last, seconds)
        )
