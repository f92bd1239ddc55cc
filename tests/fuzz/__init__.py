"""Damaged files of every kind: each is read as far as it goes or refused in a sentence, none takes long."""
