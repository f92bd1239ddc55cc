"""Cases of what went wrong with an order, what was paid for it, pictures of it, and shifts that hand over."""
