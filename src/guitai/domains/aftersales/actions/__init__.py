"""Deeds of after-sales."""
