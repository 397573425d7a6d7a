"""Verdicts: those of the plain search through everything, with plays that the game itself plays."""

from __future__ import annotations

import pytest
from hypothesis import given

from game.engine import EndlessLoop
from game.engine.events import Ended
from game.engine.moves import Moves
from game.story.model.story import Story
from game.verify.exact import engine_choice, symbolic
from game.verify.exact.engine_choice import Searched, search
from game.verify.reductions.reduction import reduced
from game.verify.search import playing_for
from game.verify.system import transition_system as systems
from game.verify.system.budget import Budget
from game.verify.system.observers import instrumented
from game.verify.system.space import SearchStopped
from game.verify.system.transition_system import transition_system
from game.verify.verdicts import proving
from game.verify.verdicts.properties import (
    DEADLOCK,
    DIVERGENCE,
    SOFT_LOCK,
    Property,
    key_of_event,
    key_of_transition,
    properties_of,
)
from game.verify.verdicts.proving import prove
from game.verify.verdicts.verdicts import Proof
from game.verify.verdicts.witnesses import in_game, witness
from tests.drawn_packs import DEAR, DEAREST, PACKS, story_from, story_of
from tests.verify.packs import CORRIDOR, COUNTDOWN, LIFT, TRAP
from tests.verify.reference import Reference, TooMany


def proofs_of(story: Story, budget: Budget | None = None) -> dict[str, Proof]:
    """The proofs by key, each with a play where one was found."""
    properties = properties_of(story)
    found = prove(
        story, properties, budget or Budget(60), shortest=frozenset(property_.key for property_ in properties)
    )
    return {proof.property.key: proof for proof in found.proofs}


def possible(story: Story) -> set[str]:
    """The keys of everything that can happen, by the plain search; raises TooMany."""
    whole = reduced(instrumented(transition_system(story)))
    reference = Reference(whole, story, most=4_000)
    keys = {key_of_event(event) for _, _, event in reference.events}
    keys |= {
        key_of_transition(
            story, whole.locations[step.location], whole.locations[step.location].transitions[step.transition]
        )
        for step in reference.transitions
    }
    keys |= {SOFT_LOCK} if reference.soft_locks else set()
    keys |= {DEADLOCK} if reference.deadlocks else set()
    return keys | ({DIVERGENCE} if reference.divergences else set())


@DEAR
@given(PACKS)
def test_the_verdicts_are_those_of_a_search_through_everything(written):
    story = story_from(written)
    try:
        happens = possible(story)
    except TooMany:
        return
    for key, proof in proofs_of(story).items():
        good = (key in happens) == (proof.property.wanted == "can")
        assert (key, proof.verdict) == (key, "proved" if good else "refuted")


@DEAREST
@given(PACKS)
def test_a_play_that_shows_something_is_played_by_the_game(written):
    story = story_from(written)
    moves = Moves(story)
    for proof in proofs_of(story, Budget(5)).values():
        if proof.play is not None:
            shown = witness(moves, proof.play)
            if shown is not None and proof.property.key != DIVERGENCE:
                in_game(story, shown)


@pytest.mark.parametrize(
    ("text", "refuted"),
    [(TRAP, {SOFT_LOCK}), (CORRIDOR, set()), (COUNTDOWN, {SOFT_LOCK}), (LIFT, {DIVERGENCE})],
    ids=["trap", "corridor", "countdown", "lift"],
)
def test_what_is_wrong_with_a_story_is_found(text, refuted):
    found = proofs_of(story_of(text))
    assert {key for key in (SOFT_LOCK, DEADLOCK, DIVERGENCE) if found[key].verdict == "refuted"} >= refuted


def test_the_play_into_an_endless_loop_ends_in_it_in_the_game() -> None:
    story = story_of(LIFT)
    proof = proofs_of(story)[DIVERGENCE]
    shown = witness(Moves(story), proof.play)
    with pytest.raises(EndlessLoop):
        in_game(story, shown)


