"""The workspace's own pages: in, out, and who is there."""
