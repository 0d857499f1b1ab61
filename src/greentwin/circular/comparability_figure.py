"""The comparability matrix as a figure: items by indicator system, one mark per judgement."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from greentwin.circular.comparability import FRAMEWORKS, VERDICTS, framework_rows, matrix
from greentwin.circular.sentences import say
from greentwin.errors import DataError
from greentwin.plotting import Chart, Language, colour, label, new_figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_LOOK = {
    "reference": ("o", "europe", True),
    "same": ("s", "target", True),
    "similar": ("D", "claim", True),
    "only_named_alike": ("X", "highlight", True),
    "no_counterpart": ("o", "muted", False),
}
_ROW_INCHES = 0.245
_MARGIN_INCHES = 1.35


def matrix_chart(comparability: pd.DataFrame, language: Language = "en") -> Chart:
    """Draw the judgements on the measures of the three indicator systems.

    Parameters
    ----------
    comparability : DataFrame
        Table ``circular_comparability``.
    language : {"en", "zh"}
        Language of the texts.

    Returns
    -------
    Chart
        Items as rows, systems as columns; an empty place means that a system has no such measure, an asterisk that
        its definition was not read from the original.

    Raises
    ------
    DataError
        If there is no judgement to draw.
    """
    rows = framework_rows(comparability)
    if rows.empty:
        raise DataError("there is no judgement on an indicator system to draw")
    wide = matrix(rows, FRAMEWORKS)
    figure, axes = new_figure(_MARGIN_INCHES + _ROW_INCHES * len(wide))
    names = rows.drop_duplicates("item").set_index("item")[f"item_{language}"]
    _marks(axes, rows, list(wide.index))
    axes.set_yticks(range(len(wide)), [str(names[item]) for item in wide.index])
    axes.set_xticks(range(len(FRAMEWORKS)), [label(f"system_short_{s}", language) for s in FRAMEWORKS])
    axes.xaxis.tick_top()
    axes.set_xlim(-0.5, len(FRAMEWORKS) - 0.5)
    axes.set_ylim(len(wide) - 0.5, -0.5)
    axes.grid(visible=True, axis="y")
    _legend(axes, language)
    return Chart(figure, _alt(rows, wide, language), say("matrix_caption", language, n=len(rows)))


def _marks(axes: Axes, rows: pd.DataFrame, items: list[str]) -> None:
    for row in rows.itertuples():
        x, y = FRAMEWORKS.index(row.system), items.index(row.item)  # type: ignore[arg-type]
        shape, ink, filled = _LOOK[str(row.verdict)]
        face = colour(ink) if filled else "none"
        axes.plot(x, y, shape, markersize=7.5, color=colour(ink), markerfacecolor=face, zorder=3)
        if not row.verified:
            axes.text(x + 0.08, y + 0.05, "*", va="center", fontsize=10)


def _legend(axes: Axes, language: Language) -> None:
    for verdict in VERDICTS:
        shape, ink, filled = _LOOK[verdict]
        face = colour(ink) if filled else "none"
        text = label(f"verdict_{verdict}", language)
        axes.plot([], [], shape, markersize=7, color=colour(ink), markerfacecolor=face, label=text)
    axes.legend(loc="upper center", bbox_to_anchor=(0.3, -0.01), ncols=3, borderaxespad=0.3)


def _alt(rows: pd.DataFrame, wide: pd.DataFrame, language: Language) -> str:
    judged = rows[rows["system"] != "eu"]
    found = judged["verdict"].value_counts()
    return say(
        "matrix_alt",
        language,
        items=len(wide),
        everywhere=len(wide.dropna()),
        n=len(judged),
        same=int(found.get("same", 0)),
        similar=int(found.get("similar", 0)),
        alike=int(found.get("only_named_alike", 0)),
        none=int(found.get("no_counterpart", 0)),
        unverified=int((~judged["verified"]).sum()),
    )
