"""The instrument: reading an own table, settling it, scoring it with its ranges."""

from __future__ import annotations

import numpy as np
import pytest
from own_tables import FICTION, gappy, rows, saved, with_cells

from greentwin.appraisal.composite import Recipe, composite
from greentwin.appraisal.instrument.assessment import (
    axis_ranges,
    overtakings,
    rank_spread,
    reversals,
    score_ranges,
    sensitivity,
)
from greentwin.appraisal.instrument.indicatortable import read_table
from greentwin.appraisal.instrument.othermethods import other_methods
from greentwin.appraisal.instrument.preparation import prepare
from greentwin.appraisal.options import AGGREGATIONS
from greentwin.appraisal.ranking import ranks
from greentwin.errors import DataError, ParameterError


def faults(frame, folder):
    with pytest.raises(DataError) as caught:
        read_table(saved(frame, folder))
    return str(caught.value)


def test_the_invented_table_is_read_as_it_is_written():
    table = read_table(str(FICTION))
    assert table.units == ("Otter Creek Depot", "Heron Yard", "Cinder Works", "Moon Lake Mill")
    assert table.indicators == ("Members", "Cost", "Income", "Water use")
    assert table.axes == ("People", "Money", "Money", "Nature")
    assert table.low[1].tolist() == [55.0, 18.0, 9.0, 2.0]
    assert table.high[3].tolist() == [32.0, 30.0, 4.0, 1.5]
    assert table.own_file
    assert prepare(table).weights.tolist() == pytest.approx([0.4, 0.175, 0.175, 0.25])


def test_the_idealised_example_has_the_dimensions_of_the_document_in_both_languages():
    english, chinese = read_table(), read_table(language="zh")
    assert not english.own_file
    assert dict.fromkeys(english.axes) == dict.fromkeys(
        [
            "Social acceptance",
            "Technical feasibility",
            "Management framework",
            "Economic benefit",
            "Ecological benefit",
        ]
    )
    assert list(dict.fromkeys(chinese.axes)) == [
        "社会接受度",
        "技术可行性",
        "管理框架",
        "经济效益",
        "生态效益",
    ]
    assert (english.low == chinese.low).all()


@pytest.mark.parametrize(
    ("column", "value", "places", "message"),
    [
        ("value_high", "39", [0], "row 1, column value_low: 40 is above value_high 39"),
        ("value_low", "", [0], "row 1, column value_low: is empty; write a point twice"),
        ("evidence", "", [2], "row 3, column evidence: is empty; a value needs it"),
        ("basis", "", [2], "row 3, column basis: is empty; a value needs it"),
        (
            "axis",
            "Wealth",
            [1],
            "row 5, column axis|row 6, column axis: 'Money' differs from 'Wealth' in row 2",
        ),
        (
            "direction",
            "higher_better",
            [1],
            "row 6, column direction: 'lower_better' differs from 'higher_better'",
        ),
        ("measure_unit", "USD/t", [5], "row 6, column measure_unit: 'USD/t' differs from 'EUR/t' in row 2"),
        (
            "weight",
            "0.6",
            [1, 5, 9, 13],
            r"column weight: the weights of the axis Money sum to 1\.1; they must sum to 1",
        ),
        ("axis_weight", "0.5", [0, 4, 8, 12], r"column axis_weight: the weights of the axes sum to 1\.1"),
        ("axis_weight", "", [0, 4, 8, 12], "column axis_weight: is filled for some indicators only"),
        (
            "axis_weight",
            "0.3",
            [1, 5, 9, 13],
            "differs between indicators of the axis Money; an axis has one weight",
        ),
        ("direction", "", [3], "row 4, column direction: is empty; a value is required"),
        ("direction", "up", [3], "row 4, column direction: 'up' is not one of: higher_better, lower_better"),
        ("weight", "-0.1", [0], "row 1, column weight: -0.1 is below the minimum 0"),
    ],
)
def test_a_table_that_breaks_a_rule_is_refused_by_row_and_column(tmp_path, column, value, places, message):
    import re

    assert re.search(message, faults(with_cells(rows(), column, value, *places), tmp_path))


def test_a_constant_indicator_and_an_empty_unit_are_refused(tmp_path):
    frame = rows()
    constant = frame.assign(
        value_low=frame["value_low"].where(frame["indicator"] != "Cost", "7"),
        value_high=frame["value_high"].where(frame["indicator"] != "Cost", "7"),
    )
    assert "the indicator 'Cost' is the same for all units; leave it out" in faults(constant, tmp_path)
    empty = with_cells(with_cells(frame, "value_low", "", 0, 1, 2, 3), "value_high", "", 0, 1, 2, 3)
    assert "the unit 'Otter Creek Depot' has no value at all" in faults(empty, tmp_path)
    gone = with_cells(with_cells(frame, "value_low", "", 0, 4, 8, 12), "value_high", "", 0, 4, 8, 12)
    assert "the indicator 'Members' has no value at all" in faults(gone, tmp_path)


