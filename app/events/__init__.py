"""What people gather for: where, when, who calls, and what became of it."""
