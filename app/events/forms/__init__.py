"""What organisers type, and what it tells."""
