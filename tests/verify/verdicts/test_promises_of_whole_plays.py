"""Promises about whole plays and about what can still follow: verdicts beside all plays, enumerated by the engine."""

from __future__ import annotations

import json
import random
import re
from functools import cache

from hypothesis import given
from reference.promised import AllPlays, breaks

from game.engine.moves import Moves
from game.engine.state import EndlessLoop
from game.story.catalogue.diagnostics import Diagnostics
from game.story.compile.promise_names import condition as condition_of
from game.story.compile.promise_names import names_of
from game.story.model.expressions import Formula
from game.story.model.position_variables import PositionVariables
from game.story.model.story import End, Story
from game.story.model.yaml_nodes import ScalarNode, Spot
from game.verify.system.budget import Budget
from game.verify.system.partial_evaluation import partially_evaluated
from game.verify.verdicts.promise_observers import promise_observers, promise_properties
from game.verify.verdicts.properties import properties_of
from game.verify.verdicts.proving_promises import prove_with_promises
from game.verify.verdicts.verdicts import Proof
from tests.drawn_packs import DEAR, PACKS, Names, condition, story_of

MOST = 1_500
"""So many standings of a drawn pack are enumerated."""
DRAWS = 40
"""States of chance that are tried: with one of them each of a few questions is drawn."""


def asked_in(names: Names, depth: int = 1) -> str:
    """A condition that can ask where a play stands, too."""
    if names.chance(40):
        spaces = [("ending", names.endings), ("scene", names.scenes), ("asking", names.questions)]
        if names.places:
            spaces.append(("at", names.places))
        space, ids = names.pick(*spaces)
        return f"{names.pick('', '', 'not ')}{space}.{names.pick(*ids)}"
    written = condition(names, depth).replace("* 2 + 1", "+ 0")
    chosen = f"chose.{names.pick(*names.choices)}" if names.choices else "seen.s0"
    return re.sub(r"chose\.@\d+", chosen, written)


def drawn_promise(names: Names) -> dict[str, object]:
    """A promise of a kind that is about a whole play, or about what can still follow."""
    kind = names.pick("never", "always", "can", "can_still", "can_still", "leads_to", "leads_to", "of", "times")
    if kind == "of":
        of = list(dict.fromkeys(asked_in(names) for _ in range(names.number(2, 4))))
        return {"at_most": str(names.number(1, max(len(of) - 1, 1))), "of": of if len(of) > 1 else [*of, "seen.s0"]}
    if kind == "times":
        return {"at_most": str(names.number(1, 3)), "times": asked_in(names)}
    scope = names.pick("once", "once", "whenever", "") if kind in ("can_still", "leads_to") else "once"
    return {kind: asked_in(names), **({scope: asked_in(names)} if scope else {})}


def with_promises(written: str) -> Story:
    """The story of a drawn pack, with promises drawn for it."""
    pack = json.loads(written)
    names = Names(random.Random(written).randbytes(1_500))
    names.places, names.scenes = list(pack.get("places", ())), list(pack["scenes"])
    names.items, names.questions = list(pack["items"]), list(pack["questions"])
    names.endings, names.measures, names.clock = list(pack["endings"]), list(pack["measures"]), "clock" in pack
    names.choices = re.findall(r"chose\.([a-z]\w*\.\w+)", written)
    drawn = [drawn_promise(names) for _ in range(12)]
    pack["promises"] = [promise for promise in drawn if "+ 0" not in str(promise)]
    return story_of(json.dumps(pack))


def proofs_of(story: Story, budget: Budget | None = None) -> dict[str, Proof]:
    """The proofs of the promises of a story, by key."""
    properties = (*properties_of(story), *promise_properties(story))
    found = prove_with_promises(story, properties, budget or Budget(60), promise_observers(story))
    return {proof.property.key: proof for proof in found.proofs if proof.property.kind == "statements"}


class TooMany(Exception):
    """There are more standings than the comparison has patience for."""


def all_plays(story: Story) -> AllPlays:
    """All plays of a story, by the engine: whatever can be done is done, and whatever chance can draw is drawn."""
    moves = Moves(story)
    begin = {moves.begin(seed)[:3] for seed in range(DRAWS)}
    ends: dict[tuple[int, ...], set[tuple[int, ...]]] = {}
    waiting = list(begin)
    for at in waiting:
        if at in ends:
            continue
        if len(ends) >= MOST:
            raise TooMany
        ends[at] = set()
        for number in moves.offered((*at, 0)):
            first = after_move(moves, (*at, 0), number)
            draws = first is not None and first[3] != 0  # chance was asked
            every = [first, *(after_move(moves, (*at, chance), number) for chance in range(1, DRAWS if draws else 1))]
            ends[at] |= {after[:3] for after in every if after is not None}
        waiting += ends[at]
    over = {at for at in ends if at[1] >= 0 and isinstance(story.nodes[at[1]], End)}
    names, where = names_of(story), PositionVariables(story)
    trees = cache(lambda source: condition_of(ScalarNode(source, Spot("", 1, 1)), names, Diagnostics()))

    def holds(source: str, at: tuple[int, ...]) -> bool:
        place = story.place.get(at[0]) if story.place is not None else 0
        known = where.at(at[1], place, story.asking.get(at[0]))
        left = partially_evaluated(trees(source), known)
        return bool(Formula(source, left, "truth", story.layout)(at[0]))

    return AllPlays(begin, ends, over, cache(holds))


def after_move(moves: Moves, at: tuple[int, ...], number: int) -> tuple[int, ...] | None:
    """Where a move leads to; None where the game gives the turn up."""
    try:
        return moves.after(at, number)
    except EndlessLoop:
        return None


def expected_of(story: Story) -> list[int | None] | None:
    """How short a play breaks each promise, or fulfils it; None where there are too many plays."""
    try:
        plays = all_plays(story)
    except (TooMany, EndlessLoop):
        return None
    return [breaks(plays, promise) for promise in story.promises]


@DEAR
@given(PACKS)
def test_the_verdicts_are_those_of_all_plays(written):
    story = with_promises(written)
    expected = expected_of(story)
    for proof, length in zip(proofs_of(story).values(), expected or (), strict=expected is not None):
        happens = (proof.verdict == "proved") == (proof.property.wanted == "can")
        said = proof.property.says
        assert (said, proof.verdict != "unknown", happens) == (said, True, length is not None)
        if proof.play is not None and proof.shortest:
            assert (said, sum(taken.kind != "draw" for taken in proof.play)) == (said, length)
