"""Guitai (柜台): the counter where an online shop serves its buyers."""

__version__ = "0.1.0"
