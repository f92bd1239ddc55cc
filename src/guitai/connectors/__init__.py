"""One folder per outside party; none knows another."""
