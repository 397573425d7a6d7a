"""The words in which things are told, the same in both clients.

A turn becomes a list of `Told`: lines with a kind and spans of words. What a kind looks like is the client's affair.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple, TypeAlias

from game.engine import events
from game.engine.drawn_numbers import as_asked
from game.engine.events import Event
from game.engine.rendering import (
    RenderedParagraph,
    Span,
    clock_time,
    facts_marked_in,
    quotation_span,
    render,
    render_words,
    source_mark,
)
from game.engine.rules import answer_order, asked_question, hints_shown
from game.engine.state import ClosedChoice, State
from game.localisation.lists_numbers_dates import and_list, labelled
from game.localisation.messages import gettext, ngettext, pgettext
from game.questions.kinds import type_of
from game.story.model.measures import Measure
from game.story.model.story import Fact, Question, Story
from game.story.model.text import Text

NarrationKind: TypeAlias = Literal[
    "place", "story", "speech", "note", "change", "question", "part", "hint",
    "right", "wrong", "partly", "noted", "reason", "source", "ending", "message", "heading", "line", "margin",
    "strip", "act", "learned",
]  # fmt: skip
"""What a told line is. `part` is one of the lettered parts of a question, `change` a measure or the clock.

`heading`, `line` and `margin` are parts of a document: a title, what stands in a line, what is said of it. `strip` is
what a turn changed, on one line; `act` the title of a part of the story that begins; `learned` a fact that was
noted."""


#: So many places are named through which a walk led.
_PASSED = 6


def the_end() -> str:
    """The title of an ending that has none."""
    return gettext("The end")


class Told(NamedTuple):
    """One paragraph to show."""

    kind: NarrationKind
    spans: tuple[Span, ...]

    @property
    def words(self) -> str:
        """The words without styles."""
        return "".join(span.words for span in self.spans)


def told(kind: NarrationKind, words: str) -> Told:
    """A paragraph in one style."""
    return Told(kind, (Span(words, ""),))


def tell(
    story: Story, state: State, happened: tuple[Event, ...], confidence: str = "", *, all_notes: bool = False
) -> list[Told]:
    """All that is to be shown of a turn that led to `state`, in the order of reading.

    `confidence` is how sure the player said to be of the answer that is among it. `all_notes`: also those that say what
    was just read.
    """
    lines: list[Told] = []
    for event in _without_repetition(story, state, _with_title_first(story, happened), all_notes):
        lines.extend(_tell(story, state, event, confidence))
    return lines


def _without_repetition(story: Story, state: State, happened: tuple[Event, ...], all_notes: bool) -> Iterator[Event]:
    """The events without what the others tell: a fact that was just read, with its mark; a place that comes later."""
    noted = {event.fact for event in happened if isinstance(event, events.FactLearned)}
    read: set[str] = set()
    if noted and not all_notes:
        for event in happened:
            if isinstance(event, events.TextShown) and event.text.facts() & noted:
                read |= facts_marked_in(story, event.text, event.memory, state.seed)
    for number, event in enumerate(happened):
        if isinstance(event, events.FactLearned) and event.fact in read:
            continue
        if isinstance(event, events.Moved) and events.Arrived in map(type, happened[number:]):
            continue
        yield event


def _with_title_first(story: Story, happened: tuple[Event, ...]) -> tuple[Event, ...]:
    """The events in the order of reading: the engine reports an end behind its texts, and its title stands above."""
    ended = next((event for event in happened if isinstance(event, events.Ended)), None)
    if ended is None:
        return happened
    text = story.endings[ended.ending].text
    begins = max(
        index for index, shown in enumerate(happened) if isinstance(shown, events.TextShown) and shown.text == text
    )
    return (*happened[:begins], ended, *(event for event in happened[begins:] if event is not ended))


def _tell(story: Story, state: State, event: Event, confidence: str) -> Iterator[Told]:
    match event:
        case events.TextShown(text, memory):
            yield from passage(story, text, memory, state.seed)
        case events.Arrived(place, _):
            yield told("place", story.places[place].name)
        case events.Moved(place):
            yield told("place", story.places[place].name)
        case events.PassedThrough(places):
            yield told("hint", passed_words(story, places))
        case events.FactLearned(fact):
            # Translators: a fact stands behind it, which goes into the notebook.
            yield _fact("note", gettext("Noted:"), story, story.facts[fact])
        case events.ItemReceived(item):
            yield told("change", gettext("You have {item}.", item=story.items[item].name))
        case events.ItemLost(item):
            yield told("change", gettext("You no longer have {item}.", item=story.items[item].name))
        case events.Achieved(achievement):
            feat = story.achievements[achievement]
            words = f"{feat.title}. {feat.text}" if feat.text else f"{feat.title}."
            # Translators: the title of something that the player has achieved stands behind it.
            label = gettext("Achievement:")
            yield Told("note", (Span(f"{label} ", "strong"), Span(words, "")))
        case events.MeasureChanged(measure, before, after):
            shown = story.measures[measure]
            if not shown.hidden:
                yield told("change", _changed(shown, before, after))
        case events.TimePassed(before, after):
            yield told("change", _passed(after - before, after))
        case events.QuestionAsked(question):
            yield from question_lines(story, state, as_asked(story.questions[question], state.seed))
        case events.LookedUp(_, facts):
            for fact in facts:
                # Translators: a fact from the notebook stands behind it.
                yield _fact("note", gettext("Your notebook says:"), story, story.facts[fact])
        case events.HintShown(question, number):
            yield from _hint(story, state, story.questions[question], number)
        case events.AskedAgain(question):
            yield from question_lines(story, state, story.questions[question])
        case events.QuestionAnswered():
            yield from feedback(story, state, event, confidence)
        case events.Ended(ending):
            yield told("ending", story.endings[ending].title or the_end())
        case _:
            return


def _changed(measure: Measure, before: int, after: int) -> str:
    change = f"{after - before:+d}"
    # Translators: {change} has its sign in front: +5 or -5. {most} is the most that the measure can be.
    return gettext(
        "{measure} {change} (now {value} of {most})",
        measure=measure.name, change=change, value=after, most=measure.slot.high,
    )  # fmt: skip


def _passed(minutes: int, now: int) -> str:
    # Translators: {duration} is so many hours, minutes, or both, as in “1 hour and 20 minutes”. The form is chosen for
    # the hours or the minutes alone, or for the sum of both where there are both.
    return ngettext(
        "{duration} passes. It is {time}.", "{duration} pass. It is {time}.", units_of_time(minutes),
        duration=minutes_in_words(minutes), time=clock_time(now),
    )  # fmt: skip


def units_of_time(minutes: int) -> int:
    """How many things are named when a time is told in hours and minutes, for the form of a verb."""
    return sum(divmod(minutes, 60))


def passed_words(story: Story, places: tuple[str, ...]) -> str:
    """Through which places a walk led: the first few by name, in the order in which one came through."""
    names = [in_sentence(story.places[id_].name) for id_ in places[:_PASSED]]
    more = len(places) - len(names)
    if more:
        # Translators: the last in a list of places: “By way of the hall, the yard and 3 more.”
        names.append(ngettext("{number} more", "{number} more", more))
    return gettext("By way of {places}.", places=and_list(names))


def minutes_in_words(number: int) -> str:
    """So many minutes, as hours and minutes."""
    hours, minutes = divmod(number, 60)
    parts = [ngettext("{number} hour", "{number} hours", hours)] * bool(hours)
    return and_list([*parts, *([ngettext("{number} minute", "{number} minutes", minutes)] * bool(minutes))])


def passage(story: Story, text: Text, memory: int, seed: int) -> Iterator[Told]:
    """The paragraphs of a text; spoken ones begin with the speaker's name."""
    for paragraph in render(story, text, memory, seed):
        yield _paragraph(story, paragraph)


