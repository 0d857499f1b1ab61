"""What an indicator system covers: goals without an indicator, indicators without a goal, goals of the Agenda touched.

Only indicators with at least one observed value count, for an indicator without a value measures nothing. A link says
that somebody sees a relation, not that the indicator shows progress.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from greentwin.appraisal.targets.agenda import goal_of, is_target
from greentwin.appraisal.targets.options import LINK_KINDS, LinkKind, checked
from greentwin.appraisal.targets.system import IndicatorSystem, with_series


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the links of a system reach and what they leave out.

    Attributes
    ----------
    indicators : tuple of str
        Indicators with a value.
    goals : tuple of str
        The city's goals.
    goals_without_indicator : tuple of str
        Goals that no indicator with a value serves.
    indicators_without_goal : tuple of str
        Indicators with a value that serve no goal of the city.
    indicators_without_link : tuple of str
        Indicators with a value that are linked to nothing, neither a goal of the city nor the Agenda.
    sdgs, targets : tuple
        Goals (int) and targets (str) of the Agenda that an indicator with a value is linked to. A link to a whole
        goal touches the goal and none of its targets.
    aimed_sdgs, aimed_targets : tuple
        The same for what the city's goals aim at.
    """

    indicators: tuple[str, ...]
    goals: tuple[str, ...]
    goals_without_indicator: tuple[str, ...]
    indicators_without_goal: tuple[str, ...]
    indicators_without_link: tuple[str, ...]
    sdgs: tuple[int, ...]
    targets: tuple[str, ...]
    aimed_sdgs: tuple[int, ...]
    aimed_targets: tuple[str, ...]

    @property
    def aimed_not_measured(self) -> tuple[str, ...]:
        """Targets of the Agenda that the city's goals aim at and no indicator is linked to."""
        return tuple(code for code in self.aimed_targets if code not in self.targets)


def coverage(system: IndicatorSystem) -> Coverage:
    """Count what the links of a system reach.

    Parameters
    ----------
    system : IndicatorSystem
        System; links of several coders are taken together.
    """
    indicators = with_series(system)
    goals = tuple(str(goal) for goal in system.goals.index)
    to_goals = _measured(system, "indicator_goal", indicators)
    to_agenda = _measured(system, "indicator_sdg", indicators)
    aims = system.links[system.links["kind"] == "goal_sdg"]
    linked = set(to_goals["from_id"]) | set(to_agenda["from_id"])
    return Coverage(
        indicators=indicators,
        goals=goals,
        goals_without_indicator=tuple(goal for goal in goals if goal not in set(to_goals["to_id"])),
        indicators_without_goal=tuple(name for name in indicators if name not in set(to_goals["from_id"])),
        indicators_without_link=tuple(name for name in indicators if name not in linked),
        sdgs=_sdgs(to_agenda),
        targets=_targets(to_agenda),
        aimed_sdgs=_sdgs(aims),
        aimed_targets=_targets(aims),
    )


def matrix(system: IndicatorSystem, kind: LinkKind) -> pd.DataFrame:
    """Spread the links of indicators to goals of the city or to the 17 goals of the Agenda.

    Parameters
    ----------
    system : IndicatorSystem
        System.
    kind : {"indicator_goal", "indicator_sdg", "goal_sdg"}
        Which links; for the Agenda, targets are folded into their goal.

    Returns
    -------
    DataFrame
        Rows: indicators with a value (goals of the city for ``goal_sdg``). Columns: goals of the city, or 1 to 17.
        Cells: ``direct`` if any link is, else ``partial``, else an empty text.
    """
    checked("kind", kind, LINK_KINDS)
    rows = list(system.goals.index) if kind == "goal_sdg" else list(with_series(system))
    columns = list(system.goals.index) if kind == "indicator_goal" else list(range(1, 18))
    table = pd.DataFrame("", index=pd.Index(rows), columns=pd.Index(columns), dtype=object)
    found = system.links[system.links["kind"] == kind]
    for start, end, strength in zip(found["from_id"], found["to_id"], found["strength"], strict=True):
        column = end if kind == "indicator_goal" else goal_of(end)
        if start in table.index and column in table.columns and table.loc[start, column] != "direct":
            table.loc[start, column] = strength
    return table


def by_sdg(system: IndicatorSystem, agenda: pd.DataFrame) -> pd.DataFrame:
    """Count, for each goal of the Agenda, what is aimed at and what is measured.

    Parameters
    ----------
    system : IndicatorSystem
        System.
    agenda : DataFrame
        From :func:`greentwin.appraisal.targets.agenda.goals`.

    Returns
    -------
    DataFrame
        Index ``goal``; ``targets`` (there are), ``aimed``, ``measured`` (of these), ``indicators`` (linked to the
        goal or a target of it).
    """
    found = coverage(system)
    linked = _measured(system, "indicator_sdg", found.indicators)
    sdg = linked["to_id"].map(goal_of)
    return pd.DataFrame(
        {
            "targets": agenda["targets"],
            "aimed": [sum(goal_of(code) == goal for code in found.aimed_targets) for goal in agenda.index],
            "measured": [sum(goal_of(code) == goal for code in found.targets) for goal in agenda.index],
            "indicators": [linked.loc[sdg == goal, "from_id"].nunique() for goal in agenda.index],
        },
        index=agenda.index,
    )


def seen_by_one(links: pd.DataFrame) -> tuple[int, int]:
    """Count the links that only one of several coders sees, and all links.

    Parameters
    ----------
    links : DataFrame
        ``kind``, ``from_id``, ``to_id``, ``coder``.

    Returns
    -------
    tuple of int
        Links of a single coder, and different links; the first is 0 if there is one coder in all.
    """
    coders = links.groupby(["kind", "from_id", "to_id"])["coder"].nunique()
    several = len(set(links["coder"])) > 1
    return int((coders == 1).sum()) if several else 0, len(coders)


def _measured(system: IndicatorSystem, kind: LinkKind, indicators: tuple[str, ...]) -> pd.DataFrame:
    return system.links[(system.links["kind"] == kind) & system.links["from_id"].isin(indicators)]


def _sdgs(links: pd.DataFrame) -> tuple[int, ...]:
    return tuple(sorted({goal_of(code) for code in links["to_id"]}))


def _targets(links: pd.DataFrame) -> tuple[str, ...]:
    codes = {code for code in links["to_id"] if is_target(code)}
    return tuple(sorted(codes, key=lambda code: (goal_of(code), code.split(".")[1].zfill(2))))
