"""Coded presence: which dimensions a document speaks of for each pilot, and what each helix does in its text."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from greentwin.data import load
from greentwin.data.evidence import ACTORS, FIRST_CODER
from greentwin.errors import ParameterError

TABLES = ("document_pilots", "helix_dimensions", "pilot_dimensions")
DIMENSIONS = ("social", "technical", "management", "economic", "ecological")
"""The dimensions in the order in which the document lists them."""
STAGES = ("outcome", "activity", "aim")
"""How far a dimension that is present has come, the furthest first."""
STANCES = ("acting", "addressed", "not_acting", "not_mentioned")
NATURE = "natural_environment"


@dataclass(frozen=True, slots=True, eq=False)
class Presence:
    """
    What is coded of the pilots, as one coder read it.

    Attributes
    ----------
    pilots : DataFrame
        Index ``pilot_id``, in the order of the documents; columns of the table ``document_pilots``.
    dimensions : DataFrame
        One row per pilot and dimension: columns of the table ``pilot_dimensions`` and ``dimension``, its short name.
    """

    pilots: pd.DataFrame
    dimensions: pd.DataFrame

    def grid(self, column: str) -> pd.DataFrame:
        """Return a column of the codes as pilots by dimensions."""
        cells = self.dimensions.set_index(["pilot_id", "dimension"])[column]
        wanted = pd.MultiIndex.from_product([self.pilots.index, DIMENSIONS])
        values = cells.reindex(wanted).to_numpy().reshape(len(self.pilots), len(DIMENSIONS))
        return pd.DataFrame(values, index=self.pilots.index, columns=list(DIMENSIONS))

    @property
    def present(self) -> pd.DataFrame:
        """Whether a document speaks of a dimension, pilots by dimensions."""
        return self.grid("presence") == "present"

    @property
    def stances(self) -> pd.DataFrame:
        """What each helix does in the text, pilots by helices."""
        return self.pilots[list(ACTORS)]


def read_presence(coder: str = FIRST_CODER) -> Presence:
    """
    Read what is coded of the documents' pilots.

    Parameters
    ----------
    coder : str, optional
        Whose rows.

    Returns
    -------
    Presence
        Pilots and codes.

    Raises
    ------
    ParameterError
        If the coder has not read every pilot on every dimension.

    Examples
    --------
    >>> read_presence().present.loc["p_metabolon"].all()
    np.True_
    """
    pilots, _, codes = (
        table[table["coder"] == coder].reset_index(drop=True) for table in (load(name) for name in TABLES)
    )
    dimensions = codes.assign(dimension=codes["dimension_id"].str.removeprefix("h_"))
    found = set(zip(dimensions["pilot_id"], dimensions["dimension"], strict=True))
    missing = [
        (pilot, name) for pilot in pilots["pilot_id"] for name in DIMENSIONS if (pilot, name) not in found
    ]
    if pilots.empty or missing:
        at = f", the first {missing[0][0]} on {missing[0][1]}" if missing else ""
        raise ParameterError(f"{coder!r} has not read every pilot on every dimension{at}")
    return Presence(pilots.set_index("pilot_id"), dimensions)
