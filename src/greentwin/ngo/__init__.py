"""NGO strand: what participants of an exchange said about how the two sides differ.

:mod:`~greentwin.ngo.contrasts` reads coded statements and selects those of a study. What they say is counted in
:mod:`~greentwin.ngo.profiles` and :mod:`~greentwin.ngo.comparison`, tested in :mod:`~greentwin.ngo.sensitivity`, set
beside law in :mod:`~greentwin.ngo.predictions`, and placed in :mod:`~greentwin.ngo.constituencies`.
:mod:`~greentwin.ngo.agreement` measures how far coders agree. :mod:`~greentwin.ngo.context` holds published figures on
civil society that stand apart from this evidence. Modules called tables, figures, findings and wording say it all in
English and Chinese.
"""
