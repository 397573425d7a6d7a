"""What `check --with` supposes of plays: that they begin with something, or that something is so all the time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations, product
from typing import NamedTuple

from game.engine.rules import begin
from game.engine.state import EndlessLoop
from game.story.catalogue.diagnostics import Diagnostic
from game.story.compile.promises import ASKED
from game.story.model.expressions import Expression, Formula, Not, free_variables
from game.story.model.layout import Layout
from game.story.model.position_variables import PositionVariables
from game.story.model.story import Story
from game.story.model.yaml_nodes import Spot
from game.story.packs import examine
from game.verify.system.elements import Location
from game.verify.system.partial_evaluation import partially_evaluated

_ALWAYS, _NEVER = "always", "never"
_MOST_TRIED = 50_000
"""Beginnings that are tried."""
_ELSEWHERE = ("ending", "scene", "asking")
"""What follows from where a play stands, so that no play can begin with it."""


class Unsupposable(Exception):
    """What was given cannot be supposed; the words say why. `findings` are those on the condition."""

    def __init__(self, words: str, findings: Iterable[Diagnostic] = ()) -> None:
        super().__init__(words)
        self.findings = tuple(findings)


class BeginningChange(NamedTuple):
    """A variable that has another value at the beginning."""

    variable: str
    before: int
    now: int


class Supposition(NamedTuple):
    """What is supposed: `story` begins with these `changes`; or only plays count in which `throughout` holds.

    `words` is what was asked for.
    """

    words: str
    story: Story
    changes: tuple[BeginningChange, ...] = ()
    throughout: Expression | None = None

    @property
    def holds(self) -> Callable[[Location], Expression] | None:
        """What holds all the time, as it is at a location; None: nothing is said of that."""
        if self.throughout is None:
            return None
        tree, whereabouts = self.throughout, PositionVariables(self.story)

        def at(here: Location) -> Expression:
            return partially_evaluated(tree, whereabouts.at(here.key.node, here.key.place, here.key.question))

        return at

    @property
    def sentence(self) -> str:
        """What is supposed, for people."""
        if self.throughout is not None:
            return f"Only for plays in which this is so all the time: {self.words}"
        told = ", ".join(self._told(change) for change in self.changes)
        return f"For plays that begin with this: {self.words}{f' ({told})' if told != self.words else ''}"

    def _told(self, change: BeginningChange) -> str:
        """A change, in words: `trust 3 instead of 2`, `knows.beam_origin`."""
        space, _, id_ = change.variable.partition(".")
        match space:
            case "measure":
                return f"{id_} {change.now} instead of {change.before}"
            case "time":
                return f"time {_time(change.now)} instead of {_time(change.before)}"
            case "place":
                return f"at.{self.story.place_order[change.now]}"
        name = {"taken": f"chose.{id_.replace('/', '.')}", "visits": f"seen.{id_}"}.get(space, change.variable)
        if change.now <= 1 and change.before <= 1:
            return name if change.now else f"not {name}"
        return f"{change.variable} {change.now}"


def supposition(pack: str, words: str) -> Supposition:
    """What `--with` asks for: `always` or `never` and a condition, or a condition alone.

    With `always` or `never`, only those plays count in which the condition is so, or is not so, whenever the player can
    do something and at the end. Alone, it is what plays begin with: of the variables that it asks for, as few as
    possible are changed, and by as little as possible, so that it holds. Raises Unsupposable.
    """
    words = " ".join(words.split())
    first, _, rest = words.partition(" ")
    source = rest if first in (_ALWAYS, _NEVER) else words
    story, diagnostics = examine(pack, reach=[source])
    wrong = [each for each in diagnostics if each.severity == "error" and (story is None or each.spot.file == ASKED)]
    if story is None or wrong:
        shift = len(words) - len(source)
        shown = (each._replace(spot=Spot("--with", 1, each.spot.column + shift)) if each.spot.file == ASKED else each
                 for each in wrong)  # fmt: skip
        raise Unsupposable("", shown)
    tree = story.promises[-1].condition
    story = story._replace(promises=story.promises[:-1])
    if first in (_ALWAYS, _NEVER):
        return _throughout(words, story, tree if first == _ALWAYS else Not(tree))
    return _beginning(words, story, tree)


def _throughout(words: str, story: Story, tree: Expression) -> Supposition:
    if not _holds_at_beginning(story, tree):
        raise Unsupposable(
            f"No play begins so that this can be so all the time: {words}. Leave `{words.partition(' ')[0]}` out, and "
            "plays are looked at that begin with it."
        )
    return Supposition(words, story, throughout=tree)


def _beginning(words: str, story: Story, tree: Expression) -> Supposition:
    names = list(dict.fromkeys(free_variables(tree)))
    elsewhere = [name for name in names if name.partition(".")[0] in _ELSEWHERE]
    if elsewhere:
        name = elsewhere[0] if "." in elsewhere[0] else f"{elsewhere[0]}.…"
        raise Unsupposable(f"No play can begin with `{name}`; with `always` or `never` before it, it can be asked for.")
    if _holds_at_beginning(story, tree):
        raise Unsupposable(
            f'Every play begins so anyway: {words}. With `--with "always {words}"` only those plays count in which it '
            "stays so."
        )
    holds = Formula("", tree, "truth", story.layout)
    for changes in _nearest(story.layout, [name for name in names if name in story.layout]):
        memory = story.layout.start
        for change in changes:
            memory = story.layout[change.variable].put(memory, change.now)
        # What happens before the player can do something may make it otherwise again.
        if holds(memory) and _holds_at_beginning(changed := _begun_with(story, memory), tree):
            return Supposition(words, changed, changes)
    raise Unsupposable(
        f"No beginning was found in which this is so: {words}. Where it counts something, name what is to be so: "
        "`knows.a and knows.b`."
    )


def _begun_with(story: Story, memory: int) -> Story:
    """The story that begins with this memory."""
    layout = Layout.of({slot.name: slot for slot in story.layout}, story.layout.bits)
    layout.start = memory
    return story._replace(layout=layout)


def _holds_at_beginning(story: Story, tree: Expression) -> bool:
    """Whether a condition holds when the player can do something for the first time."""
    try:
        state = begin(story, 0).state
    except EndlessLoop:
        return False
    place = story.place.get(state.memory) if story.place is not None else 0
    known = PositionVariables(story).at(state.node, place, story.asking.get(state.memory))
    return bool(Formula("", partially_evaluated(tree, known), "truth", story.layout)(state.memory))


def _nearest(layout: Layout, names: list[str]) -> Iterator[tuple[BeginningChange, ...]]:
    """Other values for these variables, few first, and of as many the nearest first; nothing changed before all."""
    tried = 0
    for many in range(len(names) + 1):
        for some in combinations(names, many):
            values = [_others(layout, name) for name in some]
            for changes in (
                sorted(product(*values), key=lambda each: sum(abs(change.now - change.before) for change in each))
                if (_product(values) <= _MOST_TRIED)
                else ()
            ):
                tried += 1
                if tried > _MOST_TRIED:
                    return
                yield changes


def _product(values: list[list[BeginningChange]]) -> int:
    number = 1
    for some in values:
        number *= len(some)
    return number


def _others(layout: Layout, name: str) -> list[BeginningChange]:
    slot = layout[name]
    before = slot.get(layout.start)
    return [BeginningChange(name, before, value) for value in range(slot.low, slot.high + 1) if value != before]


def _time(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
