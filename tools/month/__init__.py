"""A shop's month played from a seed, and an independent judge of what its lists should have shown."""
