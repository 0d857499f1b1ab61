"""What the figures of the circular strand say in words, in English and Chinese."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from greentwin.circular.series import revisions
from greentwin.plotting import format_number

_WITH_ARTICLE = ("EU27", "NL")
_JOIN = {"en": ", ", "zh": "、"}
_TEXTS = {
    "rates": {
        "en": "Circular material use rates of {n} areas, {period}, vintage {vintage}. In {year}, {top} had "
        "the highest rate with {high} % and {bottom} the lowest with {low} %.",
        "zh": "{n}个地区{period}年的循环材料使用率，{vintage}版。{year}年{top}最高，为{high}%；"
        "{bottom}最低，为{low}%。",
    },
    "rates_one": {
        "en": "Circular material use rate of {top}, {period}, vintage {vintage}: {high} % in {year}.",
        "zh": "{top}{period}年的循环材料使用率，{vintage}版：{year}年为{high}%。",
    },
    "rates_reference": {
        "en": " {name} stood at {value} % in {year}, {change} points against {first}.",
        "zh": "{name}{year}年为{value}%，较{first}年变化{change}个百分点。",
    },
    "rates_caption": {
        "en": "Lines: vintage {vintage}; hollow points: later vintages, not to be joined with the lines. Source: "
        "Eurostat; n = {n} rates. Published rates, shown and not computed.",
        "zh": "线：{vintage}版；空心点：较晚版本，不可与线相连。来源：欧盟统计局；n = {n}。"
        "为公布值，仅展示，未经计算。",
    },
    "vintages_caption": {
        "en": "Line: vintage {vintage}; filled points: earlier vintages; hollow points: later ones. Source: Eurostat; "
        "n = {n} published rates.",
        "zh": "线：{vintage}版；实心点：较早版本；空心点：较晚版本。来源：欧盟统计局；n = {n}。",
    },
    "vintages": {
        "en": "Circular material use rate of {name} in {k} vintages.{largest}",
        "zh": "{name}循环材料使用率的{k}个版本。{largest}",
    },
    "vintages_largest": {
        "en": " The largest revision took the rate of {year} from {before} to {after} %, {points} points.",
        "zh": "最大的一次修订将{year}年的比率由{before}%改为{after}%，变化{points}个百分点。",
    },
    "vintages_none": {
        "en": " No year was published with two different values.",
        "zh": "没有一个年份公布过两个不同的数值。",
    },
    "without_data": {
        "en": "No circular material use rate for {period} is in the tables for: {areas}.",
        "zh": "表中没有以下地区{period}年的循环材料使用率：{areas}。",
    },
    "without_accounts": {
        "en": "No material account of {name} for {period} is in the tables.",
        "zh": "表中没有{name}{period}年的物质账户。",
    },
    "target_and_report": {
        "en": "For one indicator the tables hold both sides: main resource productivity was to rise by {target} % from "
        "2015 to 2020, and {reported} % was reported. The reported figure and the target come from the same side, and "
        "the amounts behind the ratio are not in the tables.",
        "zh": "有一项指标同时有目标与结果：主要资源产出率2015年至2020年的目标为{target}%，报告值为{reported}%。"
        "两者来自同一方，且表中没有该比率背后的数量。",
    },
    "accounts": {
        "en": "Material accounts of {name}. From {first} to {last}, input went from {dmi0} to {dmi1} Mt and "
        "consumption from {dmc0} to {dmc1} Mt; product per input went from {pi0} to {pi1}, product per consumption "
        "from {pc0} to {pc1} (2010 = 100).",
        "zh": "{name}的物质账户。{first}年至{last}年，投入量由{dmi0}变为{dmi1}百万吨，消耗量由{dmc0}变为{dmc1}百万吨；"
        "单位投入产值由{pi0}变为{pi1}，单位消耗产值由{pc0}变为{pc1}（2010年=100）。",
    },
    "accounts_caption": {
        "en": "Source: IT.NRW, environmental-economic accounts of the German states; n = {n} years.",
        "zh": "来源：北威州统计局，德国各州环境经济账户；n = {n}年。",
    },
    "accounts_gap": {"en": "Grey: no account published here. ", "zh": "灰色：此处无公布账户。"},
}


def rates_alt(
    rates: pd.DataFrame,
    lines: pd.DataFrame,
    names: Mapping[str, str],
    reference: str,
    vintage: str,
    language: str,
) -> str:
    """Say which area was highest and lowest in the last year of the lines, and how the reference area moved.

    Parameters
    ----------
    rates : DataFrame
        All rates drawn.
    lines : DataFrame
        Rates of the vintage drawn as lines: years as rows, areas as columns.
    names : mapping of str to str
        Names of areas.
    reference : str
        Area to speak of.
    vintage : str
        Vintage of the lines.
    language : {"en", "zh"}
        Language.
    """
    last = lines.dropna(how="all").iloc[-1].dropna()
    areas = rates["area"].unique()
    text = _TEXTS["rates" if len(areas) > 1 else "rates_one"][language].format(
        n=len(areas),
        period=period(int(rates["year"].min()), int(rates["year"].max()), language),
        vintage=vintage,
        year=last.name,
        top=spoken(str(last.idxmax()), names, language),
        high=format_number(float(last.max())),
        bottom=spoken(str(last.idxmin()), names, language),
        low=format_number(float(last.min())),
    )
    if reference in lines and len(own := lines[reference].dropna()) > 1:
        text += _TEXTS["rates_reference"][language].format(
            name=sentence_start(spoken(reference, names, language)),
            value=format_number(float(own.iloc[-1])),
            year=own.index[-1],
            change=signed(float(own.iloc[-1] - own.iloc[0])),
            first=own.index[0],
        )
    return text


def rates_caption(n: int, vintage: str, language: str) -> str:
    """Name the source of the rates, the vintage of the lines, and the number of rates drawn."""
    return _TEXTS["rates_caption"][language].format(vintage=vintage, n=n)


def vintages_caption(n: int, vintage: str, language: str) -> str:
    """Name the source of one area's rates, the vintage of the line, and the number of rates drawn."""
    return _TEXTS["vintages_caption"][language].format(vintage=vintage, n=n)


