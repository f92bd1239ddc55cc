"""The face the clock sees: work that is due by itself."""
