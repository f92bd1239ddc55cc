"""What the platforms and their tools say of the agents' work."""
