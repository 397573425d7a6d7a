"""The help, line by line, for both clients."""

from __future__ import annotations

from game.story.model.story import Story

HELP = (
    "Type the number of what you want to do, or say it in words (unclear ones are asked back):",
    "  look, look at the beam     what is here, and what it is like",
    "  n, north, up, go memorial  walk; `go` finds the way to any place",
    "  talk to marta              speak with somebody who is here",
    "  ask marta about the gong   what she has to tell; `people` lists topics",
    "  where, who, exits          where you are, who is here, the ways out",
    "  goals, people              what can be done; whom you have met, and what was said",
    "  wait, wait until 11:00     where the story lets you wait; or: until the gong",
    "  read plaque, take badge    anything offered here, in your words",
    "  notes, notes spending      your notebook, or all in it with these words",
    "  [2.3], source 2.3          what stands behind a mark that you have met",
    "  deadlines                  how long is left, and what has passed",
    "  inventory, status          what you carry; how things stand",
    "  debrief                    which questions you missed, and why",
    "  sources                    the passages on which the last answer rests",
    "  achievements               what you have achieved, and what is left",
    "  endings                    those you have seen, and how many are left",
    "  documents                  what can be read at any time: pages of the story",
    "  map                        the building, and where you are",
    "  undo, undo 5               take steps back; `redo` does them again",
    "  story                      the steps so far, numbered, undone ones too",
    "  back to 12                 to just after step 12, back or forward",
    "  back to before the gong    to a checkpoint; `back to` lists those there are",
    "  save, save NAME            keep a copy of this play under a name",
    "  load, load NAME            the saved plays; go on with a copy of one",
    "  delete NAME                take a saved play out of the list",
    "  save test NAME             keep this play as a test of the story",
    "  save debrief               keep it as a page; `save debrief.md` as Markdown",
    "  picture, restart           after an ending: keep a picture of it; begin anew",
    "  settings, theme morning    what can be set, such as the colours, and to what",
    "  transcript, help, quit",
    "During a question type your answer; `notebook` looks into your notes (it costs a little), `pass` gives it up.",
    "Where a question has hints, `hint` shows the next one; it may cost something, too.",
    "With a slash in front a word is always a command, never an answer: /notebook.",
    "Facts go into the notebook when you meet them. Marks such as [2.3] name the source: article 2, paragraph 3.",
    "Every step is saved at once. You can stop at any time.",
)
"""What can be typed, with examples."""


def help_lines(story: Story) -> list[str]:
    """The help for players of a story, without what there is nothing of in it."""
    absent = {
        "achievements": not story.achievements,
        "documents": not story.documents,
        "map": not story.places,
        "sources": not story.questions,
        "debrief": not story.questions,
        "deadlines": not story.deadlines,
        "[2.3],": not story.facts,
    }
    shown = [line for line in HELP if not absent.get(line.split()[0], False)]
    meant = [f"{measure.name}: {measure.about}" for measure in story.measures.values() if measure.about]
    return [*shown, *meant]
