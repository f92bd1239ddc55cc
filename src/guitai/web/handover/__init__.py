"""What the shift that ended leaves: taken over by name, settled, and seen by the lead."""
