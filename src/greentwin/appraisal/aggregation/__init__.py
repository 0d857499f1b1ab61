"""Aggregation: one score, or one order, from several indicators.

Two means, :mod:`~greentwin.appraisal.aggregation.arithmetic` and :mod:`~greentwin.appraisal.aggregation.geometric`, a
distance to the ideal, :mod:`~greentwin.appraisal.aggregation.topsis`, and methods that compare units pair by pair:
:mod:`~greentwin.appraisal.aggregation.promethee` with its :mod:`~greentwin.appraisal.aggregation.preferences`,
:mod:`~greentwin.appraisal.aggregation.outranking` and :mod:`~greentwin.appraisal.aggregation.kemeny`.
"""
