"""Promises about whole plays and about what can still follow: verdicts beside all plays, enumerated by the engine."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from reference.product import taking
from reference.promised import AllPlays, breaks, settled_by

from game.engine.moves import Moves
from game.engine.rules import begin, choose
from game.engine.state import EndlessLoop
from game.playthrough.reading import read_playthrough
from game.playthrough.running import run
from game.story.catalogue.diagnostics import Diagnostics
from game.story.compile.promise_names import condition as condition_of
from game.story.compile.promise_names import names_of
from game.story.model.expressions import Expression, Formula, VariableRead
from game.story.model.position_variables import PositionVariables
from game.story.model.story import End, Story
from game.story.model.yaml_nodes import ScalarNode, Spot
from game.story.packs import load
from game.verify.reductions.one_shot_dominators import lasting
from game.verify.system.budget import Budget
from game.verify.system.elements import Location
from game.verify.system.partial_evaluation import partially_evaluated
from game.verify.system.system_parts import SystemParts
from game.verify.system.transition_system import transition_system
from game.verify.verdicts.promise_monitors import lasts
from game.verify.verdicts.promise_observers import promise_observers, promise_properties
from game.verify.verdicts.properties import properties_of
from game.verify.verdicts.proving_promises import prove_with_promises
from game.verify.verdicts.verdicts import Proof
from game.verify.verdicts.witnesses import Witness, as_playthrough, witness
from tests.drawn_packs import DEAR, DEAREST, PACKS, Names, _pack_with_number, condition, story_from, story_of
from tests.story.inline import DOSSIER
from tests.story.inline import story_of as inline_story

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


def proofs_of(story: Story, holds: Callable[[Location], Expression] | None = None) -> dict[str, Proof]:
    """The proofs of the promises of a story, by key."""
    properties = (*properties_of(story), *promise_properties(story))
    found = prove_with_promises(story, properties, Budget(60), promise_observers(story), holds=holds)
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


def compared(story: Story, proofs: dict[str, Proof], expected: list[int | None]) -> None:
    """Verdicts are those that are expected, and plays are as short as they are said to be; nothing may be said."""
    for proof, length in zip(proofs.values(), expected, strict=True):
        happens = (proof.verdict == "proved") == (proof.property.wanted == "can")
        said = proof.property.says
        assert (said, proof.verdict) == (said, "unknown") or (said, happens) == (said, length is not None)
        if proof.play is not None and proof.shortest:
            assert (said, sum(taken.kind != "draw" for taken in proof.play)) == (said, length)


@DEAR
@given(PACKS)
def test_the_verdicts_are_those_of_all_plays(written):
    story = with_promises(written)
    expected = expected_of(story)
    if expected is not None:
        proofs = proofs_of(story)
        assert {proof.verdict for proof in proofs.values()} <= {"proved", "refuted"}
        compared(story, proofs, expected)


@pytest.mark.parametrize("path", ["explicit", "vectorised", "symbolic", "abstract", "unsampled", "narrow explicit"])
@pytest.mark.parametrize("number", [30, 33, 44, 50, 67])
def test_each_way_of_proving_says_what_is_so(number: int, path: str) -> None:
    story = with_promises(_pack_with_number(number))
    expected = expected_of(story)
    assert expected is not None
    with taking(path):
        compared(story, proofs_of(story), expected)


@DEAREST
@given(PACKS)
def test_in_plays_in_which_something_is_always_so_the_verdicts_are_those_of_these_plays(written):
    story = with_promises(written)
    try:
        plays = all_plays(story)
    except (TooMany, EndlessLoop):
        return
    whereabouts = PositionVariables(story)
    for promise in story.promises[:4]:
        if promise.kind == "at_most" or not all(plays.holds(promise.source, at) for at in plays.begin):
            continue
        some = {at for at in plays.ends if plays.holds(promise.source, at)}
        these = plays._replace(ends={at: ends & some for at, ends in plays.ends.items()})

        def holds(here, tree=promise.condition):
            return partially_evaluated(tree, whereabouts.at(here.key.node, here.key.place, here.key.question))

        expected = [breaks(these, each) for each in story.promises]
        compared(story, proofs_of(story, holds=holds), expected)


@DEAREST
@given(PACKS)
def test_a_play_that_breaks_a_promise_breaks_it_in_the_game(written):
    story = with_promises(written)
    try:
        plays = all_plays(story)
    except (TooMany, EndlessLoop):
        return
    moves = Moves(story)
    for proof, promise in zip(proofs_of(story).values(), story.promises, strict=True):
        shown = witness(moves, proof.play) if proof.play is not None else None
        if shown is not None:
            assert settled_by(plays, promise, standings(story, shown)), promise.words


def standings(story: Story, shown: Witness) -> list[tuple[int, ...]]:
    """Where a play comes by."""
    state = begin(story, shown.seed).state
    found = [state[:3]]
    for done in shown.steps:
        state = choose(story, state, done.action).state
        found.append(state[:3])
    return found


# ── One story, promise by promise ────────────────────────────────────────────────────────────────────────

CELLAR = """\
pack: The cellar
start: hall
measures: { trust: { start: 2, min: 0, max: 5 } }
places:
  hall: { name: Hall, exits: { down: cellar } }
  cellar: { name: Cellar, exits: { up: { to: hall, when: not seen.lock } } }
