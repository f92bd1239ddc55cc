"""Deeds of the warehouse."""
