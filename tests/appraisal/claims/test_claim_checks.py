"""Each check against a computation by hand on the published numbers."""

from __future__ import annotations

from collections.abc import Mapping
from math import acos, cos, radians, sin

import pandas as pd
import pytest
from claim_rows import claim, wordy

from greentwin.appraisal.claims import cluster_checks, intensity_checks, national_checks
from greentwin.appraisal.claims.checks import CHECKS, readings
from greentwin.appraisal.claims.intervals import Interval
from greentwin.appraisal.claims.ledger import Entry, Ledger
from greentwin.appraisal.claims.readings import Reading, record_readings, recorded
from greentwin.data import load
from greentwin.errors import DataError

Tables = Mapping[str, pd.DataFrame]


def by_words(entry: Entry) -> dict[str, Reading]:
    return {reading.words["en"]: reading for reading in entry.readings}


@pytest.fixture(scope="module")
def entries(ledger: Ledger) -> dict[str, Entry]:
    """The only claim of each check, by the name of the check."""
    names = [entry.claim.check for entry in ledger]
    return {entry.claim.check: entry for entry in ledger if names.count(entry.claim.check) == 1}


@pytest.fixture(scope="module")
def tables() -> Tables:
    names = ("independent_records", "province_economy", "national_series", "circular_economy")
    return {name: load(name) for name in (*names, "prefecture_co2_edgar", "prefecture_co2_ceads")}


def test_every_check_that_a_claim_names_exists_and_every_check_is_named(ledger: Ledger) -> None:
    assert {entry.claim.check for entry in ledger} == {*CHECKS, "none"}


def test_an_unknown_check_is_refused_with_those_that_exist() -> None:
    with pytest.raises(DataError, match=r"k99: there is no check 'guess'; there are: records, pilot_year"):
        readings(claim(check="guess"))


def test_a_claim_without_a_check_has_no_reading() -> None:
    assert readings(wordy()) == ()


def test_every_reading_names_the_tables_its_check_reads(ledger: Ledger) -> None:
    for entry in ledger:
        for reading in entry.readings:
            assert set(reading.tables) <= set(CHECKS[entry.claim.check].tables)
            assert reading.tables
            assert reading.n >= 1


class TestPilots:
    """The notices name 5 provinces and 8 cities in 2010, 1 province and 28 cities in 2012, 45 units in 2017."""

    def test_years_of_the_batches(self, ledger: Ledger) -> None:
        years = {e.claim.topic: e.readings[0].value for e in ledger if e.claim.check == "pilot_year"}
        assert years == {"1": Interval(2010.0, 2010.0), "2": Interval(2012.0, 2012.0)}

    def test_dates_that_were_not_checked_are_not_verified(self, ledger: Ledger) -> None:
        assert not any(e.readings[0].verified for e in ledger if e.claim.check == "pilot_year")

    @pytest.mark.parametrize(
        ("check", "count"), [("pilot_provinces", 5 + 1), ("pilot_cities", 8 + 28), ("pilot_cluster", 3)]
    )
    def test_numbers(self, entries: dict[str, Entry], check: str, count: int) -> None:
        (reading,) = entries[check].readings
        assert reading.value == Interval(count, count)


