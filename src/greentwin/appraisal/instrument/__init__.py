"""The instrument: from a table of indicators, as ranges with evidence, to a ranking and how robust it is.

:mod:`~greentwin.appraisal.instrument.indicatortable` reads a table after the template ``indicator_table``,
:mod:`~greentwin.appraisal.instrument.preparation` settles weights, gaps and outliers,
:mod:`~greentwin.appraisal.instrument.assessment` scores and ranks. The modules on figures, tables, wording and findings
say it in English and Chinese.
"""
