"""What plays have shown of conditions, as a guess of what keeps something from happening."""

from __future__ import annotations

from game.story.model.expressions import Not, Number, Operation, VariableRead
from game.story.model.layout import Layout, Variable
from game.verify.search.seen_states import SeenStates

LAYOUT = Layout([Variable("lamp", 0, 1, 0), Variable("key", 0, 1, 0), Variable("door", 0, 1, 0)])
LAMP, KEY, DOOR = VariableRead("lamp"), VariableRead("key"), VariableRead("door")


def seen(*states: tuple[int, int, int]) -> SeenStates:
    """States with these values of the lamp, the key and the door."""
    slots = [LAYOUT[name] for name in ("lamp", "key", "door")]
    return SeenStates(
        [sum(value << slot.shift for value, slot in zip(state, slots, strict=True)) for state in states], LAYOUT
    )


def test_a_guard_that_never_held_with_the_conditions_is_a_likely_reason() -> None:
    states = seen((0, 0, 0), (1, 0, 0), (1, 1, 1))
    assert list(states.blocking([Not(KEY)], [LAMP, DOOR])) == [(("door", DOOR),)]


def test_of_a_guard_the_variables_that_never_moved_are_named_first() -> None:
    either = Operation("and", Operation(">=", LAMP, Number(1)), Operation(">=", DOOR, Number(1)))
    both = Operation(">=", Operation("+", LAMP, DOOR), Number(2))
    states = seen((1, 0, 0), (1, 1, 1))
    assert [name for reasons in states.blocking([Not(KEY)], [both]) for name, _ in reasons] == ["door"]
    assert [name for reasons in states.blocking([Not(KEY)], [either]) for name, _ in reasons] == ["door"]


def test_where_the_conditions_never_held_nothing_is_guessed() -> None:
    assert not list(seen((1, 1, 1)).blocking([Not(KEY)], [DOOR]))
    assert not list(seen().blocking([Not(KEY)], [DOOR]))


def test_a_condition_on_a_variable_that_the_states_do_not_have_is_passed_over() -> None:
    states = seen((0, 0, 0))
    assert list(states.blocking([Not(VariableRead("rope")), Not(KEY)], [VariableRead("rope"), DOOR])) == [
        (("door", DOOR),)
    ]
    assert not states.nearly_always(Not(VariableRead("rope")))


def test_a_condition_that_fails_now_and_then_still_holds_nearly_always() -> None:
    states = seen(*[(0, 0, 0)] * 19, (1, 1, 0))
    assert states.nearly_always(Not(LAMP))
    assert not seen((0, 0, 0), (1, 0, 0)).nearly_always(Not(LAMP))


def test_parts_of_a_guard_that_never_held_together_with_the_conditions_are_a_likely_reason() -> None:
    states = seen((1, 0, 0), (0, 0, 1), (1, 1, 1))
    assert not list(states.blocking([Not(KEY)], [LAMP, DOOR]))
    assert list(states.blocking_together([Not(KEY)], [(LAMP, DOOR)])) == [(("lamp", LAMP), ("door", DOOR))]


def test_a_part_may_be_needed_beside_another_that_never_held_alone() -> None:
    states = seen((1, 0, 0), (0, 0, 0), (1, 1, 1))
    assert list(states.blocking_together([Not(KEY)], [(LAMP, DOOR)])) == [(("lamp", LAMP), ("door", DOOR))]


def test_parts_that_held_together_in_a_single_state_are_no_reason() -> None:
    assert not list(seen((1, 0, 0), (0, 0, 1), (1, 0, 1)).blocking_together([Not(KEY)], [(LAMP, DOOR)]))
    # It is one of very many states, of which at first only some are looked at.
    apart = [(1, 0, 0), (0, 0, 1)] * 3_000
    assert list(seen(*apart).blocking_together([Not(KEY)], [(LAMP, DOOR)]))
    assert not list(seen(*apart, (1, 0, 0), (1, 0, 1)).blocking_together([Not(KEY)], [(LAMP, DOOR)]))


def test_parts_of_different_guards_and_parts_that_the_conditions_ask_for_make_no_pair() -> None:
    states = seen((1, 0, 0), (0, 0, 1))
    assert not list(states.blocking_together([Not(KEY)], [(LAMP,), (DOOR,), (LAMP, Not(KEY))]))
