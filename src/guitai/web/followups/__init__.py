"""Follow-ups: the lists of what is to be done for buyers, what came of them, and how a shop keeps them."""