def test_a_table_of_another_size_is_refused(tmp_path):
    assert "column unit: has 1 different values; there must be 2 to 60" in faults(rows().iloc[:4], tmp_path)
    one = rows().query("indicator == 'Members'").assign(axis_weight="1")
    assert "column indicator: has 1 different values" in faults(one, tmp_path)


def test_all_faults_are_listed_together(tmp_path):
    frame = with_cells(with_cells(rows(), "value_high", "1", 0), "evidence", "", 2)
    assert "2 faults" in faults(frame, tmp_path)


def test_thirds_may_be_written_with_three_digits_and_weights_left_out(tmp_path):
    thirds = rows().assign(axis_weight="0.333")
    assert prepare(read_table(saved(thirds, tmp_path))).weights.sum() == pytest.approx(1.0)
    none = rows().assign(axis_weight="", weight="")
    prepared = prepare(read_table(saved(none, tmp_path)))
    assert prepared.weight_set == "equal_axes"
    assert prepared.weights.tolist() == pytest.approx([1 / 3, 1 / 6, 1 / 6, 1 / 3])


@pytest.mark.parametrize(
    ("weights", "expected"),
    [("equal_axes", [1 / 3, 1 / 6, 1 / 6, 1 / 3]), ("equal_indicators", [0.25] * 4)],
)
def test_other_sets_of_weights(weights, expected):
    prepared = prepare(read_table(str(FICTION)), weights)
    assert prepared.weights.tolist() == pytest.approx(expected)
    assert prepare(read_table(str(FICTION)), "entropy").weights.argmax() == 3


def test_gaps_without_a_treatment_are_refused_by_name(tmp_path):
    table = gappy(tmp_path)
    assert int(np.isnan(table.low).sum()) == 2
    with pytest.raises(
        ParameterError, match="2 gaps, the first for Otter Creek Depot in Cost; say what shall become"
    ):
        prepare(table)


def test_a_gap_takes_the_range_of_the_others_or_what_was_asked_for(tmp_path):
    table = gappy(tmp_path)
    ranged = prepare(table, gaps="range")
    assert (ranged.low[0, 1], ranged.high[0, 1]) == (8.0, 30.0)
    assert ranged.gaps == 2
    filled = prepare(table, gaps="mean")
    assert filled.low[0, 1] == pytest.approx((18 + 8 + 25) / 3)
    units = prepare(table, gaps="drop_units")
    assert units.dropped == ("Otter Creek Depot", "Heron Yard")
    assert units.low.shape == (2, 4)
    indicators = prepare(table, gaps="drop_indicators")
    assert indicators.dropped == ("Cost", "Income")
    assert indicators.weights.tolist() == pytest.approx([0.4 / 0.65, 0.25 / 0.65])


def test_too_little_left_is_refused(tmp_path):
    frame = with_cells(with_cells(rows(), "value_low", "", 0, 5, 10), "value_high", "", 0, 5, 10)
    table = read_table(saved(frame, tmp_path))
    with pytest.raises(ParameterError, match="with gaps drop_units 1 units and 4 indicators are left"):
        prepare(table, gaps="drop_units")


def test_an_outlier_is_moved_with_its_range(tmp_path):
    frame = rows()
    more = [frame]
    for number, name in enumerate(("Fern Hall", "Gull Point", "Ivy Gate", "Kite Field")):
        copy = frame.iloc[:4].assign(unit=name)
        copy["value_low"] = [str(float(value) + number) for value in copy["value_low"]]
        copy["value_high"] = [str(float(value) + number) for value in copy["value_high"]]
        more.append(copy)
    import pandas as pd

    wide = pd.concat(more, ignore_index=True)
    wide.loc[wide["indicator"].eq("Cost") & wide["unit"].eq("Kite Field"), ["value_low", "value_high"]] = [
        "900",
        "904",
    ]
    prepared = prepare(read_table(saved(wide, tmp_path)), outliers="treat")
    assert prepared.winsorised == ("Cost",)
    place = prepared.units.index("Kite Field")
    assert prepared.high[place, 1] - prepared.low[place, 1] == pytest.approx(4.0)
    assert prepared.middle[:, 1].max() == pytest.approx(27.5)


@pytest.mark.parametrize("recipe", [Recipe(aggregation=name) for name in AGGREGATIONS], ids=AGGREGATIONS)
def test_the_range_of_a_score_holds_what_draws_from_the_ranges_give(recipe):
    prepared = prepare(read_table(), recipe=recipe)
    scores = score_ranges(prepared, recipe)
    assert (scores.low <= scores.middle + 1e-12).all()
    assert (scores.middle <= scores.high + 1e-12).all()
    shares = np.random.default_rng(3).random((200, *prepared.low.shape))
    drawn = prepared.low + shares * (prepared.high - prepared.low)
    scale = recipe.scale(prepared.low, prepared.high, prepared.directions)
    values = recipe.scores(drawn, np.broadcast_to(prepared.weights, (200, len(prepared.weights))), scale)
    assert (values >= scores.low - 1e-9).all()
    assert (values <= scores.high + 1e-9).all()


