"""The page of products that show a fault more often than they used to."""
