"""Twelve words on paper give their key back, however they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kit.text import fold
from app.kit.words import _LISTS, WordsUnknown, _list, entropy_of, is_same_word, words_of

LANGUAGES = sorted(_LISTS)


@given(entropy=st.binary(min_size=16, max_size=16), lang=st.sampled_from(LANGUAGES))
def test_words_give_their_entropy_back(entropy: bytes, lang: str) -> None:
    words = words_of(entropy, lang)
    assert len(words) == 12
    assert entropy_of(" ".join(words)) == entropy
    assert entropy_of(f"  {', '.join(fold(word).upper() for word in words)}\n") == entropy


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_two_words_differ_by_accents_alone(lang: str) -> None:
    assert len({fold(word) for word in _list(lang).wordlist}) == 2048


def test_what_is_no_sheet_is_refused() -> None:
    words = words_of(bytes(range(16)), "en")
    swapped = [words[1], words[0], *words[2:]]
    for typed in ("", "made", " ".join(words[:11]), " ".join(swapped), " ".join([*words, "zoo"])):
        with pytest.raises(WordsUnknown):
            entropy_of(typed)


def test_a_word_typed_back_forgives_case_and_accents() -> None:
    assert is_same_word(" ABACO", "ábaco")
    assert not is_same_word("abeja", "ábaco")