def test_scores_of_points_are_those_of_the_index(tmp_path):
    frame = rows()
    points = read_table(saved(frame.assign(value_high=frame["value_low"]), tmp_path))
    prepared = prepare(points)
    scores = score_ranges(prepared, Recipe())
    expected = composite(prepared.low, prepared.weights, prepared.directions)
    for found in (scores.low, scores.middle, scores.high):
        assert found == pytest.approx(expected)
    assert scores.ranks.tolist() == ranks(expected).tolist()
    spread = rank_spread(prepared, Recipe(), 500, 1)
    assert (spread.ranges == scores.ranks[:, None]).all()
    assert (spread.weights == spread.both).all()


def test_standings_by_hand():
    prepared = prepare(read_table(str(FICTION)))
    low, high = axis_ranges(prepared)
    assert low.shape == (4, 3)
    # members from 10 to 65; the first has 40 to 60
    assert (low[0, 0], high[0, 0]) == pytest.approx((30 / 55, 50 / 55))
    # cost from 8 to 30, less is better, and income from 2 to 12, half each
    assert low[0, 1] == pytest.approx(0.5 * (30 - 14) / 22 + 0.5 * 3 / 10)
    assert high[0, 1] == pytest.approx(0.5 * (30 - 10) / 22 + 0.5 * 3 / 10)


def test_a_unit_that_is_best_everywhere_has_one_rank_and_no_challenger(tmp_path):
    frame = rows()
    best = frame.iloc[:4].assign(
        unit="Fern Hall", value_low=["90", "1", "30", "0.1"], value_high=["95", "2", "31", "0.2"]
    )
    import pandas as pd

    prepared = prepare(read_table(saved(pd.concat([frame, best]), tmp_path)))
    scores, spread = score_ranges(prepared, Recipe()), rank_spread(prepared, Recipe(), 500, 1)
    assert scores.order[0] == 4
    assert spread.both[4].tolist() == [1, 1]
    assert spread.first[4] == 1.0
    found = overtakings(prepared, Recipe(), 4)
    assert all(item.weights is None for item in found.values())
    assert all(item.ranks[4] == 1 for item in other_methods(prepared))


@pytest.mark.parametrize("aggregation", ["arithmetic", "geometric", "promethee"])
def test_overtaking_weights_put_the_two_level(aggregation):
    recipe = Recipe(aggregation=aggregation)
    prepared = prepare(read_table(), recipe=recipe)
    scores = score_ranges(prepared, recipe)
    leader = scores.order[0]
    scale = recipe.scale(prepared.low, prepared.high, prepared.directions)
    for unit, item in overtakings(prepared, recipe, leader).items():
        if item.weights is not None:
            values = recipe.scores(prepared.middle, item.weights, scale)
            assert values[unit] == pytest.approx(values[leader])


@pytest.mark.parametrize("aggregation", ["topsis", "copeland"])
def test_methods_that_are_not_linear_have_no_nearest_weights(aggregation):
    assert overtakings(prepare(read_table()), Recipe(aggregation=aggregation), 0) is None


def test_the_idealised_example_shows_both_kinds_of_reversal():
    prepared = prepare(read_table())
    by_normalisation, by_removal = reversals(prepared, Recipe())
    assert by_normalisation.tested == 4
    assert {item.normalisation for item in by_normalisation.reversals} == {"distance_to_reference", "vector"}
    assert [prepared.units[item.removed] for item in by_removal.reversals] == ["Project E"]


def test_every_method_that_can_take_the_values_is_listed():
    methods = other_methods(prepare(read_table()))
    assert len(methods) == 11
    assert methods[-1].aggregation == "kemeny"
    assert all(sorted(item.ranks) == [1, 2, 3, 4, 5] for item in methods if item.aggregation != "copeland")


def test_methods_that_cannot_take_the_values_are_left_out(tmp_path):
    frame = with_cells(rows(), "value_low", "-3", 0)
    methods = other_methods(prepare(read_table(saved(frame, tmp_path))))
    assert "distance_to_reference" not in {item.normalisation for item in methods}
    assert len(methods) == 10


def test_the_sensitivity_has_all_factors_and_the_seed_decides():
    prepared = prepare(read_table())
    one, same = (sensitivity(prepared, Recipe(), 5) for _ in range(2))
    assert one.factors == ("normalisation", "aggregation", "weights", "values")
    assert (one.total == same.total).all()
    assert one.factors[int(one.total.argmax())] == "weights"
