"""A playthrough file as it is written for people: steps with what the player saw, and what is expected at the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from game.engine.rules import asked_question
from game.play.session import Session
from game.playthrough.expectation_snapshot import SnapshotEntry, all_now, is_number
from game.playthrough.standing import AboutStory, Standing
from game.record.journal import Step, harmless
from game.story.source.yaml_quoting import on_one_line

_KEY_OF_WORDS = ("sees", "sees_not", "reads", "reads_not", "offers", "offers_not", "offers_only", "refused", "holds")


def as_test(session: Session, title: str, about: str = "") -> str:
    """The play as a playthrough file: its steps, and at the end what is so now. `title` says what it is for."""
    story = session.story
    lines = [f"playthrough: {_line(title.strip() or 'A play')}", f"pack: {_line(story.id)}"]
    lines += [f"fingerprint: {_line(story.fingerprint)}", f"seed: {session.seed}"]
    lines.append(f"chance: {_line(session.stream)}")
    if story.language:
        lines.append(f"language: {story.language}")
    if about.strip():
        lines += ["about: |", *(f"  {line}".rstrip() for line in about.strip().splitlines())]
    lines.append("steps:")
    before = session.played[0].turn.state
    for played in islice(session.played, 1, None):
        question = asked_question(story, before)
        if played.step is not None:
            lines += _step(played.step, question.id if question is not None else "")
        before = played.turn.state
    here = Standing(session, (session.played[-1].turn,), AboutStory(story))
    lines += ["  - expect:", *(f"      {line}" for entry in all_now(here) for line in entry_lines(entry))]
    return "\n".join(lines) + "\n"


def _step(step: Step, asked: str) -> Iterator[str]:
    yield f"  - answer: {_line(step.answer)}" if step.answer else f"  - do: {_line(step.do)}"
    if asked:
        yield f"    asked: {asked}"
    if step.saw:
        yield f"    saw: {_line(step.saw)}"


def entry_lines(entry: SnapshotEntry) -> Iterator[str]:
    """A key with its values as lines of a file; further lines are indented by two spaces."""
    key, values = entry
    if len(values) == 1:
        yield f"{key}: {value_words(values[0])}"
    elif len(line := f"{key}: {in_brackets(values)}") <= 100 and key not in _KEY_OF_WORDS:
        yield line
    else:
        yield f"{key}:"
        yield from (f"  - {value_words(value)}" for value in values)


def in_braces(entries: Iterable[SnapshotEntry]) -> str:
    """Keys with their values on one line: `{ at: hall, trust: 3 }`."""
    written = (
        f"{key}: {value_words(values[0], True) if len(values) == 1 else in_brackets(values)}" for key, values in entries
    )
    return f"{{ {', '.join(written)} }}"


def in_brackets(values: Iterable[str]) -> str:
    """A list on one line."""
    return f"[{', '.join(value_words(value, True) for value in values)}]"


def value_words(value: str, inside: bool = False) -> str:
    """A value as it stands in a file; `inside` brackets a comma needs quotation marks."""
    if is_number(value):
        return value
    return on_one_line(harmless(" ".join(value.split())), inside)


def _line(text: str) -> str:
    return value_words(text)
