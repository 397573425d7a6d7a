"""Whether every planted fault is found, and none where there is none: pairs of made-up stories, see `faulted.py`.

    python bench/planted.py [--count 210] [--first 0]

Every engine that looks at every state is asked, and so is `check`. A fault must be found in the story that has it, and
not in its twin. The way to it, where there is one, must be as short as the plain search of the tests finds any, and
lead there in the game itself: to a question whose fact is not known; to an endless loop; to where none of all the ways
to go on, each of which is tried in the game, comes to an ending. The exit code is 1 when anything of this is not so.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from commands import run_command  # noqa: E402
from faulted import KINDS, Fault, faulted  # noqa: E402

from game.engine import EndlessLoop, begin, choose, options  # noqa: E402
from game.engine.events import Ended, ItemReceived, SceneBegan  # noqa: E402
from game.engine.moves import Moves  # noqa: E402
from game.engine.rules import asked_question  # noqa: E402
from game.engine.state import State  # noqa: E402
from game.story.model.expressions import Not, VariableRead  # noqa: E402
from game.story.model.story import End, Story  # noqa: E402
from game.story.packs import load  # noqa: E402
from game.verify.exact import explicit, vectorised  # noqa: E402
from game.verify.reductions.reduction import Reduced, reduced  # noqa: E402
from game.verify.system.budget import Budget  # noqa: E402
from game.verify.system.elements import Transition  # noqa: E402
from game.verify.system.space import Goal, PathStep, Space  # noqa: E402
from game.verify.system.transition_system import transition_system  # noqa: E402
from game.verify.verdicts.properties import DIVERGENCE, SOFT_LOCK, properties_of  # noqa: E402
from game.verify.verdicts.proving import prove  # noqa: E402
from tests.verify.reference import Reference  # noqa: E402

ENGINES: Mapping[str, Callable[[Reduced, int], Space]] = {
    "explicit": explicit.explore,
    "vectorised": vectorised.explore,
}
STANDINGS = 100_000
"""In so many standings of the game it is tried whether an ending can still be reached."""


class Found(NamedTuple):
    """Whether a story has a fault, and the way to it, if there is one to such a fault."""

    there: bool
    path: tuple[PathStep, ...] | None = None


def main() -> int:
    """Check the pairs, and print what is wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=210)
    parser.add_argument("--first", type=int, default=0)
    given = parser.parse_args()
    began, wrong, ways = time.perf_counter(), 0, 0
    for number in range(given.first, given.first + given.count):
        complaints, paths = checked(number)
        ways += paths
        wrong += bool(complaints)
        for complaint in complaints:
            print(f"{number}: {complaint}", flush=True)
    print(f"{given.count} pairs of stories, with {len(KINDS)} kinds of faults; {', '.join(ENGINES)}, check: "
          f"{wrong or 'none'} wrong. {ways} shortest ways were played in the game. "
          f"{time.perf_counter() - began:.0f} s")  # fmt: skip
    return 1 if wrong else 0


def checked(number: int) -> tuple[list[str], int]:
    """What is wrong with what is found in this pair, and how many ways were played."""
    fault, faulty, sound = faulted(number)
    complaints, played = [], 0
    for files, planted in ((faulty, True), (sound, False)):
        story = written(files)
        system = reduced(transition_system(story), keep=kept(fault))
        reference = Reference(system, story, 1_000_000)
        for name, explore in ENGINES.items():
            found = looked_for(explore(system, story.layout.start), system, fault)
            if found.there != planted:
                complaints.append(f"{name}: {fault.kind} {fault.about}: {'not ' if planted else ''}found")
            if found.path is not None:
                played += 1
                complaints += [
                    f"{name}: {complaint}" for complaint in ill_led(found.path, story, system, reference, fault)
                ]
        complaints += ill_judged(story, fault, planted)
    return complaints, played


def ill_judged(story: Story, fault: Fault, planted: bool) -> list[str]:
    """What is wrong with what is proved of the story, by whichever engine: the fault alone is to be found."""
    key = {
        "soft-lock": SOFT_LOCK, "orphan scene": f"scene {fault.about}", "dead choice": f"choice {fault.about}",
        "unreachable ending": f"ending {fault.about}", "impossible item": f"item {fault.about}",
        "unfair question": f"met {fault.about}", "endless loop": DIVERGENCE,
    }[fault.kind]  # fmt: skip
    proofs = prove(story, properties_of(story), Budget(60)).proofs
    wrong = {proof.property.key for proof in proofs if proof.verdict != "proved" and proof.property.weight == "error"}
    if planted:
        return [] if key in wrong else [f"check: {fault.kind} {fault.about}: not found"]
    return [f"check: {wrong_key}: found, and it is not so" for wrong_key in sorted(wrong)]


