"""Made-up words for made-up stories: sentences of ten to twenty words, labels of three to eight, all from a seed."""

from __future__ import annotations

import random

_WHO = ("The archivist", "A tall visitor", "The night porter", "The younger clerk", "A voice behind the shelves",
        "The restorer", "A courier in a wet coat", "The keeper of the maps", "An old surveyor", "The bookbinder",
        "A child with a lantern", "The woman from the ferry")  # fmt: skip
_DOES = ("turns a page without looking up", "counts the boxes twice and writes down a number",
         "moves the lamp a little closer", "closes the drawer as if nobody had seen it",
         "waits for the kettle and listens to the rain", "holds a sheet of paper against the light",
         "folds the map along a crease that was never there", "hums a tune that everybody in the house knows",
         "puts a finger on the third line and shakes a patient head", "sorts the letters by the colour of their stamps",
         "looks for the key in all the wrong pockets", "draws a small circle in the dust")  # fmt: skip
_WHERE = ("at the long table", "below the skylight", "between two shelves", "by the narrow stairs",
          "next to the cold stove", "in the far corner of the room", "under the plan of the harbour",
          "behind the counter", "in front of the barred window", "beside the broken clock",
          "on the upper gallery", "at the foot of the ladder")  # fmt: skip
_SEEN = ("The air smells of glue, dust and wet wool.", "Somewhere above, a door falls shut and nobody comes.",
         "A clock strikes, and another one answers a little later.", "Rain runs down the panes in crooked lines.",
         "The floor creaks under every step that you take.", "There is a draught, and the papers lift their corners.",
         "Every label here was written by the same steady hand.", "It is warmer than one would think, and darker.",
         "You could swear that the shelves have moved.", "Nothing on the table lies where it lay before.")  # fmt: skip
_VERBS = ("Ask about", "Look at", "Put back", "Follow", "Open", "Copy out", "Read", "Hide", "Point at",
          "Carry away", "Compare", "Wait for")  # fmt: skip
_THINGS = ("the torn ledger", "the green lamp", "the locked drawer", "the sealed letter", "the harbour map",
           "the stopped clock", "the tall ladder", "the dark portrait", "the loose stamp", "the barred window",
           "the heavy register", "the empty folder", "the glass globe", "the wet coat", "the second catalogue",
           "the brass plate")  # fmt: skip
_HOW = ("", "", "without a word", "with great care", "for good", "as agreed", "one more time", "by candle light")
_NAMES = ("brass", "paper", "glass", "copper", "velvet", "cedar", "silver", "amber", "iron", "linen")
_OBJECTS = ("key", "seal", "ticket", "lens", "token", "letter", "ribbon", "stamp", "card", "thread")


class Words:
    """Whatever has to be said, drawn from one generator."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance

    def sentence(self) -> str:
        """A sentence."""
        pick = self._chance.choice
        if self._chance.random() < 0.3:
            return pick(_SEEN)
        return f"{pick(_WHO)} {pick(_DOES)} {pick(_WHERE)}."

    def sentences(self, number: int) -> str:
        """So many sentences, no two of them the same."""
        found: list[str] = []
        while len(found) < number:
            sentence = self.sentence()
            if sentence not in found:
                found.append(sentence)
        return " ".join(found)

    def labels(self, number: int) -> list[str]:
        """So many labels, no two of which begin the same."""
        pick = self._chance.choice
        found: dict[str, str] = {}
        while len(found) < number:
            begins = f"{pick(_VERBS)} {pick(_THINGS)}"
            if begins in found and len(found) >= 100:  # there are not so many words
                begins += f" of room {len(found)}"
            found.setdefault(begins, f"{begins} {pick(_HOW)}".strip())
        return list(found.values())


def flag(number: int) -> tuple[str, str]:
    """The id and the name of a flag, which is a thing that one has: the same number, the same thing."""
    name, thing = _NAMES[number % 10], _OBJECTS[(number + number // 10) % 10]
    round_ = f"_{number // 100}" if number >= 100 else ""
    return f"{name}_{thing}{round_}", f"the {name} {thing}{round_.replace('_', ' ')}"