def _paragraph(story: Story, paragraph: RenderedParagraph) -> Told:
    if paragraph.document:
        return Told("heading" if paragraph.document in ("title", "section") else "line", paragraph.spans)
    if not paragraph.speaker:
        return Told("story", paragraph.spans)
    name = story.people[paragraph.speaker].name
    return Told("speech", (Span(labelled(name, ""), "strong"), *paragraph.spans))


def _fact(kind: NarrationKind, before: str, story: Story, fact: Fact) -> Told:
    return Told(
        kind,
        (
            Span(f"{before} ", "strong"),
            Span(f"{fact.states} ", ""),
            Span(f"[{source_mark(story, fact.id)}]", "source"),
        ),
    )


def source_words(story: Story, fact: Fact) -> str:
    """Where a fact is from: the dossier, the paragraph, who says it, and for which time it holds."""
    title, paragraph = story.dossiers[fact.dossier].title, str(fact.paragraph)
    # Translators: where a fact is from. {speaker} is who says it, {date} the time for which it holds.
    return gettext(
        "“{dossier}”, paragraph {paragraph}; {speaker}; {date}",
        dossier=title, paragraph=paragraph, speaker=said_by(fact), date=fact.as_of,
    )  # fmt: skip


def said_by(fact: Fact) -> str:
    """Who says a fact, for a list: a name, or the article itself."""
    # Translators: in a list of what a fact rests on, in the place of the name of whoever says it.
    return pgettext("who says it", "the article") if fact.by == "article" else fact.by


