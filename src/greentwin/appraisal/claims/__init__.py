"""The ledger of claims: what the documents claim, what published figures say, and which verdict follows.

:mod:`~greentwin.appraisal.claims.coding` reads the coded claims. :mod:`~greentwin.appraisal.claims.checks` sets
published figures beside each of them. :mod:`~greentwin.appraisal.claims.verdicts` has the rule by which a verdict
follows and what decides it, and :mod:`~greentwin.appraisal.claims.ledger` joins them. No verdict is stored anywhere.
:mod:`~greentwin.appraisal.claims.summary` counts them, :mod:`~greentwin.appraisal.claims.robustness` shakes them.
"""
