"""The form of each kind of question: its fields, and the answer that a filled form gives, as one would type it.

So there is one way to grade. Answers are known by the places at which they are shown: what the author calls them, and
in which order they stand in the pack, could give the right one away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple, TypeAlias

from game.engine.drawn_numbers import as_asked
from game.engine.rules import answer_order
from game.engine.state import Action, AnswerGiven
from game.localisation.lists_numbers_dates import and_list
from game.localisation.messages import gettext, pgettext
from game.play.question_card import question_card
from game.play.session import Session
from game.questions.picking import pickable
from game.story.model.story import Question

FormWay: TypeAlias = Literal["choose", "tick", "truth", "words", "number", "passage", "gaps", "order", "pairs"]
"""How an answer is given: one of `choices`; all that apply; true or false, perhaps with a reason among `choices`; a few
words, a number, a passage; words for each gap; a choice for each place in an order; a choice for each row."""

_FIRST_REASON = 2  # `pickable` has the two truths in front of the reasons
_GAP = re.compile(r"_{3,}")
_MOST_RADIOS = 4
"""Of more groups than these one is chosen from a list that opens."""


class FormChoice(NamedTuple):
    """Something that can be chosen: what the form sends for it, and its words."""

    value: str
    words: str


class FormRow(NamedTuple):
    """A field of its own within an answer: its name, what stands before it, and what was filled in before."""

    name: str
    words: str
    filled: str = ""


class AnswerForm(NamedTuple):
    """The fields of an answer. `filled` is what was filled in before: by the names of the fields, their values.

    `unit` stands behind a number. `compact`: the choices of each row are few, and stand side by side. `inline`: each
    gap stands in the text of the question.
    """

    way: FormWay
    choices: tuple[FormChoice, ...] = ()
    rows: tuple[FormRow, ...] = ()
    unit: str = ""
    compact: bool = False
    inline: bool = False
    filled: Mapping[str, str] = {}


class FormAnswer(NamedTuple):
    """What a filled form comes to: an action, or in `problem` a sentence on what is missing."""

    action: Action | None
    problem: str = ""


def answer_form(session: Session, filled: Mapping[str, str] | None = None) -> AnswerForm | None:
    """The form of the question that waits; None where none does, or where an earlier answer stands."""
    question = session.question
    if question is None or session.first_answer is not None:
        return None
    filled = filled or {}
    asked = as_asked(question, session.seed)
    order = answer_order(session.story, session.state, question)
    parts = [FormChoice(part.key, part.words) for part in pickable(asked, order)]
    match asked.kind:
        case "choice":
            return AnswerForm("choose", _answers(session), filled=filled)
        case "several":
            return AnswerForm("tick", tuple(parts), filled=filled)
        case "true_false":
            return AnswerForm("truth", tuple(parts[_FIRST_REASON:]), filled=filled)
        case "order":
            rows = _rows("place", [place_in_order(number) for number in range(1, len(parts) + 1)], filled)
            return AnswerForm("order", tuple(parts), rows, filled=filled)
        case "match" | "sort":
            choices = tuple(part for part in parts if not part.value.isdecimal())
            rows = _rows("pair", list(asked.parts), filled)
            return AnswerForm("pairs", choices, rows, compact=len(choices) <= _MOST_RADIOS, filled=filled)
        case "cloze":
            return _gaps(session, asked, filled)
        case "number":
            return AnswerForm("number", unit=asked.unit if asked.form != "year" else "", filled=filled)
        case "open":
            return AnswerForm("passage", filled=filled)
    return AnswerForm("words", filled=filled)


def _answers(session: Session) -> tuple[FormChoice, ...]:
    """The answers that can be chosen, in the order in which this play shows them."""
    offered = zip(session.options, session.labels, strict=True)
    words = [label for option, label in offered if option.kind == "answer"]
    return tuple(FormChoice(str(place), label) for place, label in enumerate(words, 1))


def _rows(name: str, words: list[str], filled: Mapping[str, str]) -> tuple[FormRow, ...]:
    names = [f"{name}-{number}" for number in range(1, len(words) + 1)]
    return tuple(FormRow(name, row, filled.get(name, "")) for name, row in zip(names, words, strict=True))


def _gaps(session: Session, question: Question, filled: Mapping[str, str]) -> AnswerForm:
    count = len(question.accepted)
    card = question_card(session)
    shown = sum(len(_GAP.findall(span.words)) for paragraph in card.text for span in paragraph) if card else 0
    if count == 1:
        names = [gettext("The missing words")]
    else:
        names = [gettext("Gap {place} of {count}", place=number, count=count) for number in range(1, count + 1)]
    return AnswerForm("gaps", rows=_rows("gap", names, filled), inline=shown == count, filled=filled)


def place_in_order(number: int) -> str:
    """A place in an order that is to be found, counted from 1."""
    match number:
        case 1:
            return pgettext("place in an order", "First")
        case 2:
            return pgettext("place in an order", "Second")
        case 3:
            return pgettext("place in an order", "Third")
        case 4:
            return pgettext("place in an order", "Fourth")
        case 5:
            return pgettext("place in an order", "Fifth")
    return pgettext("place in an order", "Place {number}", number=number)


def answer_given(session: Session, form: Mapping[str, str]) -> FormAnswer:
    """The answer that this form gives to the question that waits. What the form has besides is not looked at."""
    shown = answer_form(session)
    if shown is None:
        return FormAnswer(None, gettext("No question waits for an answer now."))
    if shown.way == "choose":
        return _chosen(session, shown, form)
    problem = "".join(_missing(shown, form))
    return FormAnswer(None, problem) if problem else FormAnswer(AnswerGiven(_line(shown, form)))


def _chosen(session: Session, shown: AnswerForm, form: Mapping[str, str]) -> FormAnswer:
    places = [choice.value for choice in shown.choices]
    answers = [option.id for option in session.options if option.kind == "answer"]
    given = form.get("answer", "")
    if given not in places:
        return FormAnswer(None, gettext("Choose one of the answers."))
    return FormAnswer(answers[places.index(given)])


def _missing(shown: AnswerForm, form: Mapping[str, str]) -> Iterator[str]:
    """What is missing in a form, as one sentence; nothing where it is whole."""
    match shown.way:
        case "tick" if not _ticked(shown, form):
            yield gettext("Tick every answer that is right.")
        case "truth" if form.get("truth") not in ("true", "false"):
            yield gettext("Say whether it is true or false.")
        case "truth" if shown.choices and not form.get("reason"):
            yield gettext("Choose the reason, too.")
        case "words" | "number" | "passage" if not form.get("answer", "").strip():
            yield gettext("Write your answer first.")
        case "gaps" if not any(form.get(row.name, "").strip() for row in shown.rows):
            yield gettext("Fill the gaps first.")
        case "order" | "pairs":
            yield from _missing_rows(shown, form)


def _missing_rows(shown: AnswerForm, form: Mapping[str, str]) -> Iterator[str]:
    empty = [row.words for row in shown.rows if not form.get(row.name)]
    if empty:
        # Translators: {rows} are the places in an order, or the things to be matched, that still have no answer.
        yield gettext("Something is still to be chosen for: {rows}.", rows=and_list(empty))
        return
    given = [form[row.name] for row in shown.rows]
    twice = [choice.words for choice in shown.choices if given.count(choice.value) > 1]
    if twice and len(shown.rows) == len(shown.choices):
        # Translators: {choices} are words of the question that were chosen more than once.
        yield gettext("Each is chosen once; this was chosen more often: {choices}.", choices=and_list(twice))


def _ticked(shown: AnswerForm, form: Mapping[str, str]) -> list[str]:
    return [choice.value for choice in shown.choices if form.get(f"tick-{choice.value}")]


def _line(shown: AnswerForm, form: Mapping[str, str]) -> str:
    """The answer as one would type it."""
    match shown.way:
        case "tick":
            return " ".join(_ticked(shown, form))
        case "truth":
            return " ".join(filter(None, (form["truth"], form.get("reason", "") if shown.choices else "")))
        case "gaps":
            # A semicolon stands between the gaps, so none may stand in a gap.
            return "; ".join(form.get(row.name, "").replace(";", ",").strip() for row in shown.rows)
        case "order":
            return " ".join(form[row.name] for row in shown.rows)
        case "pairs":
            return " ".join(f"{number}{form[row.name]}" for number, row in enumerate(shown.rows, 1))
    return form.get("answer", "").strip()
