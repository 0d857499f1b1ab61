"""Findings on circular-economy figures: numbers with the sentences that say them, in English and Chinese."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from greentwin.circular.accounts import productivity_change
from greentwin.circular.sentences import both
from greentwin.circular.series import doubled, longest_vintage, revisions, typical_step
from greentwin.circular.statements import status_counts
from greentwin.circular.tables import area_names
from greentwin.circular.wording import signed, spoken
from greentwin.plotting import Result

SERIES = "circular_economy"
VINTAGES = "circular_material_use_vintages"
RATES = (SERIES, VINTAGES)
TARGET_AREA, TARGET_BASE = "EU27", 2020


def rate_findings(rates: pd.DataFrame, areas: pd.DataFrame, reference: str) -> Iterator[Result]:
    """Yield what the published rates and their revisions show; nothing for what they do not hold.

    Parameters
    ----------
    rates : DataFrame
        From `greentwin.circular.series.select`.
    areas : DataFrame
        Table ``areas``.
    reference : str
        Area to speak of.

    Yields
    ------
    Result
        ``reference_rate``, ``largest_revision``, ``reference_revision``, ``revisions_above_step`` and
        ``doubled_rate``, each only if the rates allow it.
    """
    own = rates[rates["area"] == reference]
    if not own.empty:
        yield _reference_rate(own, areas, reference)
    changed = revisions(rates)
    if len(changed) and changed["points"].iloc[0] != 0:
        yield _revision("largest_revision", changed.iloc[0], areas, len(changed))
    recent = changed[(changed["area"] == reference) & (changed["points"] != 0)].sort_values(["year", "later"])
    if len(recent):
        yield _revision("reference_revision", recent.iloc[-1], areas, len(recent))
    yield from _above_step(changed, own, areas, reference)
    yield from _doubled_rate(rates)


def _reference_rate(own: pd.DataFrame, areas: pd.DataFrame, reference: str) -> Result:
    vintage = longest_vintage(own)
    line = own[own["vintage"] == vintage].sort_values("year")
    last = line.iloc[-1]
    en, zh = (spoken(reference, area_names(areas, language), language) for language in ("en", "zh"))
    value, year = float(last["value"]), int(last["year"])
    return Result(
        "reference_rate",
        value,
        "%",
        {
            "en": f"In the vintage of {vintage}, the circular material use rate of {en} was {value:.1f} % in {year}.",
            "zh": f"在{vintage}版中，{zh}{year}年的循环材料使用率为{value:.1f}%。",
        },
        tables=RATES,
        n=len(line),
        digits=1,
    )


def _revision(name: str, row: pd.Series, areas: pd.DataFrame, n: int) -> Result:
    en, zh = (spoken(str(row["area"]), area_names(areas, language), language) for language in ("en", "zh"))
    before, after = f"{row['before']:.1f}", f"{row['after']:.1f}"
    if name == "largest_revision":
        english = f"The largest revision changed the rate of {en} for {row['year']}"
        chinese = f"最大的一次修订将{zh}{row['year']}年的比率"
    else:
        english = f"The latest revised year of {en} is {row['year']}: its rate was changed"
        chinese = f"{zh}最近被修订的年份为{row['year']}年：比率"
    return Result(
        name,
        float(row["points"]),
        "percentage points",
        {
            "en": f"{english} from {before} % (vintage {row['earlier']}) to {after} % (vintage {row['later']}).",
            "zh": f"{chinese}由{before}%（{row['earlier']}版）改为{after}%（{row['later']}版）。",
        },
        tables=RATES,
        n=n,
        digits=1,
    )


def _above_step(
    changed: pd.DataFrame, own: pd.DataFrame, areas: pd.DataFrame, reference: str
) -> Iterator[Result]:
    pairs = changed[changed["area"] == reference]
    step = None if own.empty else typical_step(own, reference, longest_vintage(own))
    if step is None or pairs.empty:
        return
    en, zh = (spoken(reference, area_names(areas, language), language) for language in ("en", "zh"))
    above = int((pairs["points"].abs() > step).sum())
    yield Result(
        "revisions_above_step",
        above,
        "revisions",
        {
            "en": f"The rate of {en} moves by {step:.1f} points from year to year (median); of {len(pairs)} values "
            f"that were published again, {above} had been changed by more than that.",
            "zh": f"{zh}的比率年际变化的中位数为{step:.1f}个百分点；在再次公布的{len(pairs)}个数值中，"
            f"有{above}个的修订幅度超过该值。",
        },
        tables=RATES,
        n=len(pairs),
    )


def _doubled_rate(rates: pd.DataFrame) -> Iterator[Result]:
    levels = doubled(rates, TARGET_AREA, TARGET_BASE)
    if len(levels) < 2:
        return
    low, high = float(levels["doubled"].min()), float(levels["doubled"].max())
    yield Result(
        "doubled_rate",
        float(levels["doubled"].iloc[-1]),
        "%",
        {
            "en": f"Doubling the European Union's rate of {TARGET_BASE} means {low:.1f} to {high:.1f} %, depending on "
            f"the vintage that the rate of {TARGET_BASE} is read from.",
            "zh": f"将欧盟{TARGET_BASE}年的比率翻倍，意味着{low:.1f}%至{high:.1f}%，"
            f"取决于{TARGET_BASE}年的比率取自哪个版本。",
        },
        tables=RATES,
        n=len(levels),
        interval=(low, high),
        digits=1,
    )


def account_findings(accounts: pd.DataFrame, first: int, last: int) -> Iterator[Result]:
    """Yield how the two productivities of North Rhine-Westphalia changed.

    Parameters
    ----------
    accounts : DataFrame
        From `greentwin.circular.accounts.regional_accounts`.
    first, last : int
        Years to compare; both must have an account.

    Yields
    ------
    Result
        ``nrw_productivity_consumption`` and ``nrw_productivity_input``.
    """
    words = {"dmc": ("consumption", "material consumed", "消耗"), "dmi": ("input", "material put in", "投入")}
    for measure, (suffix, english, chinese) in words.items():
        change = productivity_change(accounts, measure, first, last)
        gain, material, output = (
            signed(100 * x) for x in (change.productivity, change.material, change.output)
        )
        yield Result(
            f"nrw_productivity_{suffix}",
            round(100 * change.productivity, 6),
            "%",
            {
                "en": f"In North Rhine-Westphalia product per {english} changed by {gain} % from {first} to {last} "
                f"(material {material} %, output {output} %).",
                "zh": f"北莱茵-威斯特法伦州{first}年至{last}年单位物质{chinese}产值变化{gain}%"
                f"（物质{material}%，产值{output}%）。",
            },
            tables=(SERIES,),
            n=2,
            digits=1,
        )


def china_findings(figures: pd.DataFrame) -> Iterator[Result]:
    """Yield how many of China's single figures are reports of what happened.

    Parameters
    ----------
    figures : DataFrame
        From `greentwin.circular.statements.single_figures`.

    Yields
    ------
    Result
        ``china_reported``.
    """
    found = status_counts(figures)
    total, reported = sum(found.values()), found.get("observed", 0)
    targets, claims = found.get("target", 0), found.get("claim", 0)
    yield Result(
        "china_reported",
        reported,
        "figures",
        {
            "en": f"Of {total} single figures for China in the tables, {reported} report what was reached; {targets} "
            f"are plan targets and {claims} are claims, the rest estimates or projections.",
            "zh": f"表中中国的{total}项单项数值中，{reported}项为已实现的报告值，{targets}项为规划目标，"
            f"{claims}项为主张，其余为估计或预测。",
        },
        tables=(SERIES,),
        n=total,
    )


def denominator_findings(rates: pd.DataFrame) -> Iterator[Result]:
    """Yield how far two rates of one recycled mass lie apart.

    Parameters
    ----------
    rates : DataFrame
        From `greentwin.circular.statements.rates_by_denominator`, not empty.

    Yields
    ------
    Result
        ``china_two_denominators``.
    """
    year, last = int(rates.index[-1]), rates.iloc[-1]
    change = float(rates["over_input"].iloc[-1] - rates["over_input"].iloc[0])
    yield Result(
        "china_two_denominators",
        round(float(last["over_waste"] - last["over_input"]), 6),
        "percentage points",
        both(
            "finding_two_denominators",
            year=year,
            waste=f"{last['over_waste']:.1f}",
            input=f"{last['over_input']:.1f}",
            first=int(rates.index[0]),
            change=signed(change),
        ),
        tables=(SERIES,),
        n=2 * len(rates),
        digits=1,
    )