def question_words(story: Story, state: State, question: Question) -> str:
    """The question on one line."""
    return render_words(story, question.text, state.memory, state.seed)


def question_lines(story: Story, state: State, question: Question) -> Iterator[Told]:
    """The question, its parts if it has any, the hints that were asked for, and how to answer."""
    for paragraph in render(story, question.text, state.memory, state.seed):
        yield Told("question", paragraph.spans)
    order = answer_order(story, state, question)
    for part in type_of(question).parts(question, order):
        yield told("part", part)
    if asked_question(story, state) is question:
        for number in range(1, hints_shown(story, state) + 1):
            yield from _hint(story, state, question, number)
    hint = type_of(question).how_to_answer(question)
    if hint:
        yield told("hint", hint)


def _hint(story: Story, state: State, question: Question, number: int) -> Iterator[Told]:
    """One of the hints of a question; where there are several, with which it is."""
    count = len(question.hints)
    title = gettext("Hint {number} of {all}:", number=number, all=count) if count > 1 else gettext("Hint:")
    title += " "
    for paragraph in render(story, question.hints[number - 1], state.memory, state.seed):
        yield Told("note", (Span(title, "strong"), *_paragraph(story, paragraph).spans))
        title = ""


def feedback(story: Story, state: State, event: events.QuestionAnswered, confidence: str = "") -> Iterator[Told]:
    """After every answer: whether it was right, the key, the reason, and the passages it rests on.

    Of a right answer these are folded behind their marks, so that the story goes on; `answer_sources` opens them. Who
    may answer again is told neither the key nor what gives it away. Who was sure and was wrong is told so, and reads
    the words of the source, too: such an error is mended best at once.
    """
    question = as_asked(story.questions[event.question], state.seed)
    if event.again:
        yield from _try_again(story, state, question, event)
        return
    key = type_of(question).key(question)
    answer = key if key.endswith((".", "!", "?")) else f"{key}."
    if not question.verdict:
        # Translators: the player answered a question that has no verdict; {answer} is a model answer.
        yield told("noted", gettext("Noted. Compare: {answer}", answer=key) if question.accepted else gettext("Noted."))
    elif event.right:
        # Translators: {key} is the answer as it is spelled right, {answer} the right answer with its full stop.
        spelled = gettext("Right (spelled: {key}).", key=key)
        yield told("right", spelled if event.spelling else gettext("Right: {answer}", answer=answer))
    elif event.credit > 0:
        # Translators: {given} is what the player answered: the quotation marks stand at the beginning of the message.
        # {answer} is the right answer, with its full stop.
        words = gettext("“{given}” is right in part. The answer: {answer}", given=event.given, answer=answer)
        yield told("partly", words)
    elif event.given:
        # Translators: {given} is what the player answered: the quotation marks stand at the beginning of the message.
        # {answer} is the right answer, with its full stop.
        words = gettext("“{given}” is not it. The answer: {answer}", given=event.given, answer=answer)
        yield told("wrong", words)
    else:
        # Translators: {answer} is the right answer, with its full stop.
        yield told("wrong", gettext("The answer: {answer}", answer=answer))
    missed_though_sure = confidence == "sure" and question.verdict and not event.right
    if missed_though_sure:
        yield told("reason", gettext("You were sure. Read the reason and the source once more before you go on."))
    for text in (because_of(question, event), question.because):
        yield from _reason(story, state, text)
    if event.right and question.verdict:
        marks = dict.fromkeys(source_mark(story, id_) for id_ in question.cites)
        if marks:
            yield told("source", " ".join(f"[{mark}]" for mark in marks))
    else:
        yield from answer_sources(story, question, quoted=missed_though_sure)


