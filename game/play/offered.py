"""What is offered, found by the words that somebody typed.

Something is done only if the words name it, or nearly all of it. Where they only hint at it, one is asked back: a label
may hold more than the one word that was typed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from game.engine import Option
from game.engine.rendering import render_words
from game.grading.normal_form import normalised
from game.localisation.lists_numbers_dates import and_list, or_list
from game.localisation.messages import ENGLISH, gettext, language_used, ngettext
from game.play.command_types import AskBack, Command, DoCommand, Say
from game.play.command_words import COMMAND_VERBS, NEGATIONS, PRONOUNS, TYPED_FOR
from game.play.naming import fits, tokens
from game.play.narration import Told, passage, told
from game.play.own_vocabulary import command_words, negating_words, pronouns
from game.play.session import Session
from game.play.surroundings import present
from game.story.model.directions import DIRECTIONS

#: So much of a label has to be named by words that are to take it.
_NEARLY_WHOLE = 2 / 3
#: So many of the typed words have to be in a label of which one asks whether it is meant.
_HINTED = 0.6
#: More words than that name nothing: whoever types so many is telling a story.
_WORDS = 24


def nothing_left() -> str:
    """What is said at the end to whoever wants to do something more."""
    return gettext("The story is over: there is nothing to choose from.")


class Naming(NamedTuple):
    """An option that typed words may mean: its number in the list, what it is called, whether nearly all is named.

    `share` is how much of the words is in its label. `people`: how many are in it of those whom the words name.
    """

    option: Option
    number: int
    label: str
    whole: bool
    share: float
    people: int = 0

    @property
    def words(self) -> str:
        """The number and the label, as one asks back."""
        return gettext("{number}, “{label}”", number=str(self.number), label=self.label)


def named_option(session: Session, words: str) -> Command | None:
    """The option whose label these words are, to the letter but for capitals, articles and punctuation."""
    said = normalised(words)
    exact = [naming.option for naming in _all_namings(session) if normalised(naming.label) == said]
    return DoCommand(exact[0].id) if len(exact) == 1 else None


def begun_with(session: Session, words: str) -> list[Naming]:
    """Every option whose label begins with these words and goes on behind them."""
    return [naming for naming in _all_namings(session) if normalised(naming.label).startswith(f"{words} ")]


def closed_option(session: Session, words: str) -> Command | None:
    """The reason why a choice cannot be taken that is shown and called so."""
    story, state = session.story, session.state
    for choice in session.closed:
        if normalised(words) == normalised(render_words(story, choice.label, state.memory, state.seed)):
            return Say(list(passage(story, choice.reason, state.memory, state.seed)))
    return None


def _all_namings(session: Session) -> Iterator[Naming]:
    """Every option as one that may be meant: all the words are in its label, but do not name nearly all of it."""
    for number, (option, label) in enumerate(zip(session.options, session.labels, strict=True), 1):
        yield Naming(option, number, label, False, 1.0)


def namings(session: Session, typed: list[str]) -> list[Naming]:
    """Every option that has at least one of these words in its label."""
    story, typed = session.story, typed[:_WORDS]
    called = [{*tokens(story.people[id_].name), id_} for id_ in present(session)]
    called += [{pronoun} for pronoun in PRONOUNS.union(pronouns())]
    said = set().union(*called)
    found = []
    for naming in _all_namings(session):
        option = naming.option
        if option.kind in TYPED_FOR:
            continue
        ways = [tokens(naming.label)]
        neutral = set(said)
        if option.kind == "scene":
            neutral |= {word for id_ in story.scenes[option.subject].people for word in tokens(story.people[id_].name)}
        if option.kind == "go":
            place = session.place
            ways += (
                [tokens(story.places[way.to].name) for way in place.exits if way.direction == option.subject]
                if (place is not None)
                else []
            )
        whole, share = max(_named(typed, way, neutral) for way in ways)
        if share:
            people = sum(_is_in(names, ways[0]) for names in called if not names.isdisjoint(typed))
            found.append(naming._replace(whole=whole, share=share, people=people))
    return found


def _is_in(names: set[str], label: list[str]) -> bool:
    return any(fits(name, token) for name in names for token in label)


def _told_apart(found: list[Naming]) -> list[Naming]:
    """Those of the options in which most of the people are that were named: the rest of the words fits all of them."""
    most = max((naming.people for naming in found), default=0)
    return [naming for naming in found if naming.people == most]


def _named(typed: list[str], label: list[str], neutral: set[str]) -> tuple[bool, float]:
    """Whether the words name nearly all of a label and nothing else; and which share of the words is in it.

    `neutral` are names and pronouns, which may be there or not.
    """
    words = [word for word in typed if word not in neutral] or typed
    wanted = [token for token in label if token not in neutral] or label
    share = sum(any(fits(word, token) for token in label) for word in words) / len(words)
    left = [token for token in wanted if not any(fits(word, token) for word in words)]
    whole = (
        share == 1
        and (len(wanted) - len(left)) >= _NEARLY_WHOLE * len(wanted)
        and NEGATIONS.union(negating_words()).isdisjoint(left)
    )
    return whole, share


def wholly_named(session: Session, words: str) -> Command | None:
    """The one option of which these words name nearly all."""
    typed = tokens(words)
    whole = _told_apart([naming for naming in namings(session, typed) if naming.whole]) if typed else []
    return DoCommand(whole[0].option.id) if len(whole) == 1 else None


def hinted(session: Session, typed: list[str]) -> Command | None:
    """What is meant by words that name an option, or ask back whether they do; None when they name none."""
    if not typed:
        return None
    found = namings(session, typed)
    whole = _told_apart([naming for naming in found if naming.whole])
    if len(whole) == 1:
        return DoCommand(whole[0].option.id)
    fitting = _told_apart([naming for naming in found if naming.share == 1])
    if not whole and len(fitting) == 1 and _is_plain(session, fitting[0], typed):
        return DoCommand(fitting[0].option.id)
    best = max((naming.share for naming in found), default=0.0)
    nearest = whole or _told_apart([naming for naming in found if naming.share == best])
    return asked_back(nearest) if best >= _HINTED else None


def _is_plain(session: Session, meant: Naming, typed: list[str]) -> bool:
    """Whether one need not ask whether this is meant: there is nothing else, or several words name a scene to open.

    A choice of a list may cost something; it has to be named nearly whole.
    """
    return len(session.options) == 1 or (meant.option.kind == "scene" and len(set(typed)) > 1)


def asked_back(meant: list[Naming]) -> Command:
    """The question which of these is meant, or whether the only one is."""
    if len(meant) == 1:
        number = meant[0].number
        question = gettext(
            "Did you mean {choice}? `yes` or `{number}` takes it.", choice=meant[0].words, number=str(number)
        )
        return AskBack([told("message", question)], meant[0].option.id)
    choices = or_list([naming.words for naming in meant])
    return Say([told("message", gettext("Which one: {choices}? Type its number.", choices=choices))])


def possible(session: Session) -> list[Told]:
    """One line that names what is possible here."""
    names = list(session.labels)
    if len(names) > 6:
        more = len(names) - 6
        names = [*names[:6], ngettext("{number} more", "{number} more", more)]
    return [told("hint", gettext("Possible here: {choices}.", choices=and_list(names)))] if names else []


def by_number(session: Session, number: int) -> Command:
    """The option with this number."""
    options = session.options
    if 1 <= number <= len(options):
        return DoCommand(options[number - 1].id)
    if not options:
        return Say([told("message", nothing_left())])
    words = gettext(
        "There is no number {number} here; the numbers go from 1 to {last}.", number=str(number), last=len(options)
    )
    return Say([told("message", words)])


def _verbs_proposed() -> Collection[str]:
    """The verbs that may be proposed to somebody who mistyped one: those of the language that is spoken now."""
    own = {word for words in command_words().values() for word in words if " " not in word}
    return COMMAND_VERBS if language_used() == ENGLISH else sorted(own)


def not_understood(session: Session, words: str) -> Command:
    """That the words lead nowhere, with what may have been meant and what is possible."""
    from difflib import get_close_matches  # only when something was not understood

    by_label = {normalised(naming.label): naming for naming in _all_namings(session)}
    near_label = get_close_matches(normalised(words), list(by_label), n=1, cutoff=0.75)
    if near_label and by_label[near_label[0]].option.kind not in TYPED_FOR:
        return asked_back([by_label[near_label[0]]])
    first, *further = words.casefold().split()
    known = _verbs_proposed()
    verbs = [verb for verb in known if verb[0] == first[0]] if first not in known else []
    if further:  # nobody goes east the biscuit
        verbs = [verb for verb in verbs if verb not in DIRECTIONS]
    near = get_close_matches(first, verbs, n=1, cutoff=0.7)
    nowhere = gettext("“{words}” does not lead anywhere here.", words=words[:60])
    if near:
        meant = gettext("Did you mean “{words}”?", words=words.casefold().replace(first, near[0], 1))
        nowhere = f"{nowhere} {meant}"
    return Say([told("message", nowhere), *possible(session)])
