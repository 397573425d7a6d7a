"""A story as such, in no format: what `as_pack.py` and `as_ink.py` write down, each in its own.

Only what both formats can say is in it. Names of flags, counters, facts, scenes and hubs are ids of the story format;
words hold no sign that means something in either format.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

# ── conditions ───────────────────────────────────────────────────────────────────────────────────────────────


class Flag(NamedTuple):
    """Holds while the flag is set."""

    flag: str


class Compare(NamedTuple):
    """Holds while the counter compares so with a number."""

    counter: str
    sign: str
    value: int


class Seen(NamedTuple):
    """Holds once the scene has begun."""

    scene: str


class Right(NamedTuple):
    """Holds while the last answer to the quiz was right."""

    quiz: str


class Knows(NamedTuple):
    """Holds once the fact was told."""

    fact: str


class Not(NamedTuple):
    """The opposite of a condition."""

    part: Condition


class Every(NamedTuple):
    """Holds while all parts do."""

    parts: tuple[Condition, ...]


class Either(NamedTuple):
    """Holds while a part does."""

    parts: tuple[Condition, ...]


Condition: TypeAlias = Flag | Compare | Seen | Right | Knows | Not | Every | Either


# ── texts ────────────────────────────────────────────────────────────────────────────────────────────────────


class When(NamedTuple):
    """The first words while the condition holds, else the second, which may be empty."""

    condition: Condition
    then: str
    otherwise: str


class Turns(NamedTuple):
    """One after the other, each time the text is shown; `cycle` begins again, else the last one stays."""

    alternatives: tuple[str, ...]
    cycle: bool


class Figure(NamedTuple):
    """The value of a counter."""

    counter: str


Text: TypeAlias = tuple[str | When | Turns | Figure, ...]
"""Parts with a space between them."""


# ── effects ──────────────────────────────────────────────────────────────────────────────────────────────────


class Set(NamedTuple):
    """Sets or clears a flag."""

    flag: str
    on: bool


class Add(NamedTuple):
    """Adds to a counter, which stops at its bounds."""

    counter: str
    amount: int


class Put(NamedTuple):
    """Gives a counter a value."""

    counter: str
    value: int


class Learn(NamedTuple):
    """A fact is told."""

    fact: str


Effect: TypeAlias = Set | Add | Put | Learn


# ── what happens ─────────────────────────────────────────────────────────────────────────────────────────────


class Goto(NamedTuple):
    """Another scene follows."""

    scene: str


class Stay(NamedTuple):
    """The same choices are offered again."""


class Leave(NamedTuple):
    """The scene is over: back to the hub it belongs to."""


class End(NamedTuple):
    """The story is over."""

    ending: str


Following: TypeAlias = Goto | Stay | Leave | End


class Choice(NamedTuple):
    """Offered while the guard holds; once, or again and again; a fallback only when nothing else is (it comes last)."""

    label: Text
    guard: Condition | None
    once: bool
    fallback: bool
    text: Text | None
    effects: tuple[Effect, ...]
    then: Following


class Answer(NamedTuple):
    """An answer to a quiz, and what is said to whoever gives it."""

    words: str
    right: bool
    because: str


class Outcome(NamedTuple):
    """What follows an answer. Then the scene is over."""

    text: Text
    effects: tuple[Effect, ...]


class Quiz(NamedTuple):
    """A question with answers to choose from. It rests on a fact, which can be looked up once it was told.

    Whoever does not know may say so, which counts as wrong.
    """

    id: str
    text: str
    answers: tuple[Answer, ...]
    because: str
    fact: str
    right: Outcome
    wrong: Outcome


class Scene(NamedTuple):
    """A scene: its text, its effects, then its quiz, its choices, or what follows.

    With a title it is offered at its hub while the guard holds, once, or `again`; an `arrival` opens there by itself,
    once. Else only other scenes lead to it.
    """

    id: str
    text: Text
    effects: tuple[Effect, ...] = ()
    choices: tuple[Choice, ...] = ()
    quiz: Quiz | None = None
    then: Following = Leave()
    hub: str = ""
    title: str = ""
    guard: Condition | None = None
    again: bool = False
    arrival: bool = False


class Way(NamedTuple):
    """A way from a hub to another, open while the guard holds."""

    direction: str
    label: str
    to: str
    guard: Condition | None


class Hub(NamedTuple):
    """Where one can choose among scenes and ways. `glance` is shown instead of the text from the second arrival on."""

    id: str
    name: str
    text: Text
    glance: Text
    ways: tuple[Way, ...]


class AbstractStory(NamedTuple):
    """A whole story. It begins at its first hub, or in one without hubs with its first scene. Flags begin cleared.

    `counters` have a lowest and a highest value, and begin at a third number; `facts` and `endings` have their words.
    """

    title: str
    scenes: tuple[Scene, ...]
    hubs: tuple[Hub, ...]
    flags: dict[str, str]
    counters: dict[str, tuple[int, int, int]]
    facts: dict[str, str]
    endings: dict[str, str]
