"""What can be typed in the language that is spoken now, as its catalogue has it: the English command for each.

Here stand only words; what they mean is said by the rules for English commands. A language writes as many words for
each purpose as people would type; the first is the one that the game itself proposes.
"""

from __future__ import annotations

from game.localisation.typed_words import own_words


def line_words() -> dict[str, tuple[str, ...]]:
    """Whole lines, by what they mean in English."""
    return {
        "where": own_words("typed, a whole line: where one is", "where, where am I, where is this"),
        "who": own_words("typed, a whole line: who is here", "who, who is here, is anybody here"),
        "exits": own_words("typed, a whole line: the ways out", "exits, ways, ways out, where can I go"),
        "goals": own_words("typed, a whole line: what is to be done", "goals, goal, what now, what can I do, options"),
        "time": own_words("typed, a whole line: how late it is", "time, what time is it, clock"),
        "inventory": own_words("typed, a whole line: what one carries", "inventory, bag, items, what do I have"),
        "status": own_words("typed, a whole line: how things stand", "status, score, measures, how am I doing"),
        "debrief": own_words("typed, a whole line: what one got wrong", "debrief, mistakes, missed"),
        "sources": own_words("typed, a whole line: the passages of the last answer", "sources, source, passages"),
        "achievements": own_words("typed, a whole line: what one has achieved", "achievements, trophies"),
        "deadlines": own_words("typed, a whole line: what comes when", "deadlines, deadline"),
        "endings": own_words("typed, a whole line: the endings seen so far", "endings"),
        "ending": own_words("typed, a whole line at the end: how it went", "ending, how it went, forks"),
        "picture": own_words("typed, a whole line at the end: keep a picture", "picture, save picture"),
        "restart": own_words("typed, a whole line: begin anew", "restart, new game, start over, begin again"),
        "look": own_words("typed, a whole line: look around", "look, look around, what is here, l"),
        "talk": own_words("typed, a whole line: talk to somebody", "talk, talk to somebody"),
        "wait": own_words("typed, a whole line: let time pass", "wait, z, pass time, wait a while"),
        "go back": own_words("typed, a whole line: return to where one was", "go back, return, walk back, leave"),
        "help": own_words("typed, a whole line: help", "help, commands, how does this work, h"),
        "map": own_words("typed, a whole line: the map", "map, plan, show map, m"),
        "documents": own_words("typed, a whole line: the documents", "documents"),
        "undo": own_words("typed, a whole line: take a step back", "undo, back, oops, take that back"),
        "redo": own_words("typed, a whole line: do again what was undone", "redo"),
        "load": own_words("typed, a whole line: the saved plays", "load, saves, restore"),
        "transcript": own_words("typed, a whole line: all that was told", "transcript, history"),
        "quit": own_words("typed, a whole line: leave the game", "quit, exit, bye, q"),
        "yes": own_words("typed, a whole line: yes", "yes, y, ok, sure"),
        "no": own_words("typed, a whole line: no", "no, n, cancel, never mind"),
        "pass": own_words("typed, a whole line: give a question up", "pass, skip, I do not know, no idea, I give up"),
        "hint": own_words("typed, a whole line: ask for a hint", "hint, hints, a hint please, clue"),
        "notebook": own_words(
            "typed, a whole line: look into the notebook", "notebook, notes, look it up, open the notebook"
        ),
    }


