"""Quick phrases and their use."""
