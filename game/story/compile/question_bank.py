"""The question bank: from the definition of a question to a question that can be asked and graded."""

from __future__ import annotations

import re

from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostics
from game.story.catalogue.quick_fixes import Mend, Model, guessed, replaced_by
from game.story.compile.drawn_number_parsing import DrawnNames, drawn_names, gapped_parts, key_text, report_unused
from game.story.compile.pack_names import PackNames
from game.story.compile.question_kinds import MAKERS, Making, limits, marked_text, tolerance_of
from game.story.compile.text_lines import lines_of
from game.story.compile.text_parsing import parse_text
from game.story.model.drawn_number_values import Draws, accepted_words
from game.story.model.layout import Slot
from game.story.model.story import Answer, Question, QuestionKind
from game.story.model.text import Paragraph, Parts, Run, Text
from game.story.model.yaml_nodes import ScalarNode, Spot
from game.story.schema import value_guesses
from game.story.schema.definition_schema import declared_keys
from game.story.schema.question_definitions import AnswerDef, QuestionDef, takes_feedback
from game.support.counts import counted
from game.support.folding import folded_line
from game.support.similarity import nearest
from game.support.slugs import slug

_KINDS: dict[str, QuestionKind] = {
    "answers": "choice", "true_false": "true_false", "answer": "typed", "number": "number", "year": "number",
    "date": "typed", "time": "typed", "cloze": "cloze", "order": "order", "match": "match", "sort": "sort",
    "strike": "choice", "word": "choice", "whose": "choice", "evidence": "choice", "open": "open", "poll": "choice",
}  # fmt: skip
_NUMBER = re.compile(r"[+-]?\d{1,15}(\.\d{1,15})?([eE][+-]?\d{1,2})?")
_RANGE = re.compile(r"[+-]?\d{1,15}(?:\.\d{1,15})?to[+-]?\d{1,15}(?:\.\d{1,15})?")
_GAP = re.compile(r"\[([^\[\]]+)\]")

GAP = "_____"
"""How a gap is shown."""


def hint_id(question: str, number: int) -> str:
    """The id of the text of a hint; the hints of a question are counted from 1."""
    return f"{question}.hints.{number}"


