"""The names of somebody that others may not tell, and where a text tells them."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, pairwise

from app.kit.text import word_key
from app.publishing.enums import PublicKind
from app.publishing.projection import Spoken, Subject
from app.publishing.reading import (
    Word,
    compact,
    glued,
    has_comma,
    is_close,
    is_next,
    is_nickname,
    is_set_apart,
    is_small,
    places_of,
    spellings,
    telling,
    words_of,
)

_JOINED, _JOINED_AT_END = 8, 6
"""How long two words joined are, at least, to be looked for inside others, or at their ends."""
_INSIDE_TAG, _INSIDE_WORD = 5, 7
"""How long a word is, at least, to be looked for inside others: "Ramos" is in "esperamos"."""
_FULL = 4
"""How many words a name has, of which the last two are surnames."""
_FARTHEST = 7
_MORE = 2
"""How many further names may stand inside one, and how many words it has then at most."""
_ANDS = {"y", "e", "et", "and", "und"}


@dataclass(frozen=True)
class Concealed:
    """The names of one record that others may not tell.

    ``kept`` are words of them that may be told, as `word_key` gives them; ``near`` are records
    that have to do with it beside those that speak of it.
    """

    kind: PublicKind
    record_id: str
    names: tuple[str, ...]
    kept: frozenset[str] = frozenset()
    near: frozenset[Subject] = frozenset()

    @property
    def subject(self) -> Subject:
        return self.kind, self.record_id

    def concerns(self, subject: Subject, references: Iterable[Spoken]) -> bool:
        """Whether a record that speaks of others has to do with the bearer of the names."""
        named = {(kind, record_id) for kind, record_id, _ in references}
        happened = {one for one in self.near if one[0] is PublicKind.INCIDENT}
        return subject in self.near or self.subject in named or not named.isdisjoint(happened)

    def may_stand_in(self, letters: str) -> bool:
        """Whether a text, given by `compact`, could tell of it: quick, and too often."""
        return any(word in letters for word in self._sought)

    @cached_property
    def _sought(self) -> frozenset[str]:
        """What is in any text that tells of it, but for initials alone."""
        return self.telling | self._joined

    @cached_property
    def telling(self) -> frozenset[str]:
        return frozenset(word for name in self.names for word in telling(name))

    @cached_property
    def hidden(self) -> frozenset[str]:
        return self.telling - self.kept

    @cached_property
    def _spellings(self) -> list[list[str]]:
        return [keys for name in self.names for keys in spellings(name) if len(keys) > 1]

    @cached_property
    def _initials(self) -> set[str]:
        words = (word for name in self.names for word in words_of(name))
        return {word_key(word[0]) for word in words if not is_small(word)}

    @cached_property
    def _initials_in_order(self) -> set[tuple[str, str]]:
        names = ([word for word in words_of(name) if not is_small(word)] for name in self.names)
        return {
            (word_key(one[0]), word_key(two[0])) for name in names for one, two in pairwise(name)
        }

    @cached_property
    def _ordered(self) -> set[tuple[str, str]]:
        """Two of its words, in the order in which they stand in a spelling."""
        return {pair for keys in self._telling_in_order for pair in combinations(keys, 2)}

    @cached_property
    def _joined(self) -> frozenset[str]:
        """Two of its words written as one, but no two first names."""
        found: set[str] = set()
        for name in self.names:
            words = words_of(name)
            pairs = {
                *combinations([one for one in words if not is_small(one)], 2),
                *pairwise(words),
            }
            for one, two in pairs:
                if not {word_key(one), word_key(two)} <= self._given:
                    found |= {word_key(one) + word_key(two), word_key(one + two)}
        return frozenset(pair for pair in found if len(pair) >= _JOINED_AT_END)

    @cached_property
    def _given(self) -> frozenset[str]:
        """First names, where a spelling is long enough, or has a comma, to know which they are."""
        first: set[str] = set()
        last: set[str] = set()
        for name in self.names:
            surnames, comma, others = name.partition(",")
            words = [word_key(word) for word in words_of(name) if not is_small(word)]
            if comma:
                first |= {word_key(word) for word in words_of(others)}
                last |= {word_key(word) for word in words_of(surnames)}
            elif len(words) >= _FULL:
                first |= set(words[:-2])
                last |= set(words[-2:])
        return frozenset(first - last)

    def whole(self, words: Sequence[Word]) -> Iterator[Sequence[Word]]:
        """Where a whole spelling stands."""
        keys = [word.key for word in words]
        known = set(keys)
        for spelling in self._spellings:
            if not known.issuperset(spelling):
                continue
            for start in places_of(keys, spelling):
                yield words[start : start + len(spelling)]

    def is_told_by(self, name: str) -> bool:
        """Whether the name of a place or an organisation tells its first and one of its last words.

        A person is called so whose name has a second first name and a second surname.
        """
        said = telling(name)
        return any(
            keys[0] in said and not said.isdisjoint(keys[-1:] if len(keys) < _FULL else keys[-2:])
            for keys in self._telling_in_order
        )

    @cached_property
    def _telling_in_order(self) -> list[list[str]]:
        known = ([key for key in keys if key in self.telling] for keys in self._spellings)
        return [keys for keys in known if len(keys) > 1]

    def read(self, text: str, words: Sequence[Word]) -> list[Word]:
        """The words of a text, those as one that together are one of its words."""
        return glued(text, words, self.telling)

    def parts(self, text: str, words: Sequence[Word]) -> set[int]:
        """Where two of its words stand together, or one with an initial; or joined into one."""
        letters = compact(text)
        joined = [pair for pair in self._joined if pair in letters]
        found = {n for n, word in enumerate(words) if joined and _is_joined(word, joined)}
        for group in self._groups(text, words):
            told = {words[place].key for place in group} & self.telling
            with_initial = any(self._is_initial(words[place]) for place in group)
            many = sum(words[place].key in self.telling for place in group)
            if many + with_initial > 1 and told and not self._is_of_others(text, words, group):
                found.update(group)
        for first in range(len(words)):
            found.update(self._spread(text, words, first))
        return {place for place in found if words[place].key not in self.kept}

    def initials(self, text: str, words: Sequence[Word]) -> Iterator[int]:
        """Where two of its initials stand behind each other, with no other surname behind them."""
        for place, (one, two) in enumerate(pairwise(words)):
            if (
                (one.key, two.key) in self._initials_in_order
                and self._is_initial(one)
                and self._is_initial(two)
                and is_close(text, one, two)
                and not self._is_before_name(text, words, place + 1)
            ):
                yield from (n for n in (place, place + 1) if words[n].key not in self.kept)

    def alone(self, words: Sequence[Word], *, own: Collection[str], any_case: bool) -> set[int]:
        """Where a word of it stands by itself; ``own`` are those of whoever the text is about."""
        hidden = self.hidden.difference(own)
        return {
            place
            for place, word in enumerate(words)
            if (word.key in hidden and (any_case or word.is_capital)) or _is_inside(word, hidden)
        }

    def _is_initial(self, word: Word) -> bool:
        return len(word.text) == 1 and word.text.isupper() and word.key in self._initials

    def _is_of_others(self, text: str, words: Sequence[Word], group: Sequence[int]) -> bool:
        """Whether first names stand before the surname of somebody else: "Juan Carlos Other"."""
        told = {words[place].key for place in group} & self.telling
        return told <= self._given and self._is_before_name(text, words, group[-1])

    def _is_before_name(self, text: str, words: Sequence[Word], place: int) -> bool:
        """Whether the next word that is not small is one with a capital, and none of its own."""
        ahead = range(place + 1, min(len(words), place + _FARTHEST))
        following = next((n for n in ahead if not words[n].is_small), None)
        return (
            following is not None
            and words[following].text[0].isupper()
            and words[following].key not in self.telling
            and _is_run(text, words[place : following + 1])
        )

    def _groups(self, text: str, words: Sequence[Word]) -> Iterator[Sequence[int]]:
        """Runs of its words, with small words between them but not at their ends."""
        run: list[int] = []
        for place, word in enumerate(words):
            fits = self._is_part(word) or word.is_small
            if run and not (fits and self._is_behind(text, words[place - 1], word)):
                yield self._trimmed(run, words)
                run = []
            if fits:
                run.append(place)
        yield self._trimmed(run, words)

    def _is_behind(self, text: str, before: Word, word: Word) -> bool:
        in_order = (before.key, word.key) in self._ordered
        return is_close(text, before, word) or (in_order and is_set_apart(text, before, word))

    def _spread(self, text: str, words: Sequence[Word], first: int) -> Iterable[int]:
        """Where its words stand with others inside: "Iris Elena Made", "Made Other, Iris"."""
        if words[first].key not in self.telling:
            return ()
        most = min(len(words), first + _FARTHEST)
        following = range(first + 1, most)
        last = next((n for n in following if words[n].key in self.telling), first)
        if last <= first + 1:
            return ()
        return self._inside(text, words[first : last + 1], first)

    def _inside(self, text: str, run: Sequence[Word], start: int) -> Iterable[int]:
        """Which words of a run are hidden that begins and ends with one of its words."""
        first, *between, last = run
        places = range(start, start + len(run))
        if (first.key, last.key) in self._ordered:
            if is_nickname(text, first, last):
                return places
            ands = [word.key in _ANDS for word in between]
            names = [word for word in between if not (word.is_small or word.key in _ANDS)]
            if _is_run(text, run) and 0 < len(names) <= _MORE and _are_capital(names):
                is_of_two = ands[0] and len(names) == 1
                return places if not any(ands) else (places[0], places[-1]) if is_of_two else ()
        is_reversed = (last.key, first.key) in self._ordered and len(between) <= _MORE
        is_listed = has_comma(text, run[-2], last) and _is_run(text, run[:-1])
        return places if is_reversed and is_listed and _are_capital(between) else ()

    def _trimmed(self, run: Sequence[int], words: Sequence[Word]) -> Sequence[int]:
        parts = [place for place in run if self._is_part(words[place])]
        return range(parts[0], parts[-1] + 1) if parts else ()

    def _is_part(self, word: Word) -> bool:
        return word.key in self.telling or self._is_initial(word)


def _is_joined(word: Word, pairs: Iterable[str]) -> bool:
    """Whether a word is one of these pairs of words, or holds one."""
    key = word.key
    return any(
        pair in key
        if len(pair) >= _JOINED
        else (key == pair and word.text.islower())
        or (word.is_joined and (key.startswith(pair) or key.endswith(pair)))
        for pair in pairs
    )


def _is_run(text: str, words: Sequence[Word]) -> bool:
    return all(is_next(text, one, two) for one, two in pairwise(words))


def _are_capital(words: Iterable[Word]) -> bool:
    return all(word.text[0].isupper() for word in words)


def _is_inside(word: Word, hidden: Iterable[str]) -> bool:
    """Whether a longer word holds one that is hidden."""
    least = _INSIDE_TAG if word.is_joined else _INSIDE_WORD
    return any(least <= len(key) < len(word.key) and key in word.key for key in hidden)
