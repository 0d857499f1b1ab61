"""The rule of the verdicts: its cases, and properties that hold for any claim and any readings."""

from __future__ import annotations

import math
import random

import pytest
from claim_rows import claim, reading, wordy
from hypothesis import given
from hypothesis import strategies as st

from greentwin.appraisal.claims.intervals import Interval
from greentwin.appraisal.claims.options import DIMENSIONS
from greentwin.appraisal.claims.readings import Reading
from greentwin.appraisal.claims.verdicts import claimed, deciding, outcome, verdict
from greentwin.errors import DataError, ParameterError


class TestClaimed:
    @pytest.mark.parametrize(
        ("changes", "expected"),
        [
            ({}, Interval(39.5, 40.5)),
            ({"qualifier": "projected"}, Interval(39.5, 40.5)),
            ({"qualifier": "approx"}, Interval(38.0, 42.0)),
            ({"qualifier": "nearly"}, Interval(38.0, 40.0)),
            ({"qualifier": "range", "low": 20.0, "high": 25.0}, Interval(19.5, 25.5)),
            ({"qualifier": "more_than", "high": None}, Interval(40.0, math.inf)),
            ({"qualifier": "at_least", "high": None}, Interval(40.0, math.inf)),
            ({"qualifier": "less_than", "low": None}, Interval(-math.inf, 40.0)),
        ],
    )
    def test_words_make_the_interval(self, changes: dict[str, object], expected: Interval) -> None:
        assert claimed(claim(**changes), 0.05) == expected

    def test_about_never_reaches_less_far_than_the_last_digit(self) -> None:
        assert claimed(claim(qualifier="approx", low=4.0, high=4.0), 0.05) == Interval(3.5, 4.5)

    def test_slack_reaches_as_a_share_of_every_number(self) -> None:
        assert claimed(claim(), 0.0, slack=0.1) == Interval(36.0, 44.0)
        bounded = claim(qualifier="more_than", high=None)
        assert claimed(bounded, 0.0, slack=0.1) == Interval(36.0, math.inf)
        assert claimed(claim(qualifier="nearly"), 0.0, slack=0.1) == Interval(36.0, 44.0)

    @pytest.mark.parametrize("unit", ["calendar_year", "day_of_year"])
    def test_dates_have_neither_tolerance_nor_slack(self, unit: str) -> None:
        dated = claim(unit=unit, low=2016.0, high=2016.0, rounding=0.0, qualifier="approx")
        assert claimed(dated, 0.2, slack=0.2) == Interval(2016.0, 2016.0)

    @pytest.mark.parametrize(("tolerance", "slack"), [(-0.1, 0.0), (0.0, -0.1)])
    def test_negative_shares_are_refused(self, tolerance: float, slack: float) -> None:
        with pytest.raises(ParameterError, match="0 or more"):
            claimed(claim(), tolerance, slack)

    def test_a_claim_in_words_has_no_interval(self) -> None:
        with pytest.raises(ParameterError, match="k99 claims no quantity"):
            claimed(wordy(), 0.05)


class TestOutcome:
    interval = Interval(39.5, 40.5)

    @pytest.mark.parametrize(
        ("found", "expected"),
        [
            (reading(40.2), "agrees"),
            (reading(41, 42), "disagrees"),
            (reading(40, math.inf), "open"),
            (reading(41, math.inf), "disagrees"),
            (reading(40.2, whole=False), "open"),
            (reading(90, whole=False), "open"),
            (reading(40.2, counts=False), None),
        ],
    )
    def test_a_reading_agrees_disagrees_leaves_it_open_or_does_not_count(
        self, found: Reading, expected: str | None
    ) -> None:
        assert outcome(claim(), found, self.interval) == expected

    @pytest.mark.parametrize(("year", "expected"), [(2013, "disagrees"), (2019, "open"), (2020, "open")])
    def test_only_an_earlier_case_speaks_to_a_first(self, year: int, expected: str) -> None:
        first = claim(qualifier="first", unit="calendar_year", low=2019.0, high=2019.0, rounding=0.0)
        assert outcome(first, reading(year), claimed(first, 0.05)) == expected


