"""Twelve words for paper: 128 random bits and a checksum, in the reader's language (BIP 39)."""

from functools import cache

from mnemonic import Mnemonic

from app.kit.languages import Language
from app.kit.text import fold

ENTROPY_BYTES = 16
WORDS = 12
_LISTS = {
    Language.SPANISH: "spanish",
    Language.FRENCH: "french",
    Language.ENGLISH: "english",
}


class WordsUnknown(Exception):
    """These are not twelve words of a sheet of ours: one is misread, missing or out of place."""


@cache
def _list(lang: str) -> Mnemonic:
    return Mnemonic(_LISTS[Language(lang)])


@cache
def _by_fold(lang: str) -> dict[str, str]:
    return {fold(word): word for word in _list(lang).wordlist}


def words_of(entropy: bytes, lang: str) -> tuple[str, ...]:
    """The words of `ENTROPY_BYTES` random bytes."""
    return tuple(_list(lang).to_mnemonic(entropy).split())


def entropy_of(text: str) -> bytes:
    """The random bytes behind words as somebody typed them, in whichever of the languages.

    Accents, case and what stands between the words do not matter.

    Raises:
        WordsUnknown: they are no sheet's words.
    """
    typed = fold(text).replace(",", " ").split()
    for lang in _LISTS:
        known = _by_fold(lang)
        words = [known[word] for word in typed if word in known]
        if len(typed) == len(words) == WORDS and _list(lang).check(" ".join(words)):
            return bytes(_list(lang).to_entropy(" ".join(words)))
    raise WordsUnknown


def is_same_word(typed: str, word: str) -> bool:
    """Whether a word was typed back rightly."""
    return fold(typed.strip()) == fold(word)
