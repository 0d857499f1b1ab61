"""The page on coverage: its figures, tables and results for one window of years."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import pandas as pd

from greentwin import data
from greentwin.city import coverage, coverage_figures
from greentwin.city.emissions import TABLES, load_panels
from greentwin.city.options import SOURCES
from greentwin.city.sections import Drawn, Listed
from greentwin.city.wording import both, named, number, say
from greentwin.errors import ParameterError
from greentwin.plotting import Language, Result, Wording, label

STATUS = "prefecture_pilot_status"


def find_province(name: str) -> str:
    """Find a province by its English or Chinese name and return the English one.

    Raises
    ------
    ParameterError
        If there is no such province; the message names all of them.
    """
    provinces = data.load("provinces")
    wanted = name.strip().casefold()
    found = provinces.loc[(provinces["name_en"].str.casefold() == wanted) | (provinces["name_zh"] == wanted)]
    if found.empty:
        raise ParameterError(
            f"there is no province {name!r}; the provinces are {', '.join(provinces['name_en'])}"
        )
    return str(found["name_en"].iloc[0])


class CoveragePage:
    """Which unit has figures from which source in which year.

    Parameters
    ----------
    year_from, year_to : int
        Window in which a unit counts as complete if it has every year.
    language : {"en", "zh"}
        Language of figures and tables.
    """

    def __init__(self, year_from: int, year_to: int, language: Language) -> None:
        self.year_from, self.year_to, self.language = year_from, year_to, language
        self.panels = load_panels()
        self.window = coverage.matrix(self.panels, year_from, year_to)
        self.groups = coverage.by_group(self.window, coverage.pilot_groups(data.load(STATUS)))
        self.summary = coverage.by_source(self.window)

    @cached_property
    def everything(self) -> pd.DataFrame:
        """The coverage matrix over all years that any source has."""
        years = pd.concat([panel["year"] for panel in self.panels.values()])
        return coverage.matrix(self.panels, int(years.min()), int(years.max()))

    @cached_property
    def places(self) -> pd.DataFrame:
        """The table of places, index ``place_id``."""
        return data.load("places").set_index("place_id", drop=False)

    def by_province(self) -> Drawn:
        """Draw the share of units covered by province and year."""
        shares = coverage.by_province(self.everything, self.places["province_en"])
        chart = coverage_figures.province_chart(
            shares, self._province_names(), self.everything, self.language
        )
        return Drawn(chart, "coverage_by_province")

    def by_source(self) -> Listed:
        """List what each source covers in the window."""
        rows = [
            (
                label(str(source), self.language),
                int(row["places"]),
                int(row["complete"]),
                int(row["place_years"]),
                100 * float(row["share"]),
                None if pd.isna(row["first_year"]) else f"{row['first_year']}–{row['last_year']}",
            )
            for source, row in self.summary.iterrows()
        ]
        heads = (
            "source",
            "city_units_covered",
            "city_units_complete",
            "city_values",
            "share_percent",
            "city_years",
        )
        frame = pd.DataFrame(rows, columns=[label(head, self.language) for head in heads])
        return Listed(frame, say("caption_by_source", self.language, **self._words()), digits=0)

    def by_group(self) -> Drawn:
        """Draw the share of complete units among pilots and others."""
        return Drawn(coverage_figures.group_chart(self.groups, self.language), "complete_by_pilot_status")

    def group_table(self) -> Listed:
        """List coverage by source and pilot status."""
        rows = [
            (
                label(str(row["source"]), self.language),
                label(f"city_group_{row['group']}", self.language),
                int(row["places"]),
                100 * float(row["covered"]),
                100 * float(row["complete"]),
                float(row["years"]),
            )
            for row in self.groups.to_dict("records")
        ]
        heads = ("source", "pilot_status", "n", "city_share_any", "city_share_complete", "city_mean_years")
        frame = pd.DataFrame(rows, columns=[label(head, self.language) for head in heads])
        return Listed(frame, say("caption_by_group", self.language, **self._words()), digits=1)

    def listing(self, province: str = "") -> Listed:
        """List provinces with their units, or the units of one province with their years."""
        return self._units(find_province(province)) if province else self._provinces()

    def whole_matrix(self) -> Drawn:
        """Draw the whole matrix, one line per unit."""
        order = coverage_figures.place_order(self.places, self.everything)
        names = {**self._province_names(), "municipalities": label("city_municipalities", self.language)}
        chart = coverage_figures.matrix_chart(self.everything, order, names, self.language)
        return Drawn(chart, "coverage_matrix")

    def export(self) -> pd.DataFrame:
        """Return the whole matrix with names, one row per unit and year; 1 where a source has a value."""
        named_places = self.places[["name_en", "name_zh", "province_en"]]
        frame = self.everything.join(named_places, on="place_id")
        flags = frame[coverage.sources_of(self.everything)].astype(int)
        return pd.concat([frame[["place_id", *named_places.columns, "year"]], flags], axis=1)

    def results(self) -> tuple[Result, ...]:
        """Return units, coverage and completeness by source, and completeness by pilot status."""
        return (*self._source_results(), *self._group_results())

    def _source_results(self) -> Iterator[Result]:
        n = self.window["place_id"].nunique()
        tables = tuple(TABLES.values())
        yield Result("units", n, "1", both("finding_units", count=n), n=n, tables=tables)
        for source, row in self.summary.to_dict("index").items():
            words: dict[str, Wording] = {**self._words(), "source": named(str(source)), "n": n}
            for name, column in (("covered", "places"), ("complete", "complete")):
                count = int(row[column])
                sentence = both(f"finding_{name}", count=count, **words)
                yield Result(f"{name}_{source}", count, "1", sentence, n=n, tables=(TABLES[str(source)],))
        years = coverage.years_by_place(self.window)
        count = int((years == self.window["year"].nunique()).all(axis=1).sum())
        sentence = both("finding_complete_all", count=count, n=n, **self._words())
        yield Result("complete_all_sources", count, "1", sentence, n=n, tables=tables)

    def _group_results(self) -> Iterator[Result]:
        for row in self.groups.to_dict("records"):
            source, group = str(row["source"]), str(row["group"])
            share, n = 100 * float(row["complete"]), int(row["places"])
            sentence = both(
                "finding_group",
                group=named(f"city_group_{group}"),
                source=named(source),
                share=number(share, 0),
                years=number(float(row["years"])),
                n=n,
                **self._words(),
            )
            tables = (TABLES[source], STATUS)
            yield Result(f"complete_{source}_{group}", share, "%", sentence, n=n, tables=tables, digits=0)

    def _provinces(self) -> Listed:
        years = coverage.years_by_place(self.window)
        length = self.window["year"].nunique()
        provinces = self.places["province_en"].reindex(years.index)
        units = provinces.value_counts().sort_index()
        complete = (years == length).groupby(provinces).sum()
        names = self._province_names()
        frame = pd.DataFrame(
            {
                label("province", self.language): [names[province] for province in units.index],
                label("city_number_of_units", self.language): units.to_numpy(),
                **{label(source, self.language): complete[source].to_numpy() for source in SOURCES},
            }
        )
        return Listed(frame, say("caption_provinces", self.language, **self._words()))

    def _units(self, province: str) -> Listed:
        held = sorted(set(self.everything["place_id"]))
        units = self.places.loc[held]
        units = units.loc[units["province_en"] == province]
        names = units["name_zh" if self.language == "zh" else "name_en"]
        rows = [
            (name, *(text or None for text in coverage.spans(self.everything, str(place)).values()))
            for place, name in names.items()
        ]
        heads = ["city", *SOURCES]
        frame = pd.DataFrame(rows, columns=[label(head, self.language) for head in heads])
        shown = self._province_names()[province]
        return Listed(frame, say("caption_units", self.language, province=shown, n=len(frame)))

    def _province_names(self) -> dict[str, str]:
        provinces = data.load("provinces")
        shown = provinces["name_zh" if self.language == "zh" else "name_en"]
        return dict(zip(provinces["name_en"], shown, strict=True))

    def _words(self) -> dict[str, Wording]:
        return {"first": self.year_from, "last": self.year_to}
