"""Coded contrasts: the rows, who reports them, and the selection of those that a study asks for.

A contrast is a row of the table ``contrasts``: a reporter says that one side has more of an attribute (role
``core``), or that the sides differ without saying how (role ``frame``). The row carries three separate
judgements: direction, explicitness and strength. They are never turned into one number.

The rows come from the study's own table or from a file after the template ``contrasts``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from greentwin.errors import ParameterError
from greentwin.ngo.options import ALL, DOMAIN_CHOICES, DomainChoice, Side

if TYPE_CHECKING:
    import pandas as pd

TEMPLATE = "contrasts"
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
    "europe_scope",
    "role",
    "convergence_asserted",
    "note",
    "coder",
)
_KEY = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Voice:
    """A reporter, and what stands for Europe in this reporter's statements.

    Attributes
    ----------
    reporter : str
        Who reports, as coded.
    scope : str
        What China is compared with, as coded: ``europe``, ``france``, or any name.
    key : str
        Name of the reporter in names of findings and files: small letters, digits and underscores.
    """

    reporter: str
    scope: str
    key: str


@dataclass(frozen=True, slots=True, eq=False)
class Coding:
    """The coded contrasts of one table.

    Attributes
    ----------
    rows : DataFrame
        All rows of all coders, with the columns of the codebook.
    voices : tuple of Voice
        Reporters in the order in which they first speak.
    coders : tuple of str
        Coders in alphabetical order.
    own_file : bool
        Whether the rows come from a user's file and not from the study's own table.
    """

    rows: pd.DataFrame
    voices: tuple[Voice, ...]
    coders: tuple[str, ...]
    own_file: bool

    def select(self, domain: DomainChoice = "all", reporter: str = ALL, coder: str = "") -> Selection:
        """Return the contrasts of a domain and a reporter as one coder reads them, in the order of the document.

        Parameters
        ----------
        domain : {"all", "ngo", "research", "industry"}
            Field to keep.
        reporter : str
            Reporter to keep; ``"all"`` keeps all of them side by side, and no count adds them up.
        coder : str
            Coder whose rows are kept, so that a passage read by two coders is not counted twice. The first in
            alphabetical order if empty.

        Returns
        -------
        Selection
            The rows, with a new index; there may be none.

        Raises
        ------
        ParameterError
            If a choice, the reporter or the coder is unknown.
        """
        check_choice("domain", domain, DOMAIN_CHOICES)
        check_choice("reporter", reporter, (ALL, *(voice.reporter for voice in self.voices)))
        coder = coder or self.coders[0]
        check_choice("coder", coder, self.coders)
        kept = self.rows["coder"] == coder
        if domain != "all":
            kept &= self.rows["domain"] == domain
        if reporter != ALL:
            kept &= self.rows["reporter"] == reporter
        order = ["source_id", "char_start", "contrast_id"]
        rows = self.rows[kept].sort_values(order, kind="stable").reset_index(drop=True)
        voices = tuple(voice for voice in self.voices if reporter in (ALL, voice.reporter))
        return Selection(rows, voices, self.voices, coder, self.own_file)


@dataclass(frozen=True, slots=True, eq=False)
class Selection:
    """The contrasts that a study asks for.

    Attributes
    ----------
    rows : DataFrame
        One coder's rows in the order of the document.
    voices : tuple of Voice
        Reporters asked for, also those without a row.
    all_voices : tuple of Voice
        All reporters of the table, asked for or not.
    coder : str
        Whose reading it is.
    own_file : bool
        Whether the rows come from a user's file.
    """

    rows: pd.DataFrame
    voices: tuple[Voice, ...]
    all_voices: tuple[Voice, ...]
    coder: str
    own_file: bool

    @property
    def directed(self) -> pd.DataFrame:
        """The contrasts that say which side has more (role ``core``), as a new frame."""
        return directed(self.rows)

    def of(self, voice: Voice) -> pd.DataFrame:
        """Return the directed contrasts of one reporter, as a new frame."""
        rows = self.directed
        return rows[rows["reporter"] == voice.reporter].reset_index(drop=True)


def read_coding(path: str = "") -> Coding:
    """Return the study's own coded contrasts, or those of a file after the template ``contrasts``.

    Parameters
    ----------
    path : str
        A CSV file; the study's own table if empty.

    Raises
    ------
    DataError
        If the file has faults: one error that lists them by row and column.
    """
    from greentwin import data

    if not path:
        return coding(data.load("contrasts"))
    from greentwin.ngo.rules import check_rules

    rows = data.read(path, TEMPLATE)
    check_rules(rows, path)
    return coding(rows, own_file=True)


def coding(rows: pd.DataFrame, own_file: bool = False) -> Coding:
    """Return coded contrasts with their reporters and coders.

    Parameters
    ----------
    rows : DataFrame
        At least one row, with the columns of the codebook; not changed.
    own_file : bool
        Whether the rows come from a user's file.

    Raises
    ------
    ParameterError
        If a column is missing or there is no row.
    """
    missing = [column for column in COLUMNS if column not in rows.columns]
    if missing:
        raise ParameterError(f"the contrasts lack the columns {', '.join(missing)}")
    if rows.empty:
        raise ParameterError("there are no contrasts")
    placed = rows.sort_values(["source_id", "char_start"], kind="stable")
    scopes = placed.drop_duplicates("reporter").set_index("reporter")["europe_scope"]
    plain = all(_KEY.fullmatch(str(reporter)) for reporter in scopes.index)
    voices = tuple(
        Voice(str(reporter), str(scope), str(reporter) if plain else f"reporter_{k}")
        for k, (reporter, scope) in enumerate(scopes.items(), 1)
    )
    return Coding(rows, voices, tuple(sorted(set(rows["coder"]))), own_file)


def directed(contrasts: pd.DataFrame) -> pd.DataFrame:
    """Return the contrasts that say which side has more (role ``core``), as a new frame."""
    return contrasts[contrasts["role"] == "core"].reset_index(drop=True)


def stated(contrasts: pd.DataFrame, side: Side) -> pd.Series[bool]:
    """Return for each contrast whether its passage describes the side itself."""
    return contrasts[f"explicit_{side}"] == "yes"


def unlike(contrasts: pd.DataFrame) -> pd.Series[bool]:
    """Return for each contrast whether unlike attributes stand beside each other, as its note then says."""
    return contrasts["note"].astype(object).fillna("").astype(str).str.startswith(UNLIKE_NOTE)


def check_choice(name: str, value: str, choices: tuple[str, ...]) -> None:
    """Raise :class:`ParameterError` unless a value is one of the choices."""
    if value not in choices:
        raise ParameterError(f"{name} {value!r} is unknown; it must be one of: {', '.join(choices)}")
