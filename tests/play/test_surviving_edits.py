"""Any edit of any pack and any save: the play goes on, what is told is true, and the old file is as it was.

EIGHTWINGS_EXAMPLES says how many examples are tried. The oracle below judges every sentence by the new story alone.
"""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, event, given, note
from hypothesis import strategies as st

from game.engine import AnswerGiven, EndlessLoop, Refused, State, begin, choose, events, is_stuck, options
from game.engine.rules import asked_question
from game.play.lost_steps import Lost
from game.play.narration import question_words, tell
from game.play.opening import begin_play, continue_play, load_play
from game.play.option_naming import option_words
from game.play.session import Session
from game.record.journal import JournalError, Step, effective, read_play, read_record
from game.record.locations import CURRENT
from game.story.catalogue.diagnostics import Diagnostics
from game.story.model.directions import DIRECTIONS
from game.story.model.story import ROAMING, Offer, Story
from game.story.packs import build
from game.story.source.pack_files import PackFile
from tests.drawn_packs import ALMANAC, MOVES, PACKS, PROFILE, SEEDS, right_words, story_of

from .edits import choice_ids, choices, edited

EDIT_BYTES = st.lists(st.binary(min_size=60, max_size=60), min_size=1, max_size=3)


def loaded(written: str) -> Story | None:
    files = (PackFile("almanac.yaml", ALMANAC.encode()), PackFile("pack.yaml", written.encode()))
    return build("drawn", files, Diagnostics(), "drawn")[0]


def play(session: Session, moves: list[int]) -> None:
    """A play in which each number stands for something: an option, an answer in words, steps that are taken back."""
    for number in moves:
        offered = session.options
        if number % 11 == 10:
            session.undo(1 + number % 3)
        elif offered:
            question = session.question
            try:
                if question is not None and number % 3:
                    words = right_words(session.story, session.state) if number % 2 else "blue 5"
                    session.do(AnswerGiven(words))
                else:
                    session.do(offered[number % len(offered)].id)
            except (Refused, EndlessLoop):
                continue


@PROFILE
@given(PACKS, SEEDS, MOVES, EDIT_BYTES)
def test_any_edit_leaves_a_playable_state_and_a_true_message(
    written: str, seed: int, moves: list[int], edits: list[bytes]
) -> None:
    before = story_of(written)
    now, story = written, None
    for drawn in edits:
        tried, kind = edited(now, drawn)
        candidate = loaded(tried)
        if candidate is not None:
            now, story = tried, candidate
            event(kind)
    assume(story is not None and now != written)
    assert story is not None
    note(now)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, CURRENT)
        try:
            session = begin_play(before, path, seed).session
        except JournalError:
            assume(False)
        play(session, moves)
        session.close()
        check(before, story, json.loads(now), path, session)


def check(before: Story, story: Story, pack: dict[str, Any], path: Path, was: Session) -> None:
    content, steps = path.read_bytes(), was.steps()
    try:
        first = begin(story, was.seed)
    except EndlessLoop:
        with pytest.raises(JournalError, match="cannot be played now"):
            continue_play(story, path)
        assert path.read_bytes() == content
        return
    opened = continue_play(story, path)
    session = opened.session
    _, lost = Session.resume(story, was.seed, was.record)
    session.close()

    # A playable state: every option can be shown, and the file alone leads to it by the ids that are in it now.
    for option in session.options:
        assert option_words(story, session.state, option)
    for done in session.played:
        tell(story, done.turn.state, done.turn.events)
    state = first.state
    for step in read_play(path)[1]:
        state = choose(story, state, AnswerGiven(step.answer, step.got) if step.answer else step.do).state
    assert state == session.state

    # Nothing is lost: the play as it was is a file, byte for byte, and with the old story it is what it was.
    kept = path if path.read_bytes() == content else path.with_name("current-1.play.yaml")
    assert kept.read_bytes() == content
    assert effective(read_record(kept).steps) == list(steps)
    old, broken = Session.resume(before, was.seed, read_record(kept).steps)
    assert broken is None
    assert old.state == was.state

    # What is told is true.
    held = session.steps()
    assert len(held) == (len(steps) if lost is None else lost.number - 1)
    found = sum(recorded != now for recorded, now in zip(steps, held, strict=False))
    for recorded, now in zip(steps, held, strict=False):
        assert recorded == now or same_in_words(recorded, now), (recorded, now)
    if lost is None and not found:
        assert opened.notice == ""
        assert kept == path
    else:
        assert f"The play as it was is kept in {kept.name}." in opened.notice
        assert kept != path
        assert opened.notice.startswith("The story has changed since you played. ")
        again_seen = re.search(r"(?<!\d)(\d+) steps? (?:was|were) found again by what you saw", opened.notice)
        assert (int(again_seen[1]) if again_seen else 0) == found
    if lost is not None:
        event(lost.change)
        assert lost.step == steps[lost.number - 1]
        assert lost.behind == len(steps) - lost.number
        assert f"Step {lost.number}, “{lost.called}”, is not possible now: {lost.reason}." in opened.notice
        assert is_true(story, pack, session, lost), opened.notice

    # Once told, the new file goes on without a word; and a copy of the old one says the same again.
    again = continue_play(story, path)
    assert again.notice == ""
    assert again.session.state == session.state
    again.session.close()
    copy = load_play(story, kept, path.with_name("copy.play.yaml"))
    assert copy.session.state == session.state
    assert copy.notice == opened.notice
    copy.session.close()


