"""Known doubts about the tables, from the table ``panel_quality_flags`` of the data package."""

from __future__ import annotations

import re

import pandas as pd
from docutils import nodes

from greentwin.data import DataPackage, load

TABLE = "panel_quality_flags"


def doubts_by_table(package: DataPackage) -> dict[str, list[str]]:
    """Write every doubt as one line, by the name of the table it concerns; none if the package keeps no doubts.

    Raises
    ------
    DataError
        If the table of doubts differs from its description.
    """
    if TABLE not in package.resources:
        return {}
    doubts: dict[str, list[str]] = {}
    for row in load(TABLE, package=package).to_dict("records"):
        line = f"{_place(row)}: {row['flag']}"
        for name in re.split(r"[,;]\s*", str(row["table"])):
            doubts.setdefault(name, []).append(line)
    return doubts


def doubt_list(lines: list[str]) -> nodes.bullet_list:
    """Build the list of doubts."""
    return nodes.bullet_list("", *(nodes.list_item("", nodes.paragraph("", line)) for line in lines))


def _place(row: dict[str, object]) -> str:
    years = [str(row[name]) for name in ("year_from", "year_to") if pd.notna(row[name])]  # type: ignore[call-overload]
    span = "–".join(dict.fromkeys(years))
    return ", ".join(str(part) for part in (row["place"], span, row["series"]) if part and pd.notna(part))
