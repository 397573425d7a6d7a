"""What keeps something from being offered has a name, and is what the rules ask."""

from __future__ import annotations

from game.engine import begin, choose, options
from game.engine.guards import failed, guards_of, is_used_up, once_only
from game.story.model.expressions import Not, VariableRead
from game.story.model.story import Offer
from tests.drawn_packs import story_of

PACK = """\
pack: A shop
disclaimer: Invented.
start: shop
places: { shop: { name: The shop, exits: { north: { to: yard, when: has.key } } }, yard: { name: The yard } }
items: { key: { name: A key, at: shop }, box: { name: A box, at: shop, when: has.key } }
scenes:
  talk:
    at: shop
    text: Ada talks.
    choices:
    - { choose: Listen, id: listen, when: has.box }
    - { choose: Leave, id: leave }
  bell: { at: yard, on_arrival: true, again: true, text: A bell rings., end: out }
endings: { out: Out. }
"""


def test_each_thing_says_which_of_its_guards_fails() -> None:
    story = story_of(PACK)
    state = begin(story, 1).state
    talk = story.scenes["talk"]
    listen, leave = next(node.choices for node in story.nodes if isinstance(node, Offer))
    exit_ = story.places["shop"].exits[0]
    assert failed(story.items["key"], state.memory) == ()
    assert failed(story.items["box"], state.memory) == ("condition",)
    assert failed(exit_, state.memory) == ("condition",)
    state = choose(story, state, "take:key").state
    assert failed(story.items["key"], state.memory) == ("once", "carried")
    assert failed(exit_, state.memory) == failed(talk, state.memory) == ()
    state = choose(story, state, "scene:talk").state
    assert failed(listen, state.memory) == ("condition",)
    assert [option.id for option in options(story, state)] == [leave.id]
    state = choose(story, state, leave.id).state
    assert is_used_up(talk, state.memory)
    assert is_used_up(leave, state.memory)
    assert failed(leave, state.memory) == ("once",)


def test_the_guards_are_expressions_of_the_variables_that_they_read() -> None:
    story = story_of(PACK)
    assert once_only(story.scenes["talk"]) == (Not(VariableRead("visits.talk")),)
    assert [guard.expression for guard in guards_of(story.scenes["bell"])] == [VariableRead("due.bell")]