class TestVerdict:
    def test_all_agree(self) -> None:
        found = verdict(claim(), [reading(40), reading(40.3, source="other")], 0.05)
        assert (found.conclusion, found.decided_by, found.direction) == ("consistent", (), None)

    def test_all_disagree_and_the_direction_is_named(self) -> None:
        found = verdict(claim(), [reading(17), reading(32, source="other")], 0.05)
        assert (found.conclusion, found.decided_by, found.direction) == ("contradicted", (), "below")
        assert verdict(claim(), [reading(50)], 0.05).direction == "above"
        assert verdict(claim(), [reading(17), reading(50, source="other")], 0.05).direction == "both"

    @pytest.mark.parametrize("dimension", DIMENSIONS)
    def test_what_differs_decides(self, dimension: str) -> None:
        found = verdict(claim(), [reading(40, **{dimension: "a"}), reading(50, **{dimension: "b"})], 0.05)
        assert (found.conclusion, found.decided_by) == ("depends", (dimension,))

    def test_a_denominator_that_is_not_stated_is_missing(self) -> None:
        pair = [reading(40, denominator="2015"), reading(50, denominator="2019")]
        assert verdict(claim(denominator="missing"), pair, 0.05).conclusion == "denominator_missing"
        assert verdict(claim(denominator="stated"), pair, 0.05).conclusion == "depends"
        by_source = [reading(40, source="a"), reading(50, source="b")]
        assert verdict(claim(denominator="missing"), by_source, 0.05).conclusion == "depends"

    def test_own_words_alone_are_no_check_and_open_readings_decide_nothing(self) -> None:
        own = verdict(claim(), [reading(40, counts=False)], 0.05)
        assert (own.conclusion, own.reason) == ("not_checkable", "same_side")
        part = verdict(claim(reason="not_found"), [reading(40, whole=False)], 0.05)
        assert (part.conclusion, part.reason) == ("not_checkable", "not_found")

    def test_no_reading_needs_a_reason(self) -> None:
        assert verdict(wordy(reason="outlook"), [], 0.05).reason == "outlook"
        with pytest.raises(DataError, match="k99: nothing decides"):
            verdict(claim(), [], 0.05)

    def test_the_same_choices_cannot_lead_to_two_outcomes(self) -> None:
        with pytest.raises(DataError, match="same choices"):
            verdict(claim(), [reading(40), reading(50)], 0.05)


class TestDeciding:
    def test_the_closest_pair_decides_and_not_one_that_differs_in_more(self) -> None:
        decided = [
            (reading(1, source="a", period="2018"), "agrees"),
            (reading(2, source="b", period="2018"), "disagrees"),
            (reading(3, source="b", period="2020", boundary="edges"), "disagrees"),
        ]
        assert deciding(decided) == ("source",)

    def test_pairs_that_differ_in_as_few_all_count(self) -> None:
        decided = [
            (reading(1, boundary="co2", period="2010"), "agrees"),
            (reading(2, boundary="all", period="2010"), "disagrees"),
            (reading(3, boundary="co2", period="2020"), "disagrees"),
        ]
        assert deciding(decided) == ("boundary", "period")

    def test_like_outcomes_hang_on_nothing(self) -> None:
        assert deciding([(reading(1), "agrees"), (reading(2, source="b"), "agrees")]) == ()


values = st.floats(0, 100, allow_nan=False)


@st.composite
def many_readings(draw: st.DrawFn) -> list[Reading]:
    """Readings that differ in their source, so that any two may have different outcomes."""
    found = []
    for number in range(draw(st.integers(1, 6))):
        low, high = sorted((draw(values), draw(values)))
        period = draw(st.sampled_from(["2018", "2020"]))
        counts, whole = draw(st.booleans()), draw(st.booleans())
        found.append(reading(low, high, source=str(number), period=period, counts=counts, whole=whole))
    return found


@given(many_readings(), st.integers(0, 99))
def test_the_order_of_the_readings_does_not_matter(found: list[Reading], seed: int) -> None:
    shuffled = list(found)
    random.Random(seed).shuffle(shuffled)
    one, other = (verdict(claim(reason="not_found"), given, 0.05) for given in (found, shuffled))
    assert (one.conclusion, one.decided_by, one.direction) == (
        other.conclusion,
        other.decided_by,
        other.direction,
    )


@given(many_readings())
def test_a_verdict_says_what_decides_exactly_if_it_hangs_on_a_choice(found: list[Reading]) -> None:
    drawn = verdict(claim(reason="not_found", denominator="missing"), found, 0.05)
    assert bool(drawn.decided_by) == (drawn.conclusion in ("depends", "denominator_missing"))
    assert bool(drawn.reason) == (drawn.conclusion == "not_checkable")
    kinds = set(drawn.outcomes) & {"agrees", "disagrees"}
    expected = {
        frozenset({"agrees"}): "consistent",
        frozenset({"disagrees"}): "contradicted",
        frozenset(): "not_checkable",
    }
    assert drawn.conclusion == expected.get(frozenset(kinds), "depends")


@given(many_readings(), st.floats(0, 0.5), st.floats(0, 0.5))
def test_more_tolerance_turns_no_agreement_into_disagreement(
    found: list[Reading], one: float, other: float
) -> None:
    vague = claim(qualifier="approx", reason="not_found")
    less, more = (verdict(vague, found, share).outcomes for share in sorted((one, other)))
    assert all(not (a == "agrees" and b != "agrees") for a, b in zip(less, more, strict=True))
