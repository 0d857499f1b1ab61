"""The strand of city pilots: what emission figures of cities say, and how far they agree.

Modules are imported by name, as in ``from greentwin.city import emissions``; nothing is loaded before that.
"""
