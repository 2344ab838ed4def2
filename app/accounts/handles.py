"""Handles: what people sign in with. Compared without case or accents; never an address."""

import re

from app.kit.key_folder import KeyFolder
from app.kit.sealing import SALT_BYTES, keyed_digest
from app.kit.text import fold

HANDLE_MIN, HANDLE_MAX = 3, 40
_HANDLE = re.compile(r"[^\W_]([\w.-]*[^\W_])?")


def handle_key(handle: str) -> str:
    """What a handle is found by: "José" and "jose" are one."""
    return fold(handle.strip())[:HANDLE_MAX]


def is_handle(handle: str) -> bool:
    """Letters, digits, and between them dots, hyphens and underscores."""
    return HANDLE_MIN <= len(handle) <= HANDLE_MAX and _HANDLE.fullmatch(handle) is not None


def salt_of(keys: KeyFolder, handle: str) -> bytes:
    """The salt of a handle's password, the same work whether or not anybody has that handle."""
    return keyed_digest(keys.instance.salt_key, handle_key(handle), size=SALT_BYTES)
