"""How far the emission sources measure the same thing, before any effect is estimated from them.

Modules are imported by name, as in ``from greentwin.city.evaluation.measurement import agreement``; nothing is loaded
before that.
"""
