"""Whether the low-carbon pilots cut emissions, and whether these data could tell.

Modules are imported by name, as in ``from greentwin.city.evaluation import panel``; nothing is loaded before that.
"""
