"""The help, line by line, for both clients."""

HELP = (
    "Type the number of what you want to do, or say it in words:",
    "  look, look at the beam     what is here, and what it is like",
    "  n, north, up, go memorial  walk; `go` finds the way to any place",
    "  talk to marta              speak with somebody who is here",
    "  read plaque, take badge    anything offered here, in your words",
    "  notes, notes spending      your notebook, or one topic of it",
    "  inventory, status          what you carry; how things stand",
    "  achievements               what you have achieved, and what is left",
    "  map                        the building, and where you are",
    "  undo                       take the last step back, again and again",
    "  save, save NAME            keep a copy of this play under a name",
    "  transcript, help, quit",
    "During a question type your answer; `notebook` looks into your notes (it costs a little), `pass` gives it up.",
    "Facts go into the notebook when you meet them. Marks such as [2.3] name the source: article 2, paragraph 3.",
    "Every step is saved at once. You can stop at any time.",
)
"""What can be typed, with examples."""
