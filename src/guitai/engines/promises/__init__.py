"""What an agent has promised a buyer, and when it falls due, out of the Chinese sentence."""
