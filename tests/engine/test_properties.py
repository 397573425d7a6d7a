"""What holds for any pack and any play of it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.engine import AnswerGiven, EndlessLoop, Refused, State, Turn, begin, choose, events, is_over, options
from game.engine.grading import Grade, grade
from game.engine.rendering import RenderedParagraph, render, render_words
from game.engine.rules import asked_question
from game.engine.walking import obstacle, route
from game.story.model.story import Story
from game.story.model.text import Text
from tests.drawn_packs import CHEAP, MOVES, PACKS, PROFILE, SEEDS, right_words, story_from, story_of


def play(story: Story, seed: int, moves: list[int]) -> list[Turn]:
    """The turns of a play in which each number stands for something that is possible then."""
    turns: list[Turn] = []
    try:
        turns.append(begin(story, seed))
        for number in moves:
            state = turns[-1].state
            offered = options(story, state)
            if not offered:
                break
            if asked_question(story, state) is not None and number % 3 == 0:
                turns.append(choose(story, state, AnswerGiven(right_words(story, state))))
            else:
                turns.append(choose(story, state, offered[number % len(offered)].id))
    except EndlessLoop as loop:
        assert loop.scene in story.scenes
    return turns


def shown(story: Story, turn: Turn) -> list[tuple[RenderedParagraph, ...]]:
    return [render(story, passage.text, passage.memory, turn.state.seed) for passage in turn.passages]


@PROFILE
@given(PACKS, SEEDS, MOVES)
def test_any_play_of_any_pack_stays_within_the_rules(written, seed, moves):
    story = story_from(written)
    for turn in play(story, seed, moves):
        state = turn.state
        for slot in story.layout:
            assert slot.low <= slot.get(state.memory) <= slot.high, slot.name
        assert 0 <= state.memory < 1 << story.layout.bits
        assert state.node == -1 or 0 <= state.node < len(story.nodes)
        assert len(state.stack) <= len(story.scenes)
        offered = options(story, state)
        assert len({option.id for option in offered}) == len(offered)
        assert is_over(story, state) == (not offered)
        if any(isinstance(event, events.Ended) for event in turn.events):
            assert isinstance(turn.events[-1], events.Ended)
            assert is_over(story, state)
        for event in turn.events:
            if isinstance(event, events.MeasureChanged | events.TimePassed):
                assert event.before != event.after


@PROFILE
@given(PACKS, SEEDS, MOVES)
def test_every_text_of_any_pack_can_be_shown_at_any_time(written, seed, moves):
    story = story_from(written)
    texts = [asked for question in story.questions.values() for asked in (question.text, question.because) if asked]
    texts += [way.closed for place in story.places.values() for way in place.exits if way.closed]
    for turn in play(story, seed, moves):
        shown(story, turn)
        for option in options(story, turn.state):
            if isinstance(option.label, Text):
                assert render_words(story, option.label, turn.state.memory, seed).startswith("Do")
        for text in texts:
            for paragraph in render(story, text, turn.state.memory, seed):
                assert paragraph.words.strip() == paragraph.words
                assert all(span.words for span in paragraph.spans)


@PROFILE
@given(PACKS, SEEDS, MOVES)
def test_the_same_story_seed_and_input_give_the_same_play(written, seed, moves):
    first, second = story_from(written), story_of(written)
    turns, other_turns = play(first, seed, moves), play(second, seed, moves)
    assert [turn.state for turn in turns] == [turn.state for turn in other_turns]
    assert [hash(turn.state) for turn in turns] == [hash(turn.state) for turn in other_turns]
    assert [shown(first, turn) for turn in turns] == [shown(second, turn) for turn in other_turns]
    kinds = [[type(event).__name__ for event in turn.events] for turn in turns]
    assert kinds == [[type(event).__name__ for event in turn.events] for turn in other_turns]


@PROFILE
@given(PACKS, SEEDS, MOVES, st.text(max_size=8))
def test_what_is_not_offered_is_refused_and_changes_nothing(written, seed, moves, words):
    story = story_from(written)
    everything = {option.id for turn in play(story, seed, moves) for option in options(story, turn.state)}
    for turn in play(story, seed, moves):
        state = turn.state
        offered = [option.id for option in options(story, state)]
        for action in sorted(everything.difference(offered)):
            with pytest.raises(Refused):
                choose(story, state, action)
        if asked_question(story, state) is None:
            with pytest.raises(Refused):
                choose(story, state, AnswerGiven(words))
        assert [option.id for option in options(story, state)] == offered


@PROFILE
@given(PACKS, SEEDS, MOVES, st.text(max_size=12) | st.text("abc123 ;,.-0", max_size=12))
def test_any_words_are_an_answer_or_refused(written, seed, moves, words):
    story = story_from(written)
    for turn in play(story, seed, moves):
        question = asked_question(story, turn.state)
        if question is None:
            continue
        try:
            answered = choose(story, turn.state, AnswerGiven(words)).events[0]
        except (Refused, EndlessLoop):
            continue
        assert answered.question == question.id
        assert answered.given == words.strip()
        right = choose_right(story, turn.state)
        assert right is None or (right.right and not right.spelling)


def choose_right(story: Story, state: State) -> events.QuestionAnswered | None:
    try:
        return choose(story, state, AnswerGiven(right_words(story, state))).events[0]
    except EndlessLoop:
        return None


@PROFILE
@given(PACKS, SEEDS, MOVES)
def test_a_way_that_is_found_leads_there(written, seed, moves):
    story = story_from(written)
    for turn in play(story, seed, moves)[:6]:
        here = story.place_at(turn.state.memory)
        for goal in story.places:
            found = route(story, turn.state, goal)
            if found is None:
                assert here.id != goal
                continue
            reached = here
            for way in found:
                assert way in reached.exits
                assert way.when is None or way.when(turn.state.memory)
                reached = story.places[way.to]
            assert reached.id == goal
            closed = obstacle(story, turn.state, goal)
            assert closed is None or not closed.when(turn.state.memory)


# ── Grading ──────────────────────────────────────────────────────────────────────────────────────────────

BARE = story_of('{"pack": "Bare", "disclaimer": "Invented.", '
                  '"questions": {"q": {"text": "?", "cites": "f0", "answer": "x"}}, '
                  '"scenes": {"s": {"ask": "q"}}}')  # fmt: skip


def verdict(kind: str, key: str, words: str) -> Grade:
    question = BARE.questions["q"]._replace(kind=kind, accepted=((key,),))
    return grade(BARE, question, words, ())


@CHEAP
@given(st.text("abcxyzéß 019'-.,ivx", min_size=1, max_size=20))
def test_a_key_is_always_its_own_right_answer_whatever_its_case(key):
    for words in (key, key.upper(), f" {key}! "):
        assert verdict("typed", key, words).right


@CHEAP
@given(st.text("xyz 0189", max_size=12), st.text("xyz 0189", max_size=12))
def test_an_answer_with_other_digits_is_never_right(key, words):
    same = re.findall(r"\d+", key) == re.findall(r"\d+", words)
    assert same or not verdict("typed", key, words).right


@CHEAP
@given(st.integers(-(10**9), 10**9), st.integers(-3, 3))
def test_a_number_is_right_when_it_is_that_number(key, off):
    for words in (str(key + off), f"{key + off:,}", f"about {key + off}.0 kg"):
        assert verdict("number", str(key), words).right == (off == 0)
