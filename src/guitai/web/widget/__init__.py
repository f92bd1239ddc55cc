"""What the buyer's chat widget asks the server for."""
