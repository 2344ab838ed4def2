"""Organisations, under all the names they are known by."""
