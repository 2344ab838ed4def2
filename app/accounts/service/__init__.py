"""Who may come in, and what ends when they leave."""
