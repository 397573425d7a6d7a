"""What research on learning asks of a pack's questions as a whole."""

from __future__ import annotations

from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostics
from game.story.compile.collecting import Definitions
from game.story.compile.uncited_questions import awaits_facts
from game.story.editorial.sentences import same_words
from game.story.editorial.words.lint_words import LintWords
from game.story.model.story import Apply, Ask, Story

#: Below this number of questions a share means nothing.
_FEW_QUESTIONS = 4


def check_bank(
    defined: Definitions, story: Story, learned: set[str], met: set[str], words: LintWords, found: Diagnostics
) -> None:
    """Report what the questions of a pack are like, taken together, and facts that are asked for but never `met`."""
    _shares(defined, story, found)
    _twice(defined, story, words, found)
    asked = {id_ for node in story.nodes if type(node) is Ask for id_ in node.questions}
    for id_, question in defined.questions.items():
        if awaits_facts(question):
            continue  # it was imported just now: one finding a file says that there is work to do
        if question.because is None:
            found.report(catalogue.NO_REASON, question.spot, id=id_)
        if id_ not in asked:
            found.report(catalogue.NEVER_ASKED, question.spot, id=id_)
    if learned:  # else a pack without a notebook: a quiz on what the class has read
        _never_met(defined, met, found)


def _shares(defined: Definitions, story: Story, found: Diagnostics) -> None:
    total = len(story.questions)
    choices = sum(question.kind == "choice" for question in story.questions.values())
    assert defined.pack is not None  # noqa: S101 - a story was compiled from it
    if total >= _FEW_QUESTIONS and (total - choices) * 10 < total * 3:
        found.report(catalogue.MOSTLY_CHOICE, defined.pack.spot, count=choices, total=total)


def _twice(defined: Definitions, story: Story, words: LintWords, found: Diagnostics) -> None:
    """Two questions of one kind with the same words that count. In another form a question may come back."""
    seen: dict[tuple[str, frozenset[str]], str] = {}
    for id_, question in defined.questions.items():
        text = " ".join(part.value for part in (question.text, question.cloze) if part is not None)
        counting = frozenset(word for word in same_words(text).split() if word not in words.empty)
        sides = [side for pair in question.match or () for side in pair]
        parts = frozenset(part.value.casefold() for part in (*(question.order or ()), *sides))
        key = (story.questions[id_].kind, counting | parts)
        other = seen.setdefault(key, id_)
        if other != id_ and counting:
            found.report(catalogue.SAME_QUESTION, question.spot, id=id_, other=other)


def _never_met(defined: Definitions, met: set[str], found: Diagnostics) -> None:
    """Facts that are asked for, or stand in the pack's own dossier, and that a player never meets."""
    asked: set[str] = set()
    for question in defined.questions.values():
        for word in question.cites:
            asked.add(word.value)
            if word.value not in met:
                found.report(catalogue.ASKED_NEVER_MET, word.spot, id=word.value)
    listed = {word.value for word in (defined.pack.dossiers if defined.pack else ())}
    for dossier in defined.dossiers.values():
        if dossier.dossier.value in listed:
            continue
        for name, _ in dossier.facts:
            if name.value not in met and name.value not in asked:
                found.report(catalogue.NEVER_MET, name.spot, id=name.value)


def facts_learned(story: Story) -> set[str]:
    """The facts that go into the notebook somewhere."""
    applied = [node.effects for node in story.nodes if type(node) is Apply]
    return {subject for effects in applied for _, _, _, kind, subject in effects if kind == "learn"}