def vintages_alt(rates: pd.DataFrame, name: str, language: str) -> str:
    """Say how many vintages of one area's rates there are and which revision was largest."""
    changed = revisions(rates).query("points != 0")
    if changed.empty:
        largest = _TEXTS["vintages_none"][language]
    else:
        first = changed.iloc[0]
        largest = _TEXTS["vintages_largest"][language].format(
            year=first["year"],
            before=format_number(first["before"]),
            after=format_number(first["after"]),
            points=signed(first["points"]),
        )
    return _TEXTS["vintages"][language].format(name=name, k=rates["vintage"].nunique(), largest=largest)


def accounts_alt(accounts: pd.DataFrame, name: str, language: str) -> str:
    """Say how input, consumption and both productivities went from the first year to the last."""
    old, new = accounts.iloc[0], accounts.iloc[-1]
    columns = {"dmi": "dmi_mt", "dmc": "dmc_mt", "pi": "productivity_dmi", "pc": "productivity_dmc"}
    values = {
        f"{key}{end}": format_number(float(row[column]))
        for key, column in columns.items()
        for end, row in ((0, old), (1, new))
    }
    return _TEXTS["accounts"][language].format(name=name, first=old.name, last=new.name, **values)


def accounts_caption(accounts: pd.DataFrame, language: str) -> str:
    """Name the source of the accounts and n, and what grey means where years are missing."""
    years = accounts.index
    gap = _TEXTS["accounts_gap"][language] if years.max() - years.min() >= len(years) else ""
    return gap + _TEXTS["accounts_caption"][language].format(n=len(accounts))


def spoken(area: str, names: Mapping[str, str], language: str) -> str:
    """Name an area within a sentence, with the English article where it has one.

    Examples
    --------
    >>> spoken("NL", {"NL": "Netherlands"}, "en"), spoken("DE", {"DE": "Germany"}, "en")
    ('the Netherlands', 'Germany')
    """
    return f"the {names[area]}" if language == "en" and area in _WITH_ARTICLE else names[area]


def without_data(
    areas: Sequence[str], names: Mapping[str, str], year_from: int, year_to: int, language: str
) -> str:
    """Say which areas have no published rate in a period; empty if all have one."""
    if not areas:
        return ""
    joined = _JOIN[language].join(names[area] for area in areas)
    return _TEXTS["without_data"][language].format(areas=joined, period=period(year_from, year_to, language))


def without_accounts(name: str, year_from: int, year_to: int, language: str) -> str:
    """Say that a region has no published account in a period."""
    return _TEXTS["without_accounts"][language].format(name=name, period=period(year_from, year_to, language))


def target_and_report(target: float, reported: float, language: str) -> str:
    """Set the reported rise of China's main resource productivity beside its target."""
    return _TEXTS["target_and_report"][language].format(
        target=signed(target, 0), reported=signed(reported, 0)
    )


def period(first: int, last: int, language: str) -> str:
    """Write a period of years, a single year alone.

    Examples
    --------
    >>> period(2010, 2024, "en"), period(2024, 2024, "en")
    ('2010 to 2024', '2024')
    """
    between = {"en": " to ", "zh": "—"}[language]
    return str(first) if first == last else f"{first}{between}{last}"


def sentence_start(text: str) -> str:
    """Write the first letter large and leave the rest."""
    return text[:1].upper() + text[1:]


def signed(value: float, digits: int = 1) -> str:
    """Write a change with its sign.

    Examples
    --------
    >>> signed(0.3), signed(-3.9), signed(0.0)
    ('+0.3', '−3.9', '0.0')
    """
    text = format_number(value, digits)
    return f"+{text}" if value > 0 else text