class TestCluster:
    def test_population_of_hunan(self, entries: dict[str, Entry]) -> None:
        """Census of 2020: 66,444,864; after revision 66.35 million in 2018 and 66.40 million in 2019."""
        found = by_words(entries["hunan_population"])
        assert found["census of 2020"].value == Interval(66444864.0, 66444864.0)
        assert found["2018, revised after the census"].value == Interval(66345000.0, 66355000.0)
        assert found["2019, revised after the census"].value == Interval(66395000.0, 66405000.0)

    def test_residents_from_product_over_product_per_head(self, entries: dict[str, Entry]) -> None:
        """China City Statistical Yearbook 2019: 11003.41/136920, 2631.54/65442, 2161.36/75609 (10^8 yuan, yuan)."""
        people = 11003.41e8 / 136920 + 2631.54e8 / 65442 + 2161.36e8 / 75609
        found = by_words(entries["cluster_population"])
        first = found["2018, province as first published"]
        assert first.value.middle == pytest.approx(100 * people / 68987700, rel=1e-5)
        revised = found["2018, province as revised"]
        assert revised.value.middle == pytest.approx(100 * people / 66350000, rel=1e-5)
        assert found["census of 2020"].value.middle == pytest.approx(25.10)
        assert not first.verified
        assert first.choices == {
            "source": "yearbooks",
            "denominator": "first_published",
            "boundary": "residents",
            "period": "2018",
        }

    @pytest.mark.parametrize(
        ("year", "cities", "province"),
        [
            (2018, (11003.41, 2631.54, 2161.36), 36629.3),
            (2019, (11574, 3003, 2258), 39930.7),
            (2020, (12143, 3106, 2343), 41693.7),
        ],
    )
    def test_share_of_the_product(
        self, entries: dict[str, Entry], year: int, cities: tuple[float, ...], province: float
    ) -> None:
        reading = by_words(entries["cluster_product"])[f"yearbooks, {year}"]
        assert reading.value.middle == pytest.approx(100 * sum(cities) / province, rel=1e-5)

    def test_the_widest_distance_is_that_between_changsha_and_zhuzhou(
        self, entries: dict[str, Entry]
    ) -> None:
        """Spherical law of cosines on the seats of Changsha and Zhuzhou in GeoNames."""
        p, q, turn = radians(28.19874), radians(27.83), radians(113.15 - 112.97087)
        expected = 6371.0088 * acos(sin(p) * sin(q) + cos(p) * cos(q) * cos(turn))
        found = by_words(entries["cluster_distance"])
        assert found["between seats, farthest pair"].value.middle == pytest.approx(expected, rel=1e-6)
        assert found["between edges of the built-up areas"].value == Interval(10.0, 20.0)

    def test_a_quarter_and_a_half_of_the_earth(self) -> None:
        circumference = 40030.23
        quarter = cluster_checks.great_circle_km(0, 0, 90, 0)
        half = cluster_checks.great_circle_km(45, 10, -45, -170)
        assert quarter == pytest.approx(circumference / 4, abs=0.1)
        assert half == pytest.approx(circumference / 2, abs=0.1)

    def test_a_distance_is_the_same_both_ways_and_zero_to_itself(self) -> None:
        there = cluster_checks.great_circle_km(28.2, 112.97, 27.83, 113.15)
        assert cluster_checks.great_circle_km(27.83, 113.15, 28.2, 112.97) == pytest.approx(there)
        assert cluster_checks.great_circle_km(28.2, 112.97, 28.2, 112.97) == 0


REAL_GROWTH_2020 = 1.068 * 1.069 * 1.067 * 1.06 * 1.023
"""National product, 2015 to 2020: 6.8, 6.9, 6.7, 6.0 and 2.3 percent (statistics bureau)."""
PROVINCES_2020 = 885886.21 / 658070.908
"""Sum of 31 provinces' real product, 2015 to 2020 (10^8 yuan of 2010)."""


