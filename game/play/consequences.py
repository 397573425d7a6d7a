"""What a turn changed in what is at stake: measures, the hour, the notebook, the documents; as data and in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from game.engine import events
from game.engine.rendering import Span, Style, clock_time
from game.engine.state import State, Turn
from game.localisation.lists_numbers_dates import clause_list
from game.localisation.messages import gettext, ngettext
from game.play.glyphs import UNICODE, Glyphs
from game.play.narration import Told, minutes_in_words, tell, told, units_of_time
from game.play.reading_documents import documents_changed, nothing_told
from game.story.model.story import Story


class MeasureChange(NamedTuple):
    """A measure that is another one now; `high` is the most that it can be."""

    name: str
    before: int
    now: int
    high: int


class Consequences(NamedTuple):
    """What a turn changed. Measures that are hidden are left out, and so are those that came back to what they were.

    `learned` facts are new in the notebook, which has `noted` of them all now. `minutes` passed, and `time` (minutes of
    the day) is what the clock shows; None in a story without one. `documents` has a sentence for each that changed.
    `gained` and `lost` are the names of items, `remembered` who will remember it, as the pack says.
    """

    measures: tuple[MeasureChange, ...]
    learned: int
    noted: int
    minutes: int
    time: int | None
    documents: tuple[Told, ...]
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    remembered: tuple[str, ...] = ()


def consequences(story: Story, before: State, turn: Turn) -> Consequences:
    """What this turn changed, which began in the state `before`."""
    old, new = before.memory, turn.state.memory
    changes = (
        MeasureChange(measure.name, measure.slot.get(old), measure.slot.get(new), measure.slot.high)
        for measure in story.measures.values()
        if not measure.hidden
    )
    time = story.clock.get(new) if story.clock is not None else None
    return Consequences(
        tuple(change for change in changes if change.now != change.before),
        sum(isinstance(event, events.FactLearned) for event in turn.events),
        sum(bool(fact.known.get(new)) for fact in story.facts.values()),
        time - story.clock.get(old) if story.clock is not None and time is not None else 0,
        time,
        tuple(documents_changed(story, before, turn.state)),
        tuple(story.items[event.item].name for event in turn.events if isinstance(event, events.ItemReceived)),
        tuple(story.items[event.item].name for event in turn.events if isinstance(event, events.ItemLost)),
        tuple(
            measure.remembered
            for measure in story.measures.values()
            if measure.hidden and measure.remembered and measure.slot.get(old) != measure.slot.get(new)
        ),
    )


def changes_in_words(changed: Consequences, facts: int) -> str:
    """All of it as a few sentences to be read out; empty where nothing changed. The story has so many facts."""
    said = clause_list(_clauses(changed, facts))
    return " ".join([*(line.words for line in changed.documents), *([f"{said}."] if said else [])])


def _clauses(changed: Consequences, facts: int) -> Iterator[str]:
    for name, before, now, high in changed.measures:
        difference = abs(now - before)
        if now > before:
            # Translators: one of several clauses, with semicolons between them. {most} is the most it can be.
            yield gettext(
                "{measure} up by {difference}, to {value} of {most}",
                measure=name, difference=difference, value=now, most=high,
            )  # fmt: skip
        else:
            # Translators: one of several clauses, with semicolons between them. {most} is the most it can be.
            yield gettext(
                "{measure} down by {difference}, to {value} of {most}",
                measure=name, difference=difference, value=now, most=high,
            )  # fmt: skip
    if changed.learned:
        # Translators: one of several clauses. {known} of the {all} facts of the story are in the notebook now.
        yield ngettext(
            "{number} fact noted, {known} of {all} in all", "{number} facts noted, {known} of {all} in all",
            changed.learned, known=changed.noted, all=facts,
        )  # fmt: skip
    yield from changed.remembered
    if changed.minutes > 0 and changed.time is not None:
        # Translators: one of several clauses. {duration} is so many hours, minutes, or both.
        yield ngettext(
            "{duration} passes, and it is {time}", "{duration} pass, and it is {time}", units_of_time(changed.minutes),
            duration=minutes_in_words(changed.minutes), time=clock_time(changed.time),
        )  # fmt: skip


def turn_read_out(story: Story, before: State, turn: Turn, confidence: str = "") -> list[Told]:
    """A turn for somebody who listens: what happened, and behind it, at a stretch, what it changed.

    That comes before the question that is asked now, or before the end. `confidence` is as in `tell`.
    """
    happened = tuple(event for event in turn.events if not isinstance(event, events.MeasureChanged | events.TimePassed))
    lines = tell(story, turn.state, happened, confidence)
    words = changes_in_words(consequences(story, before, turn), len(story.facts))
    if words:
        lines.insert(_behind_what_happened(lines), told("change", words))
    return lines or [nothing_told(story, turn.state)]


def turn_in_brief(
    story: Story, before: State, turn: Turn, confidence: str = "", glyphs: Glyphs = UNICODE
) -> list[Told]:
    """A turn for somebody who looks: what happened, what now stands in the documents, and a strip of what else changed.

    `confidence` is as in `tell`.
    """
    told_lines = tell(story, turn.state, turn.events, confidence)
    lines = [
        line._replace(kind="learned") if line.kind == "note" else line for line in told_lines if line.kind != "change"
    ]
    changed = consequences(story, before, turn)
    spans = strip(changed, glyphs)
    at = _behind_what_happened(lines)
    lines[at:at] = [*changed.documents, *([Told("strip", spans)] if spans else [])]
    return lines or [nothing_told(story, turn.state)]


def _behind_what_happened(lines: list[Told]) -> int:
    """Where a turn's consequences are told: before the question that is asked now, or before the end."""
    return next((number for number, line in enumerate(lines) if line.kind in ("question", "ending")), len(lines))


def strip(changed: Consequences, glyphs: Glyphs = UNICODE) -> tuple[Span, ...]:
    """What a turn changed, on one line; what weighs most stands out. Empty for nothing."""
    spans: list[Span] = []
    for words, style in _in_short(changed, glyphs):
        if spans:
            spans.append(Span(f" {glyphs.change} ", ""))
        spans.append(Span(words, style))
    return tuple(spans)


def _in_short(changed: Consequences, glyphs: Glyphs) -> Iterator[tuple[str, Style]]:
    """Each consequence with its style."""
    for name, before, now, _ in changed.measures:
        yield f"{glyphs.rose if now > before else glyphs.fell} {name} {now}", "strong"
    if changed.learned:
        yield ngettext("You learned {number} fact", "You learned {number} facts", changed.learned), ""
    for item in changed.gained:
        yield gettext("You have {item}", item=item), "strong"
    for item in changed.lost:
        yield gettext("You no longer have {item}", item=item), "strong"
    if changed.minutes > 0:
        yield minutes_in_words(changed.minutes), ""
    yield from ((words, "") for words in changed.remembered)
