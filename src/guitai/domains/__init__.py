"""What the counter knows and does: Django apps in one order."""
