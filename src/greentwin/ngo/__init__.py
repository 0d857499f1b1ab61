"""NGO strand: what the two participants of the 2017 exchange said about how the two sides differ.

:mod:`~greentwin.ngo.options` holds the choices of a study, :mod:`~greentwin.ngo.contrasts` the selection,
:mod:`~greentwin.ngo.profiles` the counts, :mod:`~greentwin.ngo.comparison` what both reporters say and what only
one says; :mod:`~greentwin.ngo.tables`, :mod:`~greentwin.ngo.figures` and :mod:`~greentwin.ngo.wording` show it
in English and Chinese.
"""
