"""One choice made otherwise: every choice once, contradictions left out, refusals with their reason."""

from __future__ import annotations

from dataclasses import replace

import pytest

from greentwin.city.evaluation.effect.alternatives import alternatives
from greentwin.city.evaluation.effect.design import study_design
from greentwin.city.evaluation.sample import panel_for
from greentwin.city.evaluation.specification import Specification


@pytest.fixture(scope="module")
def cities():
    return alternatives(study_design(Specification()))


def test_each_is_the_estimate_of_its_own_specification(cities):
    found = {(item.choice, item.value): item.estimate for item in cities}
    other = study_design(replace(Specification(), carbon_markets="dropped"))
    assert found["carbon_markets", "dropped"].value == other.estimator(other.panel).value
    only = study_design(replace(Specification(), batches=(1,)))
    assert found["batches", "1"].n_treated == int(only.panel.treated.sum())
    early = study_design(Specification(), anticipation=1)
    assert found["anticipation", "1"].value == early.estimator(early.panel).value


def test_contradictions_are_left_out_and_the_page_s_own_choice_is_not_repeated(cities):
    pairs = [(item.choice, item.value) for item in cities]
    assert len(set(pairs)) == len(pairs)
    assert ("holds_pilot_part", "treated") not in pairs
    assert ("inside_pilot_province", "dropped") not in pairs
    assert ("inside_pilot_province", "treated") in pairs


def test_provinces_have_no_choices_of_cities():
    found = alternatives(study_design(Specification(source="sectoral", year_from=2005)))
    assert not {item.choice for item in found} & {"inside_pilot_province", "holds_pilot_part"}


def test_a_choice_without_a_design_says_why():
    tight = study_design(Specification(year_from=2009, year_to=2013))
    refused = {(item.choice, item.value): item.refusal for item in alternatives(tight) if item.refusal}
    assert "no year before its start and 1 years of anticipation" in refused["anticipation", "1"]
    assert all(item.estimate is None for item in alternatives(tight) if item.refusal)


def test_anticipation_is_the_only_choice_of_a_panel_without_specification():
    design = replace(study_design(Specification()), specification=None)
    assert {item.choice for item in alternatives(design)} == {"anticipation"}
    assert design.panel.outcome.shape == panel_for(Specification()).outcome.shape