class TestNation:
    def test_towns(self, entries: dict[str, Entry]) -> None:
        """Statistics bureau: 60.60 percent in 2019, 63.89 in the census of 2020, 64.72 at the end of 2021."""
        middles = [reading.value.middle for reading in entries["urban_share_china"].readings]
        assert middles == pytest.approx([60.60, 63.89, 64.72])

    @pytest.mark.parametrize(
        ("words", "before", "growth"),
        [
            ("2015 to 2020, national product", 6103.2, REAL_GROWTH_2020),
            ("2015 to 2020, sum of provinces", 6103.2, PROVINCES_2020),
            ("2019 to 2020, national product", 6021.2, 1.023),
            ("2019 to 2020, sum of provinces", 6021.2, 885886.21 / 863074.33),
        ],
    )
    def test_water(self, entries: dict[str, Entry], words: str, before: float, growth: float) -> None:
        """Water use of 610.32, 602.12 and 581.29 km3 in 2015, 2019 and 2020 (water ministry)."""
        reading = by_words(entries["water_intensity"])[words]
        assert reading.value.middle == pytest.approx(100 * (1 - 5812.9 / before / growth), abs=0.002)

    def test_water_is_as_uncertain_as_five_rounded_growth_rates(self, entries: dict[str, Entry]) -> None:
        value = by_words(entries["water_intensity"])["2015 to 2020, national product"].value
        least = 6103.15 / 5812.95 * 1.0675 * 1.0685 * 1.0665 * 1.0595 * 1.0225
        assert value.low == pytest.approx(100 * (1 - 1 / least))

    def test_energy(self, entries: dict[str, Entry]) -> None:
        """Energy use of 4341.13 and 4870.00 Mt of coal equivalent in 2015 and 2019 (statistics bureau)."""
        found = by_words(entries["energy_intensity"])
        ratio = 487000 / 434113
        national = 100 * (1 - (ratio / (1.068 * 1.069 * 1.067 * 1.06)) ** 0.25)
        provinces = 100 * (1 - (ratio / (863074.33 / 658070.908)) ** 0.25)
        assert found["mean yearly fall 2015 to 2019, national product"].value.middle == pytest.approx(
            national, abs=0.001
        )
        assert found["mean yearly fall 2015 to 2019, sum of provinces"].value.middle == pytest.approx(
            provinces
        )
        assert found["statistics bureau, 2020 against 2019"].value.middle == pytest.approx(0.1)

    def test_scrap_steel_is_a_part(self, entries: dict[str, Entry]) -> None:
        """260 Mt of scrap steel, 1.6 t of CO2 avoided by each (five-year plan of the circular economy, 2021)."""
        (reading,) = entries["avoided_emissions"].readings
        assert reading.value == Interval(416.0, 416.0)
        assert not reading.whole

    def test_contribution(self, entries: dict[str, Entry]) -> None:
        """Global Carbon Budget 2022: 10956.213 Mt within the border, 10033.402 by consumption, 9866.9043 in 2015."""
        found = {
            word: reading.value.middle for word, reading in by_words(entries["contribution_rate"]).items()
        }
        assert found["of emissions within the border, 2020"] == pytest.approx(100 * 2600 / 10956.213)
        assert found["of emissions by consumption, 2020"] == pytest.approx(100 * 2600 / 10033.402)
        assert found["of the inventory of CEADs, 2019"] == pytest.approx(100 * 2600 / 9794.7564)
        assert found["of emissions and avoided ones, 2020"] == pytest.approx(100 * 2600 / 13556.213)
        saved = 9866.9043 * REAL_GROWTH_2020 - 10956.213
        assert found["of the saving by falling intensity since 2015"] == pytest.approx(
            100 * 2600 / saved, rel=5e-4
        )

    def test_share_of_the_targets(self, entries: dict[str, Entry]) -> None:
        """OECD: 65 percent, and at least 105, of 169 targets."""
        page, report = entries["target_share"].readings
        assert page.value == Interval(64.5, 65.5)
        assert report.value.low == pytest.approx(100 * 105 / 169)
        assert not report.value.bounded

    def test_growth_needs_every_year(self, tables: Tables) -> None:
        with pytest.raises(DataError, match="0 records of national_growth for China in 2014"):
            national_checks.real_growth(tables, 2013, 2016, "national")

    def test_growth_needs_the_same_provinces(self, tables: Tables) -> None:
        economy = tables["province_economy"]
        short = economy[(economy["province_id"] != "tibet") | (economy["year"] != 2020)]
        assert len(short) == len(economy) - 1
        with pytest.raises(DataError, match="not the same in 2015 and 2020"):
            national_checks.real_growth({"province_economy": short}, 2015, 2020, "provinces")
        with pytest.raises(DataError, match="not the same in 1900 and 2020"):
            national_checks.real_growth(tables, 1900, 2020, "provinces")


