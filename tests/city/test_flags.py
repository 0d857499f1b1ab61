"""Which doubts concern which city."""

import pandas as pd
import pytest

from greentwin.city import flags
from greentwin.data import find_city

PANELS = ("prefecture_co2_chen", "prefecture_co2_edgar", "prefecture_co2_ceads")


def made(place: str, text: str = "A doubt.", table: str = "prefecture_co2_chen") -> pd.DataFrame:
    return pd.DataFrame({"place": [place], "flag": [text], "table": [table]})


@pytest.mark.parametrize(
    ("city", "flag", "reach"),
    [
        ("Changsha", made("Changsha"), "place"),
        ("Kunming", made("290 units", "Kunming: 58.8 Mt in 2013."), "place"),
        ("Changsha", made("Hunan"), "province"),
        ("Changsha", made("353 units"), "table"),
        ("Changsha", made("all provinces with several units"), "table"),
        ("Jilin", made("Jilin"), "province"),
        ("Fuzhou (Jiangxi)", made("Tongling, Fuzhou (Jiangxi), Beihai"), "place"),
    ],
)
def test_a_flag_reaches_the_city_its_province_or_the_whole_table(city, flag, reach):
    assert flags.flags_of(find_city(city), flag, PANELS)["reach"].tolist() == [reach]


@pytest.mark.parametrize(
    ("city", "flag"),
    [
        ("Changsha", made("Changzhi")),
        ("Datong", made("Shaanxi")),
        ("Fuzhou (Fujian)", made("Fuzhou (Jiangxi)")),
        ("Yulin (Guangxi)", made("159 units in Shaanxi", "Yulin (Shaanxi) reaches 7.6.")),
        ("Changsha", made("Changsha-Zhuzhou-Xiangtan")),
        ("Changsha", made("Changsha", table="province_economy")),
        ("Bonn", made("353 units", table="national_series")),
    ],
)
def test_a_flag_of_another_place_or_table_does_not(city, flag):
    assert flags.flags_of(find_city(city), flag, PANELS).empty


def test_doubts_about_the_city_come_first():
    found = flags.load_flags(find_city("Changsha"), PANELS)
    order = {"place": 0, "province": 1, "table": 2}
    ranks = [order[reach] for reach in found["reach"]]
    assert ranks == sorted(ranks)
    assert ranks[0] == 0


def test_the_disagreement_on_changsha_is_recorded():
    found = flags.load_flags(find_city("Changsha"), PANELS)
    assert "69.2" in found.loc[found["reach"] == "place", "flag"].str.cat()
