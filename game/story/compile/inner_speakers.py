"""Speakers that stand where nobody can speak: inside braces, or behind the beginning of a paragraph."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from string import ascii_lowercase, digits

from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostics
from game.story.catalogue.quick_fixes import Mend, Model, Proposal
from game.story.compile.text_braces import closing_brace
from game.story.model.yaml_nodes import ScalarNode

_OF_IDS = frozenset(ascii_lowercase + digits + "_")
_BEGINS_ALTERNATIVE = frozenset(":|&~")
#: Behind these, and a space, something begins that could be meant to be spoken: a sentence, or what a dash sets apart.
_ENDS_SENTENCE = frozenset('.!?…—–*"”“»’)]}')


def report_inner_speakers(words: ScalarNode, people: Collection[str], found: Diagnostics) -> None:
    """Report ids of people with a colon that begin something else than a paragraph: they would be shown as they are."""
    text = words.value
    inner = [(begin, at) for begin, at in _spoken(text, people) if _begins_something(text, begin)]
    for begin, at in inner:
        mend = _outside(words, begin, at) if len(inner) == 1 else None
        model = Model(f"{text[begin:at]}: …")
        found.report(catalogue.SPEAKER_INSIDE, words.at(begin), mend=mend or model, id=text[begin:at])


def _spoken(text: str, people: Collection[str]) -> Iterator[tuple[int, int]]:
    """Where ids of people stand in front of a colon and a space: where each begins, and its colon."""
    at = text.find(":")
    while at >= 0:
        begin = at
        while begin and text[begin - 1] in _OF_IDS:
            begin -= 1
        if text[begin:at] in people and text[at + 1 : at + 2].isspace():
            yield begin, at
        at = text.find(":", at + 1)


def _begins_something(text: str, begin: int) -> bool:
    """Whether a line, an alternative or a sentence begins here, and no paragraph does."""
    before = text[:begin].rstrip()
    between = text[len(before) : begin]
    if not before or between.count("\n") > 1:
        return False
    return "\n" in between or before[-1] in _BEGINS_ALTERNATIVE or bool(between and before[-1] in _ENDS_SENTENCE)


def _outside(words: ScalarNode, begin: int, at: int) -> Proposal | None:
    """The speaker in front of the braces, where these are the whole paragraph and only their first text is spoken."""
    text = words.value
    start = text.rfind("\n\n", 0, begin) + 1
    while text[start].isspace():
        start += 1
    end = text.find("\n\n", begin)
    end = len(text[: end if end >= 0 else len(text)].rstrip())
    head = text[start:begin]
    if not head.startswith("{") or "{" in head[1:] or "|" in head or closing_brace(text, start, end) != end - 1:
        return None
    spoken = text[begin : at + 1]
    return Mend(f"{spoken} {head}", f"{head}{spoken} ", words.at(start)[1:])
