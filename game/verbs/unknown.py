"""A word where a verb is expected that is none, and no pack either: what there is instead."""

from __future__ import annotations

import os
from difflib import get_close_matches

from game.story.source import library
from game.verbs import VERBS

_ANYWHERE = "Nothing needs to be imported or opened: a pack is a folder or a file, wherever it lies."
_INSTEAD = {
    "open": (_ANYWHERE, "check FOLDER", "play FOLDER"),
    "load": (_ANYWHERE, "play FOLDER", "play --load FILE"),
    "install": (_ANYWHERE, "check FOLDER", "play FOLDER"),
    "add": (_ANYWHERE, "check FOLDER", "play FOLDER"),
    "run": ("To play a pack:", "play FOLDER"),
    "start": ("To play a pack:", "play FOLDER"),
    "validate": ("To see everything that is wrong with a pack:", "check FOLDER"),
    "lint": ("To see everything that is wrong with a pack:", "check FOLDER"),
    "verify": ("To see everything that is wrong with a pack:", "check FOLDER"),
    "prove": ("To prove what is so in every play:", "check FOLDER"),
    "edit": ("Packs are written in any text editor; the preview shows each save:", "preview FOLDER"),
    "watch": ("The preview shows each save:", "preview FOLDER"),
    "create": ("To begin a pack:", "new pack FOLDER"),
    "init": ("To begin a pack:", "new pack FOLDER"),
    "print": ("Worksheets to print:", "export FOLDER --handout"),
    "handout": ("Worksheets to print:", "export FOLDER --handout"),
    "translate": ("To begin a translation:", "new translation"),
    "help": ("All there is:", "--help"),
}


def no_such_verb(words: list[str]) -> str:
    """What to say to somebody who typed these words; "" when the first of them is a pack, or may be meant as one."""
    word = words[0]
    if word.startswith("-") or word in library.pack_names() or os.path.lexists(word):
        return ""
    if word.casefold() in _INSTEAD:
        sentence, *commands = _INSTEAD[word.casefold()]
        return "\n".join(
            [f"There is no command `{word}`. {sentence}", *(f"  eightwings {command}" for command in commands)]
        )
    near = get_close_matches(word.casefold(), VERBS, n=1, cutoff=0.75)
    return (
        f"There is no command `{word}`, and no pack of that name. Did you mean `eightwings {near[0]}`?" if near else ""
    )
