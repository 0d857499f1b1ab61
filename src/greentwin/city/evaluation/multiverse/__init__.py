"""All defensible specifications of the pilot evaluation, estimated side by side."""
