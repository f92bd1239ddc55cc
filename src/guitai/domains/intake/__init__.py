"""Files people bring in: what was found in them, how far their import is, what became of it."""
