"""Files: which there are, and whether they can be read."""

from game.story.catalogue.entry import error
from game.story.catalogue.examples import of_scene

NO_SUCH_PACK = error(
    "EW101",
    "no-such-pack",
    "No such pack",
    message="There is no pack at {path}.",
    fix="Give the folder of a pack, a single story file, or the name of a pack that comes with the game ({known}).",
    example=None,
)

NOT_A_PACK = error(
    "EW102",
    "not-a-pack",
    "Not a pack",
    message="{path} is no pack: no file in it has the key `pack:`.",
    fix="A pack needs one file that begins with `pack: The title of the story`.",
    example=None,
)

UNREADABLE_FILE = error(
    "EW103",
    "unreadable-file",
    "Unreadable file",
    message="This file cannot be read: {reason}.",
    fix="Check that the file exists and that you may read it.",
    example=None,
)

NOT_UTF8 = error(
    "EW104",
    "not-utf-8",
    "Not utf 8",
    message="This file is not saved as UTF-8 text (byte {position} does not fit).",
    fix="In your editor choose “Save with encoding: UTF-8”.",
    example=None,
)

CONTROL_CHARACTER = error(
    "EW105",
    "control-character",
    "Control character",
    message="There is an invisible control character ({name}) here.",
    fix="Delete it: it cannot be shown, and could upset a terminal.",
    example=of_scene("text: He▸\x1bllo.\nend: e", "text: Hello.\nend: e"),
)

FILE_TOO_LARGE = error(
    "EW106",
    "file-too-large",
    "File too large",
    message="This file is {size} long; a story file may have at most {limit}.",
    fix="Split it into several files: their order does not matter.",
    example=None,
)

OUTSIDE_PACK = error(
    "EW107",
    "outside-the-pack",
    "Outside the pack",
    message="This file is a link that leads out of the pack's folder.",
    fix="Copy the file into the pack instead of linking to it.",
    example=None,
)

TOO_MANY_FILES = error(
    "EW108",
    "too-many-files",
    "Too many files",
    message="This folder holds more than {limit} story files.",
    fix="Check that you gave the folder of one pack, not a folder above it.",
    example=None,
)
