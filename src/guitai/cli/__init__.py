"""The face a shell sees."""
