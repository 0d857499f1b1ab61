"""A user's own indicator system, read from files after indicator_series, indicator_links and indicator_goals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

import pandas as pd

from greentwin import data
from greentwin.appraisal.targets.ownrules import broken_rules
from greentwin.appraisal.targets.system import (
    GOAL_COLUMNS,
    INDICATOR_COLUMNS,
    LINK_COLUMNS,
    SERIES_COLUMNS,
    TARGET_COLUMNS,
    IndicatorSystem,
)
from greentwin.data.faults import ROWS_NOTE, Fault, counted, shown_path
from greentwin.errors import DataError
from greentwin.plotting import format_number, label

SERIES, LINKS, GOALS = "indicator_series", "indicator_links", "indicator_goals"
OWN_SOURCE = "own_file"
_SHOWN_FAULTS = 50


@dataclass(frozen=True, slots=True)
class OwnFiles:
    """Paths of a user's own files; the first two go together, and all may be empty.

    Attributes
    ----------
    series, links, goals : str
        Files after the templates ``indicator_series``, ``indicator_links`` and ``indicator_goals``; the last may be
        left out.
    """

    series: str = ""
    links: str = ""
    goals: str = ""

    @property
    def given(self) -> bool:
        """Whether there are own files, so that no series of the study is read."""
        return bool(self.series)

    def check(self) -> None:
        """Raise unless series and links are given together, or no file at all.

        Raises
        ------
        DataError
            One sentence that names the files that are missing.
        """
        missing = [f"{name}_file" for name in ("series", "links") if not getattr(self, name)]
        if missing and any(astuple(self)):
            raise DataError(
                "own files go together: series_file and links_file, both or none (goals_file may be added to them); "
                f"missing: {', '.join(missing)}"
            )


def read(files: OwnFiles) -> IndicatorSystem:
    """Return the indicator system of a user's files.

    Parameters
    ----------
    files : OwnFiles
        At least series and links.

    Raises
    ------
    DataError
        If files are missing or have faults: one error that lists them by file, row and column.
    """
    files.check()
    return system_of(read_tables(files))


def read_tables(files: OwnFiles) -> dict[str, pd.DataFrame]:
    """Return the rows of the own files by template, as their files have them.

    Parameters
    ----------
    files : OwnFiles
        At least series and links.

    Raises
    ------
    DataError
        One error with the faults of all files, those between files included. Of the latter the first 50 are listed
        and the rest is counted.
    """
    paths = {SERIES: files.series, LINKS: files.links, GOALS: files.goals}
    frames: dict[str, pd.DataFrame] = {}
    messages = []
    for name, path in paths.items():
        try:
            if path:
                frames[name] = data.read(path, name)
        except DataError as error:
            messages.append(str(error))
    faults = [
        Fault(shown_path(Path(paths[name])), row, column, message)
        for name, row, column, message in broken_rules(frames)
    ]
    if faults:
        messages.append(_listed(faults))
    if messages:
        raise DataError("\n".join(messages))
    return frames


def system_of(tables: Mapping[str, pd.DataFrame]) -> IndicatorSystem:
    """Return the system that own tables say.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        From :func:`read_tables`; not changed. A missing Chinese name is the English one, a missing scope the city's.
    """
    rows = _named(tables[SERIES])
    rows["scope"] = rows["scope"].fillna("city")
    observed = rows[rows["kind"] == "observed"].assign(source=OWN_SOURCE, series=rows["indicator"])
    indicators = rows.drop_duplicates("indicator").set_index("indicator")[list(INDICATOR_COLUMNS)]
    series = observed[list(SERIES_COLUMNS)].astype({"year": "int64", "value": "float64"})
    return IndicatorSystem(
        label("indsys_own_system", "en"),
        label("indsys_own_system", "zh"),
        indicators,
        series.reset_index(drop=True),
        _targets(rows[rows["kind"] != "observed"]),
        _goals(tables),
        tables[LINKS][list(LINK_COLUMNS)].copy(),
        own_files=True,
    )


def _listed(faults: Sequence[Fault]) -> str:
    lines = [f"  {fault}" for fault in faults[:_SHOWN_FAULTS]]
    if len(faults) > _SHOWN_FAULTS:
        lines.append(f"  and {len(faults) - _SHOWN_FAULTS} more")
    head = f"the files break rules of the templates, {counted(len(faults), 'fault')} ({ROWS_NOTE}):"
    return "\n".join([head, *lines])


def _named(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(name_zh=frame["name_zh"].fillna(frame["name_en"]))


def _targets(rows: pd.DataFrame) -> pd.DataFrame:
    named = rows["indicator"] + "_" + rows["kind"] + "_" + rows["year"].astype(str)
    texts = [_text(row) for row in rows.to_dict("records")]
    frame = rows.assign(
        target=named,
        net=rows["net"] == "yes",
        adopted=pd.array([pd.NA] * len(rows), dtype="Int64"),
        superseded_by=None,
        text_en=[english for english, _ in texts],
        text_zh=[chinese for _, chinese in texts],
    )
    return frame[list(TARGET_COLUMNS)].reset_index(drop=True)


def _text(row: Mapping[object, object]) -> tuple[str, str]:
    if pd.notna(row["note"]):  # type: ignore[call-overload]
        return str(row["note"]), str(row["note"])
    if row["kind"] == "peak_year":
        return label("indsys_text_peak", "en"), label("indsys_text_peak", "zh")
    number = float(str(row["value"]))
    value = format_number(number, 0 if number == round(number) else 1)
    fields = {"value": value, "unit": row["unit"], "year": row["base_year"]}
    key = "indsys_text_change" if row["kind"] == "change" else "indsys_text_level"
    return label(key, "en", **fields), label(key, "zh", **fields)


def _goals(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    if GOALS in tables:
        return _named(tables[GOALS]).set_index("goal")[list(GOAL_COLUMNS)]
    links = tables[LINKS]
    named = [
        *links.loc[links["kind"] == "indicator_goal", "to_id"],
        *links.loc[links["kind"] == "goal_sdg", "from_id"],
    ]
    goals = list(dict.fromkeys(named))
    names = [goal.replace("_", " ") for goal in goals]
    return pd.DataFrame(
        {"name_en": names, "name_zh": names}, index=pd.Index(goals, name="goal"), dtype=object
    )