items:
  badge: { name: a badge, at: hall }
scenes:
  quarrel: { title: Quarrel, at: hall, text: You quarrel., trust: -1 }
  sorry: { title: Say sorry, at: hall, when: seen.quarrel, text: You do. }
  lock: { title: Lock yourself in, at: cellar, text: Click. }
  out: { title: Leave, at: hall, text: Out., choices: [ { choose: Bow, end: home }, { choose: Stay, again: true } ] }
  sleep:
    { title: Sleep, at: cellar, again: true, text: You sleep., choices: [ { choose: For ever, end: asleep },
      { choose: A bit, again: true } ] }
endings: { home: Home., asleep: Asleep. }
promises:
  - """


def cellar(promise: str) -> Story:
    return inline_story(CELLAR + promise + "\n")


@pytest.mark.parametrize(
    ("promise", "verdict", "steps"),
    [
        ("{ once: seen.quarrel, never: trust > 1 }", "proved", None),
        ("{ once: at.cellar, never: at.hall }", "refuted", ["go:down", "go:up"]),
        ("{ once: has.badge, always: has.badge }", "proved", None),
        ("{ once: seen.lock, can: at.hall }", "refuted", None),
        ("{ whenever: at.cellar, can_still: at.hall }", "refuted", ["go:down", "scene:lock"]),
        ("{ once: at.cellar, can_still: at.hall }", "proved", None),
        ("{ once: seen.lock, can_still: ending.home }", "refuted", ["go:down", "scene:lock"]),
        ("{ can_still: ending.any }", "proved", None),
        ("{ can_still: ending.asleep }", "proved", None),
        ("{ leads_to: ending.any }", "proved", None),
        ("{ leads_to: seen.quarrel }", "refuted", ["scene:out", "out/bow"]),
        ("{ once: at.cellar, leads_to: at.cellar }", "proved", None),
        ("{ whenever: at.hall, leads_to: at.cellar or ending.home }", "proved", None),
        ("{ once: at.cellar, leads_to: at.hall }", "refuted", ["go:down", "scene:sleep", "sleep/for_ever"]),
        ("{ at_most: 1, of: [ending.home, ending.asleep] }", "proved", None),
        ("{ at_most: 1, of: [seen.quarrel, has.badge] }", "refuted", ["scene:quarrel", "take:badge"]),
        ("{ at_most: 1, times: seen.lock }", "proved", None),
        ("{ at_most: 1, times: at.cellar }", "refuted", ["go:down", "go:up", "go:down"]),
        ("{ at_most: 1, times: at.cellar, before: quarrel }", "refuted", ["go:down", "go:up", "go:down"]),
        ("{ at_most: 1, of: [seen.quarrel, seen.sorry], before: quarrel }", "proved", None),
    ],
)
def test_each_kind_of_promise_is_kept_or_broken(promise: str, verdict: str, steps: list[str] | None) -> None:
    story = cellar(promise)
    (proof,) = proofs_of(story).values()
    assert proof.verdict == verdict
    shown = witness(Moves(story), proof.play) if proof.play is not None else None
    assert (None if shown is None else [done.action for done in shown.steps]) == steps


def test_whoever_walks_to_and_fro_for_ever_does_not_go_on() -> None:
    """Between the hall and the cellar one can walk without end; that breaks no promise that something comes."""
    (proof,) = proofs_of(cellar("{ leads_to: ending.home or ending.asleep }")).values()
    assert proof.verdict == "proved"


def test_what_comes_only_by_a_right_answer_comes() -> None:
    """Whoever answers wrong without end does not go on either."""
    asking = """\
