"""What is done with figures: days counted, pay agreed, rosters planned."""
