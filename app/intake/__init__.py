"""What every public form shares: tickets, private links, guards, addresses, questions."""
