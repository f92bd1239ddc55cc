"""The page beside 千牛 and 咚咚: with whom one talks, a checked draft, and one key to copy it."""
