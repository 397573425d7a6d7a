"""What belongs to each of the rarer kinds of questions: from its keys to what is asked and graded."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import NamedTuple

from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostics
from game.story.catalogue.quick_fixes import Model
from game.story.compile.pack_names import PackNames
from game.story.model.drawn_number_values import numbers_around
from game.story.model.story import Answer, Question
from game.story.model.yaml_nodes import ScalarNode
from game.story.schema.question_definitions import QuestionDef
from game.support.counts import counted
from game.support.folding import folded_line
from game.support.slugs import slug

_MARKED = re.compile(r"\[([^\[\]]+)\]")
_PLAIN = r"[+-]?\d{1,15}(?:\.\d{1,15})?"
_RANGE = re.compile(rf"({_PLAIN}) ?to ?({_PLAIN})")
_TOLERANCE = re.compile(r"\d{1,15}(?:\.\d{1,15})? ?%?")
_DATE = re.compile(r"(-?\d{1,4})-(\d{1,2})-(\d{1,2})")
_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_YEAR = re.compile(r"-?\d{1,4}")
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

#: How the text of a question is shown in which words are marked.
PLACE = "_____"


class Making(NamedTuple):
    """What is needed to build a question of one of these kinds."""

    question: Question
    defined: QuestionDef
    names: PackNames
    found: Diagnostics

    @property
    def statements(self) -> dict[str, str]:
        """What the facts of this question's notes state."""
        facts = self.names.defined.facts
        notes = [word.value for word in self.defined.evidence or ()]
        return {id_: folded_line(facts[id_].states.value) for id_ in notes if id_ in facts}

    def wrong_shape(self, node: ScalarNode, key: str, example: str) -> None:
        """Report that a value is not what its key wants."""
        details = {"id": self.question.id, "key": key, "value": node.value, "example": example}
        self.found.report(catalogue.BAD_KEY_VALUE, node.spot, mend=Model(f"{key}: {example}"), **details)


def limits(making: Making, written: str) -> tuple[str, ...] | None:
    """The number that is shown as the key and, where others are right, too, the least and the most."""
    found = _RANGE.fullmatch(written)
    if found is not None:
        low, high = sorted((Decimal(found[1]), Decimal(found[2])))
        return str((low + high) / 2), str(low), str(high)
    given = tolerance_of(making)
    return numbers_around(Decimal(written.replace(" ", "")), given) if given is not None else None


def tolerance_of(making: Making) -> str | None:
    """How far from the number an answer may be; empty where it may not; None after reporting that it says nothing."""
    tolerance = making.defined.tolerance
    if tolerance is not None and not _TOLERANCE.fullmatch(tolerance.value.strip()):
        making.wrong_shape(tolerance, "tolerance", "0.5")
        return None
    return tolerance.value.strip() if tolerance is not None else ""


def _year(making: Making) -> Question | None:
    node = making.defined.year
    assert node is not None  # noqa: S101 - the kind says so
    if not _YEAR.fullmatch(node.value.strip()):
        making.wrong_shape(node, "year", "1949")
        return None
    return making.question._replace(accepted=((str(int(node.value)),),), form="year")


def _date(making: Making) -> Question | None:
    node = making.defined.date
    assert node is not None  # noqa: S101 - the kind says so
    found = _DATE.fullmatch(node.value.strip())
    if found is None or not 1 <= int(found[2]) <= 12 or not 1 <= int(found[3]) <= _DAYS[int(found[2]) - 1]:
        making.wrong_shape(node, "date", "1949-04-04")
        return None
    written = f"{int(found[1]):04}-{int(found[2]):02}-{int(found[3]):02}"
    return making.question._replace(accepted=((written, *_words(making.defined.answer)),), form="date")


def _time(making: Making) -> Question | None:
    node = making.defined.time
    assert node is not None  # noqa: S101 - the kind says so
    found = _TIME.fullmatch(node.value.strip())
    if found is None:
        making.wrong_shape(node, "time", "14:30")
        return None
    return making.question._replace(accepted=((f"{int(found[1]):02}:{found[2]}",),), form="time")


def _true_false(making: Making) -> Question | None:
    return making.question._replace(accepted=(("true" if making.defined.true_false else "false",),))


def _sort(making: Making) -> Question | None:
    pairs = making.defined.sort or ()
    things, groups = tuple(word.value for word, _ in pairs), tuple(word.value for _, word in pairs)
    if len(set(groups)) < 2:
        there = counted(len(set(groups)), "group")
        making.found.report(catalogue.TOO_FEW_ANSWERS, making.defined.spot, id=making.question.id, count=there)
    return making.question._replace(parts=things, partners=groups)


