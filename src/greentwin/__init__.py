"""Helpers of the greentwin compendium: data, plotting, appraisal and the three strands of the study."""

__version__ = "0.1.0"
