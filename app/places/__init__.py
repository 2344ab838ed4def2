"""Where things happened."""
