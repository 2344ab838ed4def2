"""One key for all spellings of an e-mail address."""

from app.kit.sealing import keyed_digest


def index_of(key: bytes, address: str) -> bytes:
    """A digest that is the same for an address however it is capitalised."""
    return keyed_digest(key, address.casefold())
