"""How a text is read in which a name is looked for: its words, and what stands between them."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise
from urllib.parse import unquote

from app.kit.text import NO_WIDTH, fold, search_words, word_key

TELLING_LENGTH = 3
"""Shorter words of a name ("de", "la") tell nobody who it is."""
PARTICLES = {"del", "las", "los", "the", "les", "des"}
_APOSTROPHES = "'’‘`\u00b4\u02bb\u02bc\ua78c"  # the last three are letters to Unicode
_UNSEEN = f"\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff{NO_WIDTH}"
_LETTER = f"[^\\W_{_APOSTROPHES}]"
_WORD = re.compile(f"{_LETTER}(?:{_LETTER}|[{_UNSEEN}])*")
_TAG = re.compile(f"[#@](?:\\w|[{_UNSEEN}])+")
_SPACES = " \t\u00a0\u2000-\u200a\u202f\u205f\u3000"
_DASHES = "\u2010-\u2013-"
_MARKUP = re.compile(r"\]\([^()\s]*\)|</?\w{1,10}/?>")
_CLOSE = re.compile(f"[{_SPACES},_{_APOSTROPHES}/+{_DASHES}]{{0,3}}|\\.")
_BEHIND_INITIAL = re.compile(f"\\.[{_SPACES}{_DASHES}]?")
_APART = re.compile(
    f'[{_SPACES}"“”„«»\u2039\u203a()\\[\\]*]{{0,4}}|[{_SPACES}{_DASHES}]{{0,3}}\r?\n[{_SPACES}]{{0,9}}'
)
_PLAIN = re.compile(f"[{_SPACES}{_DASHES}]{{1,2}}|\\.[{_SPACES}]")
_INSIDE = re.compile(f"[{_APOSTROPHES}*_{_DASHES}]{{0,4}}|[{_SPACES}]|{_DASHES[-1]}\r?\n")
_ELIDED = re.compile(f"[{_APOSTROPHES}]")
_NICKNAME = re.compile(
    f'[{_SPACES},]{{0,2}}["“”„«\u2039(\\[\'‘’][^"“”„«»\u2039\u203a()\\[\\]\n]{{1,40}}["”“»\u203a)\\]\'’][{_SPACES},]{{0,2}}'
)
_ESCAPED = re.compile(r"%[0-9A-Fa-f]{2}")
_LEAST_GLUED = 5
"""How long words are together, at least, to be one word of a name: "De la Cruz", "Delacruz"."""
_MOST_GLUED = 3


@dataclass(frozen=True, slots=True)
class Word:
    start: int
    end: int
    text: str
    key: str
    is_in_tag: bool
    is_small: bool

    @property
    def is_joined(self) -> bool:
        """Whether several words are written as one, or may be."""
        letters = pairwise(self.text)
        return self.is_in_tag or any(one.islower() and next_.isupper() for one, next_ in letters)

    @property
    def is_capital(self) -> bool:
        """Whether it is written as names are; behind an elision as well ("d’Arc")."""
        return self.is_in_tag or any(letter.isupper() for letter in self.text)


def words_of(text: str) -> list[str]:
    return _WORD.findall(text)


@lru_cache(1 << 14)
def is_small(word: str) -> bool:
    plain = fold(word)
    return len(plain) < TELLING_LENGTH or plain in PARTICLES


def readings(text: str) -> Iterator[list[Word]]:
    """The words of a text; and once more without its markup, which may stand inside a name."""
    in_tags = _within(_TAG, text)
    words = [
        Word(
            *found.span(),
            found[0],
            word_key(found[0]),
            found.start() in in_tags,
            is_small(found[0]),
        )
        for found in _WORD.finditer(text)
    ]
    yield words
    in_markup = _within(_MARKUP, text)
    if in_markup:
        yield [word for word in words if word.start not in in_markup]


def _within(sought: re.Pattern[str], text: str) -> set[int]:
    """Where the characters are that stand in what is sought."""
    return {place for found in sought.finditer(text) for place in range(*found.span())}


def spellings(name: str) -> list[list[str]]:
    """The words of a name by their keys: as it is written, and with some of them as one."""
    words = words_of(name)
    keys = [word_key(word) for word in words]
    found = [keys] if keys else []
    for start, end in combinations(range(len(keys) + 1), 2):
        one = "".join(words[start:end])
        is_long = len(one) >= _LEAST_GLUED or _is_elided(name, words[start:end])
        if 1 < end - start <= _MOST_GLUED and is_long:
            found += [
                [*keys[:start], key, *keys[end:]]
                for key in {"".join(keys[start:end]), word_key(one)}
            ]
    return found


def keys_of(name: str) -> set[str]:
    """All words of a name by their keys, in each of its `spellings`."""
    return {key for spelled in spellings(name) for key in spelled}


def telling(name: str) -> set[str]:
    """The words of a name that tell whose it is, as `word_key` gives them.

    Small ones do not, unless it has no others; two or three that are also written as one do.
    """
    words = words_of(name)
    keys = [word_key(word) for word in words]
    small = {key for key, word in zip(keys, words, strict=True) if is_small(word)}
    alone = set(keys) - small
    as_one = {key for key in keys_of(name) - small if any(word in key for word in alone)}
    return alone | as_one or small


def _is_elided(name: str, words: Sequence[str]) -> bool:
    return any(f"{one}{mark}{two}" in name for one, two in pairwise(words) for mark in _APOSTROPHES)


def compact(text: str) -> str:
    """All letters of a text in the one spelling of keys, behind whatever stands between them."""
    return "".join(search_words(text))


def decoded(text: str) -> str:
    """A text as a reader sees it, to whom some programs show what escapes of letters mean."""
    plain = html.unescape(text) if "&" in text else text
    if "%" not in plain:
        return plain
    pieces = re.split(r"(\s+)", plain)
    return "".join(_unquoted(piece) if _ESCAPED.search(piece) else piece for piece in pieces)


def _unquoted(address: str) -> str:
    text = unquote(address)
    return unquote(address, encoding="latin-1") if "\ufffd" in text else text


def meanings(text: str) -> set[str]:
    """What an address may mean: browsers read it as UTF-8, old sites as Latin-1, some twice."""
    if "%" not in text:
        return {text}
    once = {unquote(text), unquote(text, encoding="latin-1")}
    return {text, *once, *(unquote(one) for one in once)}


def _gap(text: str, before: Word, word: Word) -> str:
    return _MARKUP.sub("", text[before.end : word.start])


def is_close(text: str, before: Word, word: Word) -> bool:
    """Whether a word stands right behind another, in the same sentence."""
    return _stands_close(_gap(text, before, word), before.end - before.start)


def are_close(text: str, before: tuple[int, int], word: tuple[int, int]) -> bool:
    """As `is_close`, of where words stand, with no markup between them."""
    return _stands_close(text[before[1] : word[0]], before[1] - before[0])


def _stands_close(gap: str, length: int) -> bool:
    return bool(_CLOSE.fullmatch(gap) or (length == 1 and _BEHIND_INITIAL.fullmatch(gap)))


def is_set_apart(text: str, before: Word, word: Word) -> bool:
    """As `is_close`, but on the next line, or in quotes or brackets."""
    return bool(_APART.fullmatch(_gap(text, before, word)))


def is_next(text: str, before: Word, word: Word) -> bool:
    """Whether nothing but a blank or a hyphen is between two words."""
    return bool(_PLAIN.fullmatch(_gap(text, before, word)))


def has_comma(text: str, before: Word, word: Word) -> bool:
    return _gap(text, before, word).strip() == ","


def is_nickname(text: str, before: Word, word: Word) -> bool:
    """Whether all that stands between two words is in quotes or brackets."""
    return bool(_NICKNAME.fullmatch(text, before.end, word.start))


def glued(text: str, words: Sequence[Word], known: frozenset[str]) -> list[Word]:
    """The words of a text, those as one that are together a word of ``known``."""
    found: list[Word] = []
    place = 0
    while place < len(words):
        count = _glued_at(text, words, place, known)
        first, last = words[place], words[place + count - 1]
        if count > 1:
            key = "".join(word.key for word in words[place : place + count])
            whole = text[first.start : last.end]
            first = Word(first.start, last.end, whole, key, first.is_in_tag, is_small=False)
        found.append(first)
        place += count
    return found


def _glued_at(text: str, words: Sequence[Word], place: int, known: frozenset[str]) -> int:
    """How many words from a place on are one of ``known``; 1 where none are.

    Words that are known by themselves are left so, unless only an apostrophe is between them.
    """
    for count in range(min(_MOST_GLUED, len(words) - place), 1, -1):
        run = words[place : place + count]
        key = "".join([word.key for word in run])
        if key in known:
            gaps = [_gap(text, one, two) for one, two in pairwise(run)]
            is_elided = any(_ELIDED.fullmatch(gap) for gap in gaps)
            is_unknown = len(key) >= _LEAST_GLUED and not any(word.key in known for word in run)
            if (is_elided or is_unknown) and all(_INSIDE.fullmatch(gap) for gap in gaps):
                return count
    return 1


def places_of(keys: Sequence[str], sought: list[str]) -> Iterator[int]:
    """Where occurrences of ``sought`` begin."""
    if sought[0] in keys:
        for start in range(len(keys) - len(sought) + 1):
            if keys[start] == sought[0] and list(keys[start : start + len(sought)]) == sought:
                yield start
