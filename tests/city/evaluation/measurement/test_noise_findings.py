"""Reliability ratios in words: a share, none, or more than there is."""

from __future__ import annotations

import pytest

from greentwin.city.evaluation.measurement.agreement import Agreement, Coefficient
from greentwin.city.evaluation.measurement.findings import noise_results


def agreement(ratio: float) -> Agreement:
    found = Coefficient(ratio, (ratio - 0.1, ratio + 0.1))
    half = Coefficient(0.5, (0.4, 0.6))
    return Agreement("chen", "ceads", "within", half, half, found, half, half, 1.0, 100, 10, 5)


@pytest.mark.parametrize(
    ("ratio", "english", "chinese"),
    [
        (0.25, "25 % of the variation", "真值加独立误差"),
        (0.25, "standard errors 2.0 times", "2.0倍"),
        (-0.1, "do not move together", "不同向变动"),
        (1.2, "cannot be the truth plus independent errors", "不可能"),
    ],
)
def test_a_ratio_is_told_for_what_it_is(ratio, english, chinese):
    first, second = noise_results([agreement(ratio)])
    assert (first.name, second.name) == ("reliability_chen_by_ceads", "reliability_ceads_by_chen")
    assert english in first.sentence["en"]
    assert chinese in first.sentence["zh"]
    assert first.value == pytest.approx(100 * ratio)
    assert "50 %" in second.sentence["en"]
