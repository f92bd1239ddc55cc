"""The platforms' exported files, turned into the shop's own records."""
