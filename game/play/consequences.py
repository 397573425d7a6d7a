"""What a turn changed, brought together on one line that closes it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.engine import events
from game.engine.events import Event
from game.engine.rendering import Span
from game.engine.state import State, Turn
from game.play.glyphs import UNICODE, Glyphs
from game.play.narration import Told, minutes_in_words, tell
from game.play.reading_documents import documents_changed
from game.story.model.story import Story
from game.support.counts import counted

SEPARATOR = " · "


def turn_in_brief(
    story: Story, before: State, turn: Turn, confidence: str = "", glyphs: Glyphs = UNICODE
) -> list[Told]:
    """All that is to be shown of a turn that began in the state `before`; all that it changed comes on one line.

    That line stands behind what happened, and before what is asked now, or before the end. `confidence` is as in
    `tell`.
    """
    lines = [line for line in tell(story, turn.state, turn.events, confidence) if line.kind != "change"]
    at = next((number for number, line in enumerate(lines) if line.kind in ("question", "ending")), len(lines))
    closing = documents_changed(story, before, turn.state)
    spans = consequences(story, turn.events, glyphs)
    if spans:
        closing.append(Told("strip", spans))
    lines[at:at] = closing
    return lines


def consequences(story: Story, happened: Sequence[Event], glyphs: Glyphs = UNICODE) -> tuple[Span, ...]:
    """What these events changed for the player, in short: measures, the notebook, the bag, time; empty for nothing."""
    spans: list[Span] = []
    for words, style in _parts(story, happened, glyphs):
        if spans:
            spans.append(Span(SEPARATOR, ""))
        spans.append(Span(words, "strong" if style else ""))
    return tuple(spans)


def _parts(story: Story, happened: Sequence[Event], glyphs: Glyphs) -> Iterator[tuple[str, bool]]:
    """Each consequence with whether it is to stand out."""
    for id_, before, after in _measures(happened):
        measure = story.measures[id_]
        if not measure.hidden and before != after:
            yield f"{glyphs.rose if after > before else glyphs.fell} {measure.name} {after}", True
    learned = sum(isinstance(event, events.FactLearned) for event in happened)
    if learned:
        yield f"You learned {learned}", False
    for event in happened:
        if isinstance(event, events.ItemReceived):
            yield f"You have {story.items[event.item].name}", True
        elif isinstance(event, events.ItemLost):
            yield f"You no longer have {story.items[event.item].name}", True
    passed = [event for event in happened if isinstance(event, events.TimePassed)]
    minutes = sum(event.after - event.before for event in passed)
    if minutes:
        yield counted(minutes, "minute") if minutes < 60 else minutes_in_words(minutes), False
    for id_, before, after in _measures(happened):
        measure = story.measures[id_]
        if measure.hidden and measure.remembered and before != after:
            yield measure.remembered, False


def _measures(happened: Sequence[Event]) -> Iterator[tuple[str, int, int]]:
    """Each measure that changed, with its value before the first change and after the last."""
    changed: dict[str, tuple[int, int]] = {}
    for event in happened:
        if isinstance(event, events.MeasureChanged):
            first = changed.get(event.measure, (event.before, event.after))[0]
            changed[event.measure] = first, event.after
    for id_, (before, after) in changed.items():
        yield id_, before, after