def command_words() -> dict[str, tuple[str, ...]]:
    """Verbs, or what begins a command and has something behind it, by what they are in English."""
    return {
        "look": own_words("typed to look at something", "look at, look, examine, x, inspect, read, search, study"),
        "go": own_words("typed to go somewhere", "go to, go, walk, run, enter, visit, climb, floor"),
        "talk": own_words("typed to talk to somebody", "talk to, speak with, greet, meet, hello"),
        "ask": own_words("typed to ask somebody about something", "ask, question, tell"),
        "take": own_words("typed to take something", "take, get, grab, pick up, collect"),
        "wait until": own_words("typed to wait until a time", "wait until, wait for, until"),
        "wait": own_words("typed to wait so long", "wait, wait for"),
        "thank": own_words("typed to thank somebody", "thank, thanks"),
        "help": own_words("typed to help somebody", "help"),
        "apologise": own_words("typed to apologise to somebody", "apologise to, apologise"),
        "congratulate": own_words("typed to congratulate somebody", "congratulate"),
        "nod": own_words("typed to nod to somebody", "nod to, nod"),
        "wave": own_words("typed to wave to somebody", "wave to, wave"),
        "smile": own_words("typed to smile at somebody", "smile at, smile"),
        "who is": own_words("typed to ask who somebody is", "who is, who are"),
        "where is": own_words("typed to ask where somebody or something is", "where is, where are, find"),
        "what is": own_words("typed to ask what something is", "what is, what does"),
        "notes": own_words("typed to see the notes on something", "notes, notebook, facts"),
        "people": own_words("typed to see whom one has met", "people, characters"),
        "story": own_words("typed to see the steps of the story", "story, steps"),
        "document": own_words("typed to read a document", "document, open, show"),
        "source": own_words("typed to see the source behind a mark", "source, mark, passage"),
        "save": own_words("typed to save the play under a name", "save"),
        "load": own_words("typed to load a saved play", "load, restore"),
        "delete": own_words("typed to delete a saved play", "delete"),
        "settings": own_words("typed to see or change a setting", "settings, set, preferences"),
        "theme": own_words("typed to choose the colours", "theme, themes"),
        "undo": own_words("typed to take so many steps back", "undo"),
        "redo": own_words("typed to do so many undone steps again", "redo"),
        "back to": own_words("typed to go back to a step or a checkpoint", "back to, go back to"),
    }


def inner_words() -> dict[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    """For each English verb the words behind it that belong to the command: their English, and how one types them."""
    about = ("about", about_words())
    return {
        "go": (
            ("floor", own_words("typed for a floor of the building", "floor, level, storey")),
            ("ground floor", own_words("typed for the lowest floor above the ground", "ground floor")),
            ("basement", own_words("typed for the floor below the ground", "basement")),
        ),
        "talk": (about,),
        "ask": (about,),
        "wait": (
            ("", own_words("typed between wait and a time, says nothing", "at, to, the, o'clock, more, longer")),
            ("hours", own_words("typed for hours: wait 2 HOURS", "hours, hour, h")),
            ("minutes", own_words("typed for minutes: wait 10 MINUTES", "minutes, minute, min")),
            ("an hour", own_words("typed: wait AN HOUR", "an hour, one hour")),
            ("half an hour", own_words("typed: wait HALF AN HOUR", "half an hour")),
            ("a quarter of an hour", own_words("typed: wait A QUARTER OF AN HOUR", "a quarter of an hour")),
            ("noon", own_words("typed: wait until NOON", "noon, midday")),
        ),
        "story": (("all", own_words("typed: story ALL", "all")),),
    }


def about_words() -> tuple[str, ...]:
    """What stands between somebody and the topic that one asks about."""
    return own_words("typed between somebody and the topic: ask Ivy ABOUT the slate", "about")


def event_words() -> tuple[str, ...]:
    """What one may call that which comes next by itself."""
    return own_words("typed for what comes next by itself", "gong, bell, signal, next, meeting, something happens")


def pronouns() -> tuple[str, ...]:
    """Words for somebody who was spoken of."""
    return own_words("typed for somebody who was spoken of", "her, him, them, it, she, he, they")


def somebody() -> tuple[str, ...]:
    """Words for anybody at all."""
    return own_words("typed for anybody at all", "someone, somebody, anyone, anybody, person")


def negating_words() -> tuple[str, ...]:
    """Words without which a label would say the contrary."""
    return own_words(
        "words without which a sentence would say the contrary", "not, no, never, nothing, nobody, without"
    )


def asking_words() -> tuple[str, ...]:
    """Words with which a question begins."""
    return own_words("words with which a question begins", "where, what, why, when, how, who, whose, whether")
