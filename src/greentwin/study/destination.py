"""Where the runner tells a kernel to keep the files of its run."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass

ENVIRONMENT = "GREENTWIN_RUN"


@dataclass(frozen=True)
class Destination:
    """Where a run started by the runner keeps its files, and how it is called in the book.

    Attributes
    ----------
    folder : str
        Folder for figures, tables and findings.
    run, title : str
        Name and title of the run.
    catalogue : str, optional
        Address of the data catalogue as seen from the run's page; None for a page outside the book.
    """

    folder: str
    run: str
    title: str
    catalogue: str | None

    def to_environment(self) -> dict[str, str]:
        """Write the destination as an environment variable of the kernel."""
        return {ENVIRONMENT: json.dumps(asdict(self))}

    @staticmethod
    def from_environment() -> Destination | None:
        """Read the destination of this process; None if the runner did not start it."""
        text = os.environ.get(ENVIRONMENT)
        return Destination(**json.loads(text)) if text else None
