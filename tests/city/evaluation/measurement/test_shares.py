"""Share of variation that province-years explain: flagged values, least squares on marks, and chance."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from measured_sources import dummies, residuals, sources

from greentwin.city.evaluation.measurement.sample import load_sample
from greentwin.city.evaluation.measurement.shares import province_year_share
from greentwin.errors import DataError, ParameterError


@pytest.mark.parametrize(("source", "flagged"), [("chen", 0.90), ("edgar", 0.25), ("ceads", 0.20)])
def test_the_flagged_shares_of_the_sources(source, flagged):
    """Flag q030 of the table of known doubts: 90, 25 and 20 per cent over all years of each source."""
    sample = load_sample([source], 1997, 2023)
    share = province_year_share(sample.of(source), sample.provinces, "change")
    assert round(share.r_squared, 2) == flagged
    assert share.adjusted < share.r_squared
    assert 0.07 < share.expected < 0.13


def cells(held: np.ndarray, provinces: np.ndarray) -> np.ndarray:
    """Return one column per province and year."""
    rows, columns = np.nonzero(held)
    keys = np.unique([f"{provinces[row]} {column}" for row, column in zip(rows, columns, strict=True)])
    names = np.array([f"{provinces[row]} {column}" for row, column in zip(rows, columns, strict=True)])
    return (names[:, None] == keys[None, :]).astype(float)


def test_changes_equal_least_squares_on_marks_of_cells():
    from statsmodels.regression.linear_model import OLS

    sample = sources(units_each=5, gaps=0.05)
    share = province_year_share(sample.of("a"), sample.provinces, "change")
    assert share.n_alone == 0
    changes = np.diff(sample.of("a"), axis=1)
    held = np.isfinite(changes)
    design = cells(held, sample.provinces)
    fitted = OLS(changes[held], design).fit()
    assert share.r_squared == pytest.approx(fitted.rsquared)
    assert share.adjusted == pytest.approx(fitted.rsquared_adj)
    assert share.df_residual == fitted.df_resid
    assert share.n_cells == design.shape[1] == share.df_cells + 1
    years = OLS(changes[held], dummies(held, units=False)).fit()
    assert share.year_r_squared == pytest.approx(years.rsquared)


def test_logarithms_equal_least_squares_on_marks_of_units_and_cells():
    sample = sources(units_each=5, gaps=0.1)
    share = province_year_share(sample.of("a"), sample.provinces, "within")
    assert share.n_alone == 0
    held = sample.held
    values = sample.of("a")[held]
    units = dummies(held, units=True)[:, held.shape[1] :]
    both = np.hstack([units, cells(held, sample.provinces)])
    total = (residuals(values, units) ** 2).sum()
    assert share.r_squared == pytest.approx(1 - (residuals(values, both) ** 2).sum() / total)
    assert share.df_total == held.sum() - len(sample.units)
    assert share.df_cells == np.linalg.matrix_rank(both) - len(sample.units)
    years = dummies(held, units=True)
    assert share.year_r_squared == pytest.approx(1 - (residuals(values, years) ** 2).sum() / total)


@pytest.mark.parametrize("kind", ["change", "within"])
def test_parts_add_up_and_a_province_that_moves_as_one_explains_all(kind):
    sample = sources(gaps=0)
    share = province_year_share(sample.of("a"), sample.provinces, kind)
    assert share.year_r_squared + share.province_part + share.unit_part == pytest.approx(1)
    assert share.net_of_year == pytest.approx(share.province_part / (1 - share.year_r_squared))
    as_one = np.repeat(sample.of("a")[::4], 4, axis=0) + np.arange(24)[:, None]
    whole = province_year_share(as_one, sample.provinces, kind)
    assert whole.r_squared == pytest.approx(1)
    assert whole.adjusted == pytest.approx(1)


@given(st.integers(0, 10_000))
@settings(max_examples=40, deadline=None)
def test_without_provinces_the_share_is_near_what_chance_gives(seed):
    sample = sources(n_provinces=20, units_each=6, gaps=0, seed=seed)
    for kind in ("change", "within"):
        share = province_year_share(sample.of("a"), sample.provinces, kind)
        assert abs(share.r_squared - share.expected) < 0.12
        assert abs(share.adjusted) < 0.14


def test_a_unit_alone_in_its_province_is_left_out():
    sample = sources(gaps=0)
    provinces = sample.provinces.copy()
    provinces[0] = "alone"
    share = province_year_share(sample.of("a"), provinces, "within")
    assert (share.n_alone, share.n_units, share.n_provinces) == (8, 23, 6)


def test_samples_without_a_share_are_refused():
    logs, provinces = np.ones((3, 4)), np.array(["p", "p", "q"])
    with pytest.raises(DataError, match="vary over time"):
        province_year_share(logs, provinces, "change")
    with pytest.raises(DataError, match="vary over time"):
        province_year_share(np.random.default_rng(1).random((3, 4)), np.array(["p", "q", "r"]), "within")
    with pytest.raises(DataError, match="no degree of freedom"):
        province_year_share(np.array([[1.0, 2], [3, np.nan], [np.nan, 4]]), np.array(["p"] * 3), "within")
    with pytest.raises(ParameterError, match="change, within"):
        province_year_share(logs, provinces, "level")
