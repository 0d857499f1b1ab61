"""What an estimate depends on: trends before the start, their violation after it, single regions, dates."""
