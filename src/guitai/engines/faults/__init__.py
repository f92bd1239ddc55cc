"""Whether a product shows a fault more often than it used to, by a stated statistic (A5)."""
