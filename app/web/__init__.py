"""HTTP without a domain: how a request travels (ARCHITECTURE.md draws it)."""
