"""The deeds of the follow-ups."""
