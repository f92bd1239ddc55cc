"""The screen an agent lives in."""