def written(files: Mapping[str, str]) -> Story:
    """The story in these files."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            Path(folder, name).write_text(text, "utf-8")
        return load(Path(folder))


def kept(fault: Fault) -> tuple[str, ...]:
    """What has to be remembered to see the fault."""
    return (f"knows.fact_{fault.about.rpartition('_')[2]}",) if fault.kind == "unfair question" else ()


def looked_for(space: Space, system: Reduced, fault: Fault) -> Found:
    """Whether the story has the fault."""
    goal = goal_of(fault, system)
    if goal is not None:
        path = space.path(goal)
        if fault.kind == "soft-lock":
            assert (path is not None) == (space.soft_locks > 0)
        elif fault.kind == "endless loop":
            assert (path is not None) == bool(space.divergences)
        return Found(path is not None, path)
    if fault.kind == "dead choice":
        names = {way.id for transition in space.transitions for way in [_way(system, transition)]}
        return Found(fault.about not in names)
    kind = {"orphan scene": SceneBegan, "unreachable ending": Ended, "impossible item": ItemReceived}[fault.kind]
    happening = {(name, event[0]) for _, name, event in space.events if event}
    return Found((kind.__name__, fault.about) not in happening)


def goal_of(fault: Fault, system: Reduced) -> Goal | None:
    """Where a fault shows that shows somewhere."""
    match fault.kind:
        case "soft-lock":
            return Goal(soft_lock=True)
        case "endless loop":
            return Goal(diverges=True)
        case "unfair question":
            number = int(fault.about.rpartition("_")[2])
            asking = frozenset(
                index for index, location in enumerate(system.locations)
                if location is not None and location.key.kind == "question" and location.key.question == number + 1
            )  # fmt: skip
            return Goal(asking, (Not(VariableRead(f"knows.fact_{number}")),))
    return None


def _way(system: Reduced, step: PathStep) -> Transition:
    location = system.locations[step.location]
    assert location is not None
    return location.transitions[step.transition]


def ill_led(path: tuple[PathStep, ...], story: Story, system: Reduced, reference: Reference, fault: Fault) -> list[str]:
    """What is wrong with a way to a fault."""
    goal = goal_of(fault, system)
    assert goal is not None
    moves, least = reference.goes(path, goal), reference.length(goal)
    wrong = [f"{moves} moves, and {least} are enough"] if moves != least else []
    chosen = [way.id for step in path for way in [_way(system, step)] if way.kind not in ("enter", "draw")]
    state = begin(story, 1).state
    for index, id_ in enumerate(chosen):
        if id_ not in [option.id for option in options(story, state)]:
            return [*wrong, f"{id_} is not offered after {chosen[:index]}"]
        try:
            state = choose(story, state, id_).state
        except EndlessLoop:
            last = index == len(chosen) - 1 and fault.kind == "endless loop"
            return wrong if last else [*wrong, f"an endless loop after {chosen[: index + 1]}"]
    if fault.kind == "endless loop":
        wrong.append(f"no endless loop after {chosen}")
    elif fault.kind == "soft-lock":
        wrong += [f"an ending can be reached after {chosen}"] if comes_to_an_ending(story, state) else []
    else:
        question = asked_question(story, state)
        number = fault.about.rpartition("_")[2]
        if question is None or question.id != fault.about or story.facts[f"fact_{number}"].known.get(state.memory):
            wrong.append(f"{fault.about} is not asked of somebody without its fact after {chosen}")
    return wrong


def comes_to_an_ending(story: Story, state: State) -> bool:
    """Whether the game can still end: everything is tried. Nothing is drawn in these stories."""
    moves = Moves(story)
    first = (state.memory, state.node, state.stack, state.chance)
    seen, waiting = {first}, [first]
    while waiting:
        at = waiting.pop()
        if at[1] >= 0 and isinstance(story.nodes[at[1]], End):
            return True
        for number in moves.offered(at):
            after = moves.after(at, number)
            if after not in seen:
                seen.add(after)
                waiting.append(after)
        if len(seen) > STANDINGS:
            raise ValueError("too many standings to try them all")
    return False


if __name__ == "__main__":
    run_command(main)
