"""Tables of a city's page, with heads and entries in the language of the reader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from greentwin import data
from greentwin.city.emissions import OWN
from greentwin.city.inventories import Change, Conflict, Report
from greentwin.city.pilots import PilotStatus
from greentwin.city.trends import Trend
from greentwin.city.wording import place_name, say
from greentwin.city.years import spans
from greentwin.plotting import Language, label


def report_label(source_id: str, language: Language) -> str:
    """Name a report briefly."""
    return label(f"report_{source_id}", language)


def series_table(series: pd.DataFrame, own_methods: str, language: Language) -> pd.DataFrame:
    """List emission series by source: what each counts, its years and their number."""
    rows = []
    for source in map(str, series.columns):
        years = series[source].dropna().index
        counts = own_methods if source == OWN else say(f"definition_{source}", language)
        rows.append((label(source, language), counts, "Mt CO₂", spans(years), len(years)))
    return _framed(rows, ("source", "city_what_it_counts", "unit", "city_years", "n"), language)


def report_table(
    reports: tuple[Report, ...], own: pd.Series, own_methods: str, language: Language
) -> pd.DataFrame:
    """List reports of emissions: what each counts, its years and their number."""
    rows = [
        (
            report_label(report.source_id, language),
            str(report.rows["definition"].iloc[0]),
            report.unit,
            spans(report.years),
            len(report.years),
        )
        for report in reports
    ]
    if len(own):
        rows.append((label(OWN, language), own_methods, "Mt CO₂", spans(own.index), len(own)))
    return _framed(rows, ("city_report", "city_what_it_counts", "unit", "city_years", "n"), language)


def pilot_table(status: PilotStatus, language: Language) -> pd.DataFrame:
    """List the pilot status item by item; what does not apply is left out."""
    inside = data.find_city(status.subprefecture) if status.subprefecture else None
    items = [
        ("batch", status.batch),
        ("city_pilot_level", status.level and label(f"level_{status.level}", language)),
        ("city_pilot_notice", status.notice),
        ("city_pilot_notice_date", status.notice_date and status.notice_date.isoformat()),
        ("city_pilot_counted_from", status.start_year),
        ("city_pilot_province_from", status.province_start_year),
        ("city_pilot_inside", inside and place_name(inside)(language)),
        ("city_pilot_inside_from", status.subprefecture_start_year),
    ]
    rows = [(label(key, language), str(value)) for key, value in items if value is not None]
    return _framed(rows, ("city_item", "value"), language)


def correlation_table(correlations: pd.DataFrame, language: Language) -> pd.DataFrame:
    """List correlations between pairs of sources."""
    rows = [
        (
            f"{label(str(row['source_a']), language)} – {label(str(row['source_b']), language)}",
            row["n_levels"],
            row["r_levels"],
            row["n_changes"],
            row["r_changes"],
        )
        for row in correlations.to_dict("records")
    ]
    heads = ("city_pair", "city_n_levels", "city_r_levels", "city_n_changes", "city_r_changes")
    return _framed(rows, heads, language)


def trend_table(
    trends: Mapping[str, Trend | None], counts: Mapping[str, int], growth: pd.DataFrame, language: Language
) -> pd.DataFrame:
    """List trends by source with their intervals (per cent a year), and the growth between shared years."""
    rows = []
    for source, trend in trends.items():
        compound = 100 * float(growth["rate"].loc[source]) if source in growth.index else None
        fitted = (
            (f"{trend.first_year}–{trend.last_year}", 100 * trend.rate, 100 * trend.low, 100 * trend.high)
            if trend
            else (None, None, None, None)
        )
        rows.append((label(source, language), fitted[0], counts[source], *fitted[1:], compound))
    heads = (
        "source",
        "period",
        "n",
        "city_change_a_year",
        "city_interval_low",
        "city_interval_high",
        "city_compound_growth",
    )
    return _framed(rows, heads, language)


def conflict_table(conflicts: tuple[Conflict, ...], language: Language) -> pd.DataFrame:
    """List pairs of reports that give different totals for the same year."""
    rows = [
        (
            conflict.year,
            label(f"variable_{conflict.variable}", language),
            report_label(conflict.lower[0], language),
            conflict.lower[1],
            report_label(conflict.higher[0], language),
            conflict.higher[1],
            conflict.ratio,
        )
        for conflict in conflicts
    ]
    heads = (
        "year",
        "city_quantity",
        "city_lower_report",
        "city_lower_mt",
        "city_higher_report",
        "city_higher_mt",
        "city_higher_over_lower",
    )
    return _framed(rows, heads, language)


def change_table(changes: tuple[tuple[Report, Change], ...], language: Language) -> pd.DataFrame:
    """List the change between the first and the last year of each report."""
    rows = [
        (
            report_label(report.source_id, language),
            label(f"variable_{report.variable}", language),
            change.first_year,
            change.first,
            change.last_year,
            change.last,
            100 * change.change,
        )
        for report, change in changes
    ]
    heads = (
        "city_report",
        "city_quantity",
        "city_first_year",
        "city_first_mt",
        "city_last_year",
        "city_last_mt",
        "change_percent",
    )
    return _framed(rows, heads, language)


def published_table(rows: pd.DataFrame, language: Language) -> pd.DataFrame:
    """List published figures one by one, with the source's own unit."""
    entries = [
        (
            int(row["year"]),
            _quantity(str(row["variable"]), str(row["sector"]), language),
            _plain_number(float(row["value"])),
            str(row["unit"]),
            report_label(str(row["source_id"]), language),
            None if pd.isna(row["note"]) else str(row["note"]),
        )
        for row in rows.sort_values(["variable", "sector", "year"]).to_dict("records")
    ]
    heads = ("year", "city_quantity", "value", "unit", "city_report", "note")
    return _framed(entries, heads, language)


def flag_table(flags: pd.DataFrame, language: Language) -> pd.DataFrame:
    """List doubts about the tables, those about the city itself first."""
    rows = [
        (
            label(f"city_reach_{row['reach']}", language),
            spans(range(int(row["year_from"]), int(row["year_to"]) + 1)),
            str(row["table"]),
            str(row["flag"]),
        )
        for row in flags.to_dict("records")
    ]
    return _framed(rows, ("city_concerns", "city_years", "table", "quality_flag"), language)


def own_methods(own: pd.DataFrame | None) -> str:
    """Name the methods that the reader's own file states."""
    return "; ".join(dict.fromkeys(own["method"].astype(str))) if own is not None else ""


def _plain_number(value: float) -> str:
    return f"{value:,.3f}".rstrip("0").rstrip(".").replace("-", "−")


def _quantity(variable: str, sector: str, language: Language) -> str:
    name = label(f"variable_{variable}", language)
    return name if sector in ("none", "total") else f"{name}: {label('sector_' + sector, language)}"


def _framed(rows: Sequence[tuple[object, ...]], heads: tuple[str, ...], language: Language) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=[label(head, language) for head in heads])
