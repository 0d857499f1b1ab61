"""The unit-years that several sources have in common."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from greentwin.city.evaluation.measurement.sample import load_sample, sample_of
from greentwin.errors import DataError, ParameterError

NAN = np.nan
ONE = pd.DataFrame([[1.0, 2.0, 3.0], [1.0, NAN, 3.0], [1.0, 1.0, 1.0]], ["a", "b", "c"], [2000, 2001, 2002])
OTHER = pd.DataFrame([[2.0, NAN, 4.0], [NAN, 2.0, NAN], [5.0, 6.0, 7.0]], ["a", "b", "d"], [2000, 2001, 2002])
PROVINCES = dict.fromkeys("abcd", "p")


def test_only_unit_years_of_all_sources_are_kept():
    sample = sample_of({"one": ONE, "other": OTHER}, PROVINCES, 2000, 2003)
    assert sample.units == ("a",)
    assert sample.years.tolist() == [2000, 2001, 2002, 2003]
    assert sample.held.tolist() == [[True, False, True, False]]
    assert (sample.n, sample.n_complete, sample.n_provinces) == (2, 0, 1)
    np.testing.assert_array_equal(sample.of("one"), [[1, NAN, 3, NAN]])


def test_one_source_has_its_own_sample():
    sample = sample_of({"one": ONE}, PROVINCES, 2000, 2001)
    assert sample.units == ("a", "b", "c")
    assert (sample.n, sample.n_complete) == (5, 2)


def test_faults_are_named():
    with pytest.raises(DataError, match="share no unit and year in 2005 to 2006; they have one 2000 to 2002"):
        sample_of({"one": ONE, "other": OTHER}, PROVINCES, 2005, 2006)
    with pytest.raises(DataError, match="no province: a"):
        sample_of({"one": ONE}, {"b": "p", "c": "p"}, 2000, 2002)
    with pytest.raises(ParameterError, match="after year_to"):
        sample_of({"one": ONE}, PROVINCES, 2001, 2000)
    with pytest.raises(ParameterError, match="at least one"):
        sample_of({}, PROVINCES, 2000, 2001)
    with pytest.raises(ParameterError, match="the sources are chen, edgar, ceads"):
        load_sample(["sectoral"], 2003, 2017)
