"""Formats that other programs follow: read-only, made of the documents that the pages show."""
