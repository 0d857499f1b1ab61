"""The 17 goals and 169 targets of the 2030 Agenda, by their numbers.

A target is written as the Agenda writes it: the goal, a full stop, and a number or a letter, such as 13.2 or 13.a.
The goals are those of resolution A/RES/70/1 of the United Nations General Assembly; A/RES/71/313 lists their targets.
"""

from __future__ import annotations

import re
from string import ascii_lowercase

import pandas as pd

from greentwin import data
from greentwin.errors import DataError

TABLE = "sdg_goals"
_CODE = re.compile(r"(?P<goal>[1-9]|1[0-7])(\.(?P<target>[1-9][0-9]?|[a-d]))?")


def goals() -> pd.DataFrame:
    """Return the 17 goals.

    Returns
    -------
    DataFrame
        Index ``goal`` (1 to 17); ``title_en``, ``title_zh``, ``numbered_targets``, ``lettered_targets``, ``targets``.
    """
    return data.load(TABLE).set_index("goal").drop(columns="source_id")


def targets(agenda: pd.DataFrame) -> tuple[str, ...]:
    """Return the codes of all targets in the order of the Agenda.

    Parameters
    ----------
    agenda : DataFrame
        From :func:`goals`.

    Examples
    --------
    >>> codes = targets(goals())
    >>> len(codes), codes[:7], codes[-1]
    (169, ('1.1', '1.2', '1.3', '1.4', '1.5', '1.a', '1.b'), '17.19')
    """
    return tuple(
        f"{goal}.{end}"
        for goal, numbered, lettered in zip(
            agenda.index, agenda["numbered_targets"], agenda["lettered_targets"], strict=True
        )
        for end in (*map(str, range(1, numbered + 1)), *ascii_lowercase[:lettered])
    )


def goal_of(code: str) -> int:
    """Return the goal of a code, which may be a goal or a target.

    Raises
    ------
    DataError
        If it is written in another way.

    Examples
    --------
    >>> goal_of("13.a"), goal_of("7")
    (13, 7)
    """
    found = _CODE.fullmatch(code)
    if found is None:
        raise DataError(
            f"{code!r} is no goal or target of the Agenda; write 1 to 17, or a target such as 13.2"
        )
    return int(found["goal"])


def exists(code: str, agenda: pd.DataFrame) -> bool:
    """Tell whether the Agenda has a goal or target of this code.

    Parameters
    ----------
    code : str
        Code such as ``"13"`` or ``"13.2"``.
    agenda : DataFrame
        From :func:`goals`.

    Examples
    --------
    >>> exists("13.3", goals()), exists("13.4", goals()), exists("18", goals())
    (True, False, False)
    """
    found = _CODE.fullmatch(code)
    if found is None:
        return False
    return found["target"] is None or code in targets(agenda.loc[[int(found["goal"])]])


def is_target(code: str) -> bool:
    """Tell whether a code names a target, not a whole goal."""
    return "." in code
