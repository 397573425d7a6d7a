"""The rules without a word: the same moves, and the same memory after each, as in the game that tells everything."""

from __future__ import annotations

import random

import pytest
from hypothesis import given

from game.engine import AnswerGiven, EndlessLoop, Refused, State, begin, choose, options
from game.engine.moves import Moves
from game.engine.rules import asked_question
from game.story.model.story import Offer, Story
from tests.drawn_packs import MOVES, PACKS, PROFILE, SEEDS, right_words, story_from
from tests.engine.conftest import StoryOf


def ids(moves: Moves, numbers: object) -> list[str]:
    return [moves.all[number].id for number in numbers]  # type: ignore[attr-defined]


def emitted(story: Story, state: State, kind: str, id_: str) -> State:
    """The state after a move in the game that tells."""
    if kind == "right":
        return choose(story, state, AnswerGiven(right_words(story, state))).state
    return choose(story, state, AnswerGiven("0 0") if kind == "wrong" else id_).state


@PROFILE
@given(PACKS, SEEDS, MOVES)
def test_a_play_without_words_is_the_play_that_is_emitted(written, seed, drawn):
    story = story_from(written)
    moves = Moves(story)
    try:
        at = moves.begin(seed)
    except EndlessLoop:
        with pytest.raises(EndlessLoop):
            begin(story, seed)
        return
    state = begin(story, seed).state
    for number in drawn:
        assert at == state[:4]
        offered = moves.offered(at)
        in_words = [id_ for id_ in ids(moves, offered) if id_ in ("right", "wrong")]
        question = asked_question(story, state)
        assert bool(in_words) == (question is not None and question.kind != "choice")
        options_now = [option.id for option in options(story, state)]
        assert sorted(set(ids(moves, offered)).difference(in_words)) == sorted(options_now)
        if not offered:
            break
        chosen = moves.all[offered[number % len(offered)]]
        try:
            after = emitted(story, state, chosen.kind, chosen.id)
        except Refused:
            continue  # these words are no answer to such a question
        except EndlessLoop:
            with pytest.raises(EndlessLoop):
                moves.after(at, offered[number % len(offered)])
            return
        at, state = moves.after(at, offered[number % len(offered)]), after


def test_a_number_keeps_its_meaning(story_of: StoryOf) -> None:
    moves = Moves(
        story_of("""
            scenes:
              main:
                choices:
                  - { choose: One, id: one, stay: true }
                  - { choose: Two, id: two, ask: sky, again: true, stay: true }
            questions: { sky: { text: "What colour?", cites: sky, answer: blue } }
        """)
    )
    first = moves.begin(1)
    ask_one, ask_two = moves.offered(first)
    asked = moves.after(moves.after(first, ask_one), ask_two)
    assert ids(moves, moves.offered(asked)) == ["pass", "right", "wrong"]
    assert ids(moves, (ask_one, ask_two)) == ["main/one", "main/two"]
    assert list(moves.offered(moves.after(asked, moves.offered(asked)[1]))) == [ask_two]


def test_of_a_chosen_answer_each_is_a_move(story_of: StoryOf) -> None:
    moves = Moves(
        story_of("""
            scenes: { main: { ask: sky } }
            questions:
              sky: { text: "What colour?", cites: sky, answers: [right: blue, wrong: green, wrong: red] }
        """)
    )
    at = moves.begin(1)
    offered = [moves.all[number] for number in moves.offered(at)]
    assert [(option.kind, option.subject) for option in offered][:3] == [
        ("answer", "blue"), ("answer", "green"), ("answer", "red"),
    ]  # fmt: skip
    assert moves.offered(moves.after(at, moves.offered(at)[0])) == ()


def test_whatever_many_options_depend_on_each_is_offered_just_while_its_condition_holds(story_of: StoryOf) -> None:
    measures = "".join(f"m{number}: {{ start: 0, max: 3 }}\n  " for number in range(14))
    every = " and ".join(f"m{number} >= 1" for number in range(14))
    choices = "".join(f"- {{ choose: Option {number}, again: true, when: m{number} >= 2, stay: true }}\n      "
                      for number in range(14))  # fmt: skip
    story = story_of(
        f"measures:\n  {measures}\nscenes:\n  main:\n    choices:\n      {choices}"
        f"- {{ choose: Every, again: true, when: {every}, stay: true }}\n      - {{ choose: Last, fallback: true }}\n"
    )
    moves = Moves(story)
    at = moves.begin(1)
    offer = story.nodes[at[1]]
    assert isinstance(offer, Offer)
    chance = random.Random(1)
    seen = set()
    for _ in range(400):
        memory, least = at[0], chance.choice((0, 0, 1))
        for index in range(14):
            memory = story.layout[f"measure.m{index}"].put(memory, chance.randint(least, 1 + chance.randrange(3)))
        offered = ids(moves, moves.offered((memory, *at[1:])))
        holding = [choice.id for choice in offer.choices if choice.when is not None and choice.when(memory)]
        assert offered == (holding or [offer.choices[-1].id])
        seen.update(offered)
    assert "main/every" in seen


def test_very_many_things_can_be_offered_at_once(story_of: StoryOf) -> None:
    """Each of them with a condition of its own, so that no ready list serves for many."""
    scenes = "".join(
        f"  s{number}: {{ at: hall, again: true, when: visits.s{number} < 9 or m{number % 7} > {number % 5}, "
        "text: Here. }\n"
        for number in range(3_000)
    )
    measures = "".join(f"  m{number}: {{ start: 1, max: 9 }}\n" for number in range(7))
    story = story_of(f"start: hall\nplaces: {{ hall: {{ name: The hall }} }}\nmeasures:\n{measures}scenes:\n{scenes}")
    moves = Moves(story)
    at = moves.begin(1)
    assert len(moves.offered(at)) == 3_000
    assert len(moves.offered(moves.after(at, moves.offered(at)[0]))) == 3_000
