"""Home, search, timeline, map, method: read-only over everything that is public."""
