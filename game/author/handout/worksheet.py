"""What stands on a worksheet and in its key, before it becomes HTML or Markdown.

Options are in the order that a play with this seed would show, so the same seed gives the same sheet and the key to it.
"""

from __future__ import annotations

from collections.abc import Iterable

from game.engine import chance
from game.engine.drawn_numbers import as_asked
from game.engine.rendering import Span
from game.engine.rules import answer_order
from game.engine.state import State
from game.localisation.lists_numbers_dates import comma_list, labelled
from game.localisation.messages import gettext
from game.play.narration import passage
from game.questions.kinds import type_of
from game.questions.pairing import groups
from game.questions.true_false import truth_name
from game.report.handout_page import Evidence, Gap, Group, Key, OptionReply, StyledParagraph, Task, Worksheet, letter
from game.story.compile.question_bank import GAP
from game.story.model.story import ROAMING, Dossier, Fact, Question, Story
from game.story.model.text import Text
from game.story.model.topics import topic_title


def _instruction(question: Question) -> str:
    """What a pupil is to do."""
    match question.kind:
        case "choice":
            return gettext("Tick one box.")
        case "several":
            return gettext("Tick every box that is right.")
        case "true_false" if question.answers:
            return gettext("Write whether it is true or false, and tick the reason.")
        case "true_false":
            return gettext("Write whether it is true or false.")
        case "number":
            return gettext("Write a number.")
        case "typed":
            return gettext("Write the answer on the line.")
        case "cloze":
            return gettext("Fill in what is missing.")
        case "order":
            return gettext("Number the boxes from 1 to {parts} in the right order.", parts=len(question.parts))
        case "match":
            return gettext("Write the right letter beside each number.")
        case "sort":
            return gettext("Write the letter of its group beside each number.")
        case "open":
            return gettext("Write what you think.")


def make_worksheet(story: Story, questions: Iterable[Question], seed: int) -> Worksheet:
    """The worksheet with these questions, grouped by topic in the order in which topics come up."""
    by_topic: dict[str, list[Question]] = {}
    for question in questions:
        by_topic.setdefault(question.topics[0] if question.topics else "", []).append(question)
    state = State(story.layout.start, ROAMING, (), 0, seed)
    groups, number = [], 1
    for topic, members in by_topic.items():
        tasks = tuple(_task(story, state, question, number + index) for index, question in enumerate(members))
        number += len(tasks)
        groups.append(Group(topic_title(story, topic) or gettext("More questions"), tasks))
    return Worksheet(story.title, _disclaimer(story, state), tuple(groups), seed, story.id)


def draw_questions(story: Story, topic: str, count: int | None, seed: int) -> list[Question]:
    """The questions on a topic (empty: all), and of these a number drawn with the seed, in the order of the pack."""
    questions = [question for question in story.questions.values() if not topic or topic in question.topics]
    if count is None or count >= len(questions):
        return questions
    drawn = chance.shuffled(seed, "handout", len(questions))[:count]
    return [questions[index] for index in sorted(drawn)]


def _task(story: Story, state: State, question: Question, number: int) -> Task:
    question = as_asked(question, state.seed)
    order = answer_order(story, state, question)
    options: tuple[str, ...] = ()
    if question.answers:
        options = tuple(question.answers[index].words for index in order)
    elif question.kind == "order":
        options = tuple(question.parts[index] for index in order)
    left, right = _sides(question, order)
    return Task(
        number=number,
        kind=question.kind,
        asked=_asked(story, state, question),
        instruction=_instruction(question),
        options=options,
        left=left,
        right=right,
        unit=question.unit,
        key=_key(story, state, question, order),
    )


