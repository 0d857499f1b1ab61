"""The three constituencies: which statements place which side where."""

from __future__ import annotations

import pytest
from coded_rows import coded, few_examples, row, selected
from hypothesis import given

from greentwin.ngo.constituencies import at, constituencies_in, positions, statements_of
from greentwin.ngo.contrasts import coding, read_coding
from greentwin.ngo.verdict_findings import constituency_findings


@pytest.mark.parametrize(
    ("attribute", "found"),
    [
        ("made up of individuals or professionals", ("individuals", "professionals")),
        ("openness to individuals such as citizens", ("individuals",)),
        ("Strength in relation to Government", ("government",)),
        ("strength in relation to industry", ()),
        ("与政府的联系", ("government",)),
        ("面向个人和专业人士", ("individuals", "professionals")),
    ],
)
def test_an_attribute_names_its_constituencies(attribute, found):
    assert constituencies_in(attribute) == found


def test_the_side_with_less_is_placed_by_comparison_unless_described_alike():
    tie = {"attribute": "closeness to government", "explicit_europe": "yes"}
    alike, unlike, implied = (
        positions(selected(row(**values)))
        for values in (
            tie,
            tie | {"note": "Unlike attributes: a, b."},
            tie | {"explicit_europe": "no"},
        )
    )
    for placed, described in ((alike, True), (unlike, False), (implied, False)):
        more, less = placed
        assert (more.side, more.more, more.described) == ("china", True, True)
        assert (less.side, less.more, less.described) == ("europe", False, described)


def test_a_side_that_has_more_may_be_implied_only():
    more, less = positions(selected(row(attribute="closeness to government", higher_side="europe")))[::-1]
    assert (more.side, more.more, more.described) == ("europe", True, False)
    assert (less.side, less.more, less.described) == ("china", False, True)


def test_other_fields_place_no_association():
    assert positions(selected(row(attribute="closeness to government", domain="industry"))) == ()


def test_positions_in_the_study():
    selection = read_coding().select()
    chinese, french = selection.voices
    placed = positions(selection)
    more = {
        (voice.key, side, name): [p.contrast_id for p in at(placed, voice, side, name) if p.more]
        for voice in (chinese, french)
        for side in ("china", "europe")
        for name in ("individuals", "professionals", "government")
    }
    assert more["chinese_side", "europe", "individuals"] == ["c02"]
    assert more["chinese_side", "china", "government"] == ["c03"]
    assert more["french_side", "europe", "individuals"] == ["c09", "c12"]
    assert more["french_side", "china", "government"] == ["c10"]
    assert more["chinese_side", "china", "individuals"] == more["french_side", "europe", "government"] == []
    assert statements_of(placed, french) == ("c09", "c10", "c12")
    found = {f.name: (f.value, f.n) for f in constituency_findings(selection, placed)}
    assert found == {"placed_chinese_side": (2, 4), "placed_french_side": (3, 5)}


@few_examples
@given(coded())
def test_every_statement_places_both_sides_alike_often(table):
    selection = coding(table.assign(attribute="openness to citizens")).select()
    placed = positions(selection)
    rows = selection.directed
    assert len(placed) == 2 * int((rows["domain"] == "ngo").sum())
    assert sum(position.more for position in placed) == len(placed) // 2