def answer_sources(story: Story, question: Question, *, quoted: bool = False) -> Iterator[Told]:
    """The passages that a question rests on; `quoted`: with the words that were said, where a fact has them."""
    for id_ in question.cites:
        fact = story.facts[id_]
        yield told("source", f"{fact.states} ({source_words(story, fact)})")
        if quoted and fact.quote:
            yield told("source", f"{quotation_span(story, fact).words} ({fact.by})")


def _try_again(story: Story, state: State, question: Question, event: events.QuestionAnswered) -> Iterator[Told]:
    kind: NarrationKind = "partly" if event.credit > 0 else "wrong"
    left = question.tries - event.number
    if event.credit > 0:
        words = ngettext(
            "“{given}” is right in part. You may try once more.",
            "“{given}” is right in part. You may try {number} more times.", left, given=event.given,
        )  # fmt: skip
    else:
        words = ngettext(
            "“{given}” is not it. You may try once more.",
            "“{given}” is not it. You may try {number} more times.", left, given=event.given,
        )  # fmt: skip
    yield told(kind, words)
    yield from _reason(story, state, because_of(question, event))


def because_of(question: Question, event: events.QuestionAnswered) -> Text | None:
    """The feedback on the answer that was given, where there is any."""
    return next((answer.because for answer in question.answers if answer.id == event.answer), None)


def _reason(story: Story, state: State, text: Text | None) -> Iterator[Told]:
    if text is not None:
        for paragraph in render(story, text, state.memory, state.seed):
            yield Told("reason", paragraph.spans)


def in_sentence(name: str) -> str:
    """A name as it stands inside a sentence: a leading article is small there."""
    first, space, rest = name.partition(" ")
    return f"{first.lower()}{space}{rest}" if first in ("The", "A", "An") else name


def without_article(name: str) -> str:
    """A name as it stands in a list: without a leading article, with a capital."""
    first, space, rest = name.partition(" ")
    return f"{rest[:1].upper()}{rest[1:]}" if space and first in ("The", "A", "An", "the", "a", "an") else name


def closed_words(story: Story, state: State, closed: ClosedChoice, joint: str = " — ") -> str:
    """A choice that cannot be taken now, with the reason: what it is called, the joint and why not."""
    label, reason = (render_words(story, text, state.memory, state.seed) for text in (closed.label, closed.reason))
    priced = with_price(story, state, label, closed.price)
    return f"{priced}{joint}{reason}" if reason else priced


def with_price(story: Story, state: State, label: str, price: Text | None) -> str:
    """A label with what it costs behind it, in parentheses."""
    words = render_words(story, price, state.memory, state.seed) if price is not None else ""
    return f"{label} ({words})" if words else label
