"""What stands among the choices of a play, and what the line below says of choosing."""

from __future__ import annotations

from game.app.choice_layout import ChoiceEntry, numbered_choices
from game.engine.state import Option
from game.localisation.messages import gettext, pgettext
from game.play.command_words import TYPED_FOR
from game.play.confidence import confidence_labels
from game.play.directions_told import compass_point
from game.play.glyphs import UNICODE
from game.play.narration import closed_words, without_article
from game.play.own_commands import spoken_command
from game.play.session import Session
from game.questions.kinds import type_of
from game.story.model.story import Exit


def open_entries(session: Session, *, asks_how_sure: bool) -> list[ChoiceEntry]:
    """What can be chosen in a play that is not over; `asks_how_sure`: it waits for how sure the player is.

    What one does stands first, each on its line with its price; ways out, and what one can do at a question besides
    answering it, stand in rows.
    """
    if asks_how_sure:
        return numbered_choices(confidence_labels())
    offered = zip(session.options, session.labels, session.option_prices, strict=True)
    return [
        _entry(session, str(number), option, label, price) for number, (option, label, price) in enumerate(offered, 1)
    ]


def _entry(session: Session, number: str, option: Option, label: str, price: str) -> ChoiceEntry:
    if option.kind in TYPED_FOR:
        name, price = spoken_command(TYPED_FOR[option.id]), label[label.find("(") :] if label.endswith(")") else ""
        if session.wants_words:
            return ChoiceEntry(name, price, "cell", group=_or())
        return ChoiceEntry(number, f"{name} {price}".rstrip(), "cell", group=_or())
    if option.kind == "go" and session.place is not None:
        way = next(way for way in session.place.exits if way.direction == option.subject)
        return _exit(session, number, way, label if option.label is not None else "")
    return ChoiceEntry(number, label, note=price)


def _exit(session: Session, number: str, way: Exit, label: str) -> ChoiceEntry:
    """A way out: its point of the compass, the place, whether one was there, and who is known to live there.

    A way that the story calls something else has that `label`.
    """
    place = session.story.places[way.to]
    been = bool(place.visits.get(session.state.memory))
    people = [session.story.people[id_].name.split()[0] for id_ in place.people] if been else []
    others = f" +{len(people) - 1}" if len(people) > 1 else ""
    note = " ".join([UNICODE.been if been else UNICODE.unseen, *people[:1]]) + others
    name = label or f"{compass_point(way.direction).ljust(2)} {without_article(place.name)}"
    return ChoiceEntry(number, name, "cell", note, been, pgettext("in front of the ways out", "go"))


def closed_entries(session: Session) -> list[ChoiceEntry]:
    """What is shown and cannot be chosen now."""
    words = (closed_words(session.story, session.state, choice) for choice in session.closed)
    return [ChoiceEntry("×", word, "closed") for word in words]


def how_to_choose(session: Session, count: int, *, asks_how_sure: bool) -> str:
    """What stands in the empty line: how one of so many entries is chosen, or the question answered."""
    question = session.question
    if asks_how_sure:
        return gettext("How sure are you? 1–3, or Enter to say nothing")
    if question is not None and session.wants_words:
        return type_of(question).how_to_answer(question)
    last = str(count)
    if question is not None or not session.is_roaming:
        if count > 9:
            return gettext("a number up to {last} and Enter, or arrows and Enter", last=last)
        return gettext("1–{last}, or arrows and Enter", last=last) if count > 1 else gettext("1, or arrows and Enter")
    # Translators: in these three, after “words”, stand some of the commands that can be typed.
    if count > 9:
        return gettext("a number up to {last} and Enter, arrows and Enter, or words: look, north, talk to …", last=last)
    if count > 1:
        return gettext("1–{last}, arrows and Enter, or words: look, north, talk to …", last=last)
    return gettext("1, arrows and Enter, or words: look, north, talk to …")


def _or() -> str:
    """What stands in front of what can be done besides choosing or answering."""
    return pgettext("in front of what else can be done at a question", "or")
