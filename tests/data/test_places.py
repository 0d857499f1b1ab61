"""Places found by their names."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greentwin.data import cities, find_city, used
from greentwin.data.places import Place, PlaceIndex, name_key
from greentwin.errors import ParameterError


def _place(
    place_id: str, name_en: str, name_zh: str, province_en: str, province_zh: str, kind: str = "prefecture"
) -> Place:
    return Place(place_id, name_en, name_zh, province_en, province_zh, "China", kind)


PLACES = (
    _place("changsha", "Changsha", "长沙", "Hunan", "湖南"),
    _place("urumqi", "Ürümqi", "乌鲁木齐", "Xinjiang", "新疆"),
    _place("xian", "Xi'an", "西安", "Shaanxi", "陕西"),
    _place("suzhou_jiangsu", "Suzhou (Jiangsu)", "苏州", "Jiangsu", "江苏"),
    _place("suzhou_anhui", "Suzhou (Anhui)", "宿州", "Anhui", "安徽"),
    _place("hainan_qinghai", "Hainan (Qinghai)", "海南州", "Qinghai", "青海"),
    _place("changji", "Changji", "昌吉", "Xinjiang", "新疆"),
    _place("changji_city", "Changji (city)", "昌吉市", "Xinjiang", "新疆", "county"),
    _place("aba", "Aba (Ngawa)", "阿坝", "Sichuan", "四川"),
    _place("yulin_guangxi", "Yulin", "玉林", "Guangxi", "广西"),
    _place("yulin_shaanxi", "Yulin", "榆林", "Shaanxi", "陕西"),
    Place("ile_de_france", "Île-de-France", "法兰西岛", "Île-de-France", "法兰西岛", "France", "region"),
)
INDEX = PlaceIndex(PLACES)


@pytest.mark.parametrize(
    ("name", "place_id"),
    [
        ("Changsha", "changsha"),
        ("CHANGSHA", "changsha"),
        (" chang sha ", "changsha"),
        ("Changsha City", "changsha"),
        ("changsha, Hunan", "changsha"),
        ("Changsha (Hunan)", "changsha"),
        ("长沙", "changsha"),
        ("长沙市", "changsha"),
        ("湖南长沙", "changsha"),
        ("湖南长沙市", "changsha"),
        ("长沙（湖南）", "changsha"),
        ("Ürümqi", "urumqi"),
        ("U\u0308ru\u0308mqi", "urumqi"),
        ("Urumqi", "urumqi"),
        ("Xi'an", "xian"),
        ("Xi’an", "xian"),
        ("Xian", "xian"),
        ("Xi-An City", "xian"),
        ("Suzhou (Anhui)", "suzhou_anhui"),
        ("suzhou anhui", "suzhou_anhui"),
        ("Suzhou City (Jiangsu)", "suzhou_jiangsu"),
        ("suzhou_jiangsu", "suzhou_jiangsu"),
        ("宿州", "suzhou_anhui"),
        ("Hainan (Qinghai)", "hainan_qinghai"),
        ("Changji", "changji"),
        ("昌吉", "changji"),
        ("昌吉市", "changji_city"),
        ("Changji City", "changji_city"),
        ("Aba", "aba"),
        ("Ngawa", "aba"),
        ("Aba (Ngawa)", "aba"),
        ("yulin_shaanxi", "yulin_shaanxi"),
        ("Yulin (Shaanxi)", "yulin_shaanxi"),
        ("ile de france", "ile_de_france"),
    ],
)
def test_a_place_is_found_by_each_of_its_names(name: str, place_id: str) -> None:
    assert INDEX.find(name).place_id == place_id


@pytest.mark.parametrize(
    ("name", "candidates"),
    [
        ("Suzhou", '"Suzhou (Jiangsu)" or "Suzhou (Anhui)"'),
        ("suzhou city", '"Suzhou (Jiangsu)" or "Suzhou (Anhui)"'),
        ("Yulin", '"Yulin (Guangxi)" or "Yulin (Shaanxi)"'),
        ("Hainan", '"Hainan (Qinghai)"'),
    ],
)
def test_a_name_that_needs_its_province_names_the_candidates(name: str, candidates: str) -> None:
    with pytest.raises(ParameterError) as caught:
        INDEX.find(name)
    assert str(caught.value) == f"'{name}' is not the full name of one place; write {candidates}"


def test_candidates_of_one_name_and_province_are_told_by_their_identifier() -> None:
    twins = PlaceIndex([_place("a_1", "Anqiu", "甲", "P", "省"), _place("a_2", "Anqiu", "乙", "P", "省")])
    with pytest.raises(ParameterError, match='write "a_1" or "a_2"'):
        twins.find("Anqiu")
    assert twins.find("a_2").name_zh == "乙"


def test_an_unknown_name_is_answered_with_close_matches_and_the_number_known() -> None:
    with pytest.raises(ParameterError) as caught:
        INDEX.find("Chengsha")
    assert str(caught.value) == (
        "no city is named 'Chengsha'; did you mean Changsha? 12 are known, greentwin.data.cities() lists them"
    )


@pytest.mark.parametrize("name", ["Atlantis", "", "()", "市", "City", "\x1b[31m", "=1+1", "%s{}"])
def test_a_name_like_no_other_is_one_clear_line(name: str) -> None:
    with pytest.raises(ParameterError, match=r"no city is named .*12 are known") as caught:
        INDEX.find(name)
    assert str(caught.value).isprintable()


@pytest.mark.parametrize(
    ("name", "message"),
    [("x" * 81, "at most 80 characters"), (7, "must be text, not int"), (None, "not NoneType")],
)
def test_a_name_too_long_or_not_text_is_refused(name: object, message: str) -> None:
    with pytest.raises(ParameterError, match=message):
        INDEX.find(name)  # type: ignore[arg-type]


@given(st.sampled_from(PLACES), st.data())
def test_spelling_does_not_matter(place: Place, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from([place.name_en, place.name_zh, place.place_id]))
    styles = [str.upper, str.lower, str.title, str.swapcase, lambda text: unicodedata.normalize("NFD", text)]
    style = data.draw(st.sampled_from(styles))
    padding = data.draw(st.sampled_from(["", " ", "-", "'", "\u3000"]))
    if [other for other in PLACES if other.name_en == name] == [place] or name != place.name_en:
        assert INDEX.find(padding + style(name) + padding) == place


def _answer(index: PlaceIndex, name: str) -> Place | str:
    """Return the place, or the message of the refusal."""
    try:
        return index.find(name)
    except ParameterError as error:
        return str(error)


@given(st.text(max_size=90))
def test_any_text_finds_a_place_or_is_refused_in_one_line(name: str) -> None:
    answer = _answer(INDEX, name)
    assert answer in PLACES or (isinstance(answer, str) and answer.isprintable())


def test_every_full_name_in_the_study_finds_its_place() -> None:
    index = PlaceIndex(cities())
    for place in index.places:
        for name in (place.place_id, place.name_en, place.name_zh):
            assert _answer(index, name) == place


def test_every_shorter_name_in_the_study_finds_its_place_or_names_it_as_a_candidate() -> None:
    index = PlaceIndex(cities())
    full = {name_key(name): place for place in index.places for name in (place.name_en, place.name_zh)}
    for place in index.places:
        for name in (place.name_en.partition(" (")[0], f"{place.name_en} City", f"{place.name_zh}市"):
            if full.get(name_key(name), place) == place and not name.endswith("市市"):
                answer = _answer(index, name)
                assert answer == place or f'"{place.name_en}"' in str(answer), name


def test_every_candidate_can_be_typed() -> None:
    for name in ("Suzhou", "Yulin", "Hainan"):
        candidates = str(_answer(INDEX, name)).partition("write ")[2].split(" or ")
        assert all(INDEX.find(candidate.strip('"')) in PLACES for candidate in candidates)


def test_places_of_the_study() -> None:
    assert find_city("长沙市").place_id == find_city("changsha").place_id == "changsha"
    assert find_city("Bonn").country == "Germany"
    with pytest.raises(ParameterError, match=r"Suzhou \(Anhui\).*Suzhou \(Jiangsu\)"):
        find_city("Suzhou")
    assert "places" in used()
