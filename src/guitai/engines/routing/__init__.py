"""Who gets a conversation, and why."""
