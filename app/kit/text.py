"""Folding: text reduced to what a reader means, for sorting and for search."""

import re
import unicodedata
from functools import lru_cache

_SPELLINGS = (
    # Quechua and Aymara names are written in several orthographies; one key serves all.
    ("hua", "wa"),
    ("hui", "wi"),
    ("cc", "k"),
    ("qq", "k"),
    ("qu", "k"),
    ("q", "k"),
    ("c", "k"),
    ("z", "s"),
    ("v", "b"),
    ("ll", "y"),
)
_WORD = re.compile(r"[a-z0-9]+")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
NO_WIDTH = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
"""What is not seen between letters, for a class of a pattern: breaks, joiners, directions."""
_NO_WIDTH = re.compile(f"[{NO_WIDTH}]")
_UNSAFE = {"Cc", "Cs"}
_NO_CHARACTERS = {"\ufffe", "\uffff"}
_UNCLEAN = re.compile(  # the categories Cc but for tab and line ends, Cs and Co
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff"
    "\U000f0000-\U000ffffd\U00100000-\U0010fffd]"
)


def fold(text: str) -> str:
    """Return ``text`` without accents, case and compatibility forms (Unicode NFKD)."""
    if text.isascii():
        return text.lower()
    return _BEYOND_ASCII.sub(_without_marks, unicodedata.normalize("NFKD", text.casefold()))


def _without_marks(found: re.Match[str]) -> str:
    return "".join([char for char in found[0] if not unicodedata.combining(char)])


def sort_key(text: str) -> str:
    """Return a key that sorts bytewise as people expect, at most 200 characters long."""
    return " ".join(_WORD.findall(fold(text)))[:200]


def slug_of(text: str) -> str:
    """The words of ``text`` as part of an address, at most 60 characters; empty if it has none."""
    return "-".join(_WORD.findall(fold(text)))[:60].strip("-")


def search_words(text: str) -> list[str]:
    """Return the words of ``text``, folded so that "Valensuela" finds "Valenzuela"."""
    return _WORD.findall(spelled(text))


def spelled(text: str) -> str:
    """``text`` folded, in the one spelling that `search_words` gives its words."""
    folded = fold(_NO_WIDTH.sub("", text))
    for written, key in _SPELLINGS:
        folded = folded.replace(written, key)
    return folded


@lru_cache(1 << 14)
def word_key(word: str) -> str:
    """What a word is recognised by, however it is written; a word of another script as it is."""
    return "".join(search_words(word)) or fold(word)


def is_clean(text: str) -> bool:
    """Whether ``text`` can be stored and sent.

    No NUL, no lone surrogate, no control code; nothing of private use either, which means nothing
    to others and of which one character stands for our address in stored documents.
    """
    return _UNCLEAN.search(text) is None


def cleaned(text: str) -> str:
    """``text`` without what cannot be stored or sent."""
    return _UNCLEAN.sub("", text)


def plain(text: str) -> str:
    """Text as other programs take it (XML 1.0, 2.2): lines ended by LF, no other control code."""
    lines = "\n".join(text.splitlines())
    return "".join(
        char
        for char in lines
        if char == "\n"
        or (unicodedata.category(char) not in _UNSAFE and char not in _NO_CHARACTERS)
    )
