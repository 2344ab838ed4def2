"""Who intends to come: forms, seats, private links, and what is kept until the printed date."""