pack: A gate
disclaimer: Invented, after an almanac of 1921.
start: gate
scenes:
  gate:
    text: A gate.
    choices: [ { choose: Answer, id: a, again: true, ask: q, right: { end: inside }, wrong: { goto: gate } } ]
endings: { inside: In. }
questions: { q: { text: How much?, cites: bell, number: 80, because: So it is. } }
promises: [ { leads_to: ending.inside } ]
"""
    (proof,) = proofs_of(inline_story({"pack.yaml": asking, "almanac.yaml": DOSSIER})).values()
    assert proof.verdict == "proved"


def test_where_nothing_can_be_searched_a_mark_and_a_way_to_an_ending_are_enough() -> None:
    story = cellar("{ leads_to: ending.any }\n  - { once: seen.quarrel, leads_to: seen.sorry or ending.any }")
    with taking("abstract"):
        assert [proof.verdict for proof in proofs_of(story).values()] == ["proved", "proved"]


def test_what_can_still_be_reached_is_not_known_where_nothing_can_be_searched() -> None:
    with taking("abstract"):
        (proof,) = proofs_of(cellar("{ once: at.cellar, can_still: at.hall }")).values()
    assert (proof.verdict, bool(proof.reason)) == ("unknown", True)


def test_what_is_demanded_nowhere_is_kept() -> None:
    (proof,) = proofs_of(cellar("{ whenever: false, can_still: at.hall }")).values()
    assert proof.verdict == "proved"


@pytest.mark.parametrize(
    "promise",
    [
        "{ once: at.cellar, never: at.hall }",
        "{ whenever: at.cellar, can_still: at.hall }",
        "{ once: seen.lock, can_still: ending.home }",
        "{ leads_to: seen.quarrel }",
        "{ at_most: 1, of: [seen.quarrel, has.badge] }",
        "{ at_most: 1, of: [seen.quarrel, seen.lock] }",
        "{ at_most: 1, times: at.cellar }",
    ],
)
def test_the_file_of_a_play_that_breaks_a_promise_fails_under_test(promise: str, tmp_path: Path) -> None:
    pack = tmp_path / "cellar.yaml"
    pack.write_text(CELLAR.replace("start: hall", "id: cellar\nstart: hall", 1) + promise + "\n", "utf-8")
    story = load(pack)
    (proof,) = proofs_of(story).values()
    shown = witness(Moves(story), proof.play)
    assert shown is not None
    file = tmp_path / "broken.play.yaml"
    file.write_text(as_playthrough(story, proof, shown), "utf-8")
    playthrough, _ = read_playthrough(file, story, pack=pack, root=tmp_path)
    assert playthrough is not None
    (failure,) = run(playthrough, story).failures
    assert "This does not hold" in str(failure)


# ── What only grows ──────────────────────────────────────────────────────────────────────────────────────


@DEAREST
@given(PACKS)
def test_variables_that_are_said_only_to_grow_do(written):
    story = story_from(written)
    system = transition_system(story)
    parts = SystemParts(tuple(system.locations), dict(system.settling))
    growing = lasting(parts, system.slots, story.layout.start)
    named = {name for name in system.slots if lasts(VariableRead(name))}
    assert named
    assert named <= growing
