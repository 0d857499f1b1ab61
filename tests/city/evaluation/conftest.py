"""What tests of the pilot evaluation share; makes `simulated_panels` importable from the folders below."""
