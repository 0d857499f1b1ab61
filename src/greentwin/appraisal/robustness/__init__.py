"""Robustness: how far a ranking depends on what was chosen and on what is not known.

:mod:`~greentwin.appraisal.robustness.simplex` draws weights, :mod:`~greentwin.appraisal.robustness.uncertainty` ranks
the units for each draw, :mod:`~greentwin.appraisal.robustness.acceptability` sums the ranks up,
:mod:`~greentwin.appraisal.robustness.sobol` shares out the variance of an output among its factors and
:mod:`~greentwin.appraisal.robustness.rankshift` says so which choice moves the ranks most,
:mod:`~greentwin.appraisal.robustness.closest` finds the weights with which one unit overtakes another, and
:mod:`~greentwin.appraisal.robustness.reversal` finds orders that hang on the normalisation or on an irrelevant unit.
"""
