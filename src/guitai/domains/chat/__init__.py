"""Conversations, messages, assignment, presence, surveys."""
