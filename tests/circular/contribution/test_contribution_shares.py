"""Shares of a stated amount under each denominator, and the verdicts on stated rates."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from greentwin import data
from greentwin.circular.contribution.baselines import baselines_that_fit, shares_by_baseline
from greentwin.circular.contribution.claims import (
    Claim,
    amount_of,
    document_claim,
    plan_claims,
    stated_amounts,
)
from greentwin.circular.contribution.national import (
    NationalHistory,
    draw_history,
    stated_input,
    vintage_departure,
)
from greentwin.circular.contribution.options import ProductSource
from greentwin.circular.contribution.rates import contribution_rate, intensity_saving
from greentwin.circular.contribution.shares import Question, Share, contribution_shares
from greentwin.circular.contribution.uncertainty import Quantity
from greentwin.circular.contribution.verdicts import claimed_range, judge, verdict_counts
from greentwin.errors import DataError, ParameterError

QUESTION = Question(2018, 2016, 2018, 2015)
CLAIM = Claim("s2", 20.0, 25.0, False, "emissions", False)
positive = st.floats(1.0, 1e4)


def _by_name(shares: tuple[Share, ...]) -> dict[tuple[str, str], Share]:
    return {(share.denominator, share.counting): share for share in shares}


def test_each_denominator_by_hand(simple: NationalHistory) -> None:
    # A = 21, E = 70, saving 100/100*130 - 70 = 60, fall 100 - 70 = 30; sums 2016-2018: E 240, savings 20+40+60,
    # falls 10+20+30
    shares = _by_name(contribution_shares({2018: Quantity(21.0)}, simple, QUESTION, draws=100, seed=0))
    expected = {
        ("emissions", "annual"): 21 / 70,
        ("emissions_and_avoided", "annual"): 21 / 91,
        ("intensity_saving", "annual"): 21 / 60,
        ("emission_fall", "annual"): 21 / 30,
        ("emissions", "cumulative"): 21 / 240,
        ("emissions_and_avoided", "cumulative"): 21 / 261,
        ("intensity_saving", "cumulative"): 21 / 120,
        ("emission_fall", "cumulative"): 21 / 60,
    }
    for key, value in expected.items():
        assert shares[key].value == pytest.approx(value), key
        assert shares[key].low == pytest.approx(value) == shares[key].high
    assert shares["new_avoided_over_saving", "annual"].undefined == "amount_missing"
    assert len(shares) == 9


def test_newly_avoided_takes_the_amount_of_the_base_year(simple: NationalHistory) -> None:
    amounts = {2015: Quantity(9.0, 1.0), 2018: Quantity(21.0, 1.0)}
    share = _by_name(contribution_shares(amounts, simple, QUESTION, draws=2000, seed=0))[
        "new_avoided_over_saving", "annual"
    ]
    assert share.value == pytest.approx(12 / 60)
    assert 10 / 60 <= share.low < share.high <= 14 / 60


def test_what_did_not_fall_has_no_share(simple: NationalHistory) -> None:
    rising = replace(simple, emissions=simple.emissions.iloc[::-1].set_axis(simple.emissions.index))
    shares = _by_name(contribution_shares({2018: Quantity(5.0)}, rising, QUESTION, draws=100, seed=0))
    assert shares["emission_fall", "annual"].undefined == "no_fall"
    # intensity of 2015 is 0.7: 0.7 * 130 - 100 < 0
    assert shares["intensity_saving", "annual"].undefined == "no_saving"
    assert np.isnan(shares["emission_fall", "annual"].value)


def test_an_uncertain_sign_leaves_no_share(simple: NationalHistory) -> None:
    vague = replace(simple, revision=Quantity(0.0, 0.5))
    shares = _by_name(contribution_shares({2018: Quantity(5.0)}, vague, QUESTION, draws=2000, seed=0))
    assert shares["emission_fall", "annual"].undefined == "sign_open"
    assert shares["emissions", "annual"].undefined is None


def test_years_without_data_are_named(simple: NationalHistory) -> None:
    shares = _by_name(
        contribution_shares(
            {2018: Quantity(5.0)}, simple, Question(2018, 2016, 2020, 2015), draws=100, seed=0
        )
    )
    assert shares["emissions", "annual"].undefined is None
    assert {s.undefined for (_, counting), s in shares.items() if counting == "cumulative"} == {
        "years_missing"
    }


def test_a_common_error_leaves_the_share_of_a_saving_less_moved_than_a_yearly_one(
    simple: NationalHistory,
) -> None:
    def width(history: NationalHistory) -> float:
        shares = contribution_shares({2018: Quantity(21.0)}, history, QUESTION, draws=4000, seed=0)
        share = _by_name(shares)["intensity_saving", "annual"]
        return share.high - share.low

    assert width(replace(simple, level=Quantity(0.0, 0.03))) < width(
        replace(simple, revision=Quantity(0.0, 0.03))
    )


@given(positive, positive)
def test_emissions_plus_avoided_never_pass_the_whole(avoided: float, emissions: float) -> None:
    share = float(contribution_rate(avoided, emissions))
    with_avoided = float(contribution_rate(avoided, emissions + avoided))
    assert 0 < with_avoided < 1
    assert with_avoided == pytest.approx(share / (1 + share))


@given(positive, positive, st.floats(1.01, 10.0))
def test_saving_is_what_the_fall_of_intensity_says(emissions: float, product: float, growth: float) -> None:
    # S = E (I_b / I - 1), and no saving at constant intensity
    assert float(intensity_saving(emissions * growth, product * growth, emissions, product)) == pytest.approx(
        0, abs=1e-6 * emissions
    )
    saving = float(intensity_saving(emissions, product * growth, emissions, product))
    assert saving == pytest.approx(emissions * (growth - 1))


def test_bad_rates_and_questions_are_refused(simple: NationalHistory) -> None:
    with pytest.raises(ParameterError, match="at least 0"):
        contribution_rate(-1.0, 2.0)
    with pytest.raises(ParameterError, match="constant prices"):
        intensity_saving(1.0, 1.0, 1.0, 0.0)
    with pytest.raises(ParameterError, match="it must be from 2005 to 2017"):
        Question(2018, 2016, 2018, 2018)
    with pytest.raises(ParameterError, match="outside the period"):
        Question(2019, 2016, 2018, 2015)
    with pytest.raises(ParameterError, match="no amount is stated for 2018"):
        contribution_shares({2017: Quantity(1.0)}, simple, QUESTION, draws=100, seed=0)
    with pytest.raises(ParameterError, match="at least 100"):
        contribution_shares({2018: Quantity(1.0)}, simple, QUESTION, draws=5, seed=0)


@pytest.mark.parametrize(
    ("amount", "tolerance", "verdict"),
    [
        (14.0, 0.0, "true"),
        (17.5, 0.0, "true"),
        (13.9, 0.0, "false"),
        (13.9, 0.5, "true"),
        (18.0, 0.5, "false"),
    ],
)
def test_verdicts_at_the_ends_of_the_range(
    simple: NationalHistory, amount: float, tolerance: float, verdict: str
) -> None:
    share = contribution_shares({2018: Quantity(amount)}, simple, QUESTION, draws=100, seed=0)[0]
    judgement = judge(share, CLAIM, tolerance)
    assert judgement.verdict == verdict
    assert judgement.firm
    assert judgement.probability == (1.0 if verdict == "true" else 0.0)


def test_more_than_a_rate_ends_at_the_whole(simple: NationalHistory) -> None:
    claim = replace(CLAIM, low=25.0, more_than=True)
    assert claimed_range(claim, 0.5) == (0.245, 1.0)
    big = contribution_shares({2018: Quantity(100.0)}, simple, QUESTION, draws=100, seed=0)[0]
    assert big.value > 1
    assert judge(big, claim, 0.5).verdict == "false"
    with pytest.raises(ParameterError, match="at least 0 percentage points"):
        claimed_range(claim, -1.0)


def test_a_verdict_on_the_edge_is_not_firm(simple: NationalHistory) -> None:
    share = contribution_shares({2018: Quantity(17.0, 3.0)}, simple, QUESTION, draws=4000, seed=0)[0]
    judgement = judge(share, CLAIM, 0.0)
    assert (judgement.verdict, judgement.firm) == ("true", False)
    assert 0.5 < judgement.probability < 0.95


class TestStatements:
    def test_the_wording_shifts_between_the_periods(self, coded: pd.DataFrame) -> None:
        first, second = document_claim(coded, "2016-2020"), document_claim(coded, "2021-2025")
        assert (first.low, first.high, first.wording, first.projected) == (20, 25, "emissions", False)
        assert (second.low, second.high, second.wording, second.projected) == (30, 30, "reductions", True)

    def test_amounts_come_from_both_tables(self, coded: pd.DataFrame) -> None:
        economy = data.load("circular_economy")
        assert stated_amounts(coded, economy) == {2020: Quantity(2600, 50), 2022: Quantity(3300, 50)}
        assert amount_of(stated_amounts(coded, economy), "2021-2025").value == 3300

    def test_the_plan_states_more_than_the_document(self, coded: pd.DataFrame) -> None:
        (plan,) = plan_claims(data.load("circular_economy"), "2016-2020")
        assert (plan.source_id, plan.low, plan.more_than, plan.wording) == ("ce145", 25, True, "reductions")
        assert plan_claims(data.load("circular_economy"), "2021-2025") == ()

    def test_missing_and_contradicting_statements_are_refused(self, coded: pd.DataFrame) -> None:
        economy = data.load("circular_economy")
        with pytest.raises(DataError, match="0 contribution rates for 2016-2020"):
            document_claim(coded.iloc[:0], "2016-2020")
        other = economy.assign(value=economy["value"].where(economy["value"] != 2600, 2500))
        with pytest.raises(DataError, match="two amounts are stated for 2020: 2500 and 2600"):
            stated_amounts(coded, other)
        with pytest.raises(DataError, match="nothing to take a share of"):
            amount_of({}, "2016-2020")


class TestNational:
    def test_national_product_grows_as_reported(
        self, histories: dict[ProductSource, NationalHistory]
    ) -> None:
        # National Bureau of Statistics of China, final verification: 2019 +6.0 %, 2020 +2.2 %, 2021 +8.4 %
        growth = histories["national"].product.pct_change().mul(100).round(1)
        assert growth[[2019, 2020, 2021]].tolist() == [6.0, 2.2, 8.4]

    def test_provinces_report_more_growth_than_the_nation(
        self, histories: dict[ProductSource, NationalHistory]
    ) -> None:
        ratios = [h.product[2020] / h.product[2015] for h in histories.values()]
        assert ratios == pytest.approx([1.321, 1.346], abs=0.001)

    def test_uncertainties_come_from_the_tables(
        self, histories: dict[ProductSource, NationalHistory]
    ) -> None:
        history = histories["national"]
        assert history.level == Quantity(0.0, 0.0365, "normal")
        assert history.revision.spread == pytest.approx(0.0119, abs=0.0001)
        assert history.projected == (2022,)
        assert history.emissions[2022] == 11400
        inputs = data.load("circular_contribution_inputs")
        assert stated_input(inputs, "emissions_uncertainty") == (7.3, 2013)
        with pytest.raises(DataError, match="has no price"):
            stated_input(inputs, "price")

    def test_the_departure_of_vintages_ignores_a_constant_difference(self) -> None:
        newer = pd.Series([10.0, 20.0, 40.0], index=[2010, 2011, 2012])
        assert vintage_departure(newer, 1.1 * newer) == pytest.approx(0)
        other = newer * [1.0, 1.0, np.exp(0.3)]
        assert vintage_departure(newer, other) == pytest.approx(0.2)
        with pytest.raises(DataError, match="two years in common"):
            vintage_departure(newer, newer.iloc[:1])

    def test_drawn_histories_keep_the_base_year_of_product(
        self, histories: dict[ProductSource, NationalHistory]
    ) -> None:
        history = histories["national"]
        drawn = draw_history(history, (2015, 2020), draws=500, seed=0)
        assert np.ptp(drawn.product[:, 0]) == pytest.approx(0)
        ends = sorted(h.product[2020] / h.product[2015] for h in histories.values())
        growth = drawn.product[:, 1] / drawn.product[:, 0]
        assert ends[0] ** 2 / ends[1] - 1e-9 <= growth.min() < growth.max() <= ends[1] + 1e-9
        with pytest.raises(DataError, match="for 1980"):
            draw_history(history, (1980, 2020), draws=10, seed=0)


class TestRealClaims:
    def test_one_denominator_makes_the_rate_of_2016_to_2020_true(self, real: object) -> None:
        result = real()  # type: ignore[operator]
        assert verdict_counts(result.judgements) == {"true": 1, "false": 5, "undefined": 3}
        (true,) = [j for j in result.judgements if j.verdict == "true"]
        assert (true.share.denominator, true.share.counting) == ("emissions", "annual")
        assert true.share.value == pytest.approx(2600 / 10956.213)

    def test_the_plans_rate_is_true_under_another(self, real: object) -> None:
        (plan,) = real().others  # type: ignore[operator]
        assert [(j.share.denominator, j.share.counting) for j in plan if j.verdict == "true"] == [
            ("intensity_saving", "cumulative")
        ]

    def test_no_denominator_makes_the_rate_of_2021_to_2025_true(self, real: object) -> None:
        result = real("2021-2025", baseline=2020)  # type: ignore[operator]
        assert verdict_counts(result.judgements) == {"true": 0, "false": 4, "undefined": 5}
        nearest = result.judgements[0]
        assert nearest.share.denominator == "emissions"
        assert not nearest.firm

    def test_a_wider_tolerance_lets_another_denominator_in(self, real: object) -> None:
        true = [j.share.denominator for j in real(tolerance=2.5).judgements if j.verdict == "true"]  # type: ignore[operator]
        assert true == ["emissions", "emissions_and_avoided"]

    def test_a_reading_keeps_its_denominators(self, real: object) -> None:
        assert {j.share.group for j in real(reading="emissions").judgements} == {"emissions"}  # type: ignore[operator]
        assert len(real(reading="reductions").judgements) == 5  # type: ignore[operator]
        with pytest.raises(ParameterError, match="one of both, emissions, reductions"):
            real(reading="all")  # type: ignore[operator]

    def test_source_of_product_and_base_year_decide(
        self, histories: dict[ProductSource, NationalHistory]
    ) -> None:
        shares = shares_by_baseline(2600.0, 2020, histories)
        assert shares.index.tolist() == list(range(2005, 2020))
        assert baselines_that_fit(shares, CLAIM, 0.5) == {"national": (), "provinces": (2005, 2006)}
        assert shares["provinces"].lt(shares["national"]).all()
