"""Appraisal on several axes: composite indicators, multi-criteria methods, targets, portfolio choice.

The first floor between the data and the strands; nothing is built here yet.
"""
