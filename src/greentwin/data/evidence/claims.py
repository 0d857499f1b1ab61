"""Figures that the documents state, and the figures of their pilots."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Literal, get_args

import pandas as pd

from greentwin.data.evidence.rows import FIRST_CODER, chosen, coded, items, known
from greentwin.data.loading import load
from greentwin.errors import ParameterError

if TYPE_CHECKING:
    from greentwin.data.package import DataPackage

LanguageHalf = Literal["zh", "en", "both"]
Choice = str | Collection[str] | None


def figures(
    *,
    source: Choice = None,
    strand: Choice = None,
    status: Choice = None,
    pilot: str | None = None,
    language_half: LanguageHalf = "zh",
    coder: str = FIRST_CODER,
    package: DataPackage | None = None,
) -> pd.DataFrame:
    """
    Return the figures that the documents state, each with the title of its document.

    A row says what a document states, not that it is true.

    Parameters
    ----------
    source, strand, status : str or collection of str, optional
        Documents (``s0`` to ``s4``), strands (``ngo``, ``city``, ``circular``, ``context``) and status (``core``,
        ``minor``, ``metadata``) to keep; all by default.
    pilot : str, optional
        Keep only the outcomes that a document states for this pilot. Those of s3 are coded from its Chinese half.
    language_half : {"zh", "en", "both"}, optional
        Which half of a bilingual document to read. With ``both`` most claims of s3 stand twice; with ``zh`` what
        only the English half says is left out, and the other way round. Documents in one language always stay.
    coder : str, optional
        Whose rows.
    package : DataPackage, optional
        Another package than the study's own.

    Returns
    -------
    pandas.DataFrame
        Columns of the table ``figures``, then ``document`` (title of the document in our own English), in the order
        of the table.

    Raises
    ------
    ParameterError
        If a chosen value does not occur.

    Examples
    --------
    >>> figures(source="s3", status="core")["token"].head(3).tolist()
    ['6', '36', '20']
    >>> len(figures(source="s3")) < len(figures(source="s3", language_half="both"))
    True
    """
    if language_half not in get_args(LanguageHalf):
        raise ParameterError(f"language_half must be one of: {', '.join(get_args(LanguageHalf))}")
    frame = coded("figures", coder, package)
    frame = chosen(
        frame, {"source_id": source, "strand": strand, "status": status}, names={"source_id": "source"}
    )
    if language_half != "both":
        frame = frame[frame["language_half"].isna() | (frame["language_half"] == language_half)]
    if pilot is not None:
        outcomes = pilot_outcomes(language_half="both", coder=coder, package=package)
        pilots = coded("document_pilots", coder, package)["pilot_id"]
        wanted = outcomes.loc[outcomes["pilot_id"] == known("pilot", pilot, pilots), "figure_id"]
        frame = frame[frame["figure_id"].isin(wanted)]
    titles = load("documents", package=package).set_index("source_id")["title"]
    return frame.assign(document=frame["source_id"].map(titles)).reset_index(drop=True)


def pilot_outcomes(
    *, language_half: LanguageHalf = "zh", coder: str = FIRST_CODER, package: DataPackage | None = None
) -> pd.DataFrame:
    """
    Return the figures stated for each pilot: one row for each pair of pilot and figure.

    A figure of several pilots stands once for each; a pilot without a stated figure has no row.

    Parameters
    ----------
    language_half, coder, package
        As for `figures`.

    Returns
    -------
    pandas.DataFrame
        ``pilot_id``, ``pilot`` (name in English), then the columns of `figures`.

    Examples
    --------
    >>> sorted(set(pilot_outcomes()["pilot_id"]) & {"p_kunming", "p_chenzhou"})
    ['p_kunming']
    """
    pilots = coded("document_pilots", coder, package)
    pairs = pilots[["pilot_id", "name_en", "outcomes"]].rename(columns={"name_en": "pilot"})
    pairs = pairs.assign(figure_id=pairs.pop("outcomes").map(items)).explode("figure_id")
    stated = figures(language_half=language_half, coder=coder, package=package)
    return pairs.dropna(subset="figure_id").merge(stated, on="figure_id", how="inner").reset_index(drop=True)
