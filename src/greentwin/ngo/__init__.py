"""NGO strand: what the two participants of the 2017 exchange said about how the two sides differ.

:mod:`~greentwin.ngo.options` holds the choices of a study and :mod:`~greentwin.ngo.contrasts` the selection.
:mod:`~greentwin.ngo.counts` and :mod:`~greentwin.ngo.profiles` count, :mod:`~greentwin.ngo.comparison` sets what
both reporters say beside what only one says. :mod:`~greentwin.ngo.tables`, :mod:`~greentwin.ngo.figures`,
:mod:`~greentwin.ngo.wording` and :mod:`~greentwin.ngo.findings` say it in English and Chinese.
"""
