"""The workspace's pages of events."""
