"""Products, SKUs, stock, size charts, facts."""
