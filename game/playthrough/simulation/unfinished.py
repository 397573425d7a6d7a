"""Plays that came to no ending: why, in words, and a playthrough file for some of each kind."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

from game.engine.compiled_effects import Configuration
from game.engine.moves import Moves
from game.engine.state import AnswerGiven, EndlessLoop, State
from game.playthrough.simulation.circles import Ahead, ahead
from game.playthrough.simulation.players import Play, Player, Stop, seed_of
from game.playthrough.simulation.recording import DoneMove, recorded_play
from game.playthrough.simulation.simulating import Simulation, numbered_moves
from game.record.atomic_files import write_file
from game.story.model.story import Story
from game.support.safe_text import visible


class UnfinishedExample(NamedTuple):
    """One of the plays: its number, the seed it began with, its steps as far as they are needed to see it, its file."""

    play: int
    seed: int
    steps: tuple[DoneMove, ...]
    file: str = ""


class Unfinished(NamedTuple):
    """Plays that came to no ending for the same reason. `where` is a scene for a `loop`, else a place, or empty."""

    kind: Stop
    where: str
    plays: int
    message: str
    fix: str
    examples: tuple[UnfinishedExample, ...]


def unfinished(story: Story, simulation: Simulation) -> tuple[Unfinished, ...]:
    """The plays of the simulation that came to no ending, the most frequent first. Some of them are played again."""
    wishes, tally = simulation.wishes, simulation.tally
    if not tally.troubles:
        return ()
    moves = numbered_moves(story)
    player = Player(moves, wishes.knowledge, wishes.temperament)
    found = []
    for (kind, where), plays in sorted(tally.troubles.items(), key=lambda entry: (-entry[1], entry[0])):
        examples: dict[tuple[DoneMove, ...], UnfinishedExample] = {}  # each way to it once
        outlook = Ahead("unknown", frozenset())
        for number in reversed(tally.examples[kind, where]):  # in the end `what` is that of the first one
            seed = seed_of(wishes.seed, number)
            play = player.play(seed, wishes.most_steps)
            outlook = ahead(moves, play.at) if kind in ("circle", "long") else outlook
            steps = tuple(_steps(moves, seed, play, outlook))
            examples[steps] = UnfinishedExample(number, seed, steps)
        message, fix = _words(story, play, plays, outlook, wishes.most_steps)
        found.append(Unfinished(play.stop, where, plays, message, fix, tuple(reversed(examples.values()))))
    return tuple(found)


def _steps(moves: Moves, seed: int, play: Play, outlook: Ahead) -> list[DoneMove]:
    """The steps of a play; of a circle as many as lead into it and once around."""
    try:
        at = moves.begin(seed)
    except EndlessLoop:
        return []
    return recorded_play(moves, State(*at, seed), _once_around(moves, at, play.taken, outlook))


def _once_around(moves: Moves, at: Configuration, taken: list[int], outlook: Ahead) -> list[int]:
    if outlook.verdict != "closed":
        return taken
    met = set()
    for steps, number in enumerate(taken):
        if at[:3] in met:
            return taken[:steps]
        if at[:3] in outlook.situations:
            met.add(at[:3])
        at = moves.after(at, number)
    return taken


def _words(story: Story, play: Play, plays: int, outlook: Ahead, most: int) -> tuple[str, str]:
    """What is wrong with such plays, and what to do."""
    many = "1 play" if plays == 1 else f"{plays:,} plays"
    place = f", at {story.places[play.where].name}" if play.where in story.places else ""
    match play.stop:
        case "loop":
            return (
                f"{many} came to the scene `{play.where}`, which leads back to itself for ever, without a choice for "
                "the player.",
                "Let it lead on, offer a choice, or give it a condition that ceases to hold.",
            )
        case "circle":
            count = len(outlook.situations)
            same = "the same situation comes" if count == 1 else f"the same {count:,} situations come"
            no_way = "there is nothing else to do" if outlook.one_way else "nothing that can be done leads out of them"
            return (
                f"{many} went in circles{place}: {same} again and again, and {no_way}.",
                "Let something there lead on to an ending.",
            )
        case "stuck":
            return (
                f"{many} came to a point where nothing can be done, and which is no ending{place}.",
                "Give the story an `end` there, or something to do: a scene, or a way to another place.",
            )
        case _:
            known = (
                f"From where they stood, the story can be over after {outlook.steps:,} more: they were only long."
                if outlook.verdict == "out"
                else "Whether they could still end is not known: too much can follow."
            )
            return (
                f"{many} had not come to an ending after {most:,} steps. {known}",
                "If plays of this story may be so long, give more steps with --most-steps.",
            )


def write_examples(
    found: tuple[Unfinished, ...], story: Story, folder: Path, root: Path | None = None
) -> tuple[Unfinished, ...]:
    """Write a playthrough file for each example, and say where it is. Raises OSError.

    No link leads out of the folder `root`, by default the one in which they are written.
    """
    written = []
    for trouble in found:
        examples = []
        for example in trouble.examples:
            name = "-".join(part for part in (trouble.kind, trouble.where.replace("_", "-"), str(example.seed)) if part)
            path = folder / f"{name}.yaml"
            write_file(path, _as_file(story, trouble, example), root=root or folder)
            examples.append(example._replace(file=str(path)))
        written.append(trouble._replace(examples=tuple(examples)))
    return tuple(written)


def _as_file(story: Story, trouble: Unfinished, example: UnfinishedExample) -> str:
    titles = {
        "loop": "A turn that never ends", "circle": "A play that goes in circles", "stuck": "A play that is stuck",
    }  # fmt: skip
    head = [
        f"playthrough: {titles.get(trouble.kind, 'A play that does not end')}",
        f"pack: {json.dumps(story.id)}",
        f"fingerprint: {json.dumps(story.fingerprint)}",
        f"seed: {example.seed}",
        f"chance: {json.dumps(story.stream)}",
        *([f"language: {json.dumps(story.language)}"] if story.language else []),
        "about: |",
        f"  Found by `eightwings simulate`, play {example.play + 1:,}. {_on_a_line(trouble.message)}",
        f"  {trouble.fix}",
        "steps:",
    ]
    return "\n".join([*head, *(f"- {json.dumps(_as_step(done), ensure_ascii=False)}" for done in example.steps)]) + "\n"


def _on_a_line(words: str) -> str:
    return " ".join(visible(words).split())


def _as_step(done: DoneMove) -> dict[str, str]:
    did = {"answer": done.action.words} if isinstance(done.action, AnswerGiven) else {"do": done.action}
    asked = {"asked": done.asked} if done.asked else {}
    return {**did, **asked, "saw": done.saw}
