"""E1: a real person speaks only in words that a dossier quotes, and with the source."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache, cached_property

from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostics
from game.story.compile.collecting import Definitions
from game.story.editorial.passages import Passage
from game.story.editorial.quotation_marks import CLOSING, OPENING, Quoted, quotations_in
from game.story.editorial.real_people import WORD, Named, RealPeople, is_title
from game.story.editorial.sentences import LintParagraph, Sentence, same_words
from game.story.editorial.words.lint_words import LintWords, is_adverb
from game.support import limits

#: Between a quotation and the name behind it: at most so many words.
_AFTER = re.compile(r"[\s,.;:–—―-]*((?:[^\W\d_]+(?:-[^\W\d_]+)?\.?\s+){0,4})$")
_APPOSITION = re.compile(f",[^,.!?{OPENING}{CLOSING}]{{1,60}},")
_BREAK = re.compile(r"[.!?…。！？؟।]")
_COLON = frozenset((":", "："))
#: So near a quotation stands whoever is plainly said to speak: in characters, and in names behind it.
_NEAR, _NAMES_BEHIND = 300, 4


class KnownQuotations:
    """What the dossiers quote: for each fact the words, and whom its statement names."""

    def __init__(self, defined: Definitions, people: RealPeople, beside: Definitions | None = None) -> None:
        """`beside`: the pack as it was written, where `defined` is a translation: its words were said, too."""
        self._facts, self._real = defined.facts, people
        self._beside = {} if beside is None else beside.facts
        self._said_by: dict[str, tuple[str, ...]] = {}
        self._named: dict[str, set[str]] = {}
        self._comparisons = limits.QUOTATION_COMPARISONS

    @cached_property
    def _words(self) -> dict[str, str]:
        words = {}
        for id_, fact in self._facts.items():
            both = [fact, *([self._beside[id_]] if id_ in self._beside else [])]
            own = [said.quote.value for said in both if said.quote is not None]
            own += [quoted.words for said in both for quoted in quotations_in(said.states.value, frozenset())]
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

    def __init__(
        self, paragraph: LintParagraph, people: RealPeople, invented: frozenset[str], words: LintWords
    ) -> None:
        self.text, self.start, self.words = paragraph.text, paragraph.start, words
        self.names = people.find(paragraph.text)
        self.starts = [name.start for name in self.names]
        marks = [at for quoted in paragraph.quotations for at in (quoted.start, quoted.end - 1)]
        self.breaks = sorted([*(match.start() for match in _BREAK.finditer(paragraph.text)), *marks])
        self.sentences = paragraph.sentences
        self.begun = [sentence.start for sentence in paragraph.sentences]
        own = (match.start() for match in WORD.finditer(paragraph.text) if match[0] in invented)
        self.first_invented = next(own, len(paragraph.text))
        self._named: dict[int, set[str]] = {}

    def of(self, quoted: Quoted) -> str:
        """The full name of the real person to whom quoted words are plainly given, or nothing."""
        told = (mention.name for mention in self._before(quoted.start) if self._is_told(mention, quoted.start))
        return next(told, "") or self._behind(quoted)

    def _before(self, at: int) -> list[Named]:
        """The names before a quotation, in its own sentence."""
        last = bisect_left(self.breaks, at) - 1
        begun = self.breaks[last] if last >= 0 else 0
        first, behind = bisect_left(self.starts, begun), bisect_left(self.starts, at)
        return [name for name in self.names[first:behind] if name.end <= at]

    def _is_told(self, mention: Named, at: int) -> bool:
        """Whether it is said between a name and a quotation that this is who speaks."""
        tail = self.text[mention.end : min(at, mention.end + _NEAR)]
        if tail.strip() in _COLON:
            return at - mention.end <= _NEAR
        if mention.is_inflected:
            return False
        parts = _APPOSITION.sub(" ", tail, count=1).split()
        says = [part.strip(",:，：").lower() in self.words.speaking for part in parts]
        first = next((index for index, part in enumerate(parts) if not is_adverb(part, self.words)), None)
        if first is not None and says[first]:
            return True
        # `hat gestern gesagt:`
        return len(parts) > 1 and parts[0] in self.words.auxiliaries and tail.rstrip()[-1:] in _COLON and says[-1]

    def _behind(self, quoted: Quoted) -> str:
        """The name behind a quotation of whom it is said there that these are the words: `said Olga Brandt`."""
        first = bisect_left(self.starts, quoted.end)
        for name in self.names[first : first + _NAMES_BEHIND]:
            between = _AFTER.match(self.text[quoted.end : name.start]) if name.start - quoted.end <= _NEAR else None
            if between:
                said = [word for word in between[1].split() if not self._stands_before_names(word)]
                while len(said) > 1 and is_adverb(said[-1], self.words):
                    said.pop()
                after = self.text[name.end : name.end + _NEAR].split()[:2]
                speaking = self.words.speaking
                if said[-1].lower() in speaking if said else any(word.strip(".,:—") in speaking for word in after):
                    return name.name
        return ""

    def _stands_before_names(self, word: str) -> bool:
        return is_title(word, self.words) or (self.words.code != "en" and word.lower() in self.words.determiners)

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

    def meant(self, quoted: Quoted) -> set[str]:
        """Who is meant by `he said` behind a quotation: the last one named before it, unless somebody invented is."""
        if not self.words.speaking or self.first_invented < quoted.start:
            return set()
        if not _he_said(self.words).match(self.text, quoted.end):
            return set()
        return {mention.name for mention in self.names[: bisect_left(self.starts, quoted.start)][-1:]}


@cache
def _he_said(words: LintWords) -> re.Pattern[str]:
    """`he said`, `sagte er`, `dit-elle`; in a language that leaves the pronoun out, the verb alone."""
    verbs, pronouns = "|".join(sorted(words.speaking)), "|".join(words.pronouns)
    told = rf"(?:{verbs})(?=[\s.,;:—–]*(?:\Z|[.,;:—–]))"
    if pronouns:
        told = rf"(?:(?:{pronouns})\s+(?:{verbs})|(?:{verbs})(?:-t)?[\s-](?:{pronouns}))\b"
    return re.compile(rf"[\s,.;:–—-]*{told}", re.IGNORECASE)


def check_quotations(
    passage: Passage,
    paragraph: LintParagraph,
    people: RealPeople,
    invented: frozenset[str],
    known: KnownQuotations,
    words: LintWords,
    found: Diagnostics,
) -> bool:
    """Report words that nobody said, and quotations without a source. Whether something was reported."""
    reported = False
    if not paragraph.quotations:
        return False
    speakers = _Speakers(paragraph, people, invented, words)
    marked = set(paragraph.facts)
    for quoted in paragraph.quotations:
        plain = same_words(quoted.words)
        if not plain:
            continue
        person = speakers.of(quoted)
        sentence = speakers.sentence(paragraph.start + quoted.begins)
        spot = passage.words.at(paragraph.start + quoted.start)
        if person:
            said_by = known.said_by(plain)
            if said_by is None:
                continue
            if not any(person in known.people(id_) for id_ in said_by):
                found.report(catalogue.INVENTED_QUOTATION, spot, name=person, words=_short(quoted.words))
                reported = True
            elif marked.isdisjoint(said_by):
                found.report(catalogue.QUOTATION_WITHOUT_SOURCE, spot, name=person, id=said_by[0])
                reported = True
        elif sentence is not None:
            named = speakers.in_sentence(sentence) or speakers.meant(quoted)
            if named and known.said_by(plain) == () and not people.named_in(quoted.words):
                found.report(catalogue.DOUBTFUL_QUOTATION, spot, name=min(named), words=_short(quoted.words))
                reported = True
    return reported


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= 40 else flat[:38] + "…"
