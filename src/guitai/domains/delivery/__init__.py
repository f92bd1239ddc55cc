"""Couriers: whom the shop sends with, where they go, how fast and for what, and what they pay for losses."""
