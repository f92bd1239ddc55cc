"""The page of the couriers: who serves where, how fast and for how much, and how losses are claimed."""
