"""What do group-time effects with an event study and its simultaneous band cost beside diff-diff's?

353 units, 13 years, starts in two years, 999 draws of the multiplier bootstrap. The effects and analytic errors of both
are equal (tests/city/evaluation/estimators/test_grouptime.py). The panel comes ready for each side.
"""

from harness import Case, Code

_SETUP = """
import numpy
import pandas
generator = numpy.random.default_rng(1)
start = numpy.repeat([2010, 2013, 0], [60, 40, 253])
walk = generator.normal(scale=0.05, size=(353, 13)).cumsum(axis=1)
table = pandas.DataFrame({
    "unit": numpy.repeat([f"u{number:03d}" for number in range(353)], 13),
    "year": numpy.tile(numpy.arange(2005, 2018), 353),
    "outcome": walk.ravel(),
    "start": numpy.repeat(start, 13),
})
"""
_OURS = (
    _SETUP
    + """
from greentwin.city.evaluation.estimators.aggregation import event_study, overall
from greentwin.city.evaluation.estimators.grouptime import group_time_effects
from greentwin.city.evaluation.panel import panel_of
panel = panel_of(table)
"""
)
_THEIRS = (
    _SETUP
    + """
from diff_diff import CallawaySantAnna
estimator = CallawaySantAnna(n_bootstrap=999, seed=1)
names = {"outcome": "outcome", "unit": "unit", "time": "year", "first_treat": "start"}
"""
)
_STATEMENT = """
effects = group_time_effects(panel)
mean, study = overall(effects), event_study(effects, draws=999)
"""

CASES = (
    Case(
        "group-time effects with a band of 999 draws",
        Code("group_time_effects, overall, event_study", _STATEMENT, _OURS),
        Code("diff_diff.CallawaySantAnna", "estimator.fit(table, **names).aggregate('event_study')", _THEIRS),
    ),
    Case(
        "the same from the table, panel made and checked",
        Code("panel_of and the same", "panel = panel_of(table)" + _STATEMENT, _OURS),
        Code("diff_diff.CallawaySantAnna", "estimator.fit(table, **names).aggregate('event_study')", _THEIRS),
    ),
)
