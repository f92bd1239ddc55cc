"""Check a reply against a rulebook and the facts of its conversation, and explain each finding."""