class TestKunming:
    REAL_2020 = 1.082**5 / 1.08 / 1.085 * 1.023
    """8.2 percent a year 2015 to 2019, without 8.0 in 2015 and 8.5 in 2016, then 2.3 in 2020 (city, yearbooks)."""

    def test_edgar(self, entries: dict[str, Entry]) -> None:
        """EDGAR: 34.9294 and 37.3274 Mt in 2016 and 2020; product 4300.08 and 6734 (10^8 yuan, current)."""
        found = by_words(entries["carbon_intensity"])
        rise = 37.3274 / 34.9294
        real = found["EDGAR to 2020, product at constant prices"]
        nominal = found["EDGAR to 2020, product at current prices"]
        assert real.value.middle == pytest.approx(100 * (1 - rise / self.REAL_2020), abs=0.01)
        assert nominal.value.middle == pytest.approx(100 * (1 - rise * 4300.08 / 6734), abs=0.001)

    def test_ceads_ends_in_2019(self, entries: dict[str, Entry]) -> None:
        """CEADs: 44.8529 and 85.6331 Mt in 2016 and 2019; product 6475.88 in 2019."""
        found = by_words(entries["carbon_intensity"])
        rise = 85.6331 / 44.8529
        real = found["CEADs to 2019, product at constant prices"]
        nominal = found["CEADs to 2019, product at current prices"]
        assert real.value.middle == pytest.approx(100 * (1 - rise / (self.REAL_2020 / 1.023)), abs=0.01)
        assert nominal.value.middle == pytest.approx(100 * (1 - rise * 4300.08 / 6475.88), abs=0.001)
        assert real.period == "2016-2019"

    @pytest.mark.parametrize(("first", "last"), [(2013, 2020), (2019, 2020), (2016, 2018)])
    def test_no_chain_beyond_the_published_mean(self, tables: Tables, first: int, last: int) -> None:
        with pytest.raises(DataError, match=f"no chain of growth rates of kunming from {first} to {last}"):
            intensity_checks.product_growth(tables, first, last, "real")

    def test_emissions_of_the_base_year_are_needed(self, tables: Tables) -> None:
        early = claim(check="carbon_intensity", years=(1990, 2020))
        with pytest.raises(DataError, match="no emissions of kunming for 1990"):
            intensity_checks.carbon_intensity(early, tables)


class TestRecords:
    def test_a_record_becomes_a_reading(self) -> None:
        found = {
            reading.source: reading for reading in record_readings(load("independent_records"), "bonn_entry")
        }
        assert found["oecd"].counts
        assert not found["bonn"].counts
        assert found["oecd"].period == ""
        assert found["oecd"].value == Interval(2018.0, 2018.0)

    def test_a_lower_bound_is_open(self) -> None:
        readings_on = record_readings(load("independent_records"), "urban_emission_share")
        (open_ended,) = (reading for reading in readings_on if not reading.value.bounded)
        assert open_ended.value.low == 70

    def test_an_unknown_topic_is_refused(self) -> None:
        with pytest.raises(DataError, match="no record is about 'moon'"):
            record_readings(load("independent_records"), "moon")

    def test_one_value_is_needed_where_one_is_read(self) -> None:
        records = load("independent_records")
        assert recorded(records, "water_use", "China", 2020).middle == pytest.approx(5812.9)
        with pytest.raises(DataError, match="0 records of water_use for China in 1999"):
            recorded(records, "water_use", "China", 1999)
        with pytest.raises(DataError, match="2 records of bonn_entry for bonn in 2018"):
            recorded(records, "bonn_entry", "bonn", 2018)
