"""Pages over everything that is public."""
