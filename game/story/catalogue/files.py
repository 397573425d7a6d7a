"""Files: which there are, and whether they can be read."""

from game.story.catalogue.entry import Example, error, warning
from game.story.catalogue.examples import of_scene

NO_SUCH_PACK = error(
    "EW101",
    "no-such-pack",
    "There is no such pack",
    message="There is no pack at {path}.",
    fix="Give the folder of a pack, a single story file, or the name of a pack that comes with the game ({known}).",
    explanation="The command was given a name at which there is neither a folder nor a file. It happens when the "
    "command is started in another folder, or when a name is misspelt.",
    situation="`eightwings check my-stroy` is typed, and the folder is called `my-story`.",
    example=None,
)

NOT_A_PACK = error(
    "EW102",
    "not-a-pack",
    "Not a pack",
    message="{path} is not a pack: no file in it has the key `pack:`.",
    fix="A pack needs one file that begins with `pack: The title of the story`.",
    explanation="A folder becomes a pack by one file that names the story with `pack:`. Without it the game would "
    "not know what it is about to play. It happens when the command is given a folder inside the pack, "
    "or one above it.",
    situation="The folder holds `places.yaml` and nothing with the line `pack: The title of the story`.",
    example=None,
)

UNREADABLE_FILE = error(
    "EW103",
    "unreadable-file",
    "A file that cannot be read",
    message="This file cannot be read: {reason}.",
    fix="Check that the file exists and that you may read it.",
    explanation="The computer refuses to open the file, so what it defines would be missing. It happens to links "
    "whose file is gone, and to files that belong to somebody else.",
    situation="`lost.yaml` is a link to a file that was deleted.",
    example=None,
)

NOT_UTF8 = error(
    "EW104",
    "not-utf-8",
    "The file is not UTF-8",
    message="This file is not saved as UTF-8 text (byte {position} does not fit).",
    fix="In your editor choose “Save with encoding: UTF-8”.",
    explanation="Letters with accents are stored in several ways, and story files use one of them, UTF-8. Editors "
    "of older computers sometimes choose another one by themselves.",
    situation="`pack.yaml` with the word “¡Olé” was saved as “Windows-1252”.",
    example=None,
)

CONTROL_CHARACTER = error(
    "EW105",
    "control-character",
    "A control character",
    message="There is a character here that cannot be seen ({name}).",
    fix="Delete it: it cannot be shown, and could upset a terminal.",
    explanation="Some characters cannot be seen and give orders to the screen instead of being shown. They come along "
    "when text is copied from a terminal or another program.",
    example=of_scene("text: He▸\x1bllo.\nend: e", "text: Hello.\nend: e"),
)

FILE_TOO_LARGE = error(
    "EW106",
    "file-too-large",
    "The file is too large",
    message="This file is {size} long; a story file may have at most {limit}.",
    fix="Split it into several files: their order does not matter.",
    explanation="No story needs a file of this size; more likely something else was given the extension `.yaml`. The "
    "limit keeps one file from filling the computer's memory.",
    situation="A file of 9 MB named `huge.yaml` lies in the pack.",
    example=None,
)

OUTSIDE_PACK = error(
    "EW107",
    "outside-the-pack",
    "A file outside the pack",
    message="This file is a link that leads out of the pack's folder.",
    fix="Copy the file into the pack instead of linking to it.",
    explanation="A pack is read from its own folder only, so that it can be handed on as it is and cannot read "
    "other files of a computer.",
    situation="`link.yaml` in the pack is a link to a file in the folder above.",
    example=None,
)

TOO_MANY_FILES = error(
    "EW108",
    "too-many-files",
    "Too many files",
    message="This folder holds more than {limit} story files.",
    fix="Check that you gave the folder of one pack, not a folder above it.",
    explanation="So many files are hardly one story. Usually a folder was given that holds much more than the "
    "pack, such as the whole desktop.",
    situation="`eightwings check .` is typed in a folder with tens of thousands of YAML files.",
    example=None,
)

PACK_TOO_LARGE = error(
    "EW109",
    "pack-too-large",
    "The pack is too large",
    message="With this file the pack is longer than {limit}, the most that a pack may have.",
    fix="Take out what is no part of the story, or make two packs of it.",
    explanation="The longest story that a class has ever written has a small part of this. The limit keeps a pack "
    "from a stranger from filling the computer's memory.",
    situation="The folder holds forty files of half a megabyte each.",
    example=None,
)

TOO_MANY_VALUES = error(
    "EW110",
    "too-many-values",
    "Too many words and lists in the pack",
    message="Up to here the pack has more than {limit} keys, values and items of lists, the most that it may have.",
    fix="Take out what is no part of the story, or make two packs of it.",
    explanation="A story of ten thousand scenes has half of this. A pack with more was made by a program, and the "
    "limit keeps it from taking all of the computer's time and memory.",
    situation="A program wrote a pack with 400,000 scenes that are called `s1`, `s2`, `s3` and so on.",
    example=None,
)

