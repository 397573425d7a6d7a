"""E1: a real person speaks only in words that a dossier quotes, and with the source."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property

from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostics
from game.story.compile.collecting import Definitions
from game.story.editorial.passages import Passage
from game.story.editorial.real_people import WORD, Named, RealPeople
from game.story.editorial.sentences import LintParagraph, Sentence, same_words
from game.story.editorial.word_lists import ADVERBS, SPEAKING, TITLES
from game.support import limits

_QUOTED = re.compile(r"[\"“]([^\"“”]+)[\"”]")
_AFTER = re.compile(r"[\"”]?[\s,.;:–—-]*((?:[^\W\d_]+\.?\s+){0,3})$")
_HE_SAID = re.compile(rf"[\"”][\s,.;:–—-]*(?:[Hh]e|[Ss]he)\s+(?:{'|'.join(sorted(SPEAKING))})\b")
_APPOSITION = re.compile(r",[^,\"“”.!?]{1,60},")
_BREAK = re.compile(r"[.!?\"“”]")
#: So near a quotation stands whoever is plainly said to speak: in characters, and in names behind it.
_NEAR, _NAMES_BEHIND = 300, 4


class KnownQuotations:
    """What the dossiers quote: for each fact the words, and whom its statement names."""

    def __init__(self, defined: Definitions, people: RealPeople) -> None:
        self._facts, self._real = defined.facts, people
        self._said_by: dict[str, tuple[str, ...]] = {}
        self._named: dict[str, set[str]] = {}
        self._comparisons = limits.QUOTATION_COMPARISONS

    @cached_property
    def _words(self) -> dict[str, str]:
        words = {}
        for id_, fact in self._facts.items():
            own = [fact.quote.value] if fact.quote is not None else []
            own += _QUOTED.findall(fact.states.value)
            if own:
                words[id_] = " / ".join(f" {same_words(part)} " for part in own)
        return words

    @cached_property
    def _with_word(self) -> dict[str, list[str]]:
        """By each word the facts that quote it."""
        found: dict[str, list[str]] = {}
        for id_, own in self._words.items():
            for word in set(own.split()):
                found.setdefault(word, []).append(id_)
        return found

    def said_by(self, plain: str) -> tuple[str, ...] | None:
        """The facts that quote these words (as `same_words` makes them), in their order.

        None when so much was compared already that it is not asked any more.
        """
        found = self._said_by.get(plain)
        if found is None:
            candidates: list[str] = min((self._with_word.get(word, []) for word in plain.split()), key=len)
            fitting = []
            for id_ in candidates:
                own = self._words[id_]
                self._comparisons -= 1 + len(own) // 100
                if self._comparisons < 0:
                    return None
                if f" {plain} " in own:
                    fitting.append(id_)
            found = self._said_by[plain] = tuple(fitting)
        return found

    def people(self, id_: str) -> set[str]:
        """The full names of those whom a fact names."""
        if id_ not in self._named:
            fact = self._facts[id_]
            self._named[id_] = self._real.named_in(f"{fact.by.value} {fact.states.value}")
        return self._named[id_]


class _Speakers:
    """Who speaks in one paragraph. Names are looked for once, however many quotations there are."""

    def __init__(self, paragraph: LintParagraph, people: RealPeople, invented: frozenset[str]) -> None:
        self.text, self.start, self.people = paragraph.text, paragraph.start, people
        self.names = people.find(paragraph.text)
        self.starts = [name.start for name in self.names]
        self.breaks = [match.start() for match in _BREAK.finditer(paragraph.text)]
        self.sentences = paragraph.sentences
        self.begun = [sentence.start for sentence in paragraph.sentences]
        own = (match.start() for match in WORD.finditer(paragraph.text) if match[0] in invented)
        self.first_invented = next(own, len(paragraph.text))
        self._named: dict[int, set[str]] = {}

    def of(self, offset: int, words: str) -> str:
        """The full name of the real person to whom the words quoted at `offset` are plainly given, or nothing."""
        at = offset - self.start
        return next((mention.name for mention in self._before(at) if self._is_told(mention, at)), "") or self._behind(
            at, words
        )

    def _before(self, at: int) -> list[Named]:
        """The names before a quotation, in its own sentence."""
        last = bisect_left(self.breaks, at - 1) - 1
        begun = self.breaks[last] if last >= 0 else 0
        first, behind = bisect_left(self.starts, begun), bisect_left(self.starts, at)
        return [name for name in self.names[first:behind] if name.end < at]

    def _is_told(self, mention: Named, at: int) -> bool:
        tail = _APPOSITION.sub(" ", self.text[mention.end : min(at - 1, mention.end + _NEAR)], count=1)
        first = next((word for word in tail.split() if word not in ADVERBS and not word.endswith("ly")), "")
        told = (tail.strip() == ":" and at - mention.end <= _NEAR) or first.strip(",:") in SPEAKING
        return told and not _BREAK.search(tail)

    def _behind(self, at: int, words: str) -> str:
        behind = at + len(words) + 1
        first = bisect_left(self.starts, behind)
        for name in self.names[first : first + _NAMES_BEHIND]:
            between = _AFTER.match(self.text[behind : name.start]) if name.start - behind <= _NEAR else None
            if between:
                said = [word for word in between[1].split() if word not in TITLES]
                after = self.text[name.end : name.end + _NEAR].split()[:2]
                if said[-1] in SPEAKING if said else any(word.strip(".,:") in SPEAKING for word in after):
                    return name.name
        return ""

    def sentence(self, offset: int) -> Sentence | None:
        """The sentence in which something stands."""
        index = bisect_right(self.begun, offset) - 1
        sentence = self.sentences[index] if index >= 0 else None
        return sentence if sentence is not None and offset < sentence.start + len(sentence.text) else None

    def in_sentence(self, sentence: Sentence) -> set[str]:
        """The full names of those whom a sentence names."""
        if sentence.start not in self._named:
            begun = sentence.start - self.start
            first, behind = (bisect_left(self.starts, at) for at in (begun, begun + len(sentence.text)))
            self._named[sentence.start] = {name.name for name in self.names[first:behind]}
        return self._named[sentence.start]

    def meant(self, offset: int, words: str) -> set[str]:
        """Who is meant by `he said` behind a quotation: the last one named before it, unless somebody invented is."""
        at = offset - self.start
        if self.first_invented < at or not _HE_SAID.match(self.text, at + len(words)):
            return set()
        before = [name for name in self.names[: bisect_left(self.starts, at)][-1:] if name.end <= at]
        return {mention.name for mention in before}


def check_quotations(
    passage: Passage,
    paragraph: LintParagraph,
    people: RealPeople,
    invented: frozenset[str],
    known: KnownQuotations,
    found: Diagnostics,
) -> bool:
    """Report words that nobody said, and quotations without a source. Whether something was reported."""
    reported = False
    if not paragraph.quotations:
        return False
    speakers = _Speakers(paragraph, people, invented)
    marked = set(paragraph.facts)
    for offset, words in paragraph.quotations:
        plain = same_words(words)
        if not plain:
            continue
        person = speakers.of(offset, words)
        sentence = speakers.sentence(offset)
        if person:
            said_by = known.said_by(plain)
            if said_by is None:
                continue
            spot = passage.words.at(offset - 1)
            if not any(person in known.people(id_) for id_ in said_by):
                found.report(catalogue.INVENTED_QUOTATION, spot, name=person, words=_short(words))
                reported = True
            elif marked.isdisjoint(said_by):
                found.report(catalogue.QUOTATION_WITHOUT_SOURCE, spot, name=person, id=said_by[0])
                reported = True
        elif sentence is not None:
            named = speakers.in_sentence(sentence) or speakers.meant(offset, words)
            if named and known.said_by(plain) == () and not people.named_in(words):
                spot = passage.words.at(offset - 1)
                found.report(catalogue.DOUBTFUL_QUOTATION, spot, name=min(named), words=_short(words))
                reported = True
    return reported


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= 40 else flat[:38] + "…"
