"""Everybody's own shifts, made for a phone: when one works, with whom, and swapping with a colleague."""
