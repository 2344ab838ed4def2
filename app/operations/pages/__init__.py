"""Pages for who runs the server."""
