"""What a buyer asks, in what mood, and whether they are losing interest (U1, U2)."""
