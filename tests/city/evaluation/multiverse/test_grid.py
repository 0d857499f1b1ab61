"""The grid of specifications: complete, each once, and none that contradicts itself."""

from __future__ import annotations

from math import prod

import pytest

from greentwin.city.evaluation.multiverse.grid import factors, variants
from greentwin.city.evaluation.options import ESTIMANDS
from greentwin.errors import ParameterError


@pytest.mark.parametrize("estimand", ESTIMANDS)
def test_every_combination_stands_once(estimand):
    found = list(variants(estimand))
    assert len(found) == prod(len(levels) for levels in factors(estimand).values())
    assert len({(variant.specification, variant.estimator) for variant in found}) == len(found)
    assert len({tuple(sorted(variant.choices.items())) for variant in found}) == len(found)


def test_there_are_at_least_400_for_the_main_question():
    assert len(list(variants("city_pilots"))) >= 400


@pytest.mark.parametrize("estimand", ESTIMANDS)
def test_one_question_keeps_to_one_kind_of_pilot_and_one_scale(estimand):
    found = [variant.specification for variant in variants(estimand)]
    assert len({(given.level, given.outcome, given.batches) for given in found}) == 1
    treated = {given.inside_pilot_province == "treated" for given in found}
    assert treated == {estimand == "city_or_province_pilots"}


def test_every_error_is_clustered_by_province():
    assert {v.specification.cluster for estimand in ESTIMANDS for v in variants(estimand)} == {"province"}


def test_an_unknown_question_is_refused():
    with pytest.raises(ParameterError, match="there are city_pilots"):
        factors("all")
    with pytest.raises(ParameterError, match="there is no question 'all'"):
        list(variants("all"))
