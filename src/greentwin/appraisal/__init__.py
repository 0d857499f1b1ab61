"""Appraisal on several axes: composite indicators, multi-criteria methods, and what hangs on their choices.

The steps are pure functions that can be joined in any way: :mod:`~greentwin.appraisal.direction`,
:mod:`~greentwin.appraisal.missing`, :mod:`~greentwin.appraisal.outliers`, :mod:`~greentwin.appraisal.normalisation`,
:mod:`~greentwin.appraisal.weighting`, :mod:`~greentwin.appraisal.aggregation`,
:mod:`~greentwin.appraisal.hierarchy`; :mod:`~greentwin.appraisal.composite` joins them into one index.
:mod:`~greentwin.appraisal.robustness` says how far the result depends on what was chosen.
:mod:`~greentwin.appraisal.instrument` makes a page of a table of indicators, :mod:`~greentwin.appraisal.helix` reads
what documents say of pilots on five dimensions.

Values are tables of units in rows and indicators in columns. Input that a method cannot take raises
:class:`greentwin.errors.ParameterError`, which says why.
"""
