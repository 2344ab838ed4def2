"""Words as other programs take them."""

import unicodedata

UNSAFE = {"Cc", "Cs"}
NO_CHARACTERS = {"\ufffe", "\uffff"}
"""XML 1.0, 2.2, has no place for them."""


def plain(text: str) -> str:
    """Line breaks of one kind, no other control character, nothing that is no character."""
    lines = "\n".join(text.splitlines())
    return "".join(
        char
        for char in lines
        if char == "\n" or (unicodedata.category(char) not in UNSAFE and char not in NO_CHARACTERS)
    )