LIST_TOO_LONG = error(
    "EW111",
    "list-too-long",
    "A list that is too long",
    message="This list has more than {limit} items, the most that a list may have.",
    fix="Divide what is in it among several scenes or questions.",
    explanation="Nobody could choose among so many choices or answers. The limit keeps a pack from a stranger from "
    "taking all of the computer's time and memory.",
    situation="A scene has 2,000 choices.",
    example=None,
)

TOO_MANY_TOGETHER = error(
    "EW115",
    "too-many-together",
    "Too many things in one place",
    message="There are more than {limit} {what}, the most that there may be.",
    fix="Divide them among several places, scenes or packs.",
    explanation="The game looks at all of them after each step, and shows all that are there. Nobody could choose "
    "among so many. The limit keeps a pack from a stranger from taking all of the computer's time and memory.",
    situation="A program wrote a pack in which 2,000 scenes are offered at one place.",
    example=None,
)

TOO_MUCH_REMEMBERED = error(
    "EW116",
    "too-much-remembered",
    "A story that remembers too much",
    message="What this story remembers takes {size} bits, more than {limit}, the most that it may take.",
    fix="Give measures smaller ranges, or take out what no condition asks for.",
    explanation="Every visit, choice, fact and measure is remembered after each step of a play. A story of ten "
    "thousand scenes takes a fifth of what there may be. The limit keeps a pack from a stranger from filling the "
    "computer's memory.",
    situation="A program wrote a pack with 50,000 measures from 0 to 1,000.",
    example=None,
)

NOT_READ_CLOSELY = warning(
    "EW117",
    "not-read-closely",
    "Texts whose wording was not checked",
    message="From here on the wording was not checked: more than {limit} characters stand in texts that name real "
    "people, quote, or take sides.",
    fix="Make several packs of it, and check each.",
    explanation="Whether a real person is quoted with a source, or a word takes a side, is found by reading closely, "
    "which takes time. No story by a class has so much of it. The limit keeps a pack from a stranger from taking "
    "all of the computer's time.",
    situation="A program wrote a pack with 100,000 scenes in which a president speaks.",
    example=None,
)

TEXT_TOO_LONG = error(
    "EW112",
    "text-too-long",
    "A text that is too long",
    message="This text has more than {limit} characters, the most that one text may have.",
    fix="Divide it among several scenes that lead to each other with `goto`.",
    explanation="Such a text has more than fifteen printed pages, and the player would have to read it in one go. "
    "It happens when a whole document is pasted in.",
    situation="A whole report is pasted below `text: |`.",
    example=None,
)

TEXT_TOO_INTRICATE = error(
    "EW113",
    "text-too-intricate",
    "A text with too many characters that have a meaning",
    message="This text has more than {limit} characters that have a meaning, such as `{{`, `|`, `[` and `*`.",
    fix="Divide it among several texts; where the characters are just characters, most of them can go.",
    explanation="Each of these characters begins something that the game works out when the text is shown. So many of "
    "them are hardly meant; it happens when a part of a program is pasted in.",
    situation="A file of a program, full of stars and brackets, is pasted below `text: |`.",
    example=None,
)

TOO_MANY_LANGUAGES = error(
    "EW114",
    "too-many-languages",
    "Too many languages",
    message="With this file the pack has translations into more than {limit} languages, the most that it may have.",
    fix="Leave some of the languages out, or make a pack of its own for them.",
    explanation="The whole story is made and checked once for each language. The limit keeps a pack from a stranger "
    "from taking all of the computer's time.",
    situation="A pack has translations into eleven languages.",
    example=None,
)

NAME_NOT_EVERYWHERE = warning(
    "EW119",
    "name-not-everywhere",
    "A file that not every computer can have",
    message="This file cannot be copied to every computer: {reason}.",
    fix="Give it another name: letters, digits and hyphens are possible everywhere.",
    explanation="A pack is handed on, and computers differ in what a file may be called. On Windows some names belong "
    "to devices, whatever extension they have, and some characters are not allowed; capitals make no difference there.",
    example=Example(
        {"pack.yaml": "pack: T\nendings: { e: E. }\n", "aux.yaml": "▸scene: a\ntext: Hello.\nend: e\n"},
        {"pack.yaml": "pack: T\nendings: { e: E. }\n", "auxiliary.yaml": "scene: a\ntext: Hello.\nend: e\n"},
    ),
)

HIDDEN_ENDING = warning(
    "EW118",
    "hidden-ending",
    "A story file with a second extension",
    message="The file `{name}` is not read: its name goes on after `.yaml`.",
    fix="Call it `{meant}`. On Windows, extensions are shown by View, Show, File name extensions; a word processor "
    "has to save it as plain text.",
    explanation="Some editors add an extension of their own, such as `.txt`, and some systems hide it: the file "
    "seems to be called right. Only files that end in `.yaml` or `.yml` belong to a pack.",
    situation="The folder holds a file `scenes.yaml.txt`.",
    example=None,
)
