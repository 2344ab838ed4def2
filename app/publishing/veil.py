"""What of some people's names a text may not tell, and the text without it.

A name is looked for under every spelling on record, without accents and case and in the
orthographies that `app.kit.text` takes as one; in any order, with initials, joined as in a hashtag,
with a further name or a nickname inside. Two of its words together are hidden wherever they stand,
unless both are first names before another surname. A word alone is hidden, if it has a capital, in
what has to do with its bearer, and if it is long inside another word as well; elsewhere it stays,
for most names are those of many. The public name of somebody else stays whole, and so does that of
a place or an organisation, unless it tells first name and surname.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from app.kit.text import word_key
from app.publishing.concealed import Concealed
from app.publishing.projection import Spoken, Subject
from app.publishing.reading import (
    Word,
    are_close,
    compact,
    decoded,
    meanings,
    places_of,
    readings,
    telling,
    words_of,
)

OMITTED = "…"
Span = tuple[int, int]
"""Where something stands in a text: its first character, and the one behind its last."""


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
        """What it hides in a record and in words about it.

        ``named`` are the names under which a person is published there: they stay whole.
        """
        hiding = tuple(
            (
                one,
                subject is not None
                and (one.subject == subject or one.concerns(subject, references)),
            )
            for one in self.concealed
        )
        return Cover(hiding, self.others, tuple(named))


@dataclass(frozen=True)
class Cover:
    """What is hidden in the texts of one record: of each name whether the record concerns it."""

    hiding: tuple[tuple[Concealed, bool], ...] = ()
    others: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    reached: set[Subject] = field(default_factory=set[Subject])
    """Whose names were found and hidden so far."""
    _covered: dict[str, str] = field(default_factory=dict[str, str], init=False, compare=False)
    """A record says most things several times: once for each language, and for all of them."""

    def text(self, text: str) -> str:
        """``text`` with an ellipsis for each run of hidden words."""
        if not self.hiding:
            return text
        if text not in self._covered:
            self._covered[text] = self._cover(text)
        return self._covered[text]

    def _cover(self, text: str) -> str:
        found, plain = self._found(text), decoded(text)
        if plain != text and len(behind := self._found(plain)) > len(found):
            text, found = plain, behind
        return _without(text, sorted(found))

    def tells(self, text: str) -> bool:
        """Whether an address or a part of one holds what is hidden, in whatever case."""
        return bool(self.hiding) and any(
            self._found(meaning, any_case=True) for meaning in meanings(text)
        )

    def reach(self, text: str) -> None:
        """Note whose names an address or a part of one holds, in whatever case."""
        for meaning in meanings(text):
            self._found(meaning, any_case=True)

    def as_if_near(self) -> "Cover":
        """What it would hide if the record had to do with everybody whom it reached."""
        hiding = tuple((one, True) for one, _ in self.hiding if one.subject in self.reached)
        return Cover(hiding, self.others, self.own, self.reached)

    def _found(self, text: str, *, any_case: bool = False) -> set[Span]:
        letters = compact(text)
        hiding = [(one, near) for one, near in self.hiding if one.may_stand_in(letters)]
        found: set[Span] = set()
        for words in readings(text) if hiding else ():
            others, own = self._named(self.others, words), self._named(self.own, words)
            for one, near in hiding:
                read = one.read(text, words)
                loose = one.parts(text, read)
                if near:
                    loose |= one.alone(read, own=self._own_words, any_case=any_case)
                    loose |= set(one.initials(text, read))
                spans = {_span([read[place]]) for place in loose}
                hidden = {span for span in spans if not _is_within(span, [*others, *own])}
                for run in one.whole(read):
                    hidden |= _told(one, run, others, own)
                if hidden:
                    self.reached.add(one.subject)
                    found |= hidden
        return found

    def _named(self, names: Iterable[str], words: Sequence[Word]) -> list[Span]:
        """Where names of others stand."""
        keys = [word.key for word in words]
        return [
            _span(words[start : start + len(sought)])
            for sought in (self._spelled[name] for name in names if name in self._spelled)
            for start in places_of(keys, sought)
        ]

    @cached_property
    def _own_words(self) -> frozenset[str]:
        return frozenset(word for name in self.own for word in telling(name))

    @cached_property
    def _spelled(self) -> dict[str, list[str]]:
        """The names of others that have a word in common with what is hidden."""
        told = frozenset(word for one, _ in self.hiding for word in one.telling)
        spelled = {
            name: [word_key(word) for word in words_of(name)] for name in (*self.others, *self.own)
        }
        return {
            name: keys
            for name, keys in spelled.items()
            if len(keys) > 1 and not told.isdisjoint(telling(name))
        }


def _told(
    one: Concealed, run: Sequence[Word], others: Iterable[Span], own: Iterable[Span]
) -> set[Span]:
    """Which words of a whole spelling are hidden; none if it is part of a longer name."""
    whole = _span(run)
    longer = [other for other in others if other != whole]
    if _is_within(whole, own) or _is_within(whole, longer):
        return set()
    return {_span([word]) for word in run if word.key not in one.kept}


def _span(words: Sequence[Word]) -> Span:
    return words[0].start, words[-1].end


def _is_within(span: Span, others: Iterable[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in others)


def _without(text: str, spans: Sequence[Span]) -> str:
    """``text`` with one ellipsis for each run of ``spans`` that stand close together."""
    pieces: list[str] = []
    end = 0
    before: Span | None = None
    for span in spans:
        if before is None or not are_close(text, before, span):
            pieces += [text[end : span[0]], OMITTED]
        end, before = span[1], span
    return "".join([*pieces, text[end:]])
