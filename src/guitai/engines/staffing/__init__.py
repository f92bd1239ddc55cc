"""How many agents a shop needs, half hour by half hour, and who could work when."""
