"""A city's indicator system: its series, what they are linked to, and how far they are from their targets.

:mod:`~greentwin.appraisal.targets.system` holds a system; :mod:`~greentwin.appraisal.targets.published` makes one of
the study's tables, :mod:`~greentwin.appraisal.targets.ownfiles` of a user's files. Its series are described in
:mod:`~greentwin.appraisal.targets.gaps` and tested in :mod:`~greentwin.appraisal.targets.trend`; its links are counted
in :mod:`~greentwin.appraisal.targets.coverage` against the goals of :mod:`~greentwin.appraisal.targets.agenda`; its
targets are measured in :mod:`~greentwin.appraisal.targets.distance`. :mod:`~greentwin.appraisal.targets.stated` reads
what the documents say of two such systems. Modules called tables, figure, findings and wording say it all in English
and Chinese.
"""
