"""Shop, people, groups, roster, phrases; the first start."""
