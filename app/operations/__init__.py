"""What an operator does: migrate, seed, back up, restore. Commands and start-up call this."""
