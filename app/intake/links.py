"""Private links: what a token finds, and what it opens. The token itself is never kept."""

from app.kit.sealing import as_token, derive, from_token


def lookup_of(secret: bytes) -> bytes:
    """What a row is found by."""
    return derive(secret, "lookup")


def view_key_of(secret: bytes) -> bytes:
    """What locks that which its holder may see again."""
    return derive(secret, "view")


def link_of(secret: bytes, *, base: str, lang: str) -> str:
    return f"{base}/{lang}/my/{as_token(secret)}"


def secret_of(token: str) -> bytes | None:
    """The secret of a private link; None if it cannot be one."""
    return from_token(token)
