"""What the things are called that can be done: in the words of the pack, or in those of the game itself."""

from __future__ import annotations

from game.engine.rendering import render_words
from game.engine.rules import hints_shown, options
from game.engine.state import Option, State
from game.localisation.lists_numbers_dates import clause_list, comma_list, labelled, out_of
from game.localisation.messages import gettext, language_used, ngettext
from game.play.directions_told import direction_label
from game.story.model.story import Effect, Story

#: Of so many states it is remembered what can be done in them, by its names.
_LABELLED = 4


def option_words(story: Story, state: State, option: Option) -> str:
    """What an option is called."""
    if isinstance(option.label, str):
        return option.label
    if option.label is not None:
        return render_words(story, option.label, state.memory, state.seed)
    match option.kind:
        case "go":
            return labelled(direction_label(option.subject), name_in_label(story, state, option))
        case "take":
            return gettext("Take {item}", item=name_in_label(story, state, option))
        case "lookup":
            return _in_parentheses(gettext("Look into the notebook"), _price(story, story.lookup))
        case "hint":
            count = len(story.questions[option.subject].hints)
            which = out_of(hints_shown(story, state) + 1, count) if count > 1 else ""
            return _in_parentheses(gettext("Ask for a hint"), which, _price(story, story.hint))
        case _:
            return gettext("Say that you do not know")


def name_in_label(story: Story, state: State, option: Option) -> str:
    """The name that stands in what an option is called, where the pack has no label for it; empty where none does."""
    if option.label is not None or option.kind not in ("go", "take"):
        return ""
    if option.kind == "take":
        return story.items[option.subject].name
    place = story.place_at(state.memory)
    ways = place.exits if place is not None else ()
    return next((story.places[way.to].name for way in ways if way.direction == option.subject), "")


def _in_parentheses(label: str, *details: str) -> str:
    """A label with details in parentheses behind it, as far as there are any."""
    known = clause_list(filter(None, details))
    return f"{label} ({known})" if known else label


_labelled: dict[tuple[int, State, str], tuple[Story, tuple[str, ...]]] = {}


def option_labels(story: Story, state: State) -> tuple[str, ...]:
    """What everything that can be done now is called, in the order of `options`.

    Of the last states it is remembered: many things are asked about one, and many plays of a story begin in the same.
    """
    key = id(story), state, language_used()
    known = _labelled.get(key)
    if known is None:
        if len(_labelled) >= _LABELLED:
            del _labelled[next(iter(_labelled))]
        labels = tuple(option_words(story, state, option) for option in options(story, state))
        known = _labelled[key] = story, labels  # the story is held: nothing else gets its identity
    return known[1]


def _price(story: Story, price: tuple[Effect, ...]) -> str:
    """What looking something up costs, or a hint; empty where that is nothing that one is told."""
    costs = [
        ngettext("{number} minute", "{number} minutes", effect.amount)
        if effect.kind == "time"
        else f"{story.measures[effect.subject].name} {effect.amount:+d}"
        for effect in price
        if effect.kind in ("time", "measure")
    ]
    return comma_list(costs)
