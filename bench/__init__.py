"""Measures Guitai beside its limits, in the same run, on the machine at hand: ``python -m bench``."""
