"""Importing exported files in the browser."""
