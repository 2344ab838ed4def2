"""Public identifiers: stable, without order, safe to read aloud.

An id is a prefix that names the kind, an underscore, and letters of the alphabet below
(Crockford's base 32 in lower case, without i, l, o and u). Slugs hold no underscore, so an
id and a slug never collide.
"""

import re
import secrets
from hashlib import blake2b

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
ID_LENGTH = 12
CODE_LENGTH = 6
SLUG_PATTERN = re.compile(r"[a-z0-9-]{1,80}")


def _letters(number: int, length: int) -> str:
    return "".join(ALPHABET[(number >> (5 * place)) & 31] for place in range(length))


def new_id(prefix: str) -> str:
    """Return a fresh public id of 60 random bits."""
    return f"{prefix}_{_letters(secrets.randbits(5 * ID_LENGTH), ID_LENGTH)}"


def derived_id(prefix: str, *parts: str) -> str:
    """Return the id that a seed pack's record has on every installation."""
    return f"{prefix}_{_letters(_digest(*parts), ID_LENGTH)}"


def short_code(record_id: str, attempt: int = 0) -> str:
    """Return the code of a printed short link; ``attempt`` steps past a collision."""
    return _letters(_digest("short", record_id, str(attempt)), CODE_LENGTH)


def _digest(*parts: str) -> int:
    return int.from_bytes(blake2b("\x1f".join(parts).encode(), digest_size=16).digest())
