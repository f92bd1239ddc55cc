"""Pure algorithms: frozen data in, frozen data out; no Django, no network, no clock."""
