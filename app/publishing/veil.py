"""What of some people's names a text may not tell, and the text without it.

A name is looked for under every spelling on record, without accents and case and in the
orthographies that `app.kit.text` takes as one; in any order, with initials, joined as in a hashtag.
Two of its words together are hidden wherever they stand. A word alone is hidden, if it begins with
a capital, in what has to do with its bearer, and if it is long inside another word as well;
elsewhere it stays, for most names are those of many. The public name of somebody else stays
whole, and so does that of a place or an organisation, unless it tells first name and surname.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from app.kit.text import fold, word_key
from app.publishing.enums import PublicKind
from app.publishing.projection import Spoken, Subject

OMITTED = "…"
TELLING_LENGTH = 3
"""Shorter words of a name ("de", "la") tell nobody who it is."""
PARTICLES = {"del", "las", "los", "the", "les", "des"}
_JOINED_LENGTH = 8
_INSIDE_TAG, _INSIDE_WORD = 5, 7
"""How long a word is, at least, to be looked for inside others: "Ramos" is in "esperamos"."""
_FULL = 4
"""How many words a name has, of which the last two are surnames."""
_UNSEEN = "\u0300-\u036f\u00ad\u200b-\u200d\u2060"  # accents apart, and what has no width
_WORD = re.compile(f"[^\\W_](?:[^\\W_]|[{_UNSEEN}])*")
_TAG = re.compile(f"[#@](?:\\w|[{_UNSEEN}])+")
_CLOSE = re.compile(r"[ \u00a0\u202f,_'’/+\u2010-\u2013-]{0,3}|\.")
_BEHIND_INITIAL = re.compile(r"\.[ \u00a0\u202f-]?")


def telling(name: str) -> set[str]:
    """The words of a name that tell whose it is, as `word_key` gives them."""
    return {word_key(word) for word in words_of(name) if not _is_small(word)}


def words_of(text: str) -> list[str]:
    return _WORD.findall(text)


def _is_small(word: str) -> bool:
    plain = fold(word)
    return len(plain) < TELLING_LENGTH or plain in PARTICLES


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    text: str
    key: str
    is_in_tag: bool

    @property
    def is_joined(self) -> bool:
        """Whether several words are written as one, or may be."""
        letters = pairwise(self.text)
        return self.is_in_tag or any(one.islower() and next_.isupper() for one, next_ in letters)


def _read(text: str) -> list[_Word]:
    tags = [tag.span() for tag in _TAG.finditer(text)]
    return [
        _Word(
            *found.span(),
            found[0],
            word_key(found[0]),
            any(first < found.start() < end for first, end in tags),
        )
        for found in _WORD.finditer(text)
    ]


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

    def may_stand_in(self, spelled: str) -> bool:
        """Whether a text, spelled as `word_key` does, could tell of it: quick, and too often."""
        return any(word in spelled for word in self.telling)

    @cached_property
    def telling(self) -> frozenset[str]:
        return frozenset(word for name in self.names for word in telling(name))

    @cached_property
    def hidden(self) -> frozenset[str]:
        return self.telling - self.kept

    @cached_property
    def _spellings(self) -> list[list[str]]:
        spelled = ([word_key(word) for word in words_of(name)] for name in self.names)
        return [keys for keys in spelled if len(keys) > 1]

    @cached_property
    def _initials(self) -> set[str]:
        words = (word for name in self.names for word in words_of(name))
        return {word_key(word[0]) for word in words if not _is_small(word)}

    @cached_property
    def _joined(self) -> set[str]:
        pairs = (one + other for keys in self._spellings for one, other in pairwise(keys))
        return {pair for pair in pairs if len(pair) >= _JOINED_LENGTH}

    def whole(self, words: Sequence[_Word]) -> set[int]:
        """Where a whole spelling stands, but for what is kept of it."""
        keys = [word.key for word in words]
        found = {place for spelling in self._spellings for place in _places(keys, spelling)}
        return {place for place in found if keys[place] not in self.kept}

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

    def parts(self, text: str, words: Sequence[_Word]) -> set[int]:
        """Where two of its words stand together, or one with an initial; or joined into one."""
        found = {
            n for n, word in enumerate(words) if any(pair in word.key for pair in self._joined)
        }
        for group in self._groups(text, words):
            told = sum(words[place].key in self.telling for place in group)
            with_initial = any(self._is_initial(words[place]) for place in group)
            if told + with_initial > 1 and told:
                found |= {place for place in group if words[place].key not in self.kept}
        return found

    def alone(self, words: Sequence[_Word], *, own: Collection[str], any_case: bool) -> set[int]:
        """Where a word of it stands by itself; ``own`` are those of whoever the text is about."""
        hidden = self.hidden.difference(own)
        return {
            place
            for place, word in enumerate(words)
            if (word.key in hidden and (any_case or word.text[0].isupper() or word.is_in_tag))
            or _is_inside(word, hidden)
        }

    def _is_initial(self, word: _Word) -> bool:
        return len(word.text) == 1 and word.text.isupper() and word.key in self._initials

    def _groups(self, text: str, words: Sequence[_Word]) -> Iterator[Sequence[int]]:
        """Runs of its words, with small words between them but not at their ends."""
        run: list[int] = []
        for place, word in enumerate(words):
            fits = self._is_part(word) or _is_small(word.text)
            if run and not (fits and _is_close(text, words, place)):
                yield self._trimmed(run, words)
                run = []
            if fits:
                run.append(place)
        yield self._trimmed(run, words)

    def _trimmed(self, run: Sequence[int], words: Sequence[_Word]) -> Sequence[int]:
        parts = [place for place in run if self._is_part(words[place])]
        return range(parts[0], parts[-1] + 1) if parts else ()

    def _is_part(self, word: _Word) -> bool:
        return word.key in self.telling or self._is_initial(word)


def _is_inside(word: _Word, hidden: Iterable[str]) -> bool:
    """Whether a longer word holds one that is hidden."""
    least = _INSIDE_TAG if word.is_joined else _INSIDE_WORD
    return any(least <= len(key) < len(word.key) and key in word.key for key in hidden)


def _is_close(text: str, words: Sequence[_Word], place: int) -> bool:
    """Whether a word stands right behind the one before it, in the same sentence."""
    before = words[place - 1]
    gap = before.end, words[place].start
    is_initial = len(before.text) == 1
    return bool(
        _CLOSE.fullmatch(text, *gap) or (is_initial and _BEHIND_INITIAL.fullmatch(text, *gap))
    )


def _places(keys: Sequence[str], sought: Sequence[str]) -> Iterator[int]:
    """Every place of ``keys`` that is part of an occurrence of ``sought``."""
    for start in range(len(keys) - len(sought) + 1):
        if keys[start] == sought[0] and list(keys[start : start + len(sought)]) == list(sought):
            yield from range(start, start + len(sought))


@dataclass(frozen=True, slots=True)
class Veil:
    """Everything that is concealed, and the public names of others."""

    concealed: tuple[Concealed, ...] = ()
    others: tuple[str, ...] = ()

    def over(
        self,
        subject: Subject | None = None,
        references: Collection[Spoken] = (),
        *,
        named: Iterable[str] = (),
    ) -> "Cover":
        """What it hides in a record; ``named`` are the names of whoever the record is about.

        A record's own names are no part of it: its domain publishes what may be told of them.
        """
        hiding = tuple(
            (one, subject is not None and one.concerns(subject, references))
            for one in self.concealed
            if one.subject != subject
        )
        own = tuple(named)
        words = frozenset(word for name in own for word in telling(name))
        return Cover(hiding, (*self.others, *own), words)

    def about(self, subject: Subject, references: Collection[Spoken]) -> "Cover":
        """What it hides in words about a record that its domain does not publish."""
        hiding = tuple(
            (one, one.subject == subject or one.concerns(subject, references))
            for one in self.concealed
        )
        return Cover(hiding, self.others)


@dataclass(frozen=True)
class Cover:
    """What is hidden in the texts of one record: of each name whether the record concerns it."""

    hiding: tuple[tuple[Concealed, bool], ...] = ()
    others: tuple[str, ...] = ()
    own: frozenset[str] = frozenset()
    reached: set[Subject] = field(default_factory=set[Subject])
    """Whose names were found and hidden so far."""

    def text(self, text: str) -> str:
        """``text`` with an ellipsis for each run of hidden words."""
        words, places = self._found(text, any_case=False)
        return _without(text, words, sorted(places)) if places else text

    def tells(self, text: str) -> bool:
        """Whether an address or a part of one holds what is hidden, in whatever case."""
        return bool(self._found(text, any_case=True)[1])

    def _found(self, text: str, *, any_case: bool) -> tuple[Sequence[_Word], set[int]]:
        if not self.hiding:
            return (), set()
        words = _read(text)
        places: set[int] = set()
        for one, is_near in self.hiding:
            loose = one.parts(text, words)
            if is_near:
                loose |= one.alone(words, own=self.own, any_case=any_case)
            hidden = one.whole(words) | (loose - self._others_in(words))
            if hidden:
                self.reached.add(one.subject)
                places |= hidden
        return words, places

    def _others_in(self, words: Sequence[_Word]) -> set[int]:
        keys = [word.key for word in words]
        return {place for spelling in self._spelled_others for place in _places(keys, spelling)}

    @cached_property
    def _spelled_others(self) -> list[list[str]]:
        """The names of others that have a word in common with what is hidden."""
        told = frozenset(word for one, _ in self.hiding for word in one.telling)
        spelled = ([word_key(word) for word in words_of(name)] for name in self.others)
        return [keys for keys in spelled if len(keys) > 1 and not told.isdisjoint(keys)]


def _without(text: str, words: Sequence[_Word], places: Sequence[int]) -> str:
    """``text`` with one ellipsis for each run of words at ``places`` that stand close together."""
    pieces: list[str] = []
    end, last = 0, -2
    for place in places:
        word = words[place]
        if place != last + 1 or not _is_close(text, words, place):
            pieces += [text[end : word.start], OMITTED]
        end, last = word.end, place
    return "".join([*pieces, text[end:]])
