"""Seed packs: reading them, holding them to their documents, writing what is new."""
