"""The command that makes a run page again."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from typing import Any

_WIDTH = 76


def run_command(notebook: str, parameters: Mapping[str, Any], folder: str) -> str:
    """Write the command line that repeats a run, quoted for a POSIX shell.

    Parameters
    ----------
    notebook : str
        Name of the notebook, without folder and suffix.
    parameters : mapping
        Parameters by name, as the run's record holds them.
    folder : str
        Where the result shall be written.

    Returns
    -------
    str
        One command, broken with backslashes when it is longer than a line.

    Examples
    --------
    >>> run_command("city_profile", {"city": "Le Havre", "year_from": 2005}, "my-run")
    "greentwin run city_profile -p 'city=Le Havre' -p year_from=2005 --out my-run"
    """
    options = [f"-p {shlex.quote(f'{name}={value_text(value)}')}" for name, value in parameters.items()]
    parts = [f"greentwin run {shlex.quote(notebook)}", *options, f"--out {shlex.quote(folder)}"]
    line = " ".join(parts)
    return line if len(line) <= _WIDTH else " \\\n  ".join(parts)


def value_text(value: object) -> str:
    """Write a parameter's value as ``greentwin run -p`` reads it: text as it is, lists with commas, ``none``.

    Examples
    --------
    >>> value_text(["chen", "edgar"]), value_text(None), value_text(True)
    ('chen,edgar', 'none', 'true')
    """
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return ",".join(value_text(item) for item in value)
    return str(value)
