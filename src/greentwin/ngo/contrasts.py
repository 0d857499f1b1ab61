"""Coded contrasts: the rows, and the selection of those that a study asks for.

A contrast is a row of the table ``contrasts``: a reporter says that one side has more of an attribute (role
``core``), or that the sides differ without saying how (role ``frame``). The row carries three separate
judgements: direction, explicitness and strength. They are never turned into one number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from greentwin.errors import ParameterError
from greentwin.ngo.options import (
    DOMAIN_CHOICES,
    REPORTER_CHOICES,
    DomainChoice,
    ReporterChoice,
    Side,
)

if TYPE_CHECKING:
    import pandas as pd

CODER = "coder_1"
UNLIKE_NOTE = "Unlike attributes:"
COLUMNS = (
    "contrast_id",
    "source_id",
    "char_start",
    "char_end",
    "dimension",
    "domain",
    "attribute",
    "higher_side",
    "explicit_china",
    "explicit_europe",
    "strength",
    "hedge_marker",
    "reporter",
    "role",
    "convergence_asserted",
    "note",
    "coder",
)


def load_contrasts() -> pd.DataFrame:
    """Return the coded contrasts of the data package, one row per contrast, validated.

    Returns
    -------
    DataFrame
        The table ``contrasts`` with the columns of the codebook.
    """
    from greentwin import data

    return data.load("contrasts")


def select(
    contrasts: pd.DataFrame,
    domain: DomainChoice = "all",
    reporter: ReporterChoice = "both",
    coder: str = CODER,
) -> pd.DataFrame:
    """Return the contrasts of a domain and a reporter as one coder reads them, in the order of the document.

    Parameters
    ----------
    contrasts : DataFrame
        Coded contrasts; not changed.
    domain : {"all", "ngo", "research", "industry"}
        Field to keep.
    reporter : {"both", "chinese_side", "french_side"}
        Reporter to keep. ``"both"`` keeps both side by side; no count adds them up.
    coder : str
        Coder whose rows are kept, so that a passage read by two coders is not counted twice.

    Returns
    -------
    DataFrame
        A new frame with a new index; it may be empty.

    Raises
    ------
    ParameterError
        If a choice or the coder is unknown, or a column is missing.
    """
    check_choice("domain", domain, DOMAIN_CHOICES)
    check_choice("reporter", reporter, REPORTER_CHOICES)
    missing = [column for column in COLUMNS if column not in contrasts.columns]
    if missing:
        raise ParameterError(f"the contrasts lack the columns {', '.join(missing)}")
    check_choice("coder", coder, tuple(sorted(set(contrasts["coder"]))) or (coder,))
    kept = contrasts["coder"] == coder
    if domain != "all":
        kept &= contrasts["domain"] == domain
    if reporter != "both":
        kept &= contrasts["reporter"] == reporter
    order = ["source_id", "char_start", "contrast_id"]
    return contrasts[kept].sort_values(order, kind="stable").reset_index(drop=True)


def directed(contrasts: pd.DataFrame) -> pd.DataFrame:
    """Return the contrasts that say which side has more (role ``core``), as a new frame."""
    return contrasts[contrasts["role"] == "core"].reset_index(drop=True)


def stated(contrasts: pd.DataFrame, side: Side) -> pd.Series[bool]:
    """Return for each contrast whether its passage describes the side itself."""
    return contrasts[f"explicit_{side}"] == "yes"


def unlike(contrasts: pd.DataFrame) -> pd.Series[bool]:
    """Return for each contrast whether unlike attributes stand beside each other, as its note then says."""
    return contrasts["note"].str.startswith(UNLIKE_NOTE)


def check_choice(name: str, value: str, choices: tuple[str, ...]) -> None:
    """Raise :class:`ParameterError` unless a value is one of the choices."""
    if value not in choices:
        raise ParameterError(f"{name} {value!r} is unknown; it must be one of: {', '.join(choices)}")
