"""Tables of the circular strand as a reader sees them: heads and words in the chosen language."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from greentwin.circular.accounts import MEASURES, productivity_change
from greentwin.circular.series import doubled, longest_vintage, of_vintage, revisions
from greentwin.circular.wording import signed
from greentwin.plotting import label


def area_names(areas: pd.DataFrame, language: str) -> dict[str, str]:
    """Name the areas, the European Union in short.

    Parameters
    ----------
    areas : DataFrame
        Table ``areas``.
    language : {"en", "zh"}
        Language of the names.
    """
    names = dict(zip(areas["area"], areas[f"name_{language}"], strict=True))
    return names | {"EU27": label("eu27", language)}


def rate_table(rates: pd.DataFrame, names: Mapping[str, str], reference: str, language: str) -> pd.DataFrame:
    """Summarise the areas within the longest vintage, and add the newest value of any vintage.

    Parameters
    ----------
    rates : DataFrame
        From `greentwin.circular.series.select`, not empty.
    names : mapping of str to str
        Names of areas.
    reference : str
        Area that the last value is set against.
    language : {"en", "zh"}
        Language of the heads.

    Returns
    -------
    DataFrame
        One row per area, highest last rate first: first and last rate of the vintage with their years, the change in
        points, the gap to the reference in the last year, and the newest value with its vintage.
    """
    vintage = longest_vintage(rates)
    lines = of_vintage(rates, vintage)
    newest = rates.sort_values(["year", "vintage"]).drop_duplicates("area", keep="last").set_index("area")
    order = lines.ffill().iloc[-1].sort_values(ascending=False).index
    rows = [
        _rate_row(lines[area].dropna(), lines.get(reference), names[area], newest.loc[area]) for area in order
    ]
    heads = ("area", "first_rate", "last_rate", "change_points", "gap_points", "newest_rate")
    return pd.DataFrame(rows, columns=[label(head, language) for head in heads])


def _rate_row(line: pd.Series, reference: pd.Series | None, name: str, newest: pd.Series) -> tuple[str, ...]:
    first, last = line.index[0], line.index[-1]
    gap = "–"
    if reference is not None and last in reference.index and pd.notna(reference[last]):
        gap = signed(float(line[last] - reference[last]))
    change = signed(float(line[last] - line[first])) if first != last else "–"
    newest_text = f"{newest['value']:.1f} ({newest['year']}, {newest['vintage']})"
    return name, f"{line[first]:.1f} ({first})", f"{line[last]:.1f} ({last})", change, gap, newest_text


def revision_table(rates: pd.DataFrame, names: Mapping[str, str], language: str) -> pd.DataFrame:
    """List the revisions that changed a value, largest first.

    Parameters
    ----------
    rates : DataFrame
        From `greentwin.circular.series.select`.
    names : mapping of str to str
        Names of areas.
    language : {"en", "zh"}
        Language of the heads.
    """
    changed = revisions(rates).query("points != 0")
    return pd.DataFrame(
        {
            label("area", language): changed["area"].map(names),
            label("year", language): changed["year"],
            label("before_revision", language): _with_vintage(changed["before"], changed["earlier"]),
            label("after_revision", language): _with_vintage(changed["after"], changed["later"]),
            label("change_points", language): changed["points"].map(signed),
        }
    )


def _with_vintage(values: pd.Series, vintages: pd.Series) -> list[str]:
    return [f"{value:.1f} ({vintage})" for value, vintage in zip(values, vintages, strict=True)]


def doubling_table(rates: pd.DataFrame, area: str, base_year: int, language: str) -> pd.DataFrame:
    """Show what doubling an area's rate means in each vintage.

    Parameters
    ----------
    rates : DataFrame
        From `greentwin.circular.series.published_rates`.
    area : str
        Area code.
    base_year : int
        Year whose rate is doubled.
    language : {"en", "zh"}
        Language of the heads.
    """
    levels = doubled(rates, area, base_year)
    return pd.DataFrame(
        {
            label("vintage", language): levels["vintage"],
            label("rate_in", language, year=base_year): levels["value"].map("{:.1f}".format),
            label("twice_that", language): levels["doubled"].map("{:.1f}".format),
        }
    )


def account_table(accounts: pd.DataFrame, first: int, last: int, language: str) -> pd.DataFrame:
    """Split the change of both productivities into output and material.

    Parameters
    ----------
    accounts : DataFrame
        From `greentwin.circular.accounts.regional_accounts`.
    first, last : int
        Years to compare; both must have an account.
    language : {"en", "zh"}
        Language of the heads.
    """
    changes = [productivity_change(accounts, measure, first, last) for measure in MEASURES]
    names = {"dmi": "direct_material_input", "dmc": "domestic_material_consumption"}
    return pd.DataFrame(
        {
            label("divided_by", language): [label(names[change.measure], language) for change in changes],
            label("productivity_percent", language): [
                signed(100 * change.productivity) for change in changes
            ],
            label("material_percent", language): [signed(100 * change.material) for change in changes],
            label("output_percent", language): [signed(100 * change.output) for change in changes],
        }
    )


def denominator_table(rates: pd.DataFrame, language: str) -> pd.DataFrame:
    """Show one recycled mass over two denominators, by year.

    Parameters
    ----------
    rates : DataFrame
        From `greentwin.circular.statements.rates_by_denominator`.
    language : {"en", "zh"}
        Language of the heads.
    """
    return pd.DataFrame(
        {
            label("year", language): rates.index,
            label("over_input_percent", language): rates["over_input"].map("{:.1f}".format).to_list(),
            label("over_waste_percent", language): rates["over_waste"].map("{:.1f}".format).to_list(),
        }
    )