def test_where_no_search_comes_to_its_end_nothing_is_proved_that_was_not_seen(monkeypatch) -> None:
    monkeypatch.setattr(proving, "search", lambda *_, **__: Searched(None, "", ()))
    monkeypatch.setattr(proving.StoryProving, "_abstractly", lambda self: None)
    monkeypatch.setattr(proving.StoryProving, "_in_slices", lambda self: None)
    found = proofs_of(story_of(TRAP))
    assert found[SOFT_LOCK].verdict == found[DEADLOCK].verdict == "unknown"
    # That no turn is endless, the graph of locations shows alone.
    assert all(
        proof.play is not None for key, proof in found.items() if proof.verdict != "unknown" and key != DIVERGENCE
    )


def test_what_no_play_shows_others_may_know_unless_a_play_is_wanted_for_everything(monkeypatch) -> None:
    monkeypatch.setattr(proving, "search", lambda *_, **__: Searched(None, "", ()))
    monkeypatch.setattr(proving.StoryProving, "_in_slices", lambda self: None)
    monkeypatch.setattr(playing_for, "_WAYS_FOR", (10,))
    story, asked = story_of(TRAP), []

    def knows(keys: frozenset[str]) -> frozenset[str]:
        asked.append(keys)
        return keys

    never = Property("ending nowhere", "endings", "nowhere", "can", "error", "It can end.", "It never ends.")
    monkeypatch.setattr(proving, "sought_by_key", lambda story, whole, keys: {
        key: [("Ended", Ended("nowhere"))] for key in keys if key == never.key
    })  # fmt: skip
    assert prove(story, (never,), Budget(60), evidence=knows).proofs[0].verdict == "proved"
    assert asked == [{never.key}]
    assert prove(story, (never,), Budget(60), evidence=knows, every_play=True).proofs[0].verdict == "unknown"
    assert asked == [{never.key}]


def test_diagrams_are_not_begun_where_very_much_is_remembered_until_nothing_else_is_left(monkeypatch) -> None:
    story, begun = story_of(TRAP), []

    def explore(*_: object, largest: int = 0, **__: object) -> None:
        begun.append(largest)
        raise SearchStopped

    monkeypatch.setattr(symbolic, "explore", explore)
    whole = reduced(transition_system(story))
    monkeypatch.setattr(engine_choice, "_SOON", engine_choice._SOON[1:2])
    monkeypatch.setattr(engine_choice, "_THOROUGHLY", engine_choice._THOROUGHLY[-1:])
    assert search(whole, story.layout.start, Budget(60)).space is None
    assert begun == [symbolic.LARGEST]
    monkeypatch.setattr(engine_choice, "_WIDE", 0)
    assert search(whole, story.layout.start, Budget(60)).space is None
    assert begun == [symbolic.LARGEST]
    assert search(whole, story.layout.start, Budget(60), thorough=True).space is None
    assert begun == [symbolic.LARGEST, 0]


def test_while_a_story_is_made_ready_it_is_asked_whether_to_go_on(monkeypatch) -> None:
    monkeypatch.setattr(systems, "ASKED_AFTER", 1)
    story, emitted = story_of(TRAP), []
    budget = Budget(0, listener=lambda doing, _: emitted.append(doing))
    for system in (None, transition_system(story)):
        with pytest.raises(SearchStopped):
            prove(story, properties_of(story), budget, system=system)
    assert emitted == ["Laying out the story", "Leaving out what does not matter"]


def test_the_shortest_play_is_given() -> None:
    story = story_of(TRAP)
    proof = proofs_of(story)[SOFT_LOCK]
    assert proof.shortest
    assert len(proof.play) == 2


def test_where_there_is_no_time_for_plays_what_is_decided_without_them_stays(monkeypatch) -> None:
    def no_time(self: object, system: object, **_: object) -> None:
        raise SearchStopped

    monkeypatch.setattr(proving.StoryProving, "_reduced", no_time)
    proofs = proofs_of(story_of(TRAP))
    assert proofs[SOFT_LOCK].verdict == "refuted"
    assert any(proof.verdict == "unknown" for proof in proofs.values())
