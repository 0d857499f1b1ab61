"""Figures, tables, sentences and findings of the instrument, in both languages."""

from __future__ import annotations

import re
from string import Formatter

import numpy as np
import pandas as pd
import pytest
from own_tables import FICTION, gappy, rows, saved

from greentwin.appraisal.composite import Recipe
from greentwin.appraisal.instrument import assessment, figures, othermethods, sharefigures, tables, wording
from greentwin.appraisal.instrument.findings import table_findings
from greentwin.appraisal.instrument.indicatortable import read_table
from greentwin.appraisal.instrument.preparation import prepare
from greentwin.appraisal.instrument.reversaltexts import reversal_notes
from greentwin.plotting import LANGUAGES, legibility_faults, png, use_theme

CHINESE = re.compile("[\u4e00-\u9fff]")
LONG = "A cooperative of many small workshops on the river"


def charts(table, language, recipe=None, gaps="refuse"):
    use_theme(language)
    recipe = recipe or Recipe()
    prepared = prepare(table, gaps=gaps, recipe=recipe)
    scores = assessment.score_ranges(prepared, recipe)
    spread = assessment.rank_spread(prepared, recipe, 200, 1)
    made = [
        figures.axes_chart(prepared, scores, assessment.axis_ranges(prepared), language),
        figures.scores_chart(prepared, scores, language),
        figures.ranks_chart(prepared, scores, spread, language),
    ]
    if len(prepared.units) <= sharefigures.MOST_IN_GRID:
        made.append(sharefigures.acceptability_chart(prepared, scores, spread, language))
    indices = assessment.sensitivity(prepared, recipe, 1)
    return [*made, sharefigures.sensitivity_chart(prepared, indices, language)]


def many(folder, units=30, axes=8):
    """Return a table of many units with long names, on eight axes."""
    generator = np.random.default_rng(2)
    made = []
    for unit in range(units):
        for axis in range(axes):
            low = float(generator.integers(1, 50))
            made.append(
                {
                    "unit": f"{LONG[:36]} {unit}",
                    "axis": f"An axis with quite a long name {axis}",
                    "indicator": f"Indicator {axis}",
                    "direction": "higher_better",
                    "value_low": low,
                    "value_high": low + 5,
                    "basis": "judged",
                    "evidence": "invented",
                }
            )
    template = list(rows().columns)
    return read_table(saved(pd.DataFrame(made).reindex(columns=template), folder))


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_of_the_example_and_of_an_own_file_can_be_read(language):
    for table in (read_table(language=language), read_table(str(FICTION), language)):
        for chart in charts(table, language):
            assert table.own_file or png(chart).startswith(b"\x89PNG")
            assert legibility_faults(chart.figure) == ()
            assert bool(CHINESE.search(chart.alt)) == (language == "zh")
            marked = "idealised" in chart.caption.lower() or "理想化" in chart.caption
            assert marked == (not table.own_file)


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_of_many_units_with_long_names_can_be_read(language, tmp_path):
    made = charts(many(tmp_path), language)
    assert len(made) == 4
    for chart in made:
        assert legibility_faults(chart.figure) == ()
    assert png(made[0]).startswith(b"\x89PNG")
    assert all("20" in chart.caption and "30" in chart.caption for chart in made[:3])


@pytest.mark.parametrize("aggregation", ["geometric", "topsis", "promethee", "copeland"])
def test_figures_of_other_methods_can_be_read(aggregation):
    for chart in charts(read_table(), "en", Recipe(aggregation=aggregation)):
        assert legibility_faults(chart.figure) == ()


def test_the_alt_texts_say_the_numbers():
    axes, scores, ranks, shares, sensitivity = charts(read_table(), "en")
    assert "On 2 of 5 axes one unit lies wholly above all others" in axes.alt
    assert scores.alt.startswith(
        "Range of the score from the worst to the best end of the values: Project A 0.59"
    )
    assert "Project D 3–4" in ranks.alt
    assert re.search(r"is first: Project B \d+ %, Project C", shares.alt)
    assert re.search(r"weights \d+ / \d+ %", sensitivity.alt)


@pytest.mark.parametrize("language", LANGUAGES)
def test_tables_have_a_row_for_each_unit(language):
    table = read_table(language=language)
    prepared, recipe = prepare(table), Recipe()
    scores = assessment.score_ranges(prepared, recipe)
    spread = assessment.rank_spread(prepared, recipe, 200, 1)
    ranking = tables.ranking_table(prepared, scores, spread, language)
    assert len(ranking) == len(tables.evidence_table(table, prepared, language)) == 5
    assert ranking.iloc[:, -1].tolist() == ["1", "2", "3", "4", "5"]
    listed = tables.indicator_table(prepared, language)
    assert len(listed) == 10
    assert list(listed.columns[4:]) == list(table.units)
    challengers = assessment.overtakings(prepared, recipe, scores.order[0])
    overtaking = tables.overtaking_table(prepared, scores, challengers, language)
    assert len(overtaking) == 4
    assert float(overtaking.iloc[0, 1]) == pytest.approx(2.2)
    methods = tables.method_table(prepared, scores, othermethods.other_methods(prepared), language)
    assert methods.shape == (11, 7)
    for frame in (ranking, listed, overtaking, methods):
        assert all(bool(CHINESE.search("".join(frame.columns))) == (language == "zh") for _ in (0,))


