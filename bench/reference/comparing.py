"""What the product says of a pack, beside what is expected: everything that is wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator
from typing import Any, NamedTuple

from game.author.proofs.making import ProofReport, ShownProof
from game.engine import EndlessLoop, Refused, begin, choose
from game.engine.compiled_effects import MAX_SCENES_IN_A_TURN
from game.engine.rules import asked_question
from game.engine.state import AnswerGiven, State
from game.playthrough.simulation.recording import DoneMove
from game.story.model.story import Story
from game.story.targets.survey import Thing
from game.verify.verdicts.promise_observers import promise_properties
from game.verify.verdicts.properties import properties_of
from reference.expected import DEAD_END, ENDLESS, LOST, Expectations
from reference.product import Claims, codes
from reference.promised import settled_by
from reference.turns import Standing, Told

WEIGHTS = {"texts": "warning", "measures": "warning", "conditions": "remark",
           "questions that nobody is asked unprepared": "remark"}  # fmt: skip
"""How bad it is when something of this kind is not so, as docs/proofs.md says; of all others it is an error."""


class Wrong(NamedTuple):
    """Something that the product says wrongly: a `verdict`, `length`, `count`, `code`, `witness` or `report`."""

    aspect: str
    path: str
    kind: str
    key: str
    words: str

    def __str__(self) -> str:
        return f"{self.aspect} ({self.path}) {self.kind}: {self.key}: {self.words}"


class Tally(Counter[str]):
    """How often each thing was compared, and how often nothing was said."""


def wrong_in(
    made: ProofReport, expected: Expectations, path: str, things: tuple[Thing, ...], tally: Tally
) -> Iterator[Wrong]:
    """Everything that is wrong in a report. `things` are those of the pack (see `survey`)."""
    told: dict[str, ShownProof] = {}
    for shown in made.shown:
        key = shown.proof.property.key
        told.setdefault(key, shown)
        tally["verdicts"] += 1
        yield from _verdict(shown, expected, path, tally)
    yield from _left_out(made, expected, path, things, told.keys())
    yield from _counts(made, expected, path, tally)
    yield from _codes(made, expected, path, tally)


def _verdict(shown: ShownProof, expected: Expectations, path: str, tally: Tally) -> Iterator[Wrong]:
    about, verdict = shown.proof.property, shown.proof.verdict
    wanted = expected.of(about.key)
    if verdict == "unknown":
        tally["unknown"] += 1
        tally[f"unknown {path}"] += 1
        return
    happens = (verdict == "proved") == (about.wanted == "can")
    if happens != wanted.happens and not wanted.perhaps:
        how = f"can, after {wanted.length} steps" if wanted.length else "can" if wanted.happens else "never can"
        yield Wrong("verdict", path, about.kind, about.key, f"{verdict}, but it {how} happen")
        return
    if about.weight != WEIGHTS.get(about.kind, "error"):
        yield Wrong("code", path, about.kind, about.key, f"counts as {about.weight}")
    if verdict != "refuted" or not happens:
        return
    if shown.witness is None:
        tally["without a seed" if shown.proof.play is not None else "without a play"] += 1
        if shown.proof.play is None:
            yield Wrong("length", path, about.kind, about.key, "refuted without a play")
        return
    tally["lengths"] += 1
    steps = shown.witness.steps
    length = len(steps)
    if shown.proof.shortest and wanted.length is not None and length != wanted.length:
        yield Wrong("length", path, about.kind, about.key, f"{length} steps are the shortest, but {wanted.length} are")
    elif wanted.length is not None and length < wanted.length:
        yield Wrong("length", path, about.kind, about.key, f"{length} steps, but there is no play of less than "
                    f"{wanted.length}")  # fmt: skip
    tally["shortest" if shown.proof.shortest else "perhaps not shortest"] += 1
    problem = not_shown(expected, shown.witness.seed, steps, about.key)
    if problem:
        yield Wrong("length", path, about.kind, about.key, problem)


def not_shown(expected: Expectations, seed: int, steps: tuple[DoneMove, ...], key: str) -> str:
    """Why a play does not show what it is to show; empty when it does."""
    story, plays = expected.story, expected.plays
    try:
        turn = begin(story, seed)
    except EndlessLoop:
        inside = plays.turns.beginning(MAX_SCENES_IN_A_TURN)
        return "" if not steps and (key in (ENDLESS, LOST) or key in inside.keys) else "the game never begins"
    told = plays.turns.beginning()
    standings = [Standing(*turn.state[:3])]
    before: State | None = None
    for number, done in enumerate(steps):
        before = turn.state
        at = Standing(*before[:3])
        kind, id_ = _done(story, before, done)
        try:
            turn = choose(story, before, done.action)
        except Refused as refused:
            return f"step {number + 1} is refused: {refused}"
        except EndlessLoop:
            inside = plays.turns.after(at, kind, id_, MAX_SCENES_IN_A_TURN)
            last = number == len(steps) - 1
            return "" if last and (key in (ENDLESS, LOST) or key in inside.keys) else "the last steps cannot be played"
        told = plays.turns.after(at, kind, id_)
        standings.append(Standing(*turn.state[:3]))
    at = Standing(*turn.state[:3])
    if key == LOST:
        return "" if at in plays.lost else "from its end an ending can be reached"
    if key == DEAD_END:
        return "" if at in plays.dead_ends else "something can be done at its end"
    if key.startswith("statement "):
        promise = story.promises[int(key.rpartition(" ")[2])]
        return "" if settled_by(expected.every_play, promise, standings) else "at its end it is not so"
    if key.startswith(("closed ", "met ", "unmet ")):
        return ""
    now = _told_at(expected, at) | told.keys
    return "" if key in now else "it does not happen in the last step"


def _told_at(expected: Expectations, at: Standing) -> set[str]:
    offered = [(transition.kind, transition.id) for transition in expected.plays.transitions.get(at, ())]
    told: Told = expected.plays.turns.standing(at, offered)
    return told.keys


def _done(story: Story, state: State, done: DoneMove) -> tuple[str, str]:
    """The kind and the id of what was done, as `Turns.after` wants them."""
    question = asked_question(story, state)
    if isinstance(done.action, AnswerGiven):
        from game.engine.grading import grade
        from game.engine.rules import answer_order

        assert question is not None
        verdict = grade(story, question, done.action.words, answer_order(story, state, question))
        return ("right", "right") if verdict.right else ("wrong", "wrong")
    kind = {"scene": "scene", "go": "go", "take": "take", "answer": "answer"}.get(done.action.partition(":")[0], "")
    return kind if ":" in done.action else done.action if question is not None else "choice", done.action


def _left_out(
    made: ProofReport, expected: Expectations, path: str, things: tuple[Thing, ...], told: Container[str]
) -> Iterator[Wrong]:
    """Nothing is left out of a report but what is inside of something that can never be."""
    for property_ in (*properties_of(made.story, things), *promise_properties(made.story)):
        if property_.key not in told and not (property_.inside and not expected.of(property_.inside).happens):
            yield Wrong("report", path, property_.kind, property_.key, "nothing is said of it")


def _counts(made: ProofReport, expected: Expectations, path: str, tally: Tally) -> Iterator[Wrong]:
    proofs, plays = made.proofs, expected.plays
    if proofs.situations is None:
        return
    tally["counts"] += 1
    least, most = plays.situations(plays.depth)
    if not least <= proofs.situations <= most:
        yield Wrong("count", path, "situations", "", f"{proofs.situations}, but there are {least} to {most}")
    least, most = plays.situations(plays.lost)
    if not least <= proofs.soft_locks <= most:
        yield Wrong("count", path, "lost situations", "", f"{proofs.soft_locks}, but there are {least} to {most}")


def _codes(made: ProofReport, expected: Expectations, path: str, tally: Tally) -> Iterator[Wrong]:
    abouts = [
        (shown.proof.property.key, shown.proof.property.kind, shown.proof.property.wanted) for shown in made.shown
    ]
    unknown = any(shown.proof.verdict == "unknown" for shown in made.shown)
    for strict, code in zip((False, True), codes(made), strict=True):
        tally["codes"] += 1
        right = right_code(expected, abouts, strict=strict)
        if code != right and not (code == 3 and unknown):
            yield Wrong("code", path, "strict" if strict else "usual", "", f"{code} instead of {right}")


def right_code(expected: Expectations, abouts: Iterable[tuple[str, str, str]], *, strict: bool) -> int:
    """The exit code that follows from these properties: their keys, kinds, and whether they can be or never are."""
    refuted = set()
    for key, kind, wanted in abouts:
        is_so = expected.of(key)
        if is_so.happens != (wanted == "can") and not is_so.perhaps:
            refuted.add(WEIGHTS.get(kind, "error"))
    return 1 if "error" in refuted or (strict and "warning" in refuted) else 0


def wrong_in_json(
    told: dict[str, Any], code: int, expected: Expectations, *, strict: bool, tally: Tally
) -> Iterator[Wrong]:
    """Everything that is wrong in what `check --json` prints, and in its exit code."""
    never = {"no way to an ending", "dead end", "endless"}
    abouts, unknown = [], False
    for proof in told["proofs"]:
        key, kind, verdict = proof["key"], proof["kind"], proof["verdict"]
        denied = key in never or key.startswith(("pressed ", "unmet "))
        if kind == "statements":
            denied = expected.story.promises[int(key.rpartition(" ")[2])].kind != "can"
        abouts.append((key, kind, "never" if denied else "can"))
        is_so = expected.of(key)
        unknown = unknown or verdict == "unknown"
        if verdict != "unknown" and not is_so.perhaps and (verdict == "proved") != (is_so.happens != denied):
            yield Wrong("verdict", "command", kind, key, f"{verdict}, but that is not so")
    tally["codes of the command"] += 1
    found = [diagnostic["severity"] for diagnostic in told["diagnostics"]]
    right = right_code(expected, abouts, strict=strict)
    right = 1 if "error" in found or (strict and found) else right
    if code != right and not (code == 3 and unknown):
        yield Wrong("code", "command", "strict" if strict else "usual", "", f"{code} instead of {right}")


def wrong_claims(claims: Claims, expected: Expectations, tally: Tally) -> Iterator[Wrong]:
    """What a part of the prover says wrongly by itself."""
    for key in claims.never:
        tally[f"alone: {claims.part}"] += 1
        if key.startswith("statement ") and expected.story.promises[int(key.rpartition(" ")[2])].branches:
            continue  # that no play ends without it is not all that is promised
        is_so = expected.of(key)
        if is_so.happens and not is_so.perhaps:
            yield Wrong("verdict", claims.part, key.partition(" ")[0], key, "said never to happen, and does")
    for key in claims.happens:
        is_so = expected.of(key)
        if not is_so.happens and not is_so.perhaps:
            yield Wrong("verdict", claims.part, key.partition(" ")[0], key, "said to happen, and never does")
