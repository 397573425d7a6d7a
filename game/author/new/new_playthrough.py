"""A new playthrough: the first steps of a pack, really played, and at their end what is so then, as a test."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from game.author.new.asking import Asker, NotWritten
from game.author.new.placing import command, place
from game.author.new.target_pack import open_pack
from game.engine import EndlessLoop, Refused
from game.engine.state import Action
from game.play.sample_answers import right_answer
from game.play.session import Session
from game.playthrough.writing import as_test
from game.record.journal import Step
from game.story.refusals import PackError
from game.support.counts import counted
from game.support.slugs import slug

DEFAULT_STEPS, MOST_FIRST_STEPS = 6, 500


class PlaythroughAnswers(NamedTuple):
    """How it is to be played; None: to be asked."""

    seed: int | None = None
    steps: int | None = None


def new_playthrough(pack_name: str, name: str | None, given: PlaythroughAnswers, asker: Asker) -> list[str]:
    """Play the first steps of a pack and keep them. The result says what was written and what to do next.

    Raises NotWritten, and PackError for a pack that cannot be played.
    """
    pack = open_pack(pack_name)
    if pack.story is None:
        raise PackError(pack.findings)
    home = pack.path if pack.is_folder else pack.path.parent
    folder = home / "playthroughs"
    taken = {path.stem for path in folder.glob("*.yaml")}
    name = name if name is not None else asker.words("Name of the playthrough", _free_name(taken))
    if name != slug(name).replace("_", "-") and name != slug(name):
        raise NotWritten(f"“{name}” cannot name a playthrough. How about `{slug(name).replace('_', '-')}`?")
    steps = given.steps if given.steps is not None else _number(asker, "How many steps", DEFAULT_STEPS)
    if not 1 <= steps <= MOST_FIRST_STEPS:
        raise NotWritten(f"A playthrough can begin with 1 to {MOST_FIRST_STEPS} steps, and {steps} is not among them.")
    seed = given.seed if given.seed is not None else 1
    session = Session(pack.story, seed)
    played = play_on(session, steps)
    path = folder / f"{name}.yaml"
    tested = command("eightwings", "test", str(path))
    loaded = command("eightwings", "play", pack.name, "--load", str(path))
    head = (
        f"# A playthrough of “{pack.story.title}”: what a player did, step by step, and what is so at the end.\n"
        f"# To see whether it is still so: {tested}\n"
        f"# To go on from its end: {loaded}\n"
    )
    place(path, head + as_test(session, name.replace("-", " ").replace("_", " ").capitalize()), home)
    over = ", to the end of the story" if session.is_over else ""
    if session.is_stuck:
        over = ", to a point where the story cannot go on: a mistake in it"
    steps_said = f"{counted(len(played), 'step')}{over}"
    return [f"Written: {path} ({steps_said}).", "Next:", f"  {tested}", f"  {loaded}"]


def play_on(session: Session, steps: int) -> list[Step]:
    """Play some steps: always what was done least so far, and every answer right. The result is what was done."""
    done: Counter[tuple[str, str]] = Counter()
    for _ in range(steps):
        if session.is_over:
            break
        where = session.place.id if session.place is not None else ""
        ids = [option.id for option in sorted(session.options, key=lambda option: option.kind == "go")]
        action = right_answer_step(session) or min(ids, key=lambda id_: done[where, id_])
        try:
            session.do(action)
        except (Refused, EndlessLoop):
            break
        if isinstance(action, str):
            done[where, action] += 1
    return list(session.steps())


def right_answer_step(session: Session) -> Action | None:
    """What to do when a question is asked; None when none is."""
    question = session.question
    if question is None:
        return None
    return right_answer(session.story, session.state, question)


def _number(asker: Asker, question: str, default: int) -> int:
    while True:
        typed = asker.words(question, str(default))
        if typed.isdecimal():
            return int(typed)
        asker.say(f"  “{typed}” is no whole number.")


def _free_name(taken: set[str]) -> str:
    number = 2
    name = "first-steps"
    while name in taken:
        name, number = f"first-steps-{number}", number + 1
    return name
