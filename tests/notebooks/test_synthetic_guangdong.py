"""The notebook on a synthetic control: its parameters, and runs in both languages with every kind of choice."""

from __future__ import annotations

from pathlib import Path

import pytest

from greentwin.errors import DataError, ParameterError
from greentwin.study import parameters

NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "synthetic_guangdong.ipynb"


def html_of(shown):
    return "\n".join(str(getattr(found, "data", found)) for found in shown)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_default_run(execute, language):
    names, shown = execute(language=language, starts=2)
    page = html_of(shown)
    assert names["p"].case.province == "Guangdong"
    for name in (
        "mean_gap",
        "p_space",
        "pre_error",
        "donors",
        "gap_before_market",
        "inside_hull",
        "published",
    ):
        assert f'id="finding-{name}"' in page
    assert page.count("<table") == 9
    assert page.count("'image/png'") == 5
    assert ("广东" in page) == (language == "zh")


@pytest.mark.parametrize(
    "values",
    [
        {"donors": "no_pilot_before_end", "year_to": 2012},
        {"donors": "few_pilots", "outcome": "co2", "source": "apparent", "seed": 3},
        {"outcome": "ln_co2_per_head", "year_from": 2003, "placebo_start": 2007},
        {"outcome": "ln_co2_per_gdp", "year_from": 2000, "donor_pilots_from": "notice"},
        {"province": "Shaanxi", "start_year": 2011, "year_to": 2019},
        {"province": "Shanghai", "year_to": 2018, "language": "zh"},
    ],
    ids=str,
)
def test_every_kind_of_choice(execute, values):
    _, shown = execute(**values, starts=2)
    page = html_of(shown)
    assert 'id="finding-mean_gap"' in page
    assert page.count("'image/png'") == 5


def test_too_few_donors_are_told_with_what_each_rule_leaves(execute):
    with pytest.raises(DataError, match=r"0 donors are left .* Donors by rule: no_province_pilot: 18"):
        execute(donors="no_pilot_before_end", year_to=2018)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"province": "Hebei"}, "allowed: Guangdong, Hubei"),
        ({"source": "chen"}, "allowed: sectoral, apparent"),
        ({"outcome": "co2_per_head"}, "allowed: ln_co2, co2"),
        ({"donors": "clean"}, "allowed: no_province_pilot"),
        ({"outcome": "ln_co2_per_head"}, "outcome ln_co2_per_head begins in 2000"),
        ({"year_to": 2020}, "source sectoral ends in 2019"),
        ({"year_to": 2010}, "allowed: 2011 to 2022"),
        ({"start_year": 2015}, "before year_to"),
        ({"province": "Beijing", "start_year": 2011}, "Beijing became a pilot in 2012"),
        ({"year_from": 2006}, "it must be 2005 or earlier"),
        ({"placebo_start": 2009}, "it must be from 2000 to 2008"),
        ({"placebo_start": 2005, "year_from": 2003}, "it must be from 2006 to 2008"),
        ({"starts": 1}, "allowed: 2 to 20"),
        ({"donor_pilots_from": "later"}, "allowed: notice, full_year"),
        ({"seed": -1}, "allowed: at least 0"),
        ({"nonsense": 1}, "has no parameter 'nonsense'"),
    ],
)
def test_a_wrong_parameter_is_told_in_one_line(values, message):
    with pytest.raises(ParameterError, match=message) as caught:
        parameters.validate("synthetic_guangdong", values)
    assert "\n" not in str(caught.value)


def test_the_start_is_the_notice_unless_another_year_is_given():
    assert parameters.validate("synthetic_guangdong", {}).case.start == 2010
    assert parameters.validate("synthetic_guangdong", {"province": "Hainan"}).case.start == 2012
    assert parameters.validate("synthetic_guangdong", {"start_year": 2012}).case.start == 2012
