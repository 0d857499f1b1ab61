"""Which effects a design could detect: by formula, by simulation on the panel, and beside published effects."""
