"""A line of progress on the terminal, or one line per finished run where there is no terminal."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType

from rich.console import Console
from rich.live import Live
from rich.text import Text

from greentwin.study.runner import Progress


class Bar:
    """Shows how many runs are done, running and left, and where the log is.

    Parameters
    ----------
    console : Console
        Where to write.
    log_file : Path
        The log to name.
    """

    def __init__(self, console: Console, log_file: Path) -> None:
        self._console = console
        self._log_file = log_file
        self._live = (
            Live(console=console, transient=True, auto_refresh=False) if console.is_terminal else None
        )

    def __enter__(self) -> Bar:
        """Start to show."""
        if self._live:
            self._live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop to show."""
        if self._live:
            self._live.stop()

    def __call__(self, progress: Progress) -> None:
        """Show the state of a build."""
        line = f"{progress.done} done, {progress.running} running, {progress.left} left"
        if progress.failed:
            line += f", {progress.failed} failed"
        line += f" \u00b7 {progress.seconds:.0f} s \u00b7 log: {self._log_file}"
        if self._live:
            self._live.update(Text(f"{progress.last or 'starting'} \u00b7 {line}"), refresh=True)
        elif progress.last:
            self._console.print(f"{progress.last}: {line}")
        else:
            self._console.print(line)
