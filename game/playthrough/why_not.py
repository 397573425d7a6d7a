"""Why a step cannot be done: it is not offered now, it belongs elsewhere, or the story has it no more."""

from __future__ import annotations

from collections.abc import Iterator

from game.engine.rendering import render_words
from game.engine.state import State
from game.play.explaining import Because, choices_here, exits_here, items_here, plainly, scenes_here
from game.playthrough.matching import as_shown, folded_words, nearest_words, option_ids
from game.playthrough.option_whereabouts import ids_called, option_whereabouts
from game.playthrough.standing import Standing
from game.story.compile.playthrough_checking import known_option_ids
from game.story.model.story import ROAMING, Offer, Story
from game.support.similarity import may_compare, nearest

#: How alike two names are, from 0 to 1, to be told as what was meant.
_LIKE = 0.7
#: What explaining one thing that may be possible costs, in words that are compared.
_EXPLAINED = 20


def why_not(here: Standing, words: str, saw: str) -> tuple[str, str]:
    """Why what is meant by an id or a name, and by what was seen, cannot be done now: a sentence, and what may help."""
    story, state = here.story, here.state
    called = f"“{saw or words}”" if not saw or saw == words else f"“{saw}” (`{words}`)"
    offer = here.offered_words()
    if not may_compare(_EXPLAINED * _possible_number(story, state) + len(story.nodes)):
        return f"{called} is not possible here.", offer
    shown = {*as_shown(words), *as_shown(saw)}
    possible = tuple(_possible(story, state))
    for because, id_ in possible:
        if words in option_ids(id_) or folded_words(because.words) in shown:
            return f"{called} is not offered now: {_reason(because)}.", offer
    if here.session.wants_words:
        return f"{called} is not offered: a question waits for an answer in words.", f"Write `answer: {words}`. {offer}"
    known = known_option_ids(story)
    names = [name for _, name in here.offered]
    ids = [option.id for option, _ in here.offered]
    near = nearest_words(folded_words(saw or words), names, _LIKE) or nearest_words(words, ids, _LIKE)
    meant = f"Did you mean “{near}”? " if near else _hidden(possible, words, saw)
    if words in known:
        where, when = option_whereabouts(here, words)
        return f"{called} is not possible here{where}.", f"{meant}{when}{offer}"
    if _is_id(words):
        closest = "" if meant else nearest(words, known, cutoff=0.75)
        meant = f"Did you mean `{closest}`? " if closest else meant
        return f"{called} is no longer in the story: nothing has the id `{words}`.", f"{meant}{offer}"
    called_so = ids_called(story, state, saw or words)
    where, when = option_whereabouts(here, called_so[0]) if called_so else ("", "")
    return f"{called} is not possible here{where}.", f"{when or meant}{offer}"


def _hidden(possible: tuple[tuple[Because, str], ...], words: str, saw: str) -> str:
    """What was probably meant of all that could be done here and is not offered now; why it is not."""
    by_name = {folded_words(because.words): because for because, _ in possible if not because.offered}
    near = nearest_words(folded_words(saw or words), by_name, _LIKE)
    return f"Did you mean “{near}”? It is not offered now: {_reason(by_name[near])}. " if near else ""


def told_at_closed_way(here: Standing, words: str) -> str:
    """What a player is told who goes a closed way, or takes a closed choice; "" when no such thing is meant."""
    place = here.session.place
    for way in place.exits if place is not None and here.session.is_roaming else ():
        called = f"{way.direction.capitalize()}: {here.story.places[way.to].name}"
        names = (f"go:{way.direction}", way.direction, f"go {way.direction}", called)
        label = render_words(here.story, way.label, here.state.memory, here.state.seed) if way.label else ""
        if way.closed is not None and folded_words(words).casefold() in (
            name.casefold() for name in (*names, label) if name
        ):
            return render_words(here.story, way.closed, here.state.memory, here.state.seed)
    for choice in here.session.closed:
        label = render_words(here.story, choice.label, here.state.memory, here.state.seed)
        if words in option_ids(choice.id) or folded_words(words) == folded_words(label):
            return render_words(here.story, choice.reason, here.state.memory, here.state.seed)
    return ""


def _possible(story: Story, state: State) -> Iterator[tuple[Because, str]]:
    """Everything that could be done at this point of the story if its conditions held, with its id as an option."""
    for choice in choices_here(story, state):
        yield choice, choice.id
    if state.node == ROAMING:
        yield from ((scene, f"scene:{scene.id}") for scene in scenes_here(story, state))
        yield from ((way, f"go:{way.id}") for way in exits_here(story, state))
        yield from ((item, f"take:{item.id}") for item in items_here(story, state))


def _possible_number(story: Story, state: State) -> int:
    """How many things could be done at this point of the story if their conditions held."""
    if state.node != ROAMING:
        node = story.nodes[state.node]
        return len(node.choices) if isinstance(node, Offer) else 0
    place = story.place_at(state.memory)
    if place is None:
        return len(story.arrivals)
    return len(place.arrivals) + len(place.scenes) + len(place.exits) + len(place.items)


def _reason(because: Because) -> str:
    """Why it is not offered, in words."""
    if because.reason and (because.reason != "would open by itself" or not because.condition):
        return because.reason
    return f"its condition does not hold: {plainly(because.condition)}" if because.condition else "it is not its turn"


def _is_id(words: str) -> bool:
    return words.partition(":")[0] in ("go", "take", "scene", "answer") or ("/" in words and " " not in words)
