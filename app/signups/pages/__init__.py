"""Pages of sign-ups: the public form, private links, and what hosts set and see."""
