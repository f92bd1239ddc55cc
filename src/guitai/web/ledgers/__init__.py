"""The pages of the four ledgers: their lines, their sums, the settlement of a month with each courier."""