def test_evidence_counts_what_a_table_rests_on(tmp_path):
    table = gappy(tmp_path)
    frame = tables.evidence_table(table, prepare(table, gaps="range"), "en").set_index("Unit")
    assert frame.loc["Otter Creek Depot", ["independent", "self-reported", "judged"]].tolist() == [1, 2, 0]
    values = tables.value_table(table, "en")
    assert values.loc[1, "Range"] == "–"
    assert values.loc[0, "Range"] == "40–60"
    assert values.loc[2, "Range"] == "5"


@pytest.mark.parametrize(
    ("gaps", "said"), [("range", "range of the other units"), ("mean", "mean of the other units")]
)
def test_what_was_done_about_gaps_is_said(tmp_path, gaps, said):
    prepared = prepare(gappy(tmp_path), gaps=gaps)
    notes = wording.preparation_notes(prepared, gaps, Recipe(), "en")
    assert f"Gaps treated: 2; a gap takes the {said}" in notes
    assert "your own file alone" in notes


def test_dropped_units_are_named(tmp_path):
    prepared = prepare(gappy(tmp_path), gaps="drop_units")
    assert "(Otter Creek Depot and Heron Yard)" in wording.preparation_notes(
        prepared, "drop_units", Recipe(), "en"
    )


def test_the_notes_say_that_the_example_is_idealised_and_which_choices_were_made():
    prepared = prepare(read_table())
    notes = wording.preparation_notes(prepared, "refuse", Recipe(), "en")
    assert notes.startswith("**This is an idealised example.**")
    assert "min-max and arithmetic mean; weights: as in the table" in notes
    notes = wording.preparation_notes(prepared, "refuse", Recipe(aggregation="copeland"), "en")
    assert "needs no normalisation" in notes
    notes = wording.preparation_notes(prepared, "refuse", Recipe(aggregation="geometric"), "en")
    assert "counts as 0.01 and not as 0" in notes


@pytest.mark.parametrize(("language", "warned"), [("en", "Rank reversal"), ("zh", "名次逆转")])
def test_reversals_are_warned_of_with_their_reason(language, warned):
    prepared, recipe = prepare(read_table(language=language)), Recipe()
    checks = assessment.reversals(prepared, recipe)
    notes = reversal_notes(prepared, recipe, checks, language)
    count = sum(len(check.reversals) for check in checks)
    assert notes.count(f"**{warned}") == count
    reason = {"en": "Reason: on ", "zh": "原因："}[language]
    assert notes.count(reason) == count
    ends = {"en": "Project E sets an end of its scale", "zh": "项目E决定了其量程的一端"}[language]
    assert ends in notes


def test_without_a_reversal_the_page_says_what_was_tried(tmp_path):
    frame = rows()
    frame["value_low"] = ["4", "1", "4", "1", "3", "2", "3", "2", "2", "3", "2", "3", "1", "4", "1", "4"]
    prepared = prepare(read_table(saved(frame.assign(value_high=frame["value_low"]), tmp_path)))
    notes = reversal_notes(prepared, Recipe(), assessment.reversals(prepared, Recipe()), "en")
    assert notes.startswith(
        "No rank reversal among the first 3 units: 4 other normalisations and 4 units left out"
    )


def test_what_could_not_be_tried_is_named(tmp_path):
    frame = rows()
    frame.loc[0, "value_low"] = "-3"
    prepared = prepare(read_table(saved(frame, tmp_path)))
    notes = reversal_notes(prepared, Recipe(), assessment.reversals(prepared, Recipe()), "en")
    assert "Not tested, because the values do not allow it: distance to the best." in notes


def findings_of(path):
    prepared, recipe = prepare(read_table(path)), Recipe()
    scores = assessment.score_ranges(prepared, recipe)
    spread = assessment.rank_spread(prepared, recipe, 400, 1)
    challengers = assessment.overtakings(prepared, recipe, scores.order[0])
    checks = assessment.reversals(prepared, recipe)
    indices = assessment.sensitivity(prepared, recipe, 1)
    return list(table_findings(prepared, scores, spread, challengers, checks, indices))


def test_an_own_table_has_findings_and_the_example_has_none():
    assert findings_of("") == []
    found = {item.name: item for item in findings_of(str(FICTION))}
    assert set(found) == {
        "first_share",
        "ranks_fixed",
        "reversals",
        "overtaking_weight",
        "largest_factor_share",
    }
    assert 0 < found["first_share"].value <= 100
    assert "Heron Yard has the highest score" in found["first_share"].sentence["en"]
    low, high = found["largest_factor_share"].interval
    assert low < found["largest_factor_share"].value < high
    for item in found.values():
        assert "{" not in item.sentence["en"] + item.sentence["zh"]
        assert CHINESE.search(item.sentence["zh"])
        assert not CHINESE.search(item.sentence["en"])


@pytest.mark.parametrize("package", ["instrument", "helix"])
def test_every_sentence_stands_in_both_languages_and_is_used(package):
    from pathlib import Path

    import greentwin.appraisal
    from greentwin.plotting import Sentences

    folder = Path(greentwin.appraisal.__file__).parent / package
    code = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    notebook = Path(__file__).parents[2] / "notebooks" / "helix_appraisal.ipynb"
    code += notebook.read_text(encoding="utf-8").replace('\\"', '"')
    table = Sentences(f"greentwin.appraisal.{package}").table
    assert list(table) == sorted(table)
    for key, texts in table.items():
        fields = [
            {name for _, name, _, _ in Formatter().parse(texts[language]) if name is not None}
            for language in LANGUAGES
        ]
        assert fields[0] == fields[1], key
        assert CHINESE.search(texts["zh"]), key
        assert not CHINESE.search(texts["en"]), key
        assert f'"{key}"' in code or key.startswith(("gaps_", "weights_")), key
