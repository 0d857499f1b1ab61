"""Weighting: how much each indicator counts.

One module for each method: :mod:`~greentwin.appraisal.weighting.equal`, :mod:`~greentwin.appraisal.weighting.entropy`,
:mod:`~greentwin.appraisal.weighting.ahp` and :mod:`~greentwin.appraisal.weighting.budget`. In a linear aggregation a
weight is a rate of exchange between indicators; in a non-compensatory one it is a number of votes. What follows from
not knowing the weights is in :mod:`greentwin.appraisal.robustness`.
"""
