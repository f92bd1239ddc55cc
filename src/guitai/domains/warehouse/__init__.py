"""What the warehouse is asked to do with parcels, its answers, and orders that are being cancelled."""
