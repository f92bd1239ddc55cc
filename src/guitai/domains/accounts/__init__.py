"""People, roles, shops, memberships, roster."""
