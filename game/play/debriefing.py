"""What came of the questions of a play: each that was missed, with reason and source, and how each topic went."""

from __future__ import annotations

from collections.abc import Iterator

from game.engine.drawn_numbers import as_asked
from game.engine.events import QuestionAnswered
from game.engine.rendering import Span, render
from game.engine.rules import hints_shown
from game.localisation.lists_numbers_dates import labelled, out_of
from game.localisation.messages import gettext, ngettext, pgettext
from game.play.counted_answers import counted_answers
from game.play.history import Played
from game.play.narration import Told, question_words, source_words, told
from game.play.session import Session
from game.questions.debriefings import ConfidenceTally, Debriefing, MissedQuestion, TopicTally
from game.questions.kinds import type_of
from game.record.play_file import CONFIDENCES
from game.story.model.story import Question, Story
from game.story.model.topics import topic_name
from game.support.folding import folded_line

DEBRIEFS = {"debrief": False, "debrief.html": False, "debrief.md": True}
"""What stands behind `save` to take the debriefing along as a file, and whether as Markdown."""

#: How long the bar of a topic is, in characters.
_BAR = 10


def debriefing(session: Session) -> Debriefing:
    """What came of the questions of this play that have a verdict."""
    story = session.story
    missed: list[tuple[str, MissedQuestion]] = []
    verdicts: list[bool] = []
    topics: dict[str, list[bool]] = {}
    after_hints = 0
    said: dict[str, list[bool]] = {}
    for position, answered in counted_answers(session):
        before, played = session.played[position - 1 : position + 1]
        question = as_asked(story.questions[answered.question], session.seed)
        verdicts.append(answered.right)
        after_hints += answered.right and hints_shown(story, before.turn.state) > 0
        confidence = played.step.confidence if played.step is not None else ""
        said.setdefault(confidence, []).append(answered.right)
        for topic in question.topics or ("",):
            topics.setdefault(topic, []).append(answered.right)
        first_form = question.form_of or question.id
        if answered.right:
            missed = [
                (form, miss._replace(right_later=miss.right_later or form == first_form)) for form, miss in missed
            ]
        else:
            miss = _missed(story, question, answered, before)
            missed.append((first_form, miss._replace(was_sure=confidence == "sure")))
    tallies = (TopicTally(_called(story, topic), sum(went), len(went)) for topic, went in topics.items())
    misses = sorted((miss for _, miss in missed), key=lambda miss: not miss.was_sure)
    sure = (ConfidenceTally(word, sum(said[word]), len(said[word])) for word in reversed(CONFIDENCES) if word in said)
    return Debriefing(
        story.title, sum(verdicts), len(verdicts), tuple(misses), tuple(tallies), after_hints, tuple(sure)
    )


def _missed(story: Story, question: Question, answered: QuestionAnswered, before: Played) -> MissedQuestion:
    state = before.turn.state
    place = story.place_at(state.memory)
    chosen = next((answer for answer in question.answers if answer.id == answered.answer), None)
    texts = [text for text in (chosen.because if chosen is not None else None, question.because) if text is not None]
    paragraphs = (paragraph for text in texts for paragraph in render(story, text, state.memory, state.seed))
    facts = (story.facts[id_] for id_ in question.cites)
    return MissedQuestion(
        asked=question_words(story, state, question),
        given=answered.given,
        key=type_of(question).key(question),
        partly=answered.outcome == "partly",
        because=tuple("".join(span.words for span in paragraph.spans) for paragraph in paragraphs),
        sources=tuple(f"{fact.states} ({source_words(story, fact)})" for fact in facts),
        where=place.name if place is not None else "",
        hints=hints_shown(story, state),
    )


def calibration_sentences(tallies: tuple[ConfidenceTally, ...]) -> Iterator[str]:
    """How often somebody was right when sure, not sure, and guessing."""
    for tally in tallies:
        match tally.confidence:
            case "sure":
                yield ngettext(
                    "When you were sure, {number} of {all} was right.",
                    "When you were sure, {number} of {all} were right.", tally.right, all=tally.asked,
                )  # fmt: skip
            case "not sure":
                yield ngettext(
                    "When you were not sure, {number} of {all} was right.",
                    "When you were not sure, {number} of {all} were right.", tally.right, all=tally.asked,
                )  # fmt: skip
            case _:
                yield ngettext(
                    "When you guessed, {number} of {all} was right.",
                    "When you guessed, {number} of {all} were right.", tally.right, all=tally.asked,
                )  # fmt: skip


def _called(story: Story, topic: str) -> str:
    return topic_name(story, topic) if topic else pgettext("questions on no topic, among the topics", "other")


def debrief(session: Session) -> list[Told]:
    """The debriefing, as both clients show it."""
    found = debriefing(session)
    if not found.asked:
        return [told("message", gettext("You have not been asked anything yet."))]
    lines = [told("message", found.score)]
    lines.extend(told("hint", words) for words in calibration_sentences(found.confidences))
    for miss in found.missed:
        lines.append(told("question", miss.asked))
        lines.append(told("partly" if miss.partly else "wrong", miss.verdict))
        lines.extend(told("reason", words) for words in miss.because)
        lines.extend(told("source", words) for words in miss.sources)
    if len(found.topics) > 1:
        lines.append(told("message", gettext("By topic:")))
        longest = max(len(topic.name) for topic in found.topics)
        lines.extend(Told("hint", tuple(_bar(topic, longest))) for topic in found.topics)
    return lines


def _bar(topic: TopicTally, longest: int) -> Iterator[Span]:
    """A topic as a bar with its figures: “spending: ███████··· 3 of 4”. The bar is for the eye alone."""
    full = round(_BAR * topic.right / topic.asked)
    yield Span(labelled(topic.name, ""), "")
    yield Span(f"{' ' * (longest - len(topic.name))}{'█' * full}{'·' * (_BAR - full)} ", "drawn")
    yield Span(out_of(topic.right, topic.asked), "")


def debriefing_markdown(found: Debriefing) -> str:
    """The debriefing as a Markdown file."""
    return "\n".join(_markdown(found)) + "\n"


def _markdown(found: Debriefing) -> Iterator[str]:
    title = gettext("{story}: what came of the questions", story=_plain(found.title))
    yield f"# {title}"
    yield ""
    yield " ".join((found.score, *calibration_sentences(found.confidences)))
    for miss in found.missed:
        yield ""
        yield f"## {_plain(miss.asked)}"
        yield ""
        yield _plain(miss.verdict)
        for words in miss.because:
            yield ""
            yield _plain(words)
        for words in miss.sources:
            yield ""
            yield f"> {_plain(words)}"
    if found.topics:
        yield ""
        topic, right, asked = (
            pgettext("heading of a table", "Topic"),
            pgettext("heading of a table", "Right"),
            pgettext("heading of a table", "Asked"),
        )
        yield f"| {topic} | {right} | {asked} |"
        yield "| --- | ---: | ---: |"
        for tally in found.topics:
            yield f"| {_plain(tally.name)} | {tally.right} | {tally.asked} |"


def _plain(words: str) -> str:
    """Words of a pack on one line of Markdown, in which no character gives an order."""
    return "".join(f"\\{letter}" if letter in "\\`*_{}[]<>#|~" else letter for letter in folded_line(words))
