"""The pages of playbooks: read as a tree, changed a place at a time, tried, their history."""
