"""What `greentwin list` prints of a notebook: its question, its parameters, its runs in the book."""

from __future__ import annotations

import json
from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from greentwin.study import parameters
from greentwin.study.runs import RunSpec
from greentwin.study.workspace import Study


def notebook(study: Study, name: str, specs: Sequence[RunSpec]) -> RenderableType:
    """Describe a notebook.

    Parameters
    ----------
    study : Study
        The study.
    name : str
        The notebook.
    specs : sequence of RunSpec
        Its runs in the book.
    """
    runs = Text.assemble("runs in the book: ", ", ".join(spec.run for spec in specs) or "none")
    return Group(
        Text.assemble((name, "bold"), "  ", _title(study, name)),
        Padding(_parameters(name), (0, 2)),
        Padding(runs, (0, 2, 1, 2)),
    )


def _title(study: Study, name: str) -> str:
    cells = json.loads(study.notebook(name).read_text(encoding="utf-8"))["cells"]
    lines = "".join(cells[0]["source"]).splitlines() if cells else []
    return next((line.removeprefix("# ") for line in lines if line.startswith("# ")), "")


def _parameters(name: str) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for head in ("parameter", "type", "default", "allowed", "meaning"):
        table.add_column(head, header_style="dim", overflow="fold")
    for field_name, field in parameters.model(name).model_fields.items():
        default = field.get_default(call_default_factory=True, validated_data={})
        shown = (
            ", ".join(map(str, default))
            if isinstance(default, list | tuple)
            else str(default).lower()
            if default is None or isinstance(default, bool)
            else str(default)
        )
        table.add_row(
            field_name, parameters.type_name(field), shown, parameters.allowed(field), field.description or ""
        )
    return table
