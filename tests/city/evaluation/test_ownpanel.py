"""A researcher's own panel: the same object as the study's, and its faults named."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from greentwin import data
from greentwin.city.evaluation.ownpanel import TEMPLATE, read_panel
from greentwin.errors import DataError

HEAD = "unit,year,outcome,start_year,cluster,covariate_1,covariate_2,covariate_3"


def write(path: Path, *lines: str) -> str:
    path.write_text("\n".join([HEAD, *lines]) + "\n", encoding="utf-8")
    return str(path)


def lines(cluster: str = "{unit}land", covariate: str = "1.5") -> list[str]:
    return [
        f"{unit},{year},{year - 2000 + number},{start},{cluster.format(unit=unit)},{covariate},,"
        for number, (unit, start) in enumerate([("A", 2003), ("B", ""), ("C", "")])
        for year in range(2000, 2006)
    ]


def test_a_filled_template_is_a_panel(tmp_path):
    panel = read_panel(write(tmp_path / "own.csv", *lines()))
    assert panel.units == ("A", "B", "C")
    assert panel.start.tolist() == [2003, np.inf, np.inf]
    assert panel.clusters.tolist() == ["Aland", "Bland", "Cland"]
    assert list(panel.covariates) == ["covariate_1"]
    assert panel.outcome[2].tolist() == [2, 3, 4, 5, 6, 7]


def test_clusters_and_covariates_may_be_left_empty(tmp_path):
    panel = read_panel(write(tmp_path / "own.csv", *lines(cluster="", covariate="")))
    assert panel.clusters.tolist() == ["A", "B", "C"]
    assert not panel.covariates


def test_the_guide_s_own_example_is_read_and_its_empty_template_is_not(tmp_path):
    csv, guide = data.write_template(TEMPLATE, tmp_path)
    example = guide.read_text(encoding="utf-8").split("```")[1].strip().splitlines()
    with pytest.raises(DataError, match="the treatment that starts in 2011 has no year after"):
        read_panel(write(tmp_path / "example.csv", *example[1:]))
    with pytest.raises(DataError, match="has no rows below the header"):
        read_panel(str(csv))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda rows: [rows[0].replace("Aland", ""), *rows[1:]], "cluster is filled in 17 of 18 rows"),
        (lambda rows: [rows[0].replace("2003", "soon"), *rows[1:]], "start_year"),
        (lambda rows: [*rows, rows[0]], "row 19: repeats the key"),
        (lambda rows: [rows[0].replace("2003", "2004"), *rows[1:]], "changes within unit A"),
    ],
)
def test_faults_are_named(tmp_path, change, message):
    with pytest.raises(DataError, match=message):
        read_panel(write(tmp_path / "own.csv", *change(lines())))


def test_gaps_are_left_out_or_used(tmp_path):
    path = write(tmp_path / "own.csv", *lines()[:-1])
    assert read_panel(path).units == ("A", "B")
    assert np.isnan(read_panel(path, gaps="available").outcome[2, 5])
