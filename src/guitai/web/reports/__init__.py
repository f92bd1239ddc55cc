"""Reports: the shop's figures in the browser."""
