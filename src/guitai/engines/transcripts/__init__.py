"""Read chat exports."""
