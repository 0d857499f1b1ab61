"""Figures of the coverage of cities by source and year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.ticker import MaxNLocator

from greentwin.city.coverage import GROUPS, KEYS, by_source, sources_of
from greentwin.city.wording import listed_parts, named, number, say
from greentwin.plotting import SEQUENTIAL_LIGHT, Chart, Language, Wording, colour, label, new_figure

_WIDTH = 0.26
_SMALL = 8.6
_SHADES = {"city_pilot": "china", "province_pilot": "pilot_marker", "no_pilot": "muted"}


def province_chart(
    shares: pd.DataFrame, names: Mapping[str, str], coverage: pd.DataFrame, language: Language
) -> Chart:
    """Draw the share of each province's cities that a source covers, by year: one panel per source.

    Parameters
    ----------
    shares : DataFrame
        Result of `greentwin.city.coverage.by_province`.
    names : mapping of str to str
        Shown name of each province.
    coverage : DataFrame
        The coverage matrix, for the numbers in the texts.
    language : {"en", "zh"}
        Language of the texts.
    """
    sources = sources_of(shares.drop(columns="province"))
    provinces = sorted(shares["province"].unique())
    figure, panels = new_figure(1.3 + 0.19 * len(provinces), 1, len(sources), sharey=True, squeeze=False)
    image = None
    for axes, source in zip(panels[0], sources, strict=True):
        grid = shares.pivot_table(index="province", columns="year", values=source).loc[provinces]
        cells = np.ma.masked_equal(grid.to_numpy(), 0)
        years = grid.columns.to_numpy()
        axes.set_facecolor(colour("gap"))
        edges = np.append(years - 0.5, years[-1] + 0.5)
        image = axes.pcolormesh(
            edges, np.arange(len(provinces) + 1) - 0.5, cells * 100, cmap=SEQUENTIAL_LIGHT, vmin=0, vmax=100
        )
        _plain(axes, label(source, language))
    panels[0][0].set_yticks(range(len(provinces)), [names[province] for province in provinces])
    panels[0][0].invert_yaxis()
    if image is not None:
        bar = figure.colorbar(image, ax=list(panels[0]), location="bottom", shrink=0.5, aspect=40)
        bar.set_label(label("city_share_of_units_covered", language))
    return Chart(figure, **_texts("province", coverage, language))


def matrix_chart(
    coverage: pd.DataFrame, order: pd.DataFrame, names: Mapping[str, str], language: Language
) -> Chart:
    """Draw the whole coverage matrix: a line for each city, a column for each year, a panel for each source.

    Parameters
    ----------
    coverage : DataFrame
        The coverage matrix.
    order : DataFrame
        Columns ``place_id`` and ``block``, in the order in which the cities are drawn; equal blocks together.
    names : mapping of str to str
        Shown name of each block.
    language : {"en", "zh"}
        Language of the texts.
    """
    sources = sources_of(coverage)
    figure, panels = new_figure(11.5, 1, len(sources), sharey=True, squeeze=False)
    blocks = order.groupby("block", sort=False).size()
    ends = blocks.cumsum().to_numpy()
    for axes, source in zip(panels[0], sources, strict=True):
        grid = coverage.pivot_table(index="place_id", columns="year", values=source, aggfunc="first")
        cells = grid.loc[order["place_id"]].to_numpy(dtype=float)
        years = grid.columns.to_numpy()
        axes.imshow(
            cells,
            cmap=ListedColormap([colour("gap"), colour(source)]),
            vmin=0,
            vmax=1,
            aspect="auto",
            interpolation="nearest",
            extent=(years[0] - 0.5, years[-1] + 0.5, len(cells), 0),
        )
        axes.hlines(ends[:-1], years[0] - 0.5, years[-1] + 0.5, color=colour("background"), linewidth=0.8)
        _plain(axes, label(source, language))
    centres = ends - blocks.to_numpy() / 2
    panels[0][0].set_yticks(centres, [names[str(block)] for block in blocks.index], fontsize=_SMALL)
    return Chart(figure, **_texts("matrix", coverage, language))


def group_chart(groups: pd.DataFrame, language: Language) -> Chart:
    """Draw the share of complete cities among pilots and others, by source.

    Parameters
    ----------
    groups : DataFrame
        Result of `greentwin.city.coverage.by_group`.
    language : {"en", "zh"}
        Language of the texts.
    """
    sources = list(dict.fromkeys(groups["source"]))
    figure, axes = new_figure(3.2)
    for number_of_group, group in enumerate(GROUPS):
        rows = groups.loc[groups["group"] == group].set_index("source").reindex(sources)
        places = np.arange(len(sources)) + (number_of_group - 1) * _WIDTH
        n = int(rows["places"].max())
        name = f"{label('city_group_' + group, language)} (n = {n})"
        bars = axes.bar(
            places, 100 * rows["complete"], _WIDTH * 0.92, color=colour(_SHADES[group]), label=name
        )
        axes.bar_label(
            bars, labels=[number(100 * share, 0) for share in rows["complete"]], padding=2, fontsize=9
        )
    axes.set_xticks(range(len(sources)), [label(source, language) for source in sources])
    axes.set_ylim(0, 112)
    axes.set_yticks(range(0, 101, 20))
    axes.set_ylabel(label("city_share_complete", language))
    figure.legend(loc="outside upper left", ncols=3)
    parts = [_group_part(source, groups.loc[groups["source"] == source]) for source in sources]
    alt = say("alt_groups", language, parts=listed_parts(parts))
    return Chart(
        figure,
        alt=alt,
        caption=say("caption_groups", language, n=int(groups.groupby("source")["places"].sum().max())),
    )


def _plain(axes: Axes, title: str) -> None:
    axes.set_title(title)
    axes.grid(visible=False)
    axes.tick_params(axis="y", length=0)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=4))


def _texts(kind: str, coverage: pd.DataFrame, language: Language) -> dict[str, str]:
    summary = by_source(coverage)
    parts = [_source_part(str(source), summary.loc[[source]]) for source in summary.index]
    values: dict[str, Wording] = {
        "n": coverage["place_id"].nunique(),
        "first": int(coverage["year"].min()),
        "last": int(coverage["year"].max()),
    }
    return {
        "alt": say(f"alt_coverage_{kind}", language, parts=listed_parts(parts), **values),
        "caption": say(f"caption_coverage_{kind}", language, **values),
    }


def _source_part(source: str, row: pd.DataFrame) -> Wording:
    places, complete = int(row["places"].iloc[0]), int(row["complete"].iloc[0])
    share = number(100 * float(row["share"].iloc[0]), 0)
    return lambda language: say(
        "coverage_part", language, source=named(source), places=places, complete=complete, share=share
    )


def _group_part(source: str, rows: pd.DataFrame) -> Wording:
    shares: Sequence[str] = [number(100 * float(share), 0) for share in rows["complete"]]
    text = " / ".join(f"{share} %" for share in shares)
    return lambda language: say("group_part", language, source=named(source), shares=text)


def place_order(places: pd.DataFrame, coverage: pd.DataFrame) -> pd.DataFrame:
    """Order the covered places by province, the four municipalities first.

    Parameters
    ----------
    places : DataFrame
        The table ``places``.
    coverage : DataFrame
        The coverage matrix.

    Returns
    -------
    DataFrame
        Columns ``place_id`` and ``block`` (English name of the province, or ``municipalities``).
    """
    held = places.loc[places["place_id"].isin(coverage["place_id"])].reset_index(drop=True)
    municipal = held["kind"] == "municipality"
    block = held["province_en"].mask(municipal, "municipalities")
    ordered = held.assign(block=block, rank=~municipal).sort_values(["rank", "block", "place_id"])
    return ordered[[KEYS[0], "block"]].reset_index(drop=True)
