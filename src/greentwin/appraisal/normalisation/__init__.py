"""Normalisation: bring indicators of different units to one scale on which more is better.

One module for each method (:mod:`~greentwin.appraisal.normalisation.min_max`,
:mod:`~greentwin.appraisal.normalisation.z_score`, :mod:`~greentwin.appraisal.normalisation.rank`,
:mod:`~greentwin.appraisal.normalisation.distance`, :mod:`~greentwin.appraisal.normalisation.vector`), and
:mod:`~greentwin.appraisal.normalisation.scale` for any of them with constants that stay fixed. No method is neutral:
each says in its own way how much of one indicator makes up for another, and the order of the units may hang on it
(:mod:`greentwin.appraisal.robustness.reversal` tells).
"""
