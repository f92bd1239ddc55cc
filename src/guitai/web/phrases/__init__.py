"""The setup pages of quick phrases."""