class Bank:
    """Builds the questions of one pack."""

    def __init__(self, names: PackNames, found: Diagnostics) -> None:
        self.names, self.found = names, found

    def question(self, id_: str, number: int, defined: QuestionDef) -> Question | None:
        """The question, or None after reporting what it lacks."""
        self.check_citations(id_, defined)
        kinds = [word for word in _KINDS if getattr(defined, word) not in (None, ())]
        if kinds[:2] == ["answer", "date"]:
            kinds = ["date"]  # other words for the date
        written = {word.value for word in defined.written}
        if any(word in written and getattr(defined, word) is None for word in _KINDS):
            return None  # why it could not be read was reported
        if len(kinds) != 1:
            self.found.report(
                catalogue.QUESTION_KIND,
                defined.spot,
                mend=Model("answers:\n  - right: …\n  - wrong: …", _column(defined)) if not kinds else None,
                id=id_,
                kinds=", ".join(_KINDS),
                found=" and ".join(kinds) or "none of them",
            )
            return None
        kind = _KINDS[kinds[0]]
        drawn = drawn_names(id_, defined, frozenset(self.names.ids.measures), self.found)
        if drawn is not None and kinds[0] not in ("number", "cloze"):
            spot = next(word.spot for word in defined.written if word.value == "draws")
            self.found.report(catalogue.DRAWS_OF_ANOTHER_KIND, spot, id=id_, kind=kinds[0])
        text = self.text(id_, kind, defined, drawn)
        if text is None:
            return None
        question = Question(
            id=id_, kind=kind, text=text,
            cites=tuple(word.value for word in defined.cites), topics=tuple(self.names.question_topics[id_]),
            because=self.feedback(defined.because, f"{id_}.because", drawn),
            outcome=Slot(f"answer.{id_}", 0, 0, 0, 0), number=number,
            exact=tuple(word.value for word in defined.exact), shuffled=defined.shuffle, tries=defined.tries,
            hints=tuple(
                parse_text(words, hint_id(id_, number), None, self.names, self.found)
                for number, words in enumerate(defined.hints, 1)
            ),
            form_of=defined.form_of.value if defined.form_of is not None else "",
        )  # fmt: skip
        if defined.reasons is not None:
            question = question._replace(answers=self.answers(id_, defined, "reasons"))
        if kinds[0] in MAKERS:
            made = MAKERS[kinds[0]](Making(question, defined, self.names, self.found))
            return self.with_feedback(made, defined) if made is not None else None
        if defined.feedback:
            self.with_feedback(question, defined)  # it has words of nothing
        match kind:
            case "choice":
                answers = self.answers(id_, defined)
                several = sum(answer.right for answer in answers) > 1
                return question._replace(answers=answers, kind="several" if several else "choice")
            case "typed":
                return self.typed(question, defined)
            case "number":
                return self.with_draws(self.number(question, defined, drawn), defined, drawn)
            case "cloze":
                return self.with_draws(self.cloze(question, defined, drawn), defined, drawn)
            case "order":
                parts = tuple(word.value for word in defined.order or ())
                self.distinct(id_, defined.order or (), (defined.order or (defined,))[0].spot)
                return question._replace(parts=parts)
            case _:
                pairs = defined.match or ()
                left = tuple(word.value for word, _ in pairs)
                if len(pairs) < 2:
                    there = counted(len(pairs), "pair")
                    self.found.report(catalogue.TOO_FEW_ANSWERS, defined.spot, id=id_, count=there)
                return question._replace(parts=left, partners=tuple(word.value for _, word in pairs))

    def check_citations(self, id_: str, defined: QuestionDef) -> None:
        """Report a question without a source, and sources that no dossier has."""
        if not any(word.value == "cites" for word in defined.written):
            self.found.report(
                catalogue.CITATION_MISSING, defined.spot, mend=Model("cites: fact_id", _column(defined)), id=id_
            )
        for word in (*defined.cites, *(defined.evidence or ())):
            if word.value not in self.names.facts and not self.found.excuses(word.value):
                near = nearest(word.value, self.names.facts)
                suggestion = f"Did you mean `{near}`? " if near else "Look it up in the dossier."
                details = {"kind": "fact", "id": word.value, "suggestion": suggestion}
                self.found.report(catalogue.UNKNOWN_ID, word.spot, mend=replaced_by(near), **details)

    def text(self, id_: str, kind: QuestionKind, defined: QuestionDef, drawn: DrawnNames | None) -> Text | None:
        """What is asked, with the gaps of a cloze drawn."""
        marked = marked_text(defined) if defined.cloze is None else _GAP.sub(GAP, defined.cloze.value)
        if marked:
            parts: Parts = (Run(lines_of(marked)),)
            if defined.cloze is not None and drawn is not None:
                parts = gapped_parts(lines_of(marked), defined.cloze, drawn, self.found)
            gapped = Paragraph("", parts)
            before = self.feedback(defined.text, f"{id_}.text", drawn)
            return Text(f"{id_}.text", (*before.paragraphs, gapped) if before else (gapped,))
        if defined.text is None:
            if not any(word.value == "text" for word in defined.written):
                self.found.report(
                    catalogue.QUESTION_TEXT, defined.spot, mend=Model("text: What is asked?", _column(defined)), id=id_
                )
            return None
        return parse_text(defined.text, f"{id_}.text", None, self.names, self.found, sums=drawn)

    def feedback(self, words: ScalarNode | None, id_: str, drawn: DrawnNames | None = None) -> Text | None:
        """A text shown after an answer."""
        return parse_text(words, id_, None, self.names, self.found, sums=drawn) if words is not None else None

    def answers(self, id_: str, defined: QuestionDef, key: str = "answers") -> tuple[Answer, ...]:
        """The answers, or reasons, to choose from, with what is wrong about them reported."""
        made: list[Answer] = []
        unclear = False
        for answer in getattr(defined, key) or ():
            words = answer.right or answer.wrong
            if words is None or (answer.right and answer.wrong):
                unclear = True
                written = {word.value for word in answer.written}
                if written <= set(declared_keys(AnswerDef)) and bool(words) == bool(written & {"right", "wrong"}):
                    self.found.report(catalogue.MARKED_BOTH, answer.spot, mend=Model("- right: …\n- wrong: …"))
                continue
            made.append(self.answer(id_, answer, words, made))
        right = sum(answer.right for answer in made)
        if unclear:
            return tuple(made)
        spot = next(word.spot for word in defined.written if word.value == key)
        if len(made) < 2:
            mend = Model("- wrong: …", spot.column + 2)
            self.found.report(catalogue.TOO_FEW_ANSWERS, spot, mend=mend, id=id_, count=counted(len(made), "answer"))
        elif right in (0, len(made)) or (key == "reasons" and right != 1):
            mend = Model("- right: the answer that is right\n- wrong: another", spot.column + 2)
            self.found.report(catalogue.NO_RIGHT_ANSWER, spot, mend=mend, id=id_, count=right or "none")
        return tuple(made)

    def answer(self, question: str, defined: AnswerDef, words: ScalarNode, others: list[Answer]) -> Answer:
        """One of the answers to choose from."""
        id_ = defined.id.value if defined.id else slug(words.value)
        if any(other.words.casefold() == words.value.casefold() for other in others):
            self.found.report(catalogue.SAME_ANSWER, words.spot, id=question, answer=words.value)
        while any(other.id == id_ for other in others):
            id_ += "_2"
        because = self.feedback(defined.because, f"{question}.{id_}.because")
        return Answer(id_, words.value, defined.right is not None, because)

    def with_feedback(self, question: Question, defined: QuestionDef) -> Question:
        """The question with what is told on each of the words, or notes, that can be taken."""
        answers = list(question.answers if defined.feedback and takes_feedback(defined) else ())
        for words, told in defined.feedback or ():
            named = [answer.id if question.form == "evidence" else answer.words for answer in answers]
            at = next((at for at, name in enumerate(named) if name.casefold() == words.value.casefold()), None)
            if at is None:
                known = f"There are: {', '.join(named)}." if named else "Write it as `because:` of an answer."
                self.found.report(
                    catalogue.FEEDBACK_ON_NOTHING, words.spot, mend=replaced_by(nearest(words.value, named)),
                    words=words.value, id=question.id, known=known,
                )  # fmt: skip
                continue
            answers[at] = answers[at]._replace(because=self.feedback(told, f"{question.id}.{answers[at].id}.because"))
        return question._replace(answers=tuple(answers)) if answers else question

    def typed(self, question: Question, defined: QuestionDef) -> Question:
        """The question with the answers that are right and those that are near and wrong."""
        accepted = tuple(word.value for word in defined.answer)
        rejected = tuple(word.value for word in defined.not_)
        if len(accepted) == 1 and ", " in accepted[0]:
            mend = Mend(f"[{accepted[0]}]")
            self.found.report(catalogue.ONE_ANSWER_WITH_COMMA, defined.answer[0].spot, mend=mend, answer=accepted[0])
        folded = {answer.casefold() for answer in accepted}
        for word in defined.not_:
            if word.value.casefold() in folded:
                self.found.report(catalogue.RIGHT_IS_LISTED_WRONG, word.spot, answer=word.value, id=question.id)
        return question._replace(accepted=(accepted,), rejected=rejected)

    def with_draws(self, question: Question | None, defined: QuestionDef, drawn: DrawnNames | None) -> Question | None:
        """The question with one variant of its key: that of the least numbers."""
        if drawn is None or question is None:
            return question
        report_unused(drawn, defined, self.found)
        if question.draws is None or not question.draws.fits(question.text, question.because):
            return question._replace(draws=None)  # why was told
        least = {number.name: number.least for number in drawn.numbers}
        return question._replace(accepted=accepted_words(question.draws, least, is_number=question.kind == "number"))

    def drawn_number(self, question: Question, defined: QuestionDef, drawn: DrawnNames) -> Question | None:
        """The question with its key as a sum of what is drawn, or None when it is none."""
        assert defined.number is not None  # noqa: S101 - the kind says so
        tolerance = tolerance_of(Making(question, defined, self.names, self.found))
        made = drawn.sum(defined.number, self.found)
        if made is None or tolerance is None:
            return None
        draws = Draws(drawn.numbers, ((Text("", (Paragraph("", (made,)),)),),), tolerance)
        return question._replace(draws=draws, unit=defined.unit.value if defined.unit else "")

    def number(self, question: Question, defined: QuestionDef, drawn: DrawnNames | None) -> Question | None:
        """The question with its number, or None when it is none."""
        assert defined.number is not None  # noqa: S101 - the kind says so
        if drawn is not None:
            return self.drawn_number(question, defined, drawn)
        written = defined.number.value.replace(" ", "")
        if not _NUMBER.fullmatch(written) and not _RANGE.fullmatch(written):
            mend = guessed("number", value_guesses.decimal(defined.number.value), "8")
            details = {"id": question.id, "value": defined.number.value}
            self.found.report(catalogue.BAD_NUMBER_KEY, defined.number.spot, mend=mend, **details)
            return None
        unit = defined.unit.value if defined.unit else ""
        accepted = limits(Making(question, defined, self.names, self.found), written.replace("to", " to "))
        form = "range" if "to" in written else ""
        return question._replace(accepted=(accepted,), unit=unit, form=form) if accepted else None

    def cloze(self, question: Question, defined: QuestionDef, drawn: DrawnNames | None) -> Question:
        """The question with its gaps."""
        assert defined.cloze is not None  # noqa: S101 - the kind says so
        gaps = tuple(
            tuple(folded_line(alternative) for alternative in gap.split("|") if alternative.strip())
            for gap in _GAP.findall(defined.cloze.value)
        )
        if not gaps or not all(gaps):
            mend = Model("cloze: The building has [eight|8] wings.")
            self.found.report(catalogue.NO_GAP, defined.cloze.spot, mend=mend, id=question.id)
        if drawn is not None and gaps and all(gaps):
            question = question._replace(draws=Draws(drawn.numbers, self.drawn_gaps(defined.cloze, drawn)))
        return question._replace(accepted=gaps, rejected=tuple(word.value for word in defined.not_))

    def drawn_gaps(self, cloze: ScalarNode, drawn: DrawnNames) -> tuple[tuple[Text, ...], ...]:
        """For each gap its right words, with the sums that stand in them."""
        gaps: list[tuple[Text, ...]] = []
        for gap in _GAP.finditer(cloze.value):
            pieces = [piece for piece in re.finditer(r"[^|]+", gap[1]) if piece[0].strip()]
            keys: list[Text] = []
            for piece in pieces:
                start = gap.start(1) + piece.end() - len(piece[0].lstrip())
                end = gap.start(1) + piece.start() + len(piece[0].rstrip())
                keys.append(key_text(cloze, start, end, drawn, self.found))
            gaps.append(tuple(keys))
        return tuple(gaps)

    def distinct(self, id_: str, words: tuple[ScalarNode, ...], spot: Spot) -> None:
        """Report parts that come twice, and parts so few that there is nothing to find out (at `spot`)."""
        folded = [word.value.casefold() for word in words]
        for index, word in enumerate(words):
            if folded[index] in folded[:index]:
                self.found.report(catalogue.SAME_ANSWER, word.spot, id=id_, answer=word.value)
        if len(words) < 2:
            self.found.report(catalogue.TOO_FEW_ANSWERS, spot, id=id_, count=counted(len(words), "part"))


def _column(defined: QuestionDef) -> int | None:
    """The column of the question's keys."""
    return defined.written[0].spot.column if defined.written else None
