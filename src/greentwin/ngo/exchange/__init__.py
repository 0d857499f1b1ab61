"""Who met whom in the exchanges that the documents tell of, and what came of their goals.

:mod:`~greentwin.ngo.exchange.selection` cuts the coded tables to the documents asked for,
:mod:`~greentwin.ngo.exchange.network` makes ties, affiliations and components of them,
:mod:`~greentwin.ngo.exchange.centrality` and :mod:`~greentwin.ngo.exchange.robustness` measure and shake them,
:mod:`~greentwin.ngo.exchange.goals` joins goals and results, and :mod:`~greentwin.ngo.exchange.proposals` lists
pairs that have not met. Everything takes frames with the columns of the tables ``organisations``, ``events``,
``participation`` and ``goals``.
"""
