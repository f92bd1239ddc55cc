"""The face a socket sees: consumers, envelopes, groups."""
