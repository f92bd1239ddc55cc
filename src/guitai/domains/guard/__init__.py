"""Which rules are in force; the rule files are in ``rulebook``."""
