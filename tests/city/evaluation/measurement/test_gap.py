"""The difference of two sources as the outcome: exact where the gap is planted."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from greentwin.city.evaluation.measurement.gap import (
    batches_between,
    panel_in,
    selected_effect,
    source_gap,
    specification_for,
)
from greentwin.city.evaluation.measurement.sample import SourceSample, load_sample
from greentwin.errors import DataError


@pytest.fixture(scope="module")
def sample() -> SourceSample:
    return load_sample(["chen", "ceads"], 2003, 2017)


def test_the_effect_on_the_difference_is_the_difference_of_the_effects(sample):
    gap = source_gap(sample, "chen", "ceads")
    assert gap.difference.value == pytest.approx(gap.by_a.value - gap.by_b.value, abs=1e-12)
    for estimate in (gap.by_a, gap.by_b):
        assert estimate.n_units == gap.difference.n_units == len(panel_in(sample, "chen").units)
    assert gap.difference.standard_error > 0


def test_a_gap_that_moves_with_treatment_is_found_exactly(sample):
    panel = panel_in(sample, "chen")
    rows = [sample.units.index(unit) for unit in panel.units]
    planted = sample.of("chen").copy()
    planted[rows] -= 0.1 * panel.treatment
    twin = replace(sample, logs=np.stack([sample.of("chen"), planted]))
    gap = source_gap(twin, "chen", "ceads")
    assert gap.difference.value == pytest.approx(0.1, abs=1e-10)
    assert gap.difference.standard_error < 1e-10


def test_the_panel_keeps_the_gaps_of_the_sample_and_counts_who_is_left_out(sample):
    panel = panel_in(sample, "chen")
    rows = [sample.units.index(unit) for unit in panel.units]
    np.testing.assert_array_equal(np.isfinite(panel.outcome), sample.held[rows])
    assert panel.exclusions[-1].reason == "not_in_sample"
    assert set(panel.units).isdisjoint(panel.exclusions[-1].units)


@pytest.mark.parametrize(
    ("year_from", "year_to", "batches"),
    [(2003, 2017, (1, 2)), (2003, 2012, (1,)), (2010, 2017, (2,)), (2012, 2017, ()), (2003, 2010, ())],
)
def test_batches_need_a_year_before_and_a_year_after(year_from, year_to, batches):
    assert batches_between(year_from, year_to) == batches
    if batches:
        assert specification_for(year_from, year_to).batches == batches
    else:
        with pytest.raises(DataError, match="take a longer window"):
            specification_for(year_from, year_to)


def test_keeping_all_units_changes_nothing_and_keeping_too_few_gives_no_estimate():
    units = set(load_sample(["chen"], 2003, 2017).units)
    same = selected_effect("chen", "edgar", units, 2003, 2017)
    assert same.on_complete is not None
    assert same.on_complete.value == same.on_all.value
    assert same.n_lost == 0
    few = selected_effect("chen", "ceads", {"beijing", "aba"}, 2003, 2017)
    assert few.on_complete is None
    assert few.n_lost is None
    assert few.on_all == same.on_all


def test_units_that_another_source_has_complete_give_another_estimate():
    complete = set(load_sample(["edgar"], 2003, 2017).units)
    effect = selected_effect("chen", "edgar", complete, 2003, 2017)
    assert effect.on_complete is not None
    assert effect.n_lost == effect.on_all.n_units - effect.on_complete.n_units > 0
    assert effect.on_complete.value != effect.on_all.value
