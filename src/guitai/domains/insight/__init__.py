"""What the talks teach the shop: why inquiries did not buy."""
