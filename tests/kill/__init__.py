"""The server is killed under load; nothing that was acknowledged may be lost or doubled."""