def _strike(making: Making) -> Question | None:
    node = making.defined.strike
    assert node is not None  # noqa: S101 - the kind says so
    marked = _words_of_answers(making.defined)
    if len(marked) < 2 or sum(word.startswith("!") for word in marked) != 1:
        making.wrong_shape(node, "strike", '"The [building] has [!nine] [wings]."')
        return None
    answers = [(word.removeprefix("!").strip(), word.startswith("!")) for word in marked]
    return making.question._replace(answers=_answers(making, answers), form="strike", shuffled=False)


def _word(making: Making) -> Question | None:
    node = making.defined.word
    assert node is not None  # noqa: S101 - the kind says so
    words = _words_of_answers(making.defined)
    if len(_MARKED.findall(node.value)) != 1 or len(words) < 2 or not all(words):
        making.wrong_shape(node, "word", '"It [has|may have|will have] eight wings."')
        return None
    answers = _answers(making, [(word, not at) for at, word in enumerate(words)])
    return making.question._replace(answers=answers, form="word")


def _whose(making: Making) -> Question | None:
    names = _words_of_answers(making.defined)
    if len(names) < 2:
        there = counted(len(names), "name")
        making.found.report(catalogue.TOO_FEW_ANSWERS, making.defined.spot, id=making.question.id, count=there)
        return None
    answers = _answers(making, [(name, not at) for at, name in enumerate(names)])
    return making.question._replace(answers=answers, form="whose")


def _evidence(making: Making) -> Question | None:
    notes = [word.value for word in making.defined.evidence or () if word.value in making.statements]
    if len(notes) < 2:
        making.found.report(
            catalogue.TOO_FEW_ANSWERS, making.defined.spot, id=making.question.id, count=counted(len(notes), "note")
        )
        return None
    answers = tuple(Answer(id_, making.statements[id_], not at, None) for at, id_ in enumerate(notes))
    return making.question._replace(answers=answers, form="evidence")


def _open(making: Making) -> Question | None:
    node = making.defined.open
    assert node is not None  # noqa: S101 - the kind says so
    return making.question._replace(accepted=((folded_line(node.value),),), verdict=False)


def _poll(making: Making) -> Question | None:
    words = _words_of_answers(making.defined)
    if len(words) < 2:
        there = counted(len(words), "answer")
        making.found.report(catalogue.TOO_FEW_ANSWERS, making.defined.spot, id=making.question.id, count=there)
    answers = _answers(making, [(word, True) for word in words])
    return making.question._replace(answers=answers, form="poll", verdict=False, shuffled=False)


def _answers(making: Making, words: list[tuple[str, bool]]) -> tuple[Answer, ...]:
    """Answers with ids made of their words; of a translation, of the words of the original."""
    ids = making.defined.ids_of_words
    if len(ids) != len(words):
        ids = _ids_made_of([said for said, _ in words])
    return tuple(Answer(id_, said, right, None) for id_, (said, right) in zip(ids, words, strict=True))


def ids_of_words(defined: QuestionDef) -> tuple[str, ...]:
    """The ids of the answers that are words of a text, or of a list; () for other kinds of questions."""
    words = _words_of_answers(defined)
    return _ids_made_of([word.removeprefix("!").strip() for word in words] if defined.strike is not None else words)


def _ids_made_of(words: Iterable[str]) -> tuple[str, ...]:
    """Ids made of words; the same words twice get a number."""
    made: list[str] = []
    for said in words:
        id_ = slug(said) or "answer"
        while id_ in made:
            id_ += "_2"
        made.append(id_)
    return tuple(made)


def _words_of_answers(defined: QuestionDef) -> list[str]:
    """The words of which one is taken: those to be struck, those for a place, names, those of a poll."""
    if defined.strike is not None:
        return [folded_line(word) for word in _MARKED.findall(defined.strike.value)]
    if defined.word is not None:
        places = _MARKED.findall(defined.word.value)
        return [folded_line(word) for word in places[0].split("|")] if places else []
    return [word.value for word in defined.whose or defined.poll or ()]


def _words(nodes: tuple[ScalarNode, ...]) -> tuple[str, ...]:
    return tuple(node.value for node in nodes)


def marked_text(defined: QuestionDef) -> str:
    """The text of a question in which words are marked, as the player sees it; empty where none is."""
    if defined.strike is not None:
        return _MARKED.sub(lambda found: f"[{found[1].strip().removeprefix('!').strip()}]", defined.strike.value)
    return _MARKED.sub(PLACE, defined.word.value) if defined.word is not None else ""


MAKERS: dict[str, Callable[[Making], Question | None]] = {
    "year": _year, "date": _date, "time": _time, "true_false": _true_false, "sort": _sort, "strike": _strike,
    "word": _word, "whose": _whose, "evidence": _evidence, "open": _open, "poll": _poll,
}  # fmt: skip
"""By the key that says what kind of question it is: the question with what belongs to that kind, or None."""
