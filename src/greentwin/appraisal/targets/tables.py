"""Tables of the page on indicator systems as a reader sees them, in English and Chinese."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from greentwin.appraisal.targets import coverage as cover
from greentwin.appraisal.targets import wording
from greentwin.appraisal.targets.assessment import Assessment
from greentwin.appraisal.targets.gaps import gaps
from greentwin.appraisal.targets.stated import Stated
from greentwin.appraisal.targets.system import IndicatorSystem, of_scopes
from greentwin.appraisal.targets.trend import Trend
from greentwin.plotting import MISSING, Language, label


def heads(keys: Iterable[str], language: Language) -> list[str]:
    """Return the heads of columns by their keys."""
    return [label(f"indsys_head_{key}", language) for key in keys]


def stated_table(found: Iterable[Stated], language: Language) -> pd.DataFrame:
    """List what the document states of the two systems.

    Parameters
    ----------
    found : iterable of Stated
        From :func:`greentwin.appraisal.targets.stated.statements`.
    language : {"en", "zh"}
        Language.
    """
    rows = [
        (
            label(item.place.lower(), language),
            label(f"indsys_stated_{item.subject}", language),
            str(item.value),
            None if item.named is None else str(item.named),
            wording.listed([label(f"indsys_doubt_{doubt}", language) for doubt in item.doubts], language)
            or None,
        )
        for item in found
    ]
    columns = [label("city", language), *heads(("statement", "stated", "named", "doubt"), language)]
    return pd.DataFrame(rows, columns=columns)


def series_table(found: Assessment, language: Language) -> pd.DataFrame:
    """List the series with their unit, wanted direction, years, gaps and number of targets.

    Parameters
    ----------
    found : Assessment
        Assessment.
    language : {"en", "zh"}
        Language.
    """
    system, rows = found.system, []
    for series in system.series_ids():
        indicator = system.indicators.loc[system.indicator_of(series)]
        years = gaps(system.values_of(series).index)
        rows.append(
            (
                label(f"indsys_scope_{indicator['scope']}", language),
                _with_unit(system, series, language),
                label(f"indsys_wanted_{indicator['direction']}", language),
                _span(years.first_year, years.last_year),
                years.n,
                len(years.missing),
                int((system.targets["indicator"] == indicator.name).sum()),
            )
        )
    columns = ("scope", "indicator_source", "wanted", "years", "values", "missing", "target")
    return pd.DataFrame(rows, columns=heads(columns, language))


def trend_table(found: Assessment, language: Language) -> pd.DataFrame:
    """List the tested series with trend, p, slope, and whether the trend holds if years depend on each other.

    Parameters
    ----------
    found : Assessment
        Assessment.
    language : {"en", "zh"}
        Language.
    """
    rows = []
    for series in found.tested():
        trend, towards = found.trends[series], found.towards(series)
        tendency = label(f"indsys_trend_{trend.tendency}", language)
        if towards != "none_shown":
            between = {"en": ", ", "zh": "，"}[language]
            tendency += between + label(f"indsys_towards_{towards}", language)
        rows.append(
            (
                _with_unit(found.system, series, language),
                tendency,
                wording.p_text(trend.p),
                _interval(trend),
                _dependence(trend),
                _holds(trend, language),
            )
        )
    columns = ("indicator_source", "trend", "p", "slope", "dependence", "holds")
    return pd.DataFrame(rows, columns=heads(columns, language))


def goal_table(found: Assessment, language: Language) -> pd.DataFrame:
    """List the city's goals with the indicators that serve them and the targets of the Agenda that they aim at.

    Parameters
    ----------
    found : Assessment
        Assessment.
    language : {"en", "zh"}
        Language.
    """
    links = found.system.links
    scopes = found.system.indicators["scope"]
    rows = []
    for goal, names in found.system.goals.iterrows():
        linked = links.loc[(links["kind"] == "indicator_goal") & (links["to_id"] == goal), "from_id"]
        serving = [name for name in dict.fromkeys(linked) if name in found.whole.indicators]
        own = [name for name in serving if scopes[name] == "city"]
        aims = links.loc[(links["kind"] == "goal_sdg") & (links["from_id"] == goal), "to_id"]
        rows.append(
            (
                names[f"name_{language}"],
                _names(found.system, own, language),
                _names(found.system, [name for name in serving if name not in own], language),
                wording.listed(dict.fromkeys(aims), language) or None,
            )
        )
    return pd.DataFrame(rows, columns=heads(("goal", "served_by", "served_wider", "aims"), language))


def sdg_table(found: Assessment, agenda: pd.DataFrame, language: Language) -> pd.DataFrame:
    """Count, by goal of the Agenda, its targets, those aimed at, and those touched.

    Parameters
    ----------
    found : Assessment
        Assessment.
    agenda : DataFrame
        From :func:`greentwin.appraisal.targets.agenda.goals`.
    language : {"en", "zh"}
        Language.
    """
    whole = cover.by_sdg(found.system, agenda)
    own = cover.by_sdg(of_scopes(found.system, ["city"]), agenda)
    title = agenda[f"title_{language}"]
    table = pd.DataFrame(
        {
            "sdg": [f"{goal} {name}" for goal, name in title.items()],
            "sdg_targets": whole["targets"].to_numpy(),
            "aimed": whole["aimed"].to_numpy(),
            "measured_city": own["measured"].to_numpy(),
            "measured_all": whole["measured"].to_numpy(),
        }
    )
    return table.set_axis(heads(table.columns, language), axis=1)


def uncovered_table(found: Assessment, agenda: pd.DataFrame, language: Language) -> pd.DataFrame:
    """List what nothing covers: goals, aims, goals of the Agenda, indicators without a link, targets without a series.

    Parameters
    ----------
    found : Assessment
        Assessment.
    agenda : DataFrame
        From :func:`greentwin.appraisal.targets.agenda.goals`.
    language : {"en", "zh"}
        Language.
    """
    system = found.system
    goals, names = system.goals[f"name_{language}"], system.indicators[f"name_{language}"]
    titles = agenda[f"title_{language}"]
    lacking = {item.target for item in found.distances if item.standing == "no_series"}
    targets = wording.targets_by_id(system)
    texts = [wording.target_text(row, language) for name, row in targets.items() if name in lacking]
    rows = {
        "goals": [goals[goal] for goal in found.own.goals_without_indicator],
        "goals_all": [goals[goal] for goal in found.whole.goals_without_indicator],
        "aims": list(found.whole.aimed_not_measured),
        "sdgs": [f"{goal} {titles[goal]}" for goal in agenda.index if goal not in found.whole.sdgs],
        "indicators": [names[name] for name in found.whole.indicators_without_link],
        "targets": texts,
    }
    kept = {key: items for key, items in rows.items() if not key.startswith("goals") or found.own.goals}
    nothing, semicolon = label("indsys_nothing", language), {"en": "; ", "zh": "；"}[language]
    table = [
        (label(f"indsys_uncovered_{key}", language), len(items), semicolon.join(items) or nothing)
        for key, items in kept.items()
    ]
    return pd.DataFrame(table, columns=heads(("gap", "count", "which"), language))


def _names(system: IndicatorSystem, indicators: list[str], language: Language) -> str | None:
    return {"en": "; ", "zh": "；"}[language].join(
        system.indicator_name(name, language) for name in indicators
    ) or None


def _with_unit(system: IndicatorSystem, series: str, language: Language) -> str:
    name, unit = wording.series_name(system, series, language), wording.unit_of(system, series)
    if not unit:
        return name
    return f"{name[:-1]}, {unit})" if name.endswith(")") else f"{name} ({unit})"


def _span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"


def _interval(trend: Trend) -> str:
    low, high = wording.signed(trend.low), wording.signed(trend.high)
    return f"{wording.signed(trend.slope)} ({low} … {high})"


def _dependence(trend: Trend) -> str | None:
    if trend.autocorrelation is None:
        return None
    years = _span(trend.checked_years[0], trend.checked_years[-1])
    return f"{trend.autocorrelation:+.2f}, {years}".replace("-", "−")


def _holds(trend: Trend, language: Language) -> str:
    if trend.tendency == "none_shown":
        return MISSING
    return label(f"indsys_holds_{ {True: 'yes', False: 'no', None: 'unchecked'}[trend.holds] }", language)
