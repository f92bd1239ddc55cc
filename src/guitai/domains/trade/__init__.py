"""Buyers, orders, items, parcels."""
