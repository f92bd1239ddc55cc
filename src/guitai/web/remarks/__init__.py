"""The page of remarks and flags: what contradicts, what is to be written back, what the colours mean."""
