"""What to know of a buyer before advising (U5), ticked from the talk, and why they ask (U3)."""
