"""E1: a real person speaks only in words that a dossier quotes, and with the source."""

from __future__ import annotations

import re
from typing import NamedTuple

from game.story import catalogue
from game.story.diagnostics import Diagnostics
from game.story.editorial.passages import Passage
from game.story.editorial.real_people import RealPeople
from game.story.editorial.sentences import Paragraph, same_words
from game.story.editorial.word_lists import ADVERBS, SPEAKING, TITLES
from game.story.gathering import Definitions


class Quoted(NamedTuple):
    """What the dossiers quote: for each fact the words, and whom its statement names."""

    words: dict[str, str]
    people: dict[str, set[str]]


def quoted(defined: Definitions, people: RealPeople) -> Quoted:
    """All quotations of the dossiers, and the words between quotation marks in their statements."""
    words, named = {}, {}
    for id_, one in defined.facts.items():
        own = [one.quote.value] if one.quote is not None else []
        own += re.findall(r"[\"“]([^\"“”]+)[\"”]", one.states.value)
        if own:
            words[id_] = " / ".join(f" {same_words(part)} " for part in own)
            named[id_] = people.named_in(f"{one.by.value} {one.states.value}")
    return Quoted(words, named)


_AFTER = re.compile(r"[\"”]?[\s,.;:–—-]*((?:[^\W\d_]+\.?\s+){0,3})$")
_HE_SAID = re.compile(rf"[\"”][\s,.;:–—-]*(?:[Hh]e|[Ss]he)\s+(?:{'|'.join(sorted(SPEAKING))})\b")
_APPOSITION = re.compile(r",[^,\"“”.!?]{1,60},")


def speaker(paragraph: Paragraph, offset: int, words: str, people: RealPeople) -> str:
    """The full name of the real person to whom the words quoted at `offset` are plainly given, or nothing."""
    text, at = paragraph.text, offset - paragraph.start
    behind = at + len(words) + 1
    for one in people.find(text):
        if one.start >= behind and (between := _AFTER.match(text[behind : one.start])):
            said = [word for word in between[1].split() if word not in TITLES]
            after = text[one.end :].split()[:2]
            if said[-1] in SPEAKING if said else any(word.strip(".,:") in SPEAKING for word in after):
                return one.name
        elif one.end < at:
            tail = _APPOSITION.sub(" ", text[one.end : at - 1], count=1)
            first = next((word for word in tail.split() if word not in ADVERBS and not word.endswith("ly")), "")
            told = tail.strip() == ":" or first.strip(",:") in SPEAKING
            if told and not re.search(r"[.!?\"“”]", tail):
                return one.name
    return ""


def _meant(paragraph: Paragraph, offset: int, words: str, people: RealPeople, invented: frozenset[str]) -> set[str]:
    """Who is meant by `he said` behind a quotation: whoever is named last before it, unless somebody invented is."""
    at = offset - paragraph.start
    if not _HE_SAID.match(paragraph.text, at + len(words)) or not invented.isdisjoint(paragraph.text[:at].split()):
        return set()
    return {one.name for one in people.find(paragraph.text[:at])[-1:]}


def check_quotations(
    passage: Passage,
    paragraph: Paragraph,
    people: RealPeople,
    invented: frozenset[str],
    known: Quoted,
    found: Diagnostics,
) -> bool:
    """Report words that nobody said, and quotations without a source. Whether something was reported."""
    reported = False
    for offset, words in paragraph.quotations:
        plain = f" {same_words(words)} "
        if not plain.strip():
            continue
        person = speaker(paragraph, offset, words, people)
        said_by = [id_ for id_, own in known.words.items() if plain in own]
        sentence = next((one for one in paragraph.sentences if one.start <= offset < one.start + len(one.text)), None)
        spot = passage.words.at(offset - 1)
        if person:
            if not any(person in known.people[id_] for id_ in said_by):
                found.report(catalogue.INVENTED_QUOTATION, spot, name=person, words=_short(words))
                reported = True
            elif not set(said_by) & set(paragraph.facts):
                found.report(catalogue.QUOTATION_WITHOUT_SOURCE, spot, name=person, id=said_by[0])
                reported = True
        elif sentence is not None and not said_by:
            named = people.named_in(sentence.text) or _meant(paragraph, offset, words, people, invented)
            if named and not people.named_in(words):
                found.report(catalogue.DOUBTFUL_QUOTATION, spot, name=min(named), words=_short(words))
                reported = True
    return reported


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= 40 else flat[:38] + "…"