def _sides(question: Question, order: tuple[int, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What stands on the left, and what belongs to it on the right, where things are matched or sorted."""
    if question.kind == "match":
        return question.parts, tuple(question.partners[index] for index in order)
    if question.kind == "sort":
        known = tuple(groups(question))
        return question.parts, known + ("",) * (len(question.parts) - len(known))
    return (), ()


def _asked(story: Story, state: State, question: Question) -> tuple[tuple[Span | Gap, ...], ...]:
    paragraphs: list[tuple[Span | Gap, ...]] = [
        _without_marks(paragraph) for paragraph in _paragraphs(story, state, question.text)
    ]
    if question.kind == "cloze":
        # The gaps stand in the last paragraph, which holds nothing but words.
        words = "".join(part.words for part in paragraphs[-1] if isinstance(part, Span))
        pieces = words.split(GAP)
        with_gaps: list[Span | Gap] = [Span(pieces[0], "")]
        for index, piece in enumerate(pieces[1:], 1):
            with_gaps += [Gap(index, len(pieces) - 1), Span(piece, "")]
        paragraphs[-1] = tuple(with_gaps)
    return tuple(paragraphs)


def _without_marks(paragraph: StyledParagraph) -> StyledParagraph:
    """Without the marks that refer to sources, which stand in the key; whose words a quotation has stays."""
    kept: list[Span] = []
    for span in paragraph:
        if span.style != "source" or (kept and kept[-1].style == "quotation"):
            kept.append(span)
        elif kept:
            kept[-1] = kept[-1]._replace(words=kept[-1].words.rstrip(" "))
    return tuple(kept)


def _key(story: Story, state: State, question: Question, order: tuple[int, ...]) -> Key:
    answer, also = type_of(question).key(question), ""
    replies: tuple[OptionReply, ...] = ()
    match question.kind:
        case "choice" | "several" | "true_false":
            replies = tuple(
                OptionReply(letter(at), option.words, option.right, _paragraphs(story, state, option.because))
                for at, option in enumerate(question.answers[index] for index in order)
            )
            right = "; ".join(f"{reply.label}) {reply.words}" for reply in replies if reply.right)
            answer = right
            if question.kind == "true_false":
                answer = "; ".join(filter(None, (truth_name(question.accepted[0][0]), right)))
            if not question.verdict:
                answer, replies = gettext("None of these is right or wrong."), ()
        case "typed":
            also = comma_list(question.accepted[0][1:])
        case "cloze":
            answer = "; ".join(f"({at}) {gap[0]}" for at, gap in enumerate(question.accepted, 1))
            also = "; ".join(f"({at}) {comma_list(gap[1:])}" for at, gap in enumerate(question.accepted, 1) if gap[1:])
            if len(question.accepted) == 1:
                answer, also = answer.removeprefix("(1) "), also.removeprefix("(1) ")
        case "order":
            numbers = comma_list(str(index + 1) for index in order)
            # Translators: {numbers} stand in the boxes, {answer} are the things in their right order.
            answer = gettext("{numbers} (from top to bottom): {answer}", numbers=numbers, answer=answer)
        case "match":
            pairs = enumerate(zip(question.parts, question.partners, strict=True))
            answer = "; ".join(
                f"{at + 1}{letter(order.index(at))} ({labelled(left, right)})" for at, (left, right) in pairs
            )
    hints = tuple(_paragraphs(story, state, hint) for hint in question.hints)
    because = _paragraphs(story, state, question.because)
    return Key(answer, also, because, replies, _evidence(story, question), hints)


def _evidence(story: Story, question: Question) -> tuple[Evidence, ...]:
    found = []
    for id_ in question.cites:
        fact = story.facts[id_]
        dossier = story.dossiers[fact.dossier]
        source = _source(dossier, fact)
        found.append(Evidence(f"{fact.number}.{fact.paragraph}", fact.states, source))
    return tuple(found)


def _source(dossier: Dossier, fact: Fact) -> str:
    article, paragraph = str(dossier.article), str(fact.paragraph)
    if fact.by == "article":
        # Translators: where a fact is from, and for which time it holds.
        return gettext(
            "{dossier}; article {article}, paragraph {paragraph}; according to the article; as of {date}",
            dossier=dossier.title, article=article, paragraph=paragraph, date=fact.as_of,
        )  # fmt: skip
    # Translators: where a fact is from, who says it, and for which time it holds.
    return gettext(
        "{dossier}; article {article}, paragraph {paragraph}; according to {speaker}; as of {date}",
        dossier=dossier.title, article=article, paragraph=paragraph, speaker=fact.by, date=fact.as_of,
    )  # fmt: skip


def _paragraphs(story: Story, state: State, text: Text | None) -> tuple[StyledParagraph, ...]:
    """A text as it is shown at the beginning of a play."""
    if text is None:
        return ()
    return tuple(told.spans for told in passage(story, text, state.memory, state.seed))


def _disclaimer(story: Story, state: State) -> tuple[StyledParagraph, ...]:
    if story.disclaimer is not None:
        return _paragraphs(story, state, story.disclaimer)
    words = gettext("Part of an invented story.")
    if story.dossiers:
        sources = "; ".join(_dated(dossier.title, dossier.as_of) for dossier in story.dossiers.values())
        # Translators: {sources} are titles, each with the time for which it holds.
        words = gettext("Part of an invented story. Its questions rest on: {sources}.", sources=sources)
    return ((Span(words, ""),),)


def _dated(title: str, date: str) -> str:
    # Translators: a source, and the time for which it holds.
    return gettext("{title} (as of {date})", title=title, date=date)
