"""How far a run has come, told by its kernel to whoever waits for it, through a file beside the run's folder."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_SUFFIX = ".progress"
_SECONDS = 0.5


def tell(folder: Path, line: str) -> None:
    """Leave a line for whoever waits for the run that keeps its files in a folder."""
    path = _file(folder)
    new = path.with_name(path.name + ".new")
    new.write_text(line, encoding="utf-8")
    os.replace(new, path)


@contextmanager
def heard(folder: Path, say: Callable[[str], None] | None) -> Iterator[None]:
    """Say every new line of a run while the block lasts; nothing is heard if ``say`` is None."""
    if say is None:
        yield
        return
    ended = threading.Event()
    listener = threading.Thread(target=_listen, args=(_file(folder), say, ended), daemon=True)
    listener.start()
    try:
        yield
    finally:
        ended.set()
        listener.join()


def _listen(path: Path, say: Callable[[str], None], ended: threading.Event) -> None:
    last = ""
    while not ended.wait(_SECONDS):
        line = path.read_text(encoding="utf-8") if path.exists() else ""
        if line != last:
            say(line)
            last = line


def _file(folder: Path) -> Path:
    return folder.with_name(folder.name + _SUFFIX)
