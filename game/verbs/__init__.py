"""The verbs of the command, one a file: `add_arguments(parser)`, and `run(given)`, which gives the exit code."""

VERBS = {
    "play": "play a pack (the default; without PACK the main adventure)",
    "check": "report everything that is wrong with a pack",
    "test": "run the playthroughs of a pack, and say what is no longer as expected",
    "simulate": "play a pack at random, thousands of times: how it ends, what is missed, what is rare",
    "new": "begin a pack, a scene, a question or a playthrough with a file that works",
    "results": "who answered what, from the record or from saved plays; item analysis, exports, re-grading",
    "class": "a class plays in browsers: a code to join, a page for the teacher",
    "join": "play in a class from a terminal, by its address and its code",
    "review": "practise the questions of packs, each when it is about to be forgotten",
    "map": "draw the building and the scenes of a pack: on the terminal, --svg, --html, --dot",
    "import": "take questions into a pack: GIFT, Moodle XML, Aiken, CSV, Excel, Word; or translations: PO",
    "export": "a pack's questions: a worksheet to print, or a file for another program; its texts for translators",
    "debrief": "what came of the questions of a play: what was missed, why, and how each topic went",
    "schema": "write the files that let editors complete and explain the keys of a pack",
    "preview": "show a pack while you write it: every save is read at once",
}
"""Each verb with a line of help. Its module is imported only when the verb is called."""


def module_of(verb: str) -> str:
    """The name of a verb's module: `game.verbs.VERB`, with an underscore where Python has the word for itself."""
    return f"game.verbs.{verb}{'_' * (verb in ('import', 'class'))}"
