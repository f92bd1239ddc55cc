"""The pages of what the shop knows: entries, their wordings, what waits for approval."""