def same_in_words(old: Step, new: Step) -> bool:
    """Whether a step that was found by what was seen is called the same, or nearly so."""
    if old.answer:
        return (old.answer, old.saw) == (new.answer, new.saw)
    before, after = ({word.strip(".,!|").casefold() for word in words.split()} for words in (old.saw, new.saw))
    way = old.do.startswith("go:") and old.saw.partition(": ")[2] == new.saw.partition(": ")[2]
    return way or len(before & after) >= max(len(before), len(after)) / 2


def is_true(story: Story, pack: dict[str, Any], session: Session, lost: Lost) -> bool:
    """Whether the reason why the step is lost is true: judged by the pack's text, and by what was played before it."""
    state, step, id_ = session.state, lost.step, lost.subject
    question, offered = asked_question(story, state), options(story, state)
    ids = {option.id for option in offered}
    labels = [option_words(story, state, option) for option in offered if option.kind not in ("lookup", "pass")]
    asks_the_same = not step.asked or (question is not None and question.id == step.asked)
    if lost.change not in ("circle", "answer refused"):
        # It is really lost: neither its id is offered, nor is one thing called what the player saw.
        assert not (asks_the_same and step.do in ids)
        assert step.answer or step.asked or labels.count(step.saw) != 1 or step.do.startswith("answer:")
    place = story.place_at(state.memory)
    here = pack.get("places", {}).get(place.id, {}) if place is not None else {}
    begun = {
        emitted.scene
        for turn in session.played
        for emitted in turn.turn.events
        if isinstance(emitted, events.SceneBegan)
    }
    scene = pack["scenes"].get(id_, {})
    item = pack.get("items", {}).get(id_, {})
    choice = next((candidate for name, candidate, _ in choices(pack) if f"{name}/{candidate['id']}" == step.do), {})
    at_hand = story.nodes[state.node] if state.node != ROAMING else None
    listed = (
        {listed_choice.id: listed_choice for listed_choice in at_hand.choices} if isinstance(at_hand, Offer) else {}
    )
    match lost.change:
        case "ended":
            return not offered
        case "circle":
            return raises(story, state, step, EndlessLoop) and id_ in pack["scenes"]
        case "choice gone":
            return step.do not in choice_ids(pack) and step.do.partition("/")[0] in pack["scenes"]
        case "choice elsewhere":
            return step.do in choice_ids(pack) and step.do not in listed and stands(story, session, lost.reason)
        case "choice used":
            done = any(done_step.do == step.do for done_step in session.steps())
            return step.do in listed and choice.get("again") != "true" and done
        case "choice held back":
            return choice["fallback"] == "true" and any(not listed[key].fallback for key in ids)
        case "choice closed":
            return step.do in listed and "when" in choice and not listed[step.do].when(state.memory)  # type: ignore[misc]
        case "scene gone":
            return id_ not in pack["scenes"]
        case "scene elsewhere":
            at = scene.get("at", [])
            return scene != {} and (place is None or place.id not in at or scene.get("on_arrival") == "true")
        case "scene used":
            return scene.get("again") != "true" and id_ in begun
        case "scene closed":
            return "when" in scene and not story.scenes[id_].when(state.memory)  # type: ignore[misc]
        case "busy":
            return state.node != ROAMING and stands(story, session, lost.reason)
        case "no way":
            goes = place is not None and any(leading.direction == id_ for leading in place.exits)
            nowhere = lost.reason.partition("no place is called “")[2].removesuffix("”")
            return not goes and all(described["name"] != nowhere for described in pack.get("places", {}).values())
        case "way closed":
            way = here["exits"].get(id_) or next(
                described["exits"][back]
                for described in pack["places"].values()
                for back in described["exits"]
                if DIRECTIONS[back] == id_ and leads_to(described["exits"][back]) == place.id  # type: ignore[union-attr]
            )
            return "when" in way and f"go:{id_}" not in ids
        case "item gone":
            return id_ not in pack.get("items", {})
        case "item elsewhere":
            return item != {} and (place is None or item.get("at") != place.id)
        case "item taken":
            given = {
                happening.item
                for turn in session.played
                for happening in turn.turn.events
                if isinstance(happening, events.ItemReceived)
            }
            return id_ in given
        case "item closed":
            return "when" in item and not story.items[id_].when(state.memory)  # type: ignore[misc]
        case "question gone":
            return step.asked not in pack["questions"]
        case "another question":
            assert question is not None
            words = question_words(story, state, question)
            return question.id != step.asked and words[:50] in lost.reason
        case "no question":
            return question is None and stands(story, session, lost.reason)
        case "answer gone":
            return question is not None and step.do not in ids
        case "answer refused":
            return raises(story, state, step, Refused)
        case "nothing noted":
            looked = session.steps()[-1:] and any(done_step.do == "lookup" for done_step in session.steps())
            return "lookup" not in ids and ("looked already" not in lost.reason or bool(looked))
    return False


def leads_to(way: Any) -> str:
    return way if isinstance(way, str) else way["to"]


def raises(story: Story, state: State, step: Step, kind: type[Exception]) -> bool:
    """Whether every way to do the step raises this."""
    actions = [AnswerGiven(step.answer)] if step.answer else [option.id for option in options(story, state)]
    raised = []
    for action in actions:
        try:
            choose(story, state, action)
        except (Refused, EndlessLoop) as refusal:
            raised.append((action, type(refusal)))
    return any(type_ is kind for _, type_ in raised)


def stands(story: Story, session: Session, reason: str) -> bool:
    """Whether what a reason says of where the play stands is true."""
    state = session.state
    question = asked_question(story, state)
    if is_stuck(story, state):
        return "the story cannot go on" in reason
    if question is not None:
        return question_words(story, state, question)[:50] in reason
    if state.node != ROAMING:
        return any(option_words(story, state, option)[:50] in reason for option in options(story, state))
    place = session.place
    return "free to walk" in reason and place is not None and place.name.lower() in reason.lower()
