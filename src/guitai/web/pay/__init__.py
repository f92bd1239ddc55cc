"""Agents' figures, targets and pay."""
