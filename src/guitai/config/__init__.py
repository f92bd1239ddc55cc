"""Wiring: settings, URLs, ASGI."""
