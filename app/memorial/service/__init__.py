"""Writing the memorial and publishing it: one module a kind of record."""
