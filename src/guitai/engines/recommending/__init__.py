"""What to offer: the size that fits, goods bought together, substitutes, the next step of an activity."""
