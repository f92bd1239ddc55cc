"""How many agents are needed, and when."""
