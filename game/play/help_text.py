"""The help, line by line, for both clients."""

from __future__ import annotations

from typing import NamedTuple

from game.localisation.lists_numbers_dates import labelled
from game.localisation.messages import gettext, pgettext
from game.story.model.story import Story
from game.support.columns import columns_of


class HelpLine(NamedTuple):
    """What can be typed, with examples, and what it does; the last two lines of all say nothing of that.

    `needs` is what a story must have for it, such as its `map`; empty where every story has it.
    """

    typed: str
    does: str
    needs: str = ""


def _lines() -> tuple[HelpLine, ...]:
    return (
        # Translators: in this list stands what is typed, with examples, and behind it what it does. Write the commands
        # of your language, the first of those that you give for each; names of things and people are examples.
        HelpLine(pgettext("typed", "look, look at the beam"), gettext("what is here, and what it is like")),
        HelpLine(pgettext("typed", "n, north, up, go memorial"), gettext("walk; `go` finds the way to any place")),
        HelpLine(pgettext("typed", "talk to marta"), gettext("speak with somebody who is here")),
        HelpLine(pgettext("typed", "ask marta about the gong"), gettext("what she has to tell; `people` lists topics")),
        HelpLine(pgettext("typed", "where, who, exits"), gettext("where you are, who is here, the ways out")),
        HelpLine(pgettext("typed", "goals, people"), gettext("what can be done; whom you have met, and what was said")),
        HelpLine(
            pgettext("typed", "wait, wait until 11:00"), gettext("where the story lets you wait; or: until the gong")
        ),
        HelpLine(pgettext("typed", "read plaque, take badge"), gettext("anything offered here, in your words")),
        HelpLine(pgettext("typed", "notes, notes spending"), gettext("your notebook, or all in it with these words")),
        HelpLine(
            pgettext("typed", "[2.3], source 2.3"), gettext("what stands behind a mark that you have met"), "facts"
        ),
        HelpLine(pgettext("typed", "deadlines"), gettext("how long is left, and what has passed"), "deadlines"),
        HelpLine(pgettext("typed", "inventory, status"), gettext("what you carry; how things stand")),
        HelpLine(pgettext("typed", "debrief"), gettext("which questions you missed, and why"), "questions"),
        HelpLine(pgettext("typed", "sources"), gettext("the passages on which the last answer rests"), "questions"),
        HelpLine(
            pgettext("typed", "achievements"), gettext("what you have achieved, and what is left"), "achievements"
        ),
        HelpLine(pgettext("typed", "endings"), gettext("those you have seen, and how many are left")),
        HelpLine(
            pgettext("typed", "documents"), gettext("what can be read at any time: pages of the story"), "documents"
        ),
        HelpLine(pgettext("typed", "map"), gettext("the building, and where you are"), "places"),
        HelpLine(pgettext("typed", "undo, undo 5"), gettext("take steps back; `redo` does them again")),
        HelpLine(pgettext("typed", "story"), gettext("the steps so far, numbered, undone ones too")),
        HelpLine(pgettext("typed", "back to 12"), gettext("to just after step 12, back or forward")),
        HelpLine(
            pgettext("typed", "back to before the gong"), gettext("to a checkpoint; `back to` lists those there are")
        ),
        # Translators: NAME stands for a name that the player gives.
        HelpLine(pgettext("typed", "save, save NAME"), gettext("keep a copy of this play under a name")),
        HelpLine(pgettext("typed", "load, load NAME"), gettext("the saved plays; go on with a copy of one")),
        HelpLine(pgettext("typed", "delete NAME"), gettext("take a saved play out of the list")),
        HelpLine(pgettext("typed", "save test NAME"), gettext("keep this play as a test of the story")),
        HelpLine(pgettext("typed", "save debrief"), gettext("keep it as a page; `save debrief.md` as Markdown")),
        HelpLine(pgettext("typed", "picture, restart"), gettext("after an ending: keep a picture of it; begin anew")),
        HelpLine(
            pgettext("typed", "settings, theme morning"), gettext("what can be set, such as the colours, and to what")
        ),
        HelpLine(pgettext("typed", "transcript, help, quit"), ""),
    )


def _around() -> tuple[str, tuple[str, ...]]:
    """What stands above the list, and what stands below it."""
    above = gettext("Type the number of what you want to do, or say it in words (unclear ones are asked back):")
    return above, (
        gettext(
            "During a question type your answer; `notebook` looks into your notes (it costs a little), "
            "`pass` gives it up."
        ),
        gettext("Where a question has hints, `hint` shows the next one; it may cost something, too."),
        gettext("With a slash in front a word is always a command, never an answer: /notebook."),
        gettext(
            "Facts go into the notebook when you meet them. Marks such as [2.3] name the source: "
            "article 2, paragraph 3."
        ),
        gettext("Every step is saved at once. You can stop at any time."),
    )


def all_help_lines() -> list[str]:
    """Everything that can be typed, whatever the story; what can be typed stands below each other, and what it does."""
    return _laid_out(_lines())


def help_lines(story: Story) -> list[str]:
    """The help for players of a story, without what there is nothing of in it."""
    there_is = {
        "": True, "achievements": story.achievements, "documents": story.documents, "places": story.places,
        "questions": story.questions, "deadlines": story.deadlines, "facts": story.facts,
    }  # fmt: skip
    shown = _laid_out(tuple(line for line in _lines() if there_is[line.needs]))
    return [*shown, *(labelled(measure.name, measure.about) for measure in story.measures.values() if measure.about)]


def _laid_out(lines: tuple[HelpLine, ...]) -> list[str]:
    above, below = _around()
    width = max(columns_of(line.typed) for line in _lines())
    listed = [f"  {line.typed}{' ' * (width - columns_of(line.typed))}  {line.does}".rstrip() for line in lines]
    return [above, *listed, *below]
