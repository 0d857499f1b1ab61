"""The errors that greentwin raises on purpose; each message is written for the person who reads it."""

from __future__ import annotations


class GreentwinError(Exception):
    """Base of all errors a user can mend; the message names what is wrong, where, and what is allowed."""


class DataError(GreentwinError):
    """A table of the data package or a user's file is at fault."""


class ParameterError(GreentwinError):
    """A parameter or an argument is unknown, of the wrong type or out of range."""


class StudyError(GreentwinError):
    """The study itself (its folder, its list of runs, its book) is not as it must be."""


class RunError(GreentwinError):
    """A notebook was run and failed."""
