"""Pay by figures: schemes as data, every point explained; and what better figures would be worth."""
